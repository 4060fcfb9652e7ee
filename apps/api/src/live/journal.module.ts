/** The journal for other features: submit acts, read, subscribe. Sockets and HTTP are in live.module.ts. */
import { Module } from '@nestjs/common';
import { Clock, SystemClock } from './clock.js';
import { Deadlines } from './deadlines.js';
import { JournalService } from './journal.service.js';
import { KeyRecorder } from './key-recorder.js';
import { VideoPresence } from './video-presence.js';

@Module({
  providers: [{ provide: Clock, useClass: SystemClock }, JournalService, Deadlines, VideoPresence, KeyRecorder],
  exports: [JournalService, Clock, VideoPresence, KeyRecorder],
})
export class JournalModule {}
