import { type DomainEntry, type EntryOf, type EventType, isKnown, type State, seatOf } from '@kengesh/domain';
import type { Entry } from '@kengesh/journal';
import { type Queryable, rowsOf } from '../database/rows.js';

/** A statement, and what it takes after session and seq. */
interface Projection<T extends EventType> {
  readonly text: string;
  readonly values: (entry: EntryOf<T>, state: State) => readonly unknown[];
}

const labelOf = (state: State, seat: string | undefined) =>
  seat === undefined ? null : (seatOf(state, seat)?.label ?? null);
type TaskChange = `task.${'started' | 'reported' | 'accepted' | 'returned' | 'withdrawn'}`;
/** Told of an earlier change once more, a task does not go back to it. */
const changed = (status: string, more = '') => ({
  text: `update tasks set status = '${status}', changed_at = $4::timestamptz${more}
    where session_id::text = $1 and task = $3 and $2::int > seq and coalesce(changed_at, '-infinity') <= $4::timestamptz`,
  values: ({ data, at }: EntryOf<TaskChange>) => [data.id, at],
});

/**
 * Copies what a session brought about into the council's registers, each line under (session, seq) of the entry that says
 * so. Told twice it writes once. A journal without a session at the desk is in no council's register.
 */
const INTO: { readonly [T in EventType]?: Projection<T> } = {
  'decision.made': {
    text: `insert into decisions (session_id, seq, council_id, decision, item, motion, voting, text, hash, at)
      select id, $2::int, council_id, $3, $4, $5, $6, $7::jsonb, $8, $9::timestamptz from sessions where id::text = $1
      on conflict do nothing`,
    values: ({ data, at }) => [data.id, data.item, data.motion, data.voting, data.text, data.hash, at],
  },
  'decision.signed': {
    text: `insert into decision_signatures (session_id, seq, decision, "as", at)
      select id, $2::int, $3, $4, $5::timestamptz from sessions where id::text = $1 on conflict do nothing`,
    values: ({ data, at }) => [data.decision, data.as, at],
  },
  'decision.numbered': {
    text: `insert into decision_numbers (session_id, seq, council_id, decision, number, label, at)
      select id, $2::int, council_id, $3, $4::int, $5, $6::timestamptz from sessions where id::text = $1
      on conflict do nothing`,
    values: ({ data, at }) => [data.decision, data.number, data.label, at],
  },
  'motion.reconsidered': {
    text: `insert into motions_reconsidered (session_id, seq, motion, at)
      select id, $2::int, $3, $4::timestamptz from sessions where id::text = $1 on conflict do nothing`,
    values: ({ data, at }) => [data.id, at],
  },
  'task.set': {
    text: `insert into tasks (session_id, seq, council_id, task, decision, text, responsible, responsible_label, due, at,
        co, next, report, control, control_label)
      select id, $2::int, council_id, $3, $4, $5::jsonb, $6, $7::jsonb, $8::date, $9::timestamptz,
        $10::jsonb, $11::boolean, $12, $13, $14::jsonb
      from sessions where id::text = $1 on conflict do nothing`,
    values: ({ data, at }, state) => {
      const co = (data.co ?? []).map(seat => ({ seat, label: labelOf(state, seat) }));
      return [
        ...[data.id, data.decision, data.text, data.responsible, labelOf(state, data.responsible), data.due, at],
        ...[co, data.next === true, data.report ?? null, data.control ?? null, labelOf(state, data.control)],
      ];
    },
  },
  'task.started': changed('in_progress'),
  'task.reported': changed('reported', ', reported_at = $4::timestamptz'),
  'task.accepted': changed('accepted'),
  'task.returned': changed('in_progress'),
  'task.withdrawn': changed('withdrawn'),
  'office.filled': {
    text: `insert into office_terms
        (session_id, seq, council_id, office, title, seat, candidate, candidate_label, voting, at, term_from, term_to,
        presides_from)
      select id, $2::int, council_id, $3, $4::jsonb, $5, $6, $7::jsonb, $8, $9::timestamptz, $10::date, $11::date,
        $12
      from sessions where id::text = $1 on conflict do nothing`,
    values: ({ data, at }, state) => {
      const choices = state.votings[data.voting]?.choices;
      const label = choices?.find(one => one.id === data.candidate)?.label ?? null;
      const { term } = data;
      return [
        ...[data.office, data.title, data.seat, data.candidate, label, data.voting, at],
        ...[term?.from ?? null, term?.to ?? null, state.prepared?.rules.offices?.presidesFrom ?? null],
      ];
    },
  },
};

export const concernsRegisters = (entry: Pick<Entry, 'type'>): boolean => Object.hasOwn(INTO, entry.type);
/** The types of those entries, as a regular expression of Postgres. */
export const CONCERNING = `^(${Object.keys(INTO).join('|').replaceAll('.', '\\.')})$`;

function statementOf(entry: DomainEntry, state: State): { text: string; values: readonly unknown[] } | undefined;
function statementOf<T extends EventType>(entry: EntryOf<T>, state: State) {
  const projection: Projection<T> | undefined = INTO[entry.type];
  return projection && { text: projection.text, values: projection.values(entry, state) };
}

/** @param state any state of the journal at or after the entry */
export async function project(on: Queryable, sessionId: string, entry: Entry, state: State): Promise<void> {
  const statement = isKnown(entry) ? statementOf(entry, state) : undefined;
  if (!statement) return;
  const given = statement.values.map(value =>
    typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
  );
  await rowsOf(on, statement.text, [sessionId, entry.seq, ...given]);
}
