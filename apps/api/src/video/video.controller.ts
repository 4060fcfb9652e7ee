import { type VideoOverview, type VideoTicket, videoOverview, videoRoomQuery, videoTicket } from '@kengesh/contracts';
import { grants, isBureau, mediaIdentity, recordingMarks, type State } from '@kengesh/domain';
import type { RefusalCode } from '@kengesh/phrases';
import { Controller, Get, Header, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import * as z from 'zod';
import type { ApiEnv } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import { Authenticated } from '../identity/auth.guard.js';
import { CurrentIdentity } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import { Clock } from '../live/clock.js';
import { JournalService } from '../live/journal.service.js';
import { requireOwnSession } from '../live/rate-limits.js';
import { VideoPresence } from '../live/video-presence.js';
import { refused } from '../problems/refused-error.js';
import { VideoEvidence } from './evidence.js';
import { mediaGeneration, mediaParticipant } from './media-devices.js';
import { fileOf } from './recorder.js';
import { allowed, type RoomKind, roomName } from './rooms.js';
import { TOKEN_LIFETIME, videoToken } from './tokens.js';
import { VideoReconciler } from './video-reconciler.js';

const sessionId = z.string().min(1).max(64);

@ApiTags('video')
@Authenticated()
@Controller('api/sessions/:id')
export class VideoController {
  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(VideoReconciler) private readonly listener: VideoReconciler,
    @Inject(VideoEvidence) private readonly evidence: VideoEvidence,
    @Inject(VideoPresence) private readonly sightings: VideoPresence,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: ApiEnv,
  ) {}

  @Post('video-token')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary:
      'A ticket to the video room, for ten minutes, to come in; who waits at the door gets one to the waiting room',
    description: 'Refusals: video.not_configured, video.not_admitted, video.removed, video.door',
  })
  @ApiOkResponse({ standardSchema: videoTicket })
  @ApiResponse({
    status: 409,
    description: 'Problem: `video.not_admitted`, `video.removed`, `video.door`, or `video.not_configured`',
  })
  async ticket(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: sessionId }) id: string,
    @Query({ schema: videoRoomQuery }) query: z.output<typeof videoRoomQuery>,
  ): Promise<VideoTicket> {
    const own = requireOwnSession(who, id);
    const { livekit } = this.env;
    if (!livekit) throw refused('video.not_configured');
    const { state } = await this.journal.state(own.sessionId);
    const identity = mediaParticipant(own);
    const room = query.room === 'session' && grants(state, identity).waits ? 'waiting' : query.room;
    if (!allowed(state, room, identity)) throw refused(whyNot(state, room, identity));
    const expiresAt = new Date(Date.parse(this.clock.now()) + TOKEN_LIFETIME * 1000).toISOString();
    const there = mediaIdentity(identity, mediaGeneration(own.authSession));
    const token = await videoToken(livekit, roomName(own.sessionId, room), there);
    this.listener.expect(own.sessionId);
    return { url: livekit.url, token, room, identity, expiresAt };
  }

  @Get('video')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Who is seen in the video room, what the video server told, and recordings, for the bureau',
  })
  @ApiOkResponse({ standardSchema: videoOverview })
  async overview(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: sessionId }) id: string,
  ): Promise<VideoOverview> {
    const own = requireOwnSession(who, id);
    const { state } = await this.journal.state(own.sessionId);
    if (own.participant === null || !isBureau(state, own.participant)) throw refused('may.bureau_only');
    const folder = this.env.livekit?.recordings;
    const marks = state.recording ? recordingMarks(state, await this.journal.entries(own.sessionId)) : [];
    return {
      configured: this.env.livekit !== undefined,
      recording: folder !== undefined,
      now: [...(this.sightings.of(own.sessionId) ?? [])],
      evidence: await this.evidence.of(own.sessionId),
      recordings: (state.recording ?? []).map(take => ({
        id: take.id,
        since: take.since,
        to: take.to ?? null,
        failed: take.failed ?? null,
        file: folder === undefined ? null : fileOf(folder, own.sessionId, take.id),
        marks: marks.filter(mark => mark.take === take.id).map(({ take: _, ...mark }) => mark),
      })),
    };
  }
}

/** Why there is no ticket, in the words the person can do most with. */
function whyNot(state: State, room: RoomKind, identity: string): RefusalCode {
  if (room === 'waiting') return 'may.bureau_only';
  if (state.video?.removed.includes(identity)) return 'video.removed';
  const runs = ['prepared', 'open', 'recess'].includes(state.session.phase);
  return runs && state.prepared?.participants.some(one => one.id === identity) ? 'video.door' : 'video.not_admitted';
}
