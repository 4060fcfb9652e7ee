/** The key of a ballot box over HTTP: who can hold it, sealed copies, and the key itself at the count. */
import {
  type BallotKeyAnswer,
  type BallotKeyInput,
  ballotKeyAnswer,
  ballotKeyInput,
  type KeyConfirmation,
  type KeyCopies,
  type KeyCopiesInput,
  type KeyHolderInput,
  type KeyHolders,
  keyConfirmation,
  keyCopies,
  keyCopiesInput,
  keyHolderInput,
  keyHolders,
} from '@kengesh/contracts';
import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import * as z from 'zod';
import { Authenticated } from '../identity/auth.guard.js';
import { CurrentIdentity } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import type { LiveIdentity } from '../live/handshake.js';
import { RateLimits, requireOwnSession } from '../live/rate-limits.js';
import { BallotKeysService } from './ballot-keys.service.js';

const sessionId = z.uuid();

@ApiTags('ballot keys')
@Authenticated()
@Controller('api/sessions/:id/ballot-key')
export class BallotKeysController {
  constructor(
    @Inject(BallotKeysService) private readonly keys: BallotKeysService,
    @Inject(RateLimits) private readonly pace: RateLimits,
  ) {}

  @Put('holder')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiOperation({
    summary: 'Say that this device can hold keys of ballot boxes',
    description: 'Of whoever presides, deputies, the secretary and tellers. With another key its copies are forgotten.',
  })
  @ApiResponse({ status: 403, description: 'Problem: `may.bureau_only`' })
  async holder(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: sessionId }) id: string,
    @Body({ schema: keyHolderInput }) { publicKey }: KeyHolderInput,
  ): Promise<void> {
    await this.keys.keepHolder(await this.own(who, id), publicKey);
  }

  @Get('holders')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Connected devices that can hold a key, by rank' })
  @ApiOkResponse({ standardSchema: keyHolders })
  async holders(@CurrentIdentity() who: Identity, @Param('id', { schema: sessionId }) id: string): Promise<KeyHolders> {
    return this.keys.holders(await this.own(who, id));
  }

  @Put('copies')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiOperation({
    summary: 'Hand out copies of a key, each sealed to its holder',
    description:
      'Of a new key by whoever presides, later by a device that has confirmed its own copy. One that is there stays.',
  })
  @ApiResponse({ status: 409, description: 'Problem: `voting.no_copy`' })
  async handOut(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: sessionId }) id: string,
    @Body({ schema: keyCopiesInput }) input: KeyCopiesInput,
  ): Promise<void> {
    await this.keys.keepCopies(await this.own(who, id), input);
  }

  @Get('copies')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Copies sealed to this device, and those that a recovery code opens' })
  @ApiOkResponse({ standardSchema: keyCopies })
  async copies(@CurrentIdentity() who: Identity, @Param('id', { schema: sessionId }) id: string): Promise<KeyCopies> {
    return this.keys.copies(await this.own(who, id));
  }

  @Post('confirmations')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiOperation({ summary: 'Confirm that this page has opened its copy' })
  async confirm(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: sessionId }) id: string,
    @Body({ schema: keyConfirmation }) { publicKey, holder }: KeyConfirmation,
  ): Promise<void> {
    await this.keys.confirm(await this.own(who, id), publicKey, holder);
  }

  @Post('keys')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Give the key of a vote that has ended, to count it',
    description:
      'Sent again it is answered again. A page keeps the key until it is told `counted` or `voided`; after a 5xx it sends it again.',
  })
  @ApiOkResponse({ standardSchema: ballotKeyAnswer })
  @ApiResponse({ status: 409, description: 'Problem: `voting.wrong_key`' })
  async give(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: sessionId }) id: string,
    @Body({ schema: ballotKeyInput }) input: BallotKeyInput,
  ): Promise<BallotKeyAnswer> {
    return this.keys.give(await this.own(who, id), input);
  }

  private async own(who: Identity, id: string): Promise<LiveIdentity> {
    const identity = requireOwnSession(who, id);
    await this.pace.enforce(identity);
    return identity;
  }
}
