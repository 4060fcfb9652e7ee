import {
  type Council,
  type CouncilChange,
  type CouncilInput,
  council,
  councilChange,
  councilInput,
  type RulesAdoption,
  type RulesVersion,
  rulesAdoption,
  rulesVersion,
  type SeatChange,
  type SeatInput,
  type SeatRow,
  seatChange,
  seatInput,
  seatRow,
} from '@kengesh/contracts';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import * as z from 'zod';
import { Authenticated } from '../identity/auth.guard.js';
import { DeskAccess } from '../identity/desk-access.js';
import { addressed } from '../identity/desk-rights.js';
import { CurrentIdentity } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import { CouncilsService } from './councils.service.js';
import { SeatsService } from './seats.service.js';

const uuid = { schema: z.uuid() };

@ApiTags('councils')
@Authenticated()
@Controller('api')
export class CouncilsController {
  constructor(
    private readonly access: DeskAccess,
    private readonly councils: CouncilsService,
    private readonly seats: SeatsService,
  ) {}

  @Get('councils')
  @ApiOperation({ summary: 'Councils this account belongs to' })
  @ApiOkResponse({ standardSchema: council.array() })
  list(@CurrentIdentity() who: Identity): Promise<Council[]> {
    return this.councils.ofAccount(this.access.account(who));
  }

  @Post('councils')
  @ApiOperation({
    summary: 'A new council; this account becomes its secretary',
    description: 'Refusals: may.found_councils, council.quota',
  })
  @ApiCreatedResponse({ standardSchema: council })
  create(@CurrentIdentity() who: Identity, @Body({ schema: councilInput }) input: CouncilInput): Promise<Council> {
    return this.councils.create(this.access.account(who), input);
  }

  @Get('councils/:id')
  @ApiOperation({ summary: 'A council with its rules' })
  @ApiOkResponse({ standardSchema: council })
  async get(@CurrentIdentity() who: Identity, @Param('id', uuid) id: string): Promise<Council> {
    await this.access.council(who, id, 'read');
    return this.councils.get(id);
  }

  @Patch('councils/:id')
  @ApiOperation({
    summary: 'Change a council; sessions prepared already keep the rules they had',
    description:
      'Rules that say something new become the next version. Rules that no council of this size could go by are refused with http.invalid (422), the codes of libs/domain in `issues`. Refusal: revision.stale',
  })
  @ApiOkResponse({ standardSchema: council })
  async change(
    @CurrentIdentity() who: Identity,
    @Param('id', uuid) id: string,
    @Body({ schema: councilChange }) change: CouncilChange,
  ): Promise<Council> {
    await this.access.council(who, id, 'write');
    return this.councils.change(this.access.account(who), id, change);
  }

  @Get('councils/:id/rules')
  @ApiOperation({ summary: 'Every set of rules the council went by, the newest first' })
  @ApiOkResponse({ standardSchema: rulesVersion.array() })
  async rulesOf(@CurrentIdentity() who: Identity, @Param('id', uuid) id: string): Promise<RulesVersion[]> {
    await this.access.council(who, id, 'read');
    return this.councils.rules(id);
  }

  @Post('councils/:id/rules/:version/decision')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say by which decision a version of the rules was adopted; said again, the last one holds' })
  @ApiOkResponse({ standardSchema: rulesVersion.array() })
  async adopted(
    @CurrentIdentity() who: Identity,
    @Param('id', uuid) id: string,
    @Param('version', { schema: z.coerce.number().int().min(1).max(100000) }) version: number,
    @Body({ schema: rulesAdoption }) by: RulesAdoption,
  ): Promise<RulesVersion[]> {
    await this.access.council(who, id, 'write');
    return this.councils.adopted(this.access.account(who), id, version, by);
  }

  @Get('councils/:id/seats')
  @ApiOperation({ summary: 'Seats in protocol order' })
  @ApiOkResponse({ standardSchema: seatRow.array() })
  async seatsOf(@CurrentIdentity() who: Identity, @Param('id', uuid) id: string): Promise<SeatRow[]> {
    const role = await this.access.council(who, id, 'read');
    return addressed(role, await this.seats.list(id));
  }

  @Post('councils/:id/seats')
  @ApiOperation({ summary: 'A new seat, last in protocol order; sessions not opened yet take it on their roll' })
  @ApiCreatedResponse({ standardSchema: seatRow })
  async addSeat(
    @CurrentIdentity() who: Identity,
    @Param('id', uuid) id: string,
    @Body({ schema: seatInput }) input: SeatInput,
  ): Promise<SeatRow> {
    await this.access.council(who, id, 'write');
    return this.seats.add(id, input);
  }

  @Patch('seats/:id')
  @ApiOperation({
    summary: 'Change a seat, or move it to another place of the order',
    description: 'Refusal: revision.stale',
  })
  @ApiOkResponse({ standardSchema: seatRow })
  async changeSeat(
    @CurrentIdentity() who: Identity,
    @Param('id', uuid) id: string,
    @Body({ schema: seatChange }) change: SeatChange,
  ): Promise<SeatRow> {
    await this.access.seat(who, id, 'write');
    return this.seats.change(id, change);
  }

  @Delete('seats/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a seat no session has taken up', description: 'Refusal: seat.in_use' })
  @ApiNoContentResponse()
  async removeSeat(@CurrentIdentity() who: Identity, @Param('id', uuid) id: string): Promise<void> {
    await this.access.seat(who, id, 'write');
    await this.seats.remove(id);
  }
}
