/** The live session over HTTP, for clients without a socket: the same acts, answers and view. */
import { type ActReply, askEnvelope } from '@kengesh/contracts';
import { type Position, refuse } from '@kengesh/journal';
import { Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBody, type ApiBodyOptions, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import * as z from 'zod';
import { AuthGuard } from '../identity/auth.guard.js';
import { CurrentIdentity } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import { RefusedError } from '../problems/refused-error.js';
import { encodeSnapshot } from '../transport/encode.js';
import { actorOf, parseEnvelope } from './command-envelope.js';
import type { LiveIdentity } from './handshake.js';
import { JournalService } from './journal.service.js';
import { PresenceTracker } from './presence.js';
import { RateLimits, requireOwnSession } from './rate-limits.js';
import { resumeMessageFor } from './resume-message.js';

const sessionId = z.string().min(1).max(64);
const frameQuery = z.strictObject({
  after: z.coerce.number().int().min(0),
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
/** Shown in the API's document; read by `parseEnvelope`, so that socket and HTTP refuse with the same words. */
const envelopeBody = {
  schema: z.toJSONSchema(askEnvelope, { target: 'openapi-3.0', io: 'input', unrepresentable: 'any' }),
} as ApiBodyOptions;

const actDone = z
  .strictObject({
    ok: z.literal(true),
    seqs: z.array(z.int()),
    head: z.int(),
    at: z.iso.datetime(),
    repeated: z.boolean(),
    /** Of a ballot: "recorded", never what. */
    receipt: z.string().nullable(),
  })
  .meta({ id: 'ActDone' });
const snapshot = z
  .strictObject({
    seq: z.int(),
    hash: z.string(),
    /** As far as this identity may see it. */
    state: z.record(z.string(), z.unknown()),
    putBack: z.literal(true).optional(),
  })
  .meta({ id: 'Snapshot' });
const entry = z
  .looseObject({
    seq: z.int(),
    type: z.string(),
    at: z.iso.datetime(),
    actor: z.string(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Entry' });
const frame = z.looseObject({ from: z.int(), to: z.int(), entries: z.array(entry) }).meta({ id: 'Frame' });

const problem = (status: number, description: string) =>
  ApiResponse({ status, description: `Problem: ${description}` });

@ApiTags('live')
@problem(404, 'not the session this identity belongs to')
@Controller('api/sessions/:id')
@UseGuards(AuthGuard)
export class JournalController {
  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(RateLimits) private readonly pace: RateLimits,
    @Inject(PresenceTracker) private readonly presence: PresenceTracker,
  ) {}

  @Post('acts')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Ask for an act',
    description:
      'Sent again with the same command id it is answered again, and done once. Who joins from afar without a line is let in, and present once one is there.',
  })
  @ApiBody(envelopeBody)
  @ApiOkResponse({ standardSchema: actDone })
  @problem(400, '`act.malformed` or `act.unknown`')
  @problem(403, '`may.…`: not for this role')
  @problem(409, 'a rule says no')
  @problem(429, '`limit.rate`: too fast')
  async act(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: sessionId }) id: string,
    @Req() request: Request,
  ): Promise<ActReply> {
    const identity = requireOwnSession(who, id);
    await this.pace.enforce(identity);
    const actor = actorOf(identity);
    const command = 'refused' in actor ? actor : parseEnvelope(request.body, actor);
    if ('refused' in command) throw new RefusedError(command);
    const { sessionId, participant } = identity;
    const { type, mode } = command.act as { readonly type: string; readonly mode?: unknown };
    if (participant !== null && type === 'attendance.join' && mode === 'remote')
      await this.presence.beforeJoin(sessionId, participant);
    const answer = await new Promise<ActReply>((told, failed) =>
      this.journal.ask(identity.sessionId, command, told, failed),
    );
    if (!answer.ok) throw new RefusedError(refuse(answer.refused, answer.params));
    return answer;
  }

  @Get('state')
  @ApiOperation({ summary: 'The state as far as this identity may see it' })
  @ApiOkResponse({ standardSchema: snapshot })
  async state(
    @CurrentIdentity() who: Identity,
    @Res() response: Response,
    @Param('id', { schema: sessionId }) id: string,
  ) {
    await this.send(response, requireOwnSession(who, id), null);
  }

  @Get('frames')
  @ApiOperation({
    summary: 'What a page that holds `after` lacks',
    description:
      'With `hash`, that of the entry `after`, a page is also told where its history is no more: the database was put back.',
  })
  @ApiOkResponse({
    standardSchema: z.union([frame, snapshot]),
    description: 'A snapshot where that is too far back, or, with `putBack: true`, where it is no more',
  })
  async frames(
    @CurrentIdentity() who: Identity,
    @Res() response: Response,
    @Param('id', { schema: sessionId }) id: string,
    @Query({ schema: frameQuery }) { after, hash }: z.output<typeof frameQuery>,
  ) {
    await this.send(response, requireOwnSession(who, id), { seq: after, hash });
  }

  private async send(response: Response, identity: LiveIdentity, position: Position | null): Promise<void> {
    const news = await resumeMessageFor(this.journal, identity.sessionId, identity.participant, position);
    response.type('application/json').setHeader('Cache-Control', 'no-store');
    response.send('frame' in news ? JSON.stringify(news.frame) : encodeSnapshot(news.snapshot, news.fullState));
  }
}
