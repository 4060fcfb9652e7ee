/** The journal for other rooms: ask it acts, read it, listen to it. The wires to the pages are in live.module.ts. */
import { Module } from '@nestjs/common';
import { Clock, SystemClock } from './clock.js';
import { Deadlines } from './deadlines.js';
import { JournalService } from './journal.service.js';
import { Sightings } from './sightings.js';

@Module({
  providers: [{ provide: Clock, useClass: SystemClock }, JournalService, Deadlines, Sightings],
  exports: [JournalService, Clock, Sightings],
})
export class JournalModule {}
