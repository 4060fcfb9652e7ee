/** The letters of a session at the desk. */
import {
  type LetterRow,
  type LettersView,
  letterRow,
  lettersView,
  type RecallInput,
  type RecallOutcome,
  recallInput,
  recallOutcome,
} from '@kengesh/contracts';
import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import * as z from 'zod';
import { Authenticated } from '../identity/auth.guard.js';
import { DeskAccess } from '../identity/desk-access.js';
import { CurrentIdentity } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import { LettersService } from './letters.service.js';

const uuid = z.uuid();

@ApiTags('invitations')
@Authenticated()
@Controller('api/sessions/:id/letters')
export class LettersController {
  constructor(
    private readonly letters: LettersService,
    private readonly access: DeskAccess,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Every letter of a session and what became of it' })
  @ApiOkResponse({ standardSchema: lettersView })
  async list(@CurrentIdentity() who: Identity, @Param('id', { schema: uuid }) id: string): Promise<LettersView> {
    await this.access.session(who, id, 'write');
    return this.letters.list(id);
  }

  @Post('recall')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take letters back that wait still', description: 'Refusals: letter.settled' })
  @ApiOkResponse({ standardSchema: recallOutcome })
  async recall(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: recallInput }) { letters }: RecallInput,
  ): Promise<RecallOutcome> {
    await this.access.session(who, id, 'write');
    return { recalled: await this.letters.recall(id, letters) };
  }

  @Post(':letter/again')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Send one that was refused or waits, as it is and at once',
    description: 'One that was sent is written anew by inviting again. Refusals: letter.settled, mail.not_configured',
  })
  @ApiOkResponse({ standardSchema: letterRow })
  async again(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: uuid }) id: string,
    @Param('letter', { schema: uuid }) letter: string,
  ): Promise<LetterRow> {
    await this.access.session(who, id, 'write');
    return this.letters.again(id, letter);
  }
}
