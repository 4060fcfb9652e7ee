/** What the desk does with the registers: has decisions numbered, and takes what was left undone to the next agenda. */
import { type LeftOver, leftOver } from '@kengesh/contracts';
import { Controller, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Pool } from 'pg';
import * as z from 'zod';
import { PG_POOL } from '../database/tokens.js';
import { Authenticated } from '../identity/auth.guard.js';
import { DeskAccess } from '../identity/desk-access.js';
import { CurrentIdentity } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import { JournalService } from '../live/journal.service.js';
import { type EarlierSession, leftOverOf } from './left-over.js';
import { type Numbered, NumberingService } from './numbering.service.js';

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
    @Inject(PG_POOL) private readonly pool: Pool,
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
    const tasks = await this.pool.query<LeftOver['tasks'][number]>(
      `select r.session_id as "sessionId", s.number as "sessionNumber", r.task, r.text, r.responsible,
          to_char(r.due, 'YYYY-MM-DD') as due, r.status, s.zone
        from sessions here join sessions s on s.council_id = here.council_id and s.number < here.number
        join tasks r on r.session_id = s.id
        where here.id = $1 and r.status not in ('accepted', 'withdrawn')
        order by r.due nulls last, s.number, r.seq limit 200`,
      [id],
    );
    // Held, not held for want of a quorum, or cancelled after something may have been put in.
    const earlier = await this.pool.query<{ id: string; number: number; agenda: EarlierSession['agenda'] }>(
      `select s.id, s.number, s.agenda from sessions here
        join sessions s on s.council_id = here.council_id and s.number < here.number
        where here.id = $1 and exists (select from journal_entries e where e.session_id = s.id::text
          and (e.type in ('session.closed', 'session.notHeld') or s.cancelled_at is not null))
        order by s.number desc limit $2`,
      [id, MOST_EARLIER],
    );
    const sessions: EarlierSession[] = [];
    for (const { id: session, number, agenda } of earlier.rows.reverse())
      sessions.push({ number, agenda, state: (await this.journal.state(session)).state });
    return { tasks: tasks.rows, ...leftOverOf(sessions) };
  }
}
