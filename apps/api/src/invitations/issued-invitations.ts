/** What is on record: the session as it stands, its roll, and every invitation that was issued. */
import { localizedText, type Role, type Wording } from '@kengesh/domain';
import type { PoolClient } from 'pg';
import type { Invitation } from '../calendar/invitation.js';
import { notFound } from '../identity/desk-access.js';
import { type InvitedSession, PROMISED } from './invited.js';
import type { Occasion } from './letter.js';

export interface SessionFacts extends InvitedSession {
  readonly id: string;
  readonly number: number;
  readonly form: Invitation['form'];
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly sequence: number;
  readonly sample: boolean;
  readonly closed: boolean;
  readonly council: Wording;
}
export interface Person {
  readonly participant: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: string;
}
export type RollRow = Omit<Person, 'email' | 'name'> & {
  readonly email: string | null;
  readonly holder: string | null;
  readonly label: Wording;
};
export interface IssuedInvitation extends Person {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly sequence: number;
  readonly stamp: Date;
  readonly content: string;
  readonly mailedAt: Date | null;
}
export interface Outgoing extends Person {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly occasion: Occasion;
  readonly sequence: number;
}
export interface Calendar {
  readonly uid: string;
  readonly created: Date;
}

export const hasAddress = (line: RollRow): line is RollRow & { email: string } =>
  line.email !== null && line.email !== '';
export const personOf = ({
  participant,
  email,
  holder,
  label,
  role,
  language,
}: RollRow & { email: string }): Person => ({
  participant,
  email,
  name: holder ?? localizedText(label, language),
  role,
  language,
});
export const unnamed = (line: RollRow): Person => personOf({ ...line, email: '' });

export async function factsOf(client: PoolClient, sessionId: string): Promise<SessionFacts> {
  const { rows } = await client.query<SessionFacts>(
    `select s.id, s.number, s.starts_at as "startsAt", s.ends_at as "endsAt", s.sequence, s.sample, ${PROMISED},
        c.name as council, exists (select from journal_entries e
          where e.session_id = s.id::text and e.type in ('session.closed', 'session.notHeld')) as closed
      from sessions s join councils c on c.id = s.council_id where s.id = $1 for share of s`,
    [sessionId],
  );
  if (!rows[0]) throw notFound();
  return rows[0];
}

export async function rollOf(client: PoolClient, sessionId: string): Promise<RollRow[]> {
  const { rows } = await client.query<RollRow>(
    `select p.id as participant, t.email, t.holder, p.label, p.role, t.language
      from participants p join seats t on t.id = p.seat_id
      where p.session_id = $1 and t.filled order by p.position, p.id`,
    [sessionId],
  );
  return rows;
}

/** The newest of each participant and address. */
export async function latestOf(client: PoolClient, sessionId: string): Promise<IssuedInvitation[]> {
  const { rows } = await client.query<IssuedInvitation>(
    `select distinct on (participant, lower(email)) participant, email, name, role, language, method, sequence, stamp,
        content, mailed_at as "mailedAt"
      from invitations where session_id = $1 order by participant, lower(email), stamp desc`,
    [sessionId],
  );
  return rows;
}

export async function calendarOf(client: PoolClient, sessionId: string): Promise<Calendar> {
  const { rows } = await client.query<Calendar>(
    'select uid, created_at as created from session_calendars where session_id = $1',
    [sessionId],
  );
  return rows[0]!;
}

export async function record(
  client: PoolClient,
  sessionId: string,
  outgoing: readonly Outgoing[],
  stamp: Date,
  content: string,
): Promise<void> {
  const of = <K extends keyof Outgoing>(key: K) => outgoing.map(one => one[key]);
  await client.query(
    `insert into invitations (session_id, stamp, content, participant, email, name, role, language, method, sequence)
      select $1, $2, $3, * from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::int[])`,
    [
      sessionId,
      stamp,
      content,
      of('participant'),
      of('email'),
      of('name'),
      of('role'),
      of('language'),
      of('method'),
      of('sequence'),
    ],
  );
}
