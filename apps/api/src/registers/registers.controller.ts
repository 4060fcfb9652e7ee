/** The council's registers, newest first, to its own people: what was decided, who does what, who holds which office. */
import { type DecisionRow, decisionLine, type OfficeRow, officeLine, type TaskRow, taskLine } from '@kengesh/contracts';
import type { PersonName } from '@kengesh/records';
import { Controller, Get, Header, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Pool } from 'pg';
import * as z from 'zod';
import { PG_POOL } from '../database/tokens.js';
import { Authenticated } from '../identity/auth.guard.js';
import { DeskAccess } from '../identity/desk-access.js';
import { CurrentIdentity } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import { NamesService } from '../names/names.service.js';

const councilId = z.uuid();
const pageQuery = z.strictObject({
  session: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
type PageQuery = z.output<typeof pageQuery>;

const FROM = 'r.session_id as "sessionId", r.seq, s.number as "sessionNumber", s.title as "sessionTitle", r.at';
const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const COLUMNS = {
  decisions: `r.decision, r.item, r.motion, r.voting, r.text, r.hash, n.number, n.label,
    coalesce((select jsonb_agg(jsonb_build_object('as', g."as", 'at', ${instant('g.at')}) order by g.seq)
      from decision_signatures g where g.session_id = r.session_id and g.decision = r.decision), '[]') as signed,
    exists (select from motions_reconsidered again where again.session_id = r.session_id
      and again.motion = r.motion and again.seq > r.seq) as reconsidered,
    (select jsonb_agg(l.version order by l.version) from rules_adoptions l
      where l.session_id = r.session_id and l.decision = r.decision and not exists (select from rules_adoptions later
        where later.council_id = l.council_id and later.version = l.version and later.id > l.id)) as "rulesVersions"`,
  tasks: `r.task, r.decision, r.text, r.responsible, r.responsible_label as "responsibleLabel",
    to_char(r.due, 'YYYY-MM-DD') as due, r.next, r.status, r.co, r.report, r.control, r.control_label as "controlLabel",
    ${instant('r.reported_at')} as "reportedAt", ${instant('r.changed_at')} as "changedAt"`,
  office_terms: `r.office, r.title, r.seat, r.candidate, r.candidate_label as "candidateLabel", r.voting,
    to_char(r.term_from, 'YYYY-MM-DD') as "termFrom", to_char(r.term_to, 'YYYY-MM-DD') as "termTo"`,
} as const;
const NUMBERS = 'left join decision_numbers n on n.session_id = r.session_id and n.decision = r.decision';

@ApiTags('registers')
@Authenticated()
@Controller('api/councils/:id')
export class RegistersController {
  constructor(
    private readonly access: DeskAccess,
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly names: NamesService,
  ) {}

  @Get('decisions')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The register of decisions' })
  @ApiOkResponse({ standardSchema: z.array(decisionLine) })
  async decisions(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: councilId }) id: string,
    @Query({ schema: pageQuery }) query: PageQuery,
  ): Promise<DecisionRow[]> {
    type Read = Omit<DecisionRow, 'rulesVersions'> & { readonly rulesVersions: number[] | null };
    const lines = await this.lines<Read>('decisions', who, id, query);
    return lines.map(({ rulesVersions, ...line }) => (rulesVersions ? { ...line, rulesVersions } : line));
  }

  @Get('tasks')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The register of tasks' })
  @ApiOkResponse({ standardSchema: z.array(taskLine) })
  async tasks(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: councilId }) id: string,
    @Query({ schema: pageQuery }) query: PageQuery,
  ): Promise<TaskRow[]> {
    const lines = await this.lines<TaskRow>('tasks', who, id, query);
    const person = await this.persons(who, lines);
    return lines.map(line => ({
      ...line,
      ...person('responsiblePerson', line, line.responsible),
      co: line.co.map(each => ({ ...each, ...person('person', line, each.seat) })),
      ...person('controlPerson', line, line.control),
    }));
  }

  @Get('offices')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Who was elected to which office' })
  @ApiOkResponse({ standardSchema: z.array(officeLine) })
  async offices(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: councilId }) id: string,
    @Query({ schema: pageQuery }) query: PageQuery,
  ): Promise<OfficeRow[]> {
    const lines = await this.lines<OfficeRow>('office_terms', who, id, query);
    const person = await this.persons(who, lines);
    return lines.map(line => ({ ...line, ...person('person', line, line.seat) }));
  }

  /** Names of the day beside the seats, to accounts of the desk; a member is told the seats alone. */
  private async persons(who: Identity, lines: readonly { readonly sessionId: string }[]) {
    const sessions = who.kind === 'account' ? lines.map(line => line.sessionId) : [];
    const names = await this.names.bySeat(sessions);
    return <K extends string>(key: K, line: { readonly sessionId: string }, seat: string | null) => {
      const found = seat === null ? undefined : names.get(`${line.sessionId} ${seat}`);
      return (found ? { [key]: found } : {}) as { readonly [key in K]?: PersonName };
    };
  }

  private async lines<T>(table: keyof typeof COLUMNS, who: Identity, id: string, query: PageQuery): Promise<T[]> {
    // Whoever sits in the council may read what it decided; everybody else is told by the desk's rules.
    if (who.kind !== 'participant' || who.councilId !== id) await this.access.council(who, id, 'read');
    const { rows } = await this.pool.query<T & { at: Date }>(
      `select ${FROM}, ${COLUMNS[table]} from ${table} r join sessions s on s.id = r.session_id
        ${table === 'decisions' ? NUMBERS : ''}
        where r.council_id = $1 and ($2::uuid is null or r.session_id = $2)
        order by r.at desc, r.session_id, r.seq desc limit $3 offset $4`,
      [id, query.session ?? null, query.limit, query.offset],
    );
    return rows.map(row => ({ ...row, at: row.at.toISOString() }));
  }
}
