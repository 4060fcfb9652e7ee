/** What is handed out after a session: attendance, votes, decisions, and the whole record. */
import { Module } from '@nestjs/common';
import { JournalModule } from '../live/journal.module.js';
import { NamesModule } from '../names/names.module.js';
import { TextsModule } from '../texts/texts.module.js';
import { HeadsController } from './heads.controller.js';
import { RecordsController } from './records.controller.js';
import { SessionReports } from './session-reports.js';

@Module({
  imports: [JournalModule, NamesModule, TextsModule],
  controllers: [RecordsController, HeadsController],
  providers: [SessionReports],
})
export class RecordsModule {}
