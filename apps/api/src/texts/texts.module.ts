/** Where the words of statements and reports are kept, of which the journal has only the seal. */
import { Module } from '@nestjs/common';
import { JournalModule } from '../live/journal.module.js';
import { RateLimits } from '../live/rate-limits.js';
import { TextsController } from './texts.controller.js';
import { TextsService } from './texts.service.js';

@Module({
  imports: [JournalModule],
  controllers: [TextsController],
  providers: [TextsService, RateLimits],
  exports: [TextsService],
})
export class TextsModule {}
