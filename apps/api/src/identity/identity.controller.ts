import {
  type LinkAnswer,
  linkAnswer,
  linkExchange,
  type Me,
  type MySession,
  meAnswer,
  mySession,
  type OwnDevice,
  ownDevice,
  type PasswordInput,
  passwordInput,
  signIn,
} from '@kengesh/contracts';
import { Body, Controller, Delete, Get, Header, HttpCode, Inject, Param, Post, Put, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import * as z from 'zod';
import type { ApiEnv } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import { SecurityLog } from '../security-log/security-log.js';
import { AccountsService } from './accounts.service.js';
import { Authenticated } from './auth.guard.js';
import { browserOf, giveBrowser, giveCookie, takeCookie } from './cookies.js';
import { DeskAccess } from './desk-access.js';
import { CurrentIdentity, ownOrigin } from './http.js';
import type { Identity } from './identity.js';
import { LinksService, landingPage } from './links.service.js';
import { MeService } from './me.service.js';
import { MyDevicesService } from './my-devices.service.js';

const device = (request: Request) => ({ ip: request.ip ?? '', userAgent: request.headers['user-agent'] });

@ApiTags('identity')
@Controller('api')
export class IdentityController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly links: LinksService,
    private readonly mine: MeService,
    private readonly myDevices: MyDevicesService,
    private readonly access: DeskAccess,
    private readonly security: SecurityLog,
    @Inject(ENV) private readonly env: ApiEnv,
  ) {}

  @Post('sign-in')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Sign in at the desk with a password',
    description: 'Refusals: signin.wrong, signin.too_many',
  })
  @ApiResponse({ status: 401, description: 'Problem: `signin.wrong`' })
  @ApiResponse({ status: 429, description: 'Problem: `signin.too_many`, with the seconds to wait' })
  @ApiOkResponse({ standardSchema: linkAnswer, description: 'The cookie `kg_<as>` comes with the answer' })
  async signIn(
    @Body({ schema: signIn }) { email, password }: z.output<typeof signIn>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LinkAnswer> {
    ownOrigin(request, this.env);
    const { as, opened, known } = await this.accounts.signIn(email, password, {
      ...device(request),
      cookie: request.headers.cookie,
    });
    giveCookie(response, this.env, 'kg', as, opened);
    if (known) giveCookie(response, this.env, 'kd', as, known);
    return landingPage('desk', as);
  }

  @Post('links/exchange')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: "Exchange a link's secret for a session of this device",
    description:
      'Refusals: link.unknown, link.revoked, link.expired, link.used, link.refused, link.waits, signin.too_many. A link that waits for a second person is asked again.',
  })
  @ApiResponse({ status: 404, description: 'Problem: `link.unknown`' })
  @ApiResponse({ status: 409, description: 'Problem: `link.waits`: a second person has to confirm it' })
  @ApiResponse({ status: 410, description: 'Problem: `link.revoked`, `link.expired`, `link.used` or `link.refused`' })
  @ApiResponse({ status: 429, description: 'Problem: `signin.too_many`: too many links that were none' })
  @ApiOkResponse({ standardSchema: linkAnswer, description: 'The cookie `kg_<as>` comes with the answer' })
  async exchange(
    @Body({ schema: linkExchange }) { secret }: z.output<typeof linkExchange>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LinkAnswer> {
    ownOrigin(request, this.env);
    const browser = browserOf(request, this.env);
    const { answer, opened } = await this.links.exchange(secret, {
      ...device(request),
      cookie: request.headers.cookie,
      browser: browser.name,
    });
    if (opened) {
      giveCookie(response, this.env, 'kg', answer.as, opened);
      giveBrowser(response, this.env, browser);
    }
    return answer;
  }

  @Post('sign-out')
  @HttpCode(204)
  @Authenticated()
  @ApiOperation({ summary: 'End the session of this device, and those entered out of it' })
  @ApiNoContentResponse()
  async signOut(@CurrentIdentity() who: Identity, @Res({ passthrough: true }) response: Response): Promise<void> {
    this.security.record({ event: 'signin.ended', subject: who.handle, sessionId: who.sessionId });
    const ended = await this.myDevices.signOut(who);
    for (const { as } of ended) takeCookie(response, this.env, 'kg', as);
  }

  @Put('my/password')
  @HttpCode(204)
  @Authenticated()
  @ApiOperation({
    summary: "Set this account's password; its other devices end",
    description: 'Refusals: signin.wrong, password.short, password.common, password.own_address',
  })
  @ApiNoContentResponse()
  async setPassword(
    @CurrentIdentity() who: Identity,
    @Body({ schema: passwordInput }) input: PasswordInput,
  ): Promise<void> {
    this.access.account(who);
    await this.myDevices.recordEnded(await this.accounts.setPassword(who, input), { by: 'self', why: 'password' });
  }

  @Get('me')
  @Authenticated()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Who this page is' })
  @ApiOkResponse({ standardSchema: meAnswer })
  me(@CurrentIdentity() who: Identity): Promise<Me> {
    return this.mine.me(who);
  }

  @Get('my/devices')
  @Authenticated()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The devices that act for whoever asks, newest first' })
  @ApiOkResponse({ standardSchema: ownDevice.array() })
  devices(@CurrentIdentity() who: Identity): Promise<OwnDevice[]> {
    return this.myDevices.list(who);
  }

  @Delete('my/devices/:device')
  @HttpCode(204)
  @Authenticated()
  @ApiOperation({ summary: 'End one of the own devices; its connections close at once' })
  @ApiNoContentResponse()
  async endDevice(@CurrentIdentity() who: Identity, @Param('device', { schema: z.uuid() }) id: string): Promise<void> {
    await this.myDevices.end(who, id);
  }

  @Get('my/sessions')
  @Authenticated()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The sessions an account of the desk may choose from, newest first' })
  @ApiOkResponse({ standardSchema: mySession.array() })
  mySessions(@CurrentIdentity() who: Identity): Promise<MySession[]> {
    return this.mine.sessions(this.access.account(who));
  }
}
