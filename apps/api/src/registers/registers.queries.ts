/** Pages of the council's registers, newest first. */
import type { DecisionRow, LeftOver, OfficeRow, TaskRow } from '@kengesh/contracts';
import type { EntityManager } from 'typeorm';
import { rowsOf } from '../database/rows.js';

export interface RegisterPage {
  readonly councilId: string;
  /** Null: all. */
  readonly session: string | null;
  readonly limit: number;
  readonly offset: number;
}
/** As it is stored: session and time as the contracts have them are added by whoever reads it. */
export type StoredRow<Row> = Omit<
  Row,
  'sessionNumber' | 'sessionTitle' | 'at' | 'rulesVersions' | 'person' | 'responsiblePerson' | 'controlPerson'
> & { readonly sessionId: string; readonly at: Date };

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

function page<Row>(
  manager: EntityManager,
  { councilId, session, limit, offset }: RegisterPage,
  columns: string,
  from: string,
): Promise<Row[]> {
  return rowsOf(
    manager,
    `select r.session_id as "sessionId", r.seq, r.at, ${columns} from ${from}
      where r.council_id = $1 and ($2::uuid is null or r.session_id = $2)
      order by r.at desc, r.session_id, r.seq desc limit $3 offset $4`,
    [councilId, session, limit, offset],
  );
}

export const decisionsPage = (manager: EntityManager, of: RegisterPage): Promise<StoredRow<DecisionRow>[]> =>
  page(
    manager,
    of,
    `r.decision, r.item, r.motion, r.voting, r.text, r.hash, n.number, n.label,
      coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('as', g."as", 'at', ${instant('g.at')},
          'oneHand', (select true from journal_entries e where e.session_id = g.session_id::text and e.seq = g.seq
            and (e.data->>'oneHand')::boolean))) order by g.seq)
        from decision_signatures g where g.session_id = r.session_id and g.decision = r.decision), '[]') as signed,
      exists (select from motions_reconsidered again where again.session_id = r.session_id
        and again.motion = r.motion and again.seq > r.seq) as reconsidered`,
    'decisions r left join decision_numbers n on n.session_id = r.session_id and n.decision = r.decision',
  );

export const tasksPage = (manager: EntityManager, of: RegisterPage): Promise<StoredRow<TaskRow>[]> =>
  page(
    manager,
    of,
    `r.task, r.decision, r.text, r.responsible, r.responsible_label as "responsibleLabel",
      to_char(r.due, 'YYYY-MM-DD') as due, r.next, r.status, r.co, r.report, r.control, r.control_label as "controlLabel",
      ${instant('r.reported_at')} as "reportedAt", ${instant('r.changed_at')} as "changedAt"`,
    'tasks r',
  );

export const officesPage = (manager: EntityManager, of: RegisterPage): Promise<StoredRow<OfficeRow>[]> =>
  page(
    manager,
    of,
    `r.office, r.title, r.seat, r.candidate, r.candidate_label as "candidateLabel", r.voting,
      to_char(r.term_from, 'YYYY-MM-DD') as "termFrom", to_char(r.term_to, 'YYYY-MM-DD') as "termTo"`,
    'office_terms r',
  );

/** Tasks of these sessions that are neither accepted nor withdrawn, the most urgent first; 200 at most. */
export const openTasks = (
  manager: EntityManager,
  sessions: readonly { readonly id: string; readonly number: number; readonly zone: string }[],
): Promise<LeftOver['tasks'][number][]> =>
  rowsOf(
    manager,
    `select r.session_id as "sessionId", s.number as "sessionNumber", r.task, r.text, r.responsible,
        to_char(r.due, 'YYYY-MM-DD') as due, r.status, s.zone
      from tasks r join unnest($1::uuid[], $2::int[], $3::text[]) as s (id, number, zone) on s.id = r.session_id
      where r.status not in ('accepted', 'withdrawn')
      order by r.due nulls last, s.number, r.seq limit 200`,
    [sessions.map(({ id }) => id), sessions.map(({ number }) => number), sessions.map(({ zone }) => zone)],
  );
