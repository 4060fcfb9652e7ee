/**
 * Where the video server tells of its rooms. What it says is evidence and a reason to look; nothing is believed that was
 * not signed with our secret, over these very bytes, just now, and for the first time.
 */
import { Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { Request } from 'express';
import { type WebhookEvent, WebhookReceiver } from 'livekit-server-sdk';
import type { ApiEnv } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import { refused } from '../problems/refused-error.js';
import { type Evidence, VideoEvidence } from './evidence.js';
import { Recorder } from './recorder.js';
import { isRecorder, roomOf, sourceOf, whoIs } from './rooms.js';
import { VideoReconciler } from './video-reconciler.js';

const LARGEST = 256 * 1024;
/** Seconds. What was told longer ago is not listened to; the video server tries for less. */
const WINDOW = 300;
const WHAT = {
  participant_joined: 'joined',
  participant_left: 'left',
  track_published: 'published',
  track_unpublished: 'unpublished',
} as const;

@Controller('api/video/events')
export class EventsController {
  private readonly receiver: WebhookReceiver | undefined;

  constructor(
    @Inject(VideoEvidence) private readonly evidence: VideoEvidence,
    @Inject(VideoReconciler) private readonly listener: VideoReconciler,
    @Inject(Recorder) private readonly recorder: Recorder,
    @Inject(ENV) { livekit }: ApiEnv,
  ) {
    if (livekit) this.receiver = new WebhookReceiver(livekit.apiKey, livekit.apiSecret);
  }

  @Post()
  @HttpCode(200)
  @ApiExcludeEndpoint()
  async told(@Req() request: Request): Promise<void> {
    if (!this.receiver) throw refused('http.not_found');
    const body = await rawBody(request);
    const event = await this.receiver.receive(body, request.get('authorization') ?? '').catch(() => {
      throw refused('auth.invalid');
    });
    if (Math.abs(Date.now() / 1000 - Number(event.createdAt)) > WINDOW) throw refused('video.stale');
    const name = event.room?.name ?? event.egressInfo?.roomName ?? '';
    const { sessionId } = roomOf(name);
    const evidence = evidenceOf(event);
    if (evidence && !(await this.evidence.keep(sessionId, evidence))) throw refused('video.told_before');
    if (evidence && event.event === 'participant_joined' && event.participant)
      await this.listener.arrived(name, event.participant);
    if (event.egressInfo) this.recorder.told(sessionId);
    else if (sessionId) this.listener.told(sessionId);
  }
}

function evidenceOf({ id, event, participant, track, createdAt }: WebhookEvent): Evidence | null {
  const what = WHAT[event as keyof typeof WHAT];
  if (!what || !participant || isRecorder(participant)) return null;
  return {
    id,
    participant: whoIs(participant).participant.slice(0, 100),
    sid: participant.sid,
    what,
    source: track ? sourceOf(track.source) : null,
    at: new Date(Number(createdAt) * 1000).toISOString(),
  };
}

/** The bytes as they came: the signature is over them, not over what they mean. Its type is none that our parsers read. */
async function rawBody(request: Request): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST) throw refused('http.too_large', { limit: `${LARGEST / 1024} kB` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
