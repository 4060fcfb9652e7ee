/** What the desk does with the registers: has decisions numbered, and takes what was left undone to the next agenda. */
import { type LeftOver, leftOver } from '@kengesh/contracts';
import { Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import * as z from 'zod';
import type { SessionEntity } from '../entities/session.entity.js';
import { sessionsBegun } from '../event-store/journal.queries.js';
import { phasesOf } from '../event-store/phase.queries.js';
import { Authenticated } from '../identity/auth.guard.js';
import { DeskAccess } from '../identity/desk-access.js';
import { CurrentIdentity } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import { JournalService } from '../live/journal.service.js';
import { earlierSessions, sessionById } from '../repositories/sessions.repository.js';
import { type EarlierSession, leftOverOf } from './left-over.js';
import { type Numbered, NumberingService } from './numbering.service.js';
import { openTasks } from './registers.queries.js';

const uuid = { schema: z.uuid() };
/** As many sessions back is looked: two years of monthly ones. */
const MOST_EARLIER = 24;
const numbered = z
  .strictObject({
    numbers: z.array(z.strictObject({ decision: z.string(), number: z.int(), label: z.string() })),
  })
  .meta({ id: 'Numbered' });

@ApiTags('registers')
@Authenticated()
@Controller('api/sessions/:id')
export class PlanningController {
  constructor(
    private readonly access: DeskAccess,
    private readonly journal: JournalService,
    private readonly numbering: NumberingService,
    private readonly db: DataSource,
  ) {}

  @Post('decisions/number')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Give the next numbers of the council to decisions that both have signed',
    description: 'Happens by itself at the second signature; asked again it gives nothing twice.',
  })
  @ApiOkResponse({ standardSchema: numbered })
  async number(@CurrentIdentity() who: Identity, @Param('id', uuid) id: string): Promise<{ numbers: Numbered[] }> {
    await this.access.session(who, id, 'write');
    return { numbers: [...(await this.numbering.number(id))] };
  }

  @Get('left-over')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'What earlier sessions of the council left undone, for the agenda of this one' })
  @ApiOkResponse({ standardSchema: leftOver })
  async leftOver(@CurrentIdentity() who: Identity, @Param('id', uuid) id: string): Promise<LeftOver> {
    await this.access.session(who, id, 'read');
    const { manager } = this.db;
    const before = await earlierSessions(manager, await sessionById(manager, id));
    const tasks = await openTasks(manager, before);
    const sessions: EarlierSession[] = [];
    for (const { id: session, number, agenda } of (await this.over(before)).slice(-MOST_EARLIER))
      sessions.push({ number, agenda, state: (await this.journal.state(session)).state });
    return { tasks, ...leftOverOf(sessions) };
  }

  /** Held, not held for want of a quorum, or cancelled after something may have been put in. */
  private async over(sessions: readonly SessionEntity[]): Promise<readonly SessionEntity[]> {
    const ids = sessions.map(({ id }) => id);
    const phases = await phasesOf(this.db.manager, ids);
    const begun = await sessionsBegun(this.db.manager, ids);
    return sessions.filter(({ id, cancelledAt }) => phases.get(id) === 'closed' || (cancelledAt && begun.has(id)));
  }
}
