/** Invitations at the desk: sent to all who have an address, or downloaded as a file. */

import {
  type InvitationsInput,
  type InvitationsOutcome,
  invitationsInput,
  invitationsOutcome,
} from '@kengesh/contracts';
import { id as handle, LANGUAGES } from '@kengesh/domain';
import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import * as z from 'zod';
import type { ApiEnv } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import { Authenticated } from '../identity/auth.guard.js';
import { DeskAccess, notFound } from '../identity/desk-access.js';
import { CurrentIdentity, originOf } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import { InvitationsService } from './invitations.service.js';

const sessionId = z.uuid();
const language = z.enum(LANGUAGES);
const fileQuery = z.strictObject({ lang: language.optional() });
@ApiTags('invitations')
@Authenticated()
@Controller('api/sessions/:id')
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly access: DeskAccess,
    @Inject(ENV) private readonly env: ApiEnv,
  ) {}

  @Post('invitations')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Invite, tell of a change, or tell of the cancellation, as the session stands now',
    description: 'Without SMTP_URL nothing is mailed (`mailing: false`). Refusals: session.closed',
  })
  @ApiOkResponse({ standardSchema: invitationsOutcome })
  async issue(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: sessionId }) id: string,
    @Body({ schema: invitationsInput.optional() }) input: InvitationsInput | undefined,
    @Req() request: Request,
  ): Promise<InvitationsOutcome> {
    await this.access.session(who, id, 'write');
    const origin = originOf(request, this.env);
    return this.invitations.issue(id, origin, input?.language ?? null, input?.participants ?? null);
  }

  @Get('participants/:participant/invitation.ics')
  @ApiOperation({ summary: "One participant's invitation as a calendar file" })
  @ApiOkResponse({ content: { 'text/calendar': { schema: { type: 'string' } } } })
  async file(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: sessionId }) id: string,
    @Param('participant', { schema: handle }) participant: string,
    @Query({ schema: fileQuery }) query: z.output<typeof fileQuery>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.access.session(who, id, 'write');
    await this.send(id, participant, query.lang ?? null, request, response);
  }

  @Get('my-invitation.ics')
  @ApiOperation({ summary: 'My own invitation as a calendar file' })
  @ApiOkResponse({ content: { 'text/calendar': { schema: { type: 'string' } } } })
  async mine(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: sessionId }) id: string,
    @Query({ schema: fileQuery }) query: z.output<typeof fileQuery>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (who.participant === null || who.sessionId !== id) throw notFound();
    await this.send(id, who.participant, query.lang ?? null, request, response);
  }

  private async send(
    id: string,
    participant: string,
    lang: string | null,
    request: Request,
    response: Response,
  ): Promise<void> {
    const origin = originOf(request, this.env);
    const { text, method, number } = await this.invitations.fileOf(id, participant, origin, lang);
    response.setHeader('Content-Type', `text/calendar; charset=UTF-8; method=${method}`);
    response.setHeader('Content-Disposition', `attachment; filename="session-${number}.ics"`);
    response.setHeader('Cache-Control', 'private, no-store');
    // As bytes: a text would have its Content-Type rewritten.
    response.end(Buffer.from(text));
  }
}
