/** Invitations to a session: for calendars, by mail or as a file, with every change and the cancellation that follow. */
import { Module } from '@nestjs/common';
import { JournalModule } from '../live/journal.module.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsService } from './invitations.service.js';
import { KeyLetters } from './key-letters.js';
import { Mailer } from './mailer.js';

@Module({
  imports: [JournalModule],
  controllers: [InvitationsController],
  providers: [InvitationsService, KeyLetters, Mailer],
  exports: [KeyLetters, Mailer],
})
export class InvitationsModule {}
