import { grants } from '@kengesh/domain';
import { Controller, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import * as z from 'zod';
import type { ApiEnv } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import { Who } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import { ForSignedIn } from '../identity/signed-in.guard.js';
import { Clock } from '../journal/clock.js';
import { JournalService } from '../journal/journal.service.js';
import { inOwnSession } from '../journal/own-session.js';
import { refused } from '../problems/refused-error.js';
import { TOKEN_LIFETIME, videoToken } from './tokens.js';
import { VideoListener } from './video.listener.js';

const videoTicket = z
  .strictObject({ url: z.string(), token: z.string(), expiresAt: z.iso.datetime() })
  .meta({ id: 'VideoTicket' });

@ApiTags('video')
@ForSignedIn()
@Controller('api/sessions/:id/video-token')
export class VideoController {
  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(VideoListener) private readonly listener: VideoListener,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: ApiEnv,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'A ticket to the video room, for ten minutes, to come in and listen',
    description: 'Refusals: video.not_configured, video.not_admitted',
  })
  @ApiOkResponse({ standardSchema: videoTicket })
  @ApiResponse({ status: 409, description: 'Problem: `video.not_admitted`, or `video.not_configured`' })
  async ticket(
    @Who() who: Identity,
    @Param('id', { schema: z.string().min(1).max(64) }) id: string,
  ): Promise<z.output<typeof videoTicket>> {
    const { sessionId, participant } = inOwnSession(who, id);
    const { livekit } = this.env;
    if (!livekit) throw refused('video.not_configured');
    const { state } = await this.journal.state(sessionId);
    if (participant === null || !grants(state, participant).join) throw refused('video.not_admitted');
    const expiresAt = new Date(Date.parse(this.clock.now()) + TOKEN_LIFETIME * 1000).toISOString();
    const token = await videoToken(livekit, sessionId, participant);
    this.listener.expect(sessionId, participant);
    return { url: livekit.url, token, expiresAt };
  }
}
