/** Names that a session's papers print, read and erased by the council's secretary: the record itself holds none. */
import { type ParticipantName, participantName } from '@kengesh/contracts';
import { id as handle } from '@kengesh/domain';
import { peopleReport } from '@kengesh/records';
import { Controller, Delete, Get, Header, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import * as z from 'zod';
import { Authenticated } from '../identity/auth.guard.js';
import { DeskAccess, notFound } from '../identity/desk-access.js';
import { CurrentIdentity } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import { JournalService } from '../live/journal.service.js';
import { NamesService } from './names.service.js';

@ApiTags('names')
@Authenticated()
@Controller('api/sessions/:id')
export class NamesController {
  constructor(
    private readonly names: NamesService,
    private readonly journal: JournalService,
    private readonly access: DeskAccess,
  ) {}

  @Get('names')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The names of the day; empty before the session is prepared' })
  @ApiOkResponse({ standardSchema: z.array(participantName) })
  async list(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<ParticipantName[]> {
    await this.access.session(who, id, 'write');
    const { state } = await this.journal.state(id);
    if (!state.prepared) return [];
    return [...peopleReport(state, await this.names.ofSession(id, state.prepared))];
  }

  @Delete('participants/:participant/name')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Erase the name kept with the session: its papers print “name erased” from now on',
    description: 'The name on today’s roll is not touched; a session that is prepared again takes that one.',
  })
  @ApiNoContentResponse()
  async erase(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: z.uuid() }) id: string,
    @Param('participant', { schema: handle }) participant: string,
  ): Promise<void> {
    await this.access.session(who, id, 'write');
    if (!(await this.names.erase(id, participant))) throw notFound();
  }
}
