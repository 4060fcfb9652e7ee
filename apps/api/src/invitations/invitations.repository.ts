/** Tables `invitations` and `session_calendars`: every invitation that was issued, and the calendar entry of each session. */
import type { Role } from '@kengesh/domain';
import type { EntityManager } from 'typeorm';
import { rowsOf } from '../database/rows.js';

export interface IssuedInvitation {
  readonly participant: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: string;
  readonly method: 'REQUEST' | 'CANCEL';
  readonly sequence: number;
  readonly stamp: Date;
  readonly content: string;
  readonly mailedAt: Date | null;
}
/** The newest of each participant and address. */
export const latestInvitations = (manager: EntityManager, sessionId: string): Promise<IssuedInvitation[]> =>
  rowsOf(
    manager,
    `select distinct on (participant, lower(email)) participant, email, name, role, language, method, sequence, stamp,
        content, mailed_at as "mailedAt"
      from invitations where session_id = $1 order by participant, lower(email), stamp desc`,
    [sessionId],
  );

export interface LastInvitation
  extends Pick<IssuedInvitation, 'participant' | 'method' | 'sequence' | 'stamp' | 'mailedAt' | 'content'> {
  /** Whether it went to the address of today; null where the participant has none, or is on the roll no more. */
  readonly same: boolean | null;
}
/** Of each participant the newest to the address of today, else the newest. */
export const lastInvitations = (
  manager: EntityManager,
  sessionId: string,
  addresses: readonly { readonly participant: string; readonly email: string | null }[],
): Promise<LastInvitation[]> =>
  rowsOf(
    manager,
    `select distinct on (i.participant) i.participant, i.method, i.sequence, i.stamp, i.mailed_at as "mailedAt", i.content,
        lower(i.email) = lower(t.email) as same
      from invitations i left join unnest($2::text[], $3::text[]) as t (participant, email) on t.participant = i.participant
      where i.session_id = $1
      order by i.participant, lower(i.email) = lower(t.email) desc nulls last, i.stamp desc`,
    [sessionId, addresses.map(each => each.participant), addresses.map(each => each.email)],
  );

export async function insertInvitations(
  manager: EntityManager,
  sessionId: string,
  stamp: Date,
  content: string,
  issued: readonly Omit<IssuedInvitation, 'stamp' | 'content' | 'mailedAt'>[],
): Promise<void> {
  const column = (key: keyof (typeof issued)[number]) => issued.map(each => each[key]);
  await rowsOf(
    manager,
    `insert into invitations (session_id, stamp, content, participant, email, name, role, language, method, sequence)
      select $1, $2, $3, * from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::int[])`,
    [
      ...[sessionId, stamp, content, column('participant'), column('email'), column('name'), column('role')],
      ...[column('language'), column('method'), column('sequence')],
    ],
  );
}

export interface SessionCalendar {
  readonly uid: string;
  readonly created: Date;
  /** Of the last invitation; null before the first. */
  readonly stamp: Date | null;
}
/** Held until the transaction ends; made with the first invitation. */
export async function holdCalendar(manager: EntityManager, sessionId: string, now: Date): Promise<SessionCalendar> {
  await rowsOf(
    manager,
    'insert into session_calendars (session_id, created_at) values ($1, $2) on conflict do nothing',
    [sessionId, now],
  );
  const [row] = await rowsOf<SessionCalendar>(
    manager,
    'select uid, created_at as created, stamp from session_calendars where session_id = $1 for update',
    [sessionId],
  );
  return row!;
}

/** Undefined before the first invitation. */
export async function calendarOf(manager: EntityManager, sessionId: string): Promise<SessionCalendar | undefined> {
  const [row] = await rowsOf<SessionCalendar>(
    manager,
    'select uid, created_at as created, stamp from session_calendars where session_id = $1',
    [sessionId],
  );
  return row;
}

export async function setStamp(manager: EntityManager, sessionId: string, stamp: Date): Promise<void> {
  await rowsOf(manager, 'update session_calendars set stamp = $2 where session_id = $1', [sessionId, stamp]);
}
