import {
  type LinkAnswer,
  type LinkIssued,
  linkAnswer,
  linkIssued,
  linkReasonInput,
  participantModeInput,
  type RosterRow,
  rosterRow,
} from '@kengesh/contracts';
import { id as handle } from '@kengesh/domain';
import { Body, Controller, Delete, Get, Header, HttpCode, Inject, Param, Patch, Post, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import * as z from 'zod';
import type { ApiEnv } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import { Authenticated } from '../identity/auth.guard.js';
import { browserOf, giveBrowser, giveCookie } from '../identity/cookies.js';
import { DeskAccess } from '../identity/desk-access.js';
import { addressed } from '../identity/desk-rights.js';
import { CurrentIdentity, originOf } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import type { Issued } from '../identity/links.service.js';
import { RosterService } from './roster.service.js';

const uuid = { schema: z.uuid() };
const participant = { schema: handle };
/** Programs of earlier builds send no body. */
const reasonBody = { schema: linkReasonInput.optional().transform(body => body ?? {}) };

@ApiTags('roster')
@Authenticated()
@Controller('api/sessions/:id')
export class RosterController {
  constructor(
    private readonly access: DeskAccess,
    private readonly roster: RosterService,
    @Inject(ENV) private readonly env: ApiEnv,
  ) {}

  @Get('roster')
  @ApiOperation({ summary: 'The roll of a session with the state of each link' })
  @ApiOkResponse({ standardSchema: rosterRow.array() })
  async list(@CurrentIdentity() who: Identity, @Param('id', uuid) id: string): Promise<RosterRow[]> {
    const role = await this.access.session(who, id, 'read');
    return addressed(role, await this.roster.list(id));
  }

  @Patch('participants/:participant')
  @ApiOperation({ summary: 'How somebody is expected: in the hall or remote; prepare again to take it up' })
  @ApiOkResponse({ standardSchema: rosterRow })
  async setMode(
    @CurrentIdentity() who: Identity,
    @Param('id', uuid) id: string,
    @Param('participant', participant) line: string,
    @Body({ schema: participantModeInput }) { mode }: z.output<typeof participantModeInput>,
  ): Promise<RosterRow> {
    await this.access.session(who, id, 'write');
    return this.roster.setMode(id, line, mode);
  }

  @Post('participants/:participant/link')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'A new link, shown once; the one before and its devices end',
    description:
      'Of a voting participant who has, or had today, a device while the session is under way: they end when somebody comes in by it, which a second person has to confirm.',
  })
  @ApiBody({ required: false, schema: z.toJSONSchema(linkReasonInput, { target: 'openapi-3.0' }) as object })
  @ApiCreatedResponse({ standardSchema: linkIssued })
  async issue(
    @CurrentIdentity() who: Identity,
    @Param('id', uuid) id: string,
    @Param('participant', participant) line: string,
    @Body(reasonBody) { reason }: z.output<typeof linkReasonInput>,
    @Req() request: Request,
  ): Promise<LinkIssued> {
    await this.access.session(who, id, 'write');
    return this.shown(request, await this.roster.issue(who, id, line, reason));
  }

  @Post('participants/:participant/link/admit')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Let a link in alone that waits for a second person',
    description: 'Refusals: link.waits before the minute is over, link.not_asked, session.not_open',
  })
  @ApiNoContentResponse()
  async admitAlone(
    @CurrentIdentity() who: Identity,
    @Param('id', uuid) id: string,
    @Param('participant', participant) line: string,
  ): Promise<void> {
    await this.access.session(who, id, 'write');
    await this.roster.admitAlone(who, id, line);
  }

  @Delete('participants/:participant/link')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take the link back; its devices end at once' })
  @ApiNoContentResponse()
  async revoke(
    @CurrentIdentity() who: Identity,
    @Param('id', uuid) id: string,
    @Param('participant', participant) line: string,
    @Body(reasonBody) { reason }: z.output<typeof linkReasonInput>,
  ): Promise<void> {
    await this.access.session(who, id, 'write');
    await this.roster.revoke(who, id, line, reason);
  }

  @Post('screen-link')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: "A new link for the hall's screen, shown once; the one before and its screens end" })
  @ApiCreatedResponse({ standardSchema: linkIssued })
  async screen(
    @CurrentIdentity() who: Identity,
    @Param('id', uuid) id: string,
    @Req() request: Request,
  ): Promise<LinkIssued> {
    await this.access.session(who, id, 'write');
    return this.shown(request, await this.roster.issueScreen(who, id));
  }

  @Post('enter')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: "Take one's own place in the session: the chair's account or the secretary's" })
  @ApiOkResponse({ standardSchema: linkAnswer, description: 'The cookie `kg_<as>` comes with the answer' })
  async enter(
    @CurrentIdentity() who: Identity,
    @Param('id', uuid) id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LinkAnswer> {
    const role = await this.access.session(who, id, 'enter');
    const browser = browserOf(request, this.env);
    const { answer, opened } = await this.roster.enter(who, role, id, {
      ip: request.ip ?? '',
      userAgent: request.headers['user-agent'],
      cookie: request.headers.cookie,
      browser: browser.name,
    });
    if (opened) {
      giveCookie(response, this.env, 'kg', answer.as, opened);
      giveBrowser(response, this.env, browser);
    }
    return answer;
  }

  private shown(request: Request, { secret, expiresAt, key }: Issued): LinkIssued {
    const url = `${originOf(request, this.env)}/j#${secret}`;
    return { url, expiresAt: expiresAt.toISOString(), ...(key?.until ? { until: key.until } : {}) };
  }
}
