/** The council's registers, newest first, to its own people: what was decided, who does what, who holds which office. */
import { type DecisionRow, decisionLine, type OfficeRow, officeLine, type TaskRow, taskLine } from '@kengesh/contracts';
import type { PersonName } from '@kengesh/records';
import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource, type EntityManager } from 'typeorm';
import * as z from 'zod';
import { latestAdoptions } from '../councils/rules.repository.js';
import { Authenticated } from '../identity/auth.guard.js';
import { DeskAccess } from '../identity/desk-access.js';
import { CurrentIdentity } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import { NamesService } from '../names/names.service.js';
import { sessionsById } from '../repositories/sessions.repository.js';
import { decisionsPage, officesPage, type RegisterPage, tasksPage } from './registers.queries.js';

const councilId = z.uuid();
const pageQuery = z.strictObject({
  session: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
type PageQuery = z.output<typeof pageQuery>;

@ApiTags('registers')
@Authenticated()
@Controller('api/councils/:id')
export class RegistersController {
  constructor(
    private readonly access: DeskAccess,
    private readonly db: DataSource,
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
    const rows = await this.rows(decisionsPage, who, id, query);
    const adoptions = await latestAdoptions(this.db.manager, id);
    return rows.map(row => {
      const versions = adoptions
        .filter(({ sessionId, decision }) => sessionId === row.sessionId && decision === row.decision)
        .map(({ version }) => version);
      return versions.length > 0 ? { ...row, rulesVersions: versions } : row;
    });
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
    const lines = await this.rows(tasksPage, who, id, query);
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
    const lines = await this.rows(officesPage, who, id, query);
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

  private async rows<Row extends { readonly sessionId: string; readonly at: Date }>(
    read: (manager: EntityManager, page: RegisterPage) => Promise<Row[]>,
    who: Identity,
    councilId: string,
    { session = null, limit, offset }: { session?: string | null | undefined; limit: number; offset: number },
  ) {
    // Whoever sits in the council may read what it decided; everybody else is told by the desk's rules.
    if (who.kind !== 'participant' || who.councilId !== councilId) await this.access.council(who, councilId, 'read');
    const { manager } = this.db;
    const rows = await read(manager, { councilId, session, limit, offset });
    const sessions = await sessionsById(
      manager,
      rows.map(({ sessionId }) => sessionId),
    );
    return rows.map(row => {
      const { number: sessionNumber, title: sessionTitle } = sessions.get(row.sessionId)!;
      return { ...row, sessionNumber, sessionTitle, at: row.at.toISOString() };
    });
  }
}
