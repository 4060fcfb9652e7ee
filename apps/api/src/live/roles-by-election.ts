import { participantOf, roleNow } from '@kengesh/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { MeService } from '../identity/me.service.js';
import { JournalService } from './journal.service.js';

/** Lets `/api/me` tell the role that an election in the session has given (PROC-36). */
@Injectable()
export class RolesByElection implements OnModuleInit {
  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(MeService) private readonly me: MeService,
  ) {}

  onModuleInit(): void {
    this.me.useRoleLookup(async ({ sessionId, handle }) => {
      if (sessionId === null) return undefined;
      const { state } = await this.journal.state(sessionId);
      const role = roleNow(state, handle);
      return role === participantOf(state, handle)?.role ? undefined : role;
    });
  }
}
