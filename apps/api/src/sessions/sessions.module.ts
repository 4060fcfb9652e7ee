/** Sessions at the desk: convened, changed, cancelled, their agenda and roll, and handed over to the journal. */
import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { JournalModule } from '../live/journal.module.js';
import { NamesModule } from '../names/names.module.js';
import { RosterController } from './roster.controller.js';
import { RosterService } from './roster.service.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';

@Module({
  imports: [IdentityModule, InvitationsModule, JournalModule, NamesModule],
  controllers: [SessionsController, RosterController],
  providers: [SessionsService, RosterService],
  exports: [SessionsService, RosterService],
})
export class SessionsModule {}
