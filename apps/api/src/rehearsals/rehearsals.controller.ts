import { type RehearsalAnswer, type RehearsalInput, rehearsalAnswer, rehearsalInput } from '@kengesh/contracts';
import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import * as z from 'zod';
import { Authenticated } from '../identity/auth.guard.js';
import { DeskAccess } from '../identity/desk-access.js';
import { CurrentIdentity } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import { RehearsalsService } from './rehearsals.service.js';

const uuid = { schema: z.uuid() };

@ApiTags('rehearsals')
@Authenticated()
@Controller('api/sessions/:id/rehearsal')
export class RehearsalsController {
  constructor(
    private readonly access: DeskAccess,
    private readonly rehearsals: RehearsalsService,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The last rehearsal of a session: how far it is, or what was measured' })
  @ApiOkResponse({ standardSchema: rehearsalAnswer })
  async last(@CurrentIdentity() who: Identity, @Param('id', uuid) id: string): Promise<RehearsalAnswer> {
    await this.access.session(who, id, 'read');
    return { last: await this.rehearsals.last(id) };
  }

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Hold a rehearsal with simulated delegates on a copy of the session',
    description:
      'One at a time; nobody is mailed, and the copy is dropped afterwards. Refusals: rehearsal.too_late, rehearsal.running, rehearsal.no_owner (503)',
  })
  @ApiAcceptedResponse({ standardSchema: rehearsalAnswer, description: 'It has begun' })
  async start(
    @CurrentIdentity() who: Identity,
    @Param('id', uuid) id: string,
    @Body({ schema: rehearsalInput }) input: RehearsalInput,
  ): Promise<RehearsalAnswer> {
    await this.access.session(who, id, 'write');
    await this.rehearsals.start(id, this.access.account(who), input);
    return { last: await this.rehearsals.last(id) };
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'End the rehearsal that runs' })
  @ApiNoContentResponse()
  async cancel(@CurrentIdentity() who: Identity, @Param('id', uuid) id: string): Promise<void> {
    await this.access.session(who, id, 'write');
    await this.rehearsals.cancel(id);
  }
}
