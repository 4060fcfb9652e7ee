import { lineOf, voterOf } from '@kengesh/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ClusterPresence } from '../nodes/cluster-presence.js';
import { ConnectionRegistry } from '../transport/connection-registry.js';
import { JournalService } from './journal.service.js';

/**
 * Says of a ballot given by telephone whether its voter has a page open, on any node: only then that device is asked (PROC-32).
 * Whatever the sender said of it is overwritten.
 */
@Injectable()
export class OpenPages implements OnModuleInit {
  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(ConnectionRegistry) private readonly lines: ConnectionRegistry,
    @Inject(ClusterPresence) private readonly elsewhere: ClusterPresence,
  ) {}

  onModuleInit(): void {
    this.journal.completeWhere('voting.assist', async (sessionId, act) => {
      const { state } = await this.journal.state(sessionId);
      const line = lineOf(state.votings[String(act.voting)], String(act.seat));
      const voter = line ? voterOf(state, line) : null;
      return { ...act, online: voter !== null && (await this.hasPage(sessionId, voter)) };
    });
  }

  private async hasPage(sessionId: string, participant: string): Promise<boolean> {
    return this.lines.has(sessionId, participant) || (await this.elsewhere.has(sessionId, participant));
  }
}
