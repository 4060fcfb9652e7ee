import {
  type AccountAccess,
  type AccountInvite,
  type AccountInvited,
  accountAccess,
  accountInvite,
  accountInvited,
  type CouncilAccount,
  councilAccount,
} from '@kengesh/contracts';
import { Body, Controller, Delete, Get, Header, HttpCode, Inject, Param, Patch, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import * as z from 'zod';
import type { ApiEnv } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import { Authenticated } from '../identity/auth.guard.js';
import { DeskAccess } from '../identity/desk-access.js';
import { CurrentIdentity, originOf } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import { CouncilAccountsService } from './council-accounts.service.js';

const uuid = { schema: z.uuid() };
const handle = { schema: z.string().regex(/^a_[\w-]{1,61}$/) };

@ApiTags('identity')
@Authenticated()
@Controller('api/councils/:id/accounts')
export class CouncilAccountsController {
  constructor(
    private readonly access: DeskAccess,
    private readonly accounts: CouncilAccountsService,
    @Inject(ENV) private readonly env: ApiEnv,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Accounts that belong to a council, to its secretary' })
  @ApiOkResponse({ standardSchema: councilAccount.array() })
  async list(@CurrentIdentity() who: Identity, @Param('id', uuid) id: string): Promise<CouncilAccount[]> {
    await this.access.council(who, id, 'accounts');
    return this.accounts.list(id);
  }

  @Post()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Invite an account as secretary, chair or auditor, or change what it is',
    description: 'Who has no password yet gets a link, good once within a day. Refusal: desk.last_secretary',
  })
  @ApiCreatedResponse({ standardSchema: accountInvited })
  async invite(
    @CurrentIdentity() who: Identity,
    @Param('id', uuid) id: string,
    @Body({ schema: accountInvite }) input: AccountInvite,
    @Req() request: Request,
  ): Promise<AccountInvited> {
    await this.access.council(who, id, 'accounts');
    return this.accounts.invite(id, input, originOf(request, this.env));
  }

  @Patch(':account')
  @ApiOperation({
    summary: 'Shut an account out at once, in every council, or let it in again',
    description:
      'Whoever may not found councils does it only to an account of no other council. Refusals: desk.own_account, desk.last_administrator, desk.last_secretary, desk.account_elsewhere',
  })
  @ApiOkResponse({ standardSchema: councilAccount })
  async setAccess(
    @CurrentIdentity() who: Identity,
    @Param('id', uuid) id: string,
    @Param('account', handle) account: string,
    @Body({ schema: accountAccess }) { disabled }: AccountAccess,
  ): Promise<CouncilAccount> {
    await this.access.council(who, id, 'accounts');
    return this.accounts.setDisabled(this.access.account(who), id, account, disabled);
  }

  @Delete(':account')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take its role back, at once', description: 'Refusal: desk.last_secretary' })
  @ApiNoContentResponse()
  async remove(
    @CurrentIdentity() who: Identity,
    @Param('id', uuid) id: string,
    @Param('account', handle) account: string,
  ): Promise<void> {
    await this.access.council(who, id, 'accounts');
    await this.accounts.remove(id, account);
  }
}
