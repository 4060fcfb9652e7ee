/** Names as they were on the day of a session, beside its journal. */
import { Module } from '@nestjs/common';
import { JournalModule } from '../live/journal.module.js';
import { NamesController } from './names.controller.js';
import { NamesService } from './names.service.js';

@Module({
  imports: [JournalModule],
  controllers: [NamesController],
  providers: [NamesService],
  exports: [NamesService],
})
export class NamesModule {}
