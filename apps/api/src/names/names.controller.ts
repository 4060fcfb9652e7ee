/** Erasing a name that a session's papers print, by the council's secretary: the record itself holds none. */
import { id as handle } from '@kengesh/domain';
import { Controller, Delete, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import * as z from 'zod';
import { DeskAccess, notFound } from '../identity/desk-access.js';
import { Who } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import { ForSignedIn } from '../identity/signed-in.guard.js';
import { NamesService } from './names.service.js';

@ApiTags('names')
@ForSignedIn()
@Controller('api/sessions/:id/participants/:participant/name')
export class NamesController {
  constructor(
    private readonly names: NamesService,
    private readonly access: DeskAccess,
  ) {}

  @Delete()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Erase the name kept with the session: its papers print “name erased” from now on',
    description: 'The name on today’s roll is not touched; a session that is prepared again takes that one.',
  })
  @ApiNoContentResponse()
  async erase(
    @Who() who: Identity,
    @Param('id', { schema: z.uuid() }) id: string,
    @Param('participant', { schema: handle }) participant: string,
  ): Promise<void> {
    await this.access.session(who, id, 'write');
    if (!(await this.names.erase(id, participant))) throw notFound();
  }
}
