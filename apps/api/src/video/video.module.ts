/** Tickets to the video room, and who may speak there. Without a LiveKit server it says so, and all else works. */
import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { JournalModule } from '../journal/journal.module.js';
import { VideoController } from './video.controller.js';
import { VideoListener } from './video.listener.js';

@Module({ imports: [JournalModule, IdentityModule], controllers: [VideoController], providers: [VideoListener] })
export class VideoModule {}
