/** Letters: put into the outbox with the change they tell of, delivered, and shown at the desk. */
import { Module } from '@nestjs/common';
import { Courier } from './courier.js';
import { LetterBytes } from './letter-bytes.js';
import { LetterSeal } from './letter-seal.js';
import { LettersController } from './letters.controller.js';
import { LettersService } from './letters.service.js';
import { MailServer } from './mail-server.js';
import { Outbox } from './outbox.js';

@Module({
  controllers: [LettersController],
  providers: [LetterSeal, LetterBytes, MailServer, Outbox, Courier, LettersService],
  exports: [Outbox],
})
export class LettersModule {}
