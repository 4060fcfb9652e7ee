import {
  type AgendaInput,
  agendaInput,
  type OrphanRow,
  orphanRow,
  type PrepareAnswer,
  prepareAnswer,
  prepareInput,
  type SessionChange,
  type SessionInput,
  type SessionRow,
  sessionChange,
  sessionInput,
  sessionRow,
} from '@kengesh/contracts';
import { Body, Controller, Get, Header, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import * as z from 'zod';
import { Authenticated } from '../identity/auth.guard.js';
import { DeskAccess } from '../identity/desk-access.js';
import { CurrentIdentity } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import { SessionsService } from './sessions.service.js';

const uuid = { schema: z.uuid() };

@ApiTags('sessions')
@Authenticated()
@Controller('api')
export class SessionsController {
  constructor(
    private readonly access: DeskAccess,
    private readonly sessions: SessionsService,
  ) {}

  @Get('councils/:id/sessions')
  @ApiOperation({ summary: 'Sessions of a council, newest first' })
  @ApiOkResponse({ standardSchema: sessionRow.array() })
  async list(@CurrentIdentity() who: Identity, @Param('id', uuid) id: string): Promise<SessionRow[]> {
    await this.access.council(who, id, 'read');
    return this.sessions.list(id);
  }

  @Post('councils/:id/sessions')
  @ApiOperation({
    summary: 'Convene a session',
    description: 'Refusals: session.ends_before_start, session.unknown_zone, session.no_such_time',
  })
  @ApiCreatedResponse({ standardSchema: sessionRow })
  async create(
    @CurrentIdentity() who: Identity,
    @Param('id', uuid) id: string,
    @Body({ schema: sessionInput }) input: SessionInput,
  ): Promise<SessionRow> {
    await this.access.council(who, id, 'write');
    return this.sessions.create(id, input);
  }

  @Get('sessions/:id')
  @ApiOperation({ summary: 'A session as planned, and how far it has come' })
  @ApiOkResponse({ standardSchema: sessionRow })
  async get(@CurrentIdentity() who: Identity, @Param('id', uuid) id: string): Promise<SessionRow> {
    await this.access.session(who, id, 'read');
    return this.sessions.get(id);
  }

  @Patch('sessions/:id')
  @ApiOperation({
    summary: 'Change a session that is not opened yet',
    description:
      'Time, place or zone raise `sequence`. Refusals: revision.stale, session.already_opened, session.not_planned, and those of convening',
  })
  @ApiOkResponse({ standardSchema: sessionRow })
  async change(
    @CurrentIdentity() who: Identity,
    @Param('id', uuid) id: string,
    @Body({ schema: sessionChange }) change: SessionChange,
  ): Promise<SessionRow> {
    await this.access.session(who, id, 'write');
    return this.sessions.change(id, change);
  }

  @Put('sessions/:id/agenda')
  @ApiOperation({
    summary: 'The whole agenda in its order; items keep the id they bring',
    description: 'Refusal: revision.stale, also where the session itself was changed meanwhile',
  })
  @ApiOkResponse({ standardSchema: sessionRow })
  async setAgenda(
    @CurrentIdentity() who: Identity,
    @Param('id', uuid) id: string,
    @Body({ schema: agendaInput }) agenda: AgendaInput,
  ): Promise<SessionRow> {
    await this.access.session(who, id, 'write');
    return this.sessions.setAgenda(id, agenda);
  }

  @Post('sessions/:id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Cancel a session that is not opened yet; its links end' })
  @ApiOkResponse({ standardSchema: sessionRow })
  async cancel(@CurrentIdentity() who: Identity, @Param('id', uuid) id: string): Promise<SessionRow> {
    await this.access.session(who, id, 'write');
    return this.sessions.cancel(id);
  }

  @Get('sessions/:id/orphans')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'What was put in on items that the agenda at the desk no longer has',
    description: 'Each moves to another item or is withdrawn, as said to `prepare`; without that it is refused.',
  })
  @ApiOkResponse({ standardSchema: orphanRow.array() })
  async orphans(@CurrentIdentity() who: Identity, @Param('id', uuid) id: string): Promise<OrphanRow[]> {
    await this.access.session(who, id, 'read');
    return this.sessions.orphans(id);
  }

  @Post('sessions/:id/prepare')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Hand roll, rules and agenda over to the session',
    description:
      'May be repeated until it is opened. Refusals: session.already_opened, session.not_planned, session.no_chair, session.no_voting_seats, session.inconsistent, session.orphans',
  })
  @ApiOkResponse({ standardSchema: prepareAnswer })
  async prepare(
    @CurrentIdentity() who: Identity,
    @Param('id', uuid) id: string,
    @Body({ schema: prepareInput }) { command, orphans }: z.output<typeof prepareInput>,
  ): Promise<PrepareAnswer> {
    await this.access.session(who, id, 'write');
    return this.sessions.prepare(id, command, orphans);
  }
}
