/** Keys of ballot boxes, which are with people: holders, sealed copies, and the count with a key that is given. */
import { Module } from '@nestjs/common';
import { JournalModule } from '../live/journal.module.js';
import { LiveModule } from '../live/live.module.js';
import { RateLimits } from '../live/rate-limits.js';
import { BallotKeysController } from './ballot-keys.controller.js';
import { BallotKeysService } from './ballot-keys.service.js';

@Module({
  imports: [JournalModule, LiveModule],
  controllers: [BallotKeysController],
  providers: [BallotKeysService, RateLimits],
})
export class BallotKeysModule {}
