/**
 * Tickets to the video room, who may hear and speak there, what the video server reports, and the recording. Without a LiveKit
 * server it says so, and all else works.
 */
import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { JournalModule } from '../live/journal.module.js';
import { LiveModule } from '../live/live.module.js';
import { EventsController } from './events.controller.js';
import { VideoEvidence } from './evidence.js';
import { MediaDevices } from './media-devices.js';
import { OrphanedMedia } from './orphaned-media.js';
import { Recorder } from './recorder.js';
import { VideoController } from './video.controller.js';
import { VideoReconciler } from './video-reconciler.js';

@Module({
  imports: [JournalModule, LiveModule, IdentityModule],
  controllers: [VideoController, EventsController],
  providers: [VideoEvidence, OrphanedMedia, MediaDevices, VideoReconciler, Recorder],
})
export class VideoModule {}
