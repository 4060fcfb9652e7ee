/** Invitations to a session: for calendars, by mail or as a file, with every change and the cancellation that follow. */
import { Module } from '@nestjs/common';
import { LettersModule } from '../letters/letters.module.js';
import { JournalModule } from '../live/journal.module.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsService } from './invitations.service.js';
import { KeyLetters } from './key-letters.js';

@Module({
  imports: [JournalModule, LettersModule],
  controllers: [InvitationsController],
  providers: [InvitationsService, KeyLetters],
  exports: [KeyLetters],
})
export class InvitationsModule {}
