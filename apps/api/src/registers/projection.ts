import { type State, seatOf } from '@kengesh/domain';
import type { Entry } from '@kengesh/journal';
import type { PoolClient } from 'pg';

/**
 * Copies what a session brought about into the council's registers, each line under (session, seq) of the entry that says
 * so. Told twice it writes once. A journal without a session at the desk is in no council's register.
 */
const INTO = {
  'decision.made': {
    text: `insert into decisions (session_id, seq, council_id, decision, item, motion, voting, text, hash, at)
      select id, $2::int, council_id, $3, $4, $5, $6, $7::jsonb, $8, $9::timestamptz from sessions where id::text = $1
      on conflict do nothing`,
    values: ({ data, at }: Entry) => [data.id, data.item, data.motion, data.voting, data.text, data.hash, at],
  },
  'task.set': {
    text: `insert into tasks (session_id, seq, council_id, task, decision, text, responsible, responsible_label, due, at)
      select id, $2::int, council_id, $3, $4, $5::jsonb, $6, $7::jsonb, $8::date, $9::timestamptz
      from sessions where id::text = $1 on conflict do nothing`,
    values: ({ data, at }: Entry, state: State) => {
      const label = seatOf(state, String(data.responsible))?.label ?? null;
      return [data.id, data.decision, data.text, data.responsible, label, data.due, at];
    },
  },
  'office.filled': {
    text: `insert into office_terms
        (session_id, seq, council_id, office, title, seat, candidate, candidate_label, voting, at)
      select id, $2::int, council_id, $3, $4::jsonb, $5, $6, $7::jsonb, $8, $9::timestamptz
      from sessions where id::text = $1 on conflict do nothing`,
    values: ({ data, at }: Entry, state: State) => {
      const choices = state.votings[String(data.voting)]?.choices;
      const label = choices?.find(one => one.id === data.candidate)?.label ?? null;
      return [data.office, data.title, data.seat, data.candidate, label, data.voting, at];
    },
  },
} as const;

type Projected = keyof typeof INTO;
const isProjected = (type: string): type is Projected => Object.hasOwn(INTO, type);
export const concernsRegisters = (entry: Pick<Entry, 'type'>): boolean => isProjected(entry.type);

/** @param state any state of the journal at or after the entry */
export async function project(client: PoolClient, sessionId: string, entry: Entry, state: State): Promise<void> {
  if (!isProjected(entry.type)) return;
  const { text, values } = INTO[entry.type];
  const given = values(entry, state).map((value: unknown) =>
    typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
  );
  await client.query(text, [sessionId, entry.seq, ...given]);
}
