/** The two heads of a session's journal, for everybody who is of it: others hold them so that nobody can rewrite it. */
import { type JournalHeads, journalHeads } from '@kengesh/contracts';
import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import * as z from 'zod';
import { Authenticated } from '../identity/auth.guard.js';
import { DeskAccess, notFound } from '../identity/desk-access.js';
import { CurrentIdentity } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import { SessionReports } from './session-reports.js';

@ApiTags('records')
@Authenticated()
@Controller('api/sessions/:id/heads')
export class HeadsController {
  constructor(
    private readonly reports: SessionReports,
    private readonly access: DeskAccess,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'The head of the proceedings, once they are sealed, and the present head of the journal',
    description: 'To participants and screens of the session, and to accounts of its council.',
  })
  @ApiOkResponse({ standardSchema: journalHeads })
  async heads(@CurrentIdentity() who: Identity, @Param('id', { schema: z.uuid() }) id: string): Promise<JournalHeads> {
    if (who.kind === 'account') await this.access.session(who, id, 'read');
    else if (who.sessionId !== id) throw notFound();
    return this.reports.heads(id);
  }
}
