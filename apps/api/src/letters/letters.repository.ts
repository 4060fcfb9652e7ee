/** Table `letters`: what goes out, to whom, and what became of it. */
import type { EntityManager } from 'typeorm';
import { type Queryable, rowsOf } from '../database/rows.js';
import type { LetterDraft } from './letter-draft.js';

export const LETTER_STATES = ['waiting', 'sending', 'sent', 'refused', 'recalled', 'replaced', 'lapsed'] as const;
export type LetterState = (typeof LETTER_STATES)[number];
export type LetterOccasion = 'request' | 'update' | 'cancel' | 'uninvite' | 'key' | 'reset' | 'desk';

export interface NewLetter {
  readonly id: string;
  /** Letters of one press. */
  readonly batch: string;
  readonly occasion: LetterOccasion;
  readonly sessionId: string | null;
  readonly participant: string | null;
  readonly email: string;
  readonly name: string;
  /** Of the council: the sender. */
  readonly mailbox: string;
  readonly language: string;
  /** DTSTAMP of an invitation. */
  readonly stamp: Date | null;
  readonly draft: LetterDraft | null;
  readonly messageId: string;
  readonly sealed: Buffer | null;
  readonly dueAt: Date;
  /** What is not sent by then is not sent at all. */
  readonly expiresAt: Date | null;
}
export interface StoredLetter extends NewLetter {
  readonly state: LetterState;
  readonly attempts: number;
  readonly createdAt: Date;
}

const COLUMNS = `id, batch, occasion, session_id as "sessionId", participant, email, name, mailbox, language, stamp, draft,
  message_id as "messageId", sealed, due_at as "dueAt", expires_at as "expiresAt", state, attempts, created_at as "createdAt"`;

export async function insertLetters(manager: EntityManager, letters: readonly NewLetter[]): Promise<void> {
  const column = (key: keyof NewLetter) => letters.map(each => each[key]);
  await rowsOf(
    manager,
    `insert into letters (id, batch, occasion, session_id, participant, email, name, mailbox, language, stamp, draft, message_id,
        sealed, due_at, expires_at)
      select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[],
        $9::text[], $10::timestamptz[], $11::jsonb[], $12::text[], $13::bytea[], $14::timestamptz[], $15::timestamptz[])`,
    [
      ...[column('id'), column('batch'), column('occasion'), column('sessionId'), column('participant')],
      ...[column('email'), column('name'), column('mailbox'), column('language'), column('stamp')],
      ...[letters.map(({ draft }) => draft && JSON.stringify(draft)), column('messageId'), column('sealed')],
      ...[column('dueAt'), column('expiresAt')],
    ],
  );
}

/** Held until the transaction ends. */
export async function holdLetter(on: Queryable, id: string): Promise<StoredLetter | undefined> {
  const [row] = await rowsOf<StoredLetter>(on, `select ${COLUMNS} from letters where id = $1 for update`, [id]);
  return row;
}

/** A connection's own lock, gone with it: who delivers a letter is alive as long as it is held. */
export async function lockDelivery(on: Queryable, id: string): Promise<boolean> {
  const [row] = await rowsOf<{ ours: boolean }>(
    on,
    `select pg_try_advisory_lock(hashtextextended('letter ' || $1, 0)) as ours`,
    [id],
  );
  return row?.ours ?? false;
}
export async function unlockDelivery(on: Queryable, id: string): Promise<void> {
  await rowsOf(on, `select pg_advisory_unlock(hashtextextended('letter ' || $1, 0))`, [id]);
}

/** How many more may be handed over in this minute; asked under a lock, so that nodes together keep to it. */
export async function lettersLeft(on: Queryable, perMinute: number): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    on,
    `select count(*)::int as n from letters where attempted_at > now() - interval '1 minute'`,
  );
  return perMinute - (row?.n ?? 0);
}

export async function isDue(on: Queryable, id: string): Promise<'due' | 'early' | 'late'> {
  const [row] = await rowsOf<{ early: boolean; late: boolean }>(
    on,
    // A job is due on the millisecond.
    `select date_trunc('milliseconds', due_at) > now() as early, coalesce(expires_at <= now(), false) as late from letters where id = $1`,
    [id],
  );
  if (row?.late) return 'late';
  return row?.early ? 'early' : 'due';
}

/** From now on an attempt is under way, and these are its bytes. */
export async function beginAttempt(on: Queryable, id: string, sealed: Buffer): Promise<void> {
  await rowsOf(
    on,
    `update letters set state = 'sending', attempts = attempts + 1, attempted_at = now(), handing_at = null, sealed = $2
      where id = $1`,
    [id, sealed],
  );
}

/** The server has said that it takes the letter: from now on nobody but the server knows whether it did. */
export async function beginHandingOver(on: Queryable, id: string): Promise<void> {
  await rowsOf(on, 'update letters set handing_at = now() where id = $1', [id]);
}

export async function endSent(on: Queryable, id: string): Promise<void> {
  // A letter that brings an account in is kept by nobody once it is there.
  await rowsOf(
    on,
    `update letters set state = 'sent', sent_at = now(), handing_at = null, failed = null, trouble = null, server = null,
        failing_since = null, sealed = case when session_id is null then null else sealed end where id = $1`,
    [id],
  );
  await noteInvitation(on, id);
}

export async function endRefused(on: Queryable, id: string, server: string | null, said: string): Promise<void> {
  await rowsOf(
    on,
    `update letters set state = 'refused', handing_at = null, failed = $3, server = $2, trouble = null where id = $1`,
    [id, server, said],
  );
  await noteInvitation(on, id);
}

/** Tried again by itself. @returns when */
export async function putOff(
  on: Queryable,
  id: string,
  trouble: { readonly kind: string; readonly server: string; readonly said: string; readonly uncertain: boolean },
  seconds: number,
): Promise<Date> {
  const [row] = await rowsOf<{ dueAt: Date }>(
    on,
    `update letters set state = 'waiting', handing_at = null, failed = $3, server = $4, trouble = $2,
        failing_since = coalesce(failing_since, now()), uncertain = uncertain or $5, due_at = now() + $6 * interval '1 second'
      where id = $1 returning due_at as "dueAt"`,
    [id, trouble.kind, trouble.said, trouble.server, trouble.uncertain, seconds],
  );
  await noteInvitation(on, id);
  return row!.dueAt;
}

export async function endLapsed(on: Queryable, id: string): Promise<void> {
  await rowsOf(
    on,
    `update letters set state = 'lapsed', sealed = case when session_id is null then null else sealed end where id = $1`,
    [id],
  );
}

/** The line of the invitation that the letter brings says the same. */
async function noteInvitation(on: Queryable, id: string): Promise<void> {
  await rowsOf(
    on,
    `update invitations i set attempts = l.attempts, failed = l.failed, mailed_at = l.sent_at
      from letters l where l.id = $1 and i.session_id = l.session_id and i.participant = l.participant and i.email = l.email
        and i.stamp = l.stamp`,
    [id],
  );
}

/**
 * Letters whose attempt ended with the process that made it: they wait again, and where the server may have taken one it says
 * so. `inFlight` are our own.
 */
export const takeBackAbandoned = (on: Queryable, inFlight: readonly string[]): Promise<{ id: string; dueAt: Date }[]> =>
  rowsOf(
    on,
    `with sending as materialized (
        select id from letters where state = 'sending' and id <> all ($1::uuid[]) for update skip locked
      ), abandoned as materialized (
        select id from sending where pg_try_advisory_xact_lock(hashtextextended('letter ' || id, 0))
      )
      update letters l set state = 'waiting', due_at = now(), uncertain = uncertain or handing_at is not null, handing_at = null
        from abandoned a where l.id = a.id returning l.id, l.due_at as "dueAt"`,
    [inFlight],
  );

/** Letters that are overdue and have no job, however it was lost. */
export const withoutJob = (on: Queryable): Promise<{ id: string; dueAt: Date }[]> =>
  rowsOf(
    on,
    `select l.id, l.due_at as "dueAt" from letters l where l.state = 'waiting' and l.due_at < now() - interval '1 minute'
        and not exists (select from jobs.job j where j.name = 'letters' and j.state < 'active' and j.data->>'letter' = l.id::text)
      limit 1000 for update of l skip locked`,
  );

export interface LetterFate {
  readonly state: LetterState;
}
export async function fateOf(on: Queryable, id: string): Promise<LetterState | undefined> {
  const [row] = await rowsOf<LetterFate>(on, 'select state from letters where id = $1', [id]);
  return row?.state;
}

export interface LetterLine {
  readonly id: string;
  readonly batch: string;
  readonly participant: string | null;
  readonly name: string;
  readonly email: string;
  readonly occasion: LetterOccasion;
  readonly state: LetterState;
  readonly createdAt: Date;
  readonly dueAt: Date;
  readonly attempts: number;
  readonly sentAt: Date | null;
  readonly trouble: 'unreachable' | 'login' | 'busy' | null;
  readonly failed: string | null;
  readonly server: string | null;
  readonly failingSince: Date | null;
  readonly uncertain: boolean;
}
/** Newest first. */
export const lettersOf = (on: Queryable, sessionId: string): Promise<LetterLine[]> =>
  rowsOf(
    on,
    `select id, batch, participant, name, email, occasion, state, created_at as "createdAt", due_at as "dueAt", attempts,
        sent_at as "sentAt", trouble, failed, server, failing_since as "failingSince", uncertain
      from letters where session_id = $1 order by created_at desc, name, id`,
    [sessionId],
  );

/** Since when the mail server lets nothing out, whosever letters they are; undefined where the last attempt went well. */
export async function serverTrouble(
  on: Queryable,
): Promise<{ since: Date; kind: 'unreachable' | 'login'; said: string } | undefined> {
  const [row] = await rowsOf<{ since: Date; kind: 'unreachable' | 'login'; said: string }>(
    on,
    `select failing_since as since, trouble as kind, failed as said from letters l
      where state in ('waiting', 'sending') and trouble in ('unreachable', 'login')
        and not exists (select from letters s where s.sent_at > l.attempted_at and s.state = 'sent')
      order by failing_since limit 1`,
  );
  return row;
}

/** What each person of a session was told last, or may have been, and whether something waits still. */
export interface ToldLetter {
  readonly participant: string;
  readonly email: string;
  readonly state: LetterState;
  readonly occasion: LetterOccasion;
  readonly draft: LetterDraft;
}
export const toldLetters = (on: Queryable, sessionId: string): Promise<ToldLetter[]> =>
  rowsOf(
    on,
    `select distinct on (participant, lower(email)) participant, email, state, occasion, draft from letters
      where session_id = $1 and draft is not null and (state in ('sent', 'sending') or uncertain)
      order by participant, lower(email), created_at desc, stamp desc`,
    [sessionId],
  );

/** Addresses that a letter was written to, whatever became of it. */
export const addressedIn = (on: Queryable, sessionId: string): Promise<{ participant: string; email: string }[]> =>
  rowsOf(
    on,
    'select distinct participant, lower(email) as email from letters where session_id = $1 and draft is not null',
    [sessionId],
  );

/** Invitations that wait still join what is written now. */
export async function replaceWaiting(
  on: Queryable,
  sessionId: string,
  by: readonly { readonly participant: string; readonly email: string }[],
): Promise<void> {
  await rowsOf(
    on,
    `update letters l set state = 'replaced' from unnest($2::text[], $3::text[]) as t (participant, email)
      where l.session_id = $1 and l.state = 'waiting' and l.draft is not null and l.participant = t.participant
        and lower(l.email) = lower(t.email)`,
    [sessionId, by.map(each => each.participant), by.map(each => each.email)],
  );
}

/** @returns ids of those that were still waiting */
export async function recall(on: Queryable, sessionId: string, letters: readonly string[]): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    on,
    `update letters set state = 'recalled' where session_id = $1 and id = any ($2::uuid[]) and state = 'waiting' returning id`,
    [sessionId, letters],
  );
  return rows.map(row => row.id);
}

/**
 * A letter that ended unsent, or waits for a later attempt, is tried at once; never one that a later letter to the same person has
 * overtaken. @returns undefined where there is nothing to try
 */
export async function tryAgain(
  on: Queryable,
  sessionId: string,
  id: string,
): Promise<{ id: string; dueAt: Date } | undefined> {
  const [row] = await rowsOf<{ id: string; dueAt: Date }>(
    on,
    `update letters l set state = 'waiting', due_at = now(), sealed = case when failed = 'other_secret' then null else sealed end
      where session_id = $1 and id = $2 and state in ('refused', 'waiting')
        and (expires_at is null or expires_at > now())
        and (draft is null or not exists (select from letters n where n.session_id = $1 and n.draft is not null
          and n.participant = l.participant and n.created_at > l.created_at))
      returning id, due_at as "dueAt"`,
    [sessionId, id],
  );
  return row;
}
