/** The words behind the seals: handed in by participants of the session, read by its bureau and the council's secretary. */
import { type TextInput, type TextKept, type TextRow, textInput, textKept, textLine } from '@kengesh/contracts';
import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import * as z from 'zod';
import { Authenticated } from '../identity/auth.guard.js';
import { DeskAccess } from '../identity/desk-access.js';
import { CurrentIdentity } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import { RateLimits, requireOwnSession } from '../live/rate-limits.js';
import { refused } from '../problems/refused-error.js';
import { TextsService } from './texts.service.js';

const sessionId = z.uuid();

@ApiTags('texts')
@Authenticated()
@Controller('api/sessions/:id/texts')
export class TextsController {
  constructor(
    @Inject(TextsService) private readonly texts: TextsService,
    @Inject(DeskAccess) private readonly access: DeskAccess,
    @Inject(RateLimits) private readonly pace: RateLimits,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Hand in the text of a statement or report, before its act cites the hash',
    description: 'Sent again it is kept once. The hash is SHA-256 of key, line break and text.',
  })
  @ApiOkResponse({ standardSchema: textKept })
  @ApiResponse({ status: 409, description: 'Problem: `text.after_act` or `text.limit`' })
  @ApiResponse({ status: 429, description: 'Problem: `limit.rate`' })
  async keep(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: sessionId }) id: string,
    @Body({ schema: textInput }) input: TextInput,
  ): Promise<TextKept> {
    const identity = requireOwnSession(who, id);
    if (identity.participant === null) throw refused('may.participant_only');
    await this.pace.enforce(identity);
    return { hash: await this.texts.keep(id, identity.participant, input) };
  }

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Texts that the journal cites, to the bureau and the council’s secretary' })
  @ApiOkResponse({ standardSchema: z.array(textLine) })
  async cited(@CurrentIdentity() who: Identity, @Param('id', { schema: sessionId }) id: string): Promise<TextRow[]> {
    if (who.kind === 'account') await this.access.session(who, id, 'texts');
    else {
      const { participant } = requireOwnSession(who, id);
      if (participant === null || !(await this.texts.isBureau(id, participant))) throw refused('may.bureau_only');
    }
    return this.texts.cited(id);
  }
}
