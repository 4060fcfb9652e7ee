/** Table `auth_sessions`: one row for each device that was let in. */
import type { EntityManager } from 'typeorm';
import { rowsOf } from '../database/rows.js';
import type { DeviceKind } from '../entities/auth-session.entity.js';

/**
 * Which devices end: all of one handle, one, those with which an account sits in sessions of a council, all of a council's
 * session; with those entered out of them.
 */
export type RevocationTarget =
  | { readonly as: string; readonly except?: string }
  | { readonly id: string }
  | { readonly accountId: string; readonly councilId: string }
  | { readonly sessionId: string };
export type RevokedDevice = readonly {
  readonly id: string;
  readonly as: string;
  readonly tokenHash: string;
  readonly sessionId: string | null;
}[];

/** @returns those that had not ended yet */
export function revokeDevices(manager: EntityManager, which: RevocationTarget): Promise<RevokedDevice> {
  const [condition, values] = conditionOf(which);
  return rowsOf(
    manager,
    `update auth_sessions set revoked_at = now() where revoked_at is null and ${condition}
      returning id, "as", token_hash as "tokenHash", session_id as "sessionId"`,
    values,
  ) as Promise<RevokedDevice>;
}

function conditionOf(which: RevocationTarget): readonly [condition: string, values: readonly unknown[]] {
  if ('as' in which)
    return [
      `("as" = $1 or account_id = $1) and ($2::uuid is null or id <> $2 and parent_id is distinct from $2)`,
      [which.as, which.except ?? null],
    ];
  if ('id' in which) return ['(id = $1 or parent_id = $1)', [which.id]];
  if ('accountId' in which) return ['account_id = $1 and council_id = $2', [which.accountId, which.councilId]];
  return ['session_id = $1', [which.sessionId]];
}

/** Devices that ended lately, whoever ended them: a node that was not told finds them here. */
export const devicesRevokedWithin = (manager: EntityManager, seconds: number): Promise<RevokedDevice> =>
  rowsOf(
    manager,
    `select id, "as", token_hash as "tokenHash", session_id as "sessionId" from auth_sessions
      where revoked_at > now() - make_interval(secs => $1)`,
    [seconds],
  ) as Promise<RevokedDevice>;

export interface DeviceRow {
  readonly tokenHash: string;
  readonly id: string;
  readonly as: string;
  readonly kind: DeviceKind;
  /** Of an account that belongs to several councils, the first. */
  readonly councilId: string | null;
  readonly sessionId: string | null;
  readonly expiresAt: Date;
  readonly lastSeenAt: Date;
  readonly createdAt: Date;
  readonly browser: string | null;
  readonly revoked: boolean;
}
export const devicesByToken = (manager: EntityManager, tokenHashes: readonly string[]): Promise<DeviceRow[]> =>
  rowsOf(
    manager,
    `select s.token_hash as "tokenHash", s.id, s."as", s.kind, s.session_id as "sessionId", s.expires_at as "expiresAt",
        s.last_seen_at as "lastSeenAt", s.created_at as "createdAt", s.browser, s.revoked_at is not null or a.disabled_at is not null as revoked,
        coalesce(s.council_id, (select m.council_id from memberships m where m.account_id = s.account_id
          order by m.created_at, m.council_id limit 1)) as "councilId"
      from auth_sessions s left join accounts a on a.id = s.account_id where s.token_hash = any ($1)`,
    [tokenHashes],
  );

const ACTS = `"as" = $1 and revoked_at is null and expires_at > now()`;

/** The newest device that acts for this handle; undefined where there is none. */
export async function newestDevice(manager: EntityManager, as: string): Promise<string | undefined> {
  const [row] = await rowsOf<{ id: string }>(
    manager,
    `select id from auth_sessions where ${ACTS} order by created_at desc, id limit 1`,
    [as],
  );
  return row?.id;
}

export interface OwnDeviceRow {
  readonly id: string;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}
/** Those that act for this handle, newest first. */
export const ownDevices = (manager: EntityManager, as: string): Promise<OwnDeviceRow[]> =>
  rowsOf(
    manager,
    `select id, user_agent as "userAgent", created_at as "createdAt", last_seen_at as "lastSeenAt"
      from auth_sessions where ${ACTS} order by created_at desc, id`,
    [as],
  );

/** Whether this handle has a device, or had one today, as the day is where the session is held. */
export async function hasOrHadToday(manager: EntityManager, as: string, zone: string): Promise<boolean> {
  const rows = await rowsOf(
    manager,
    `select 1 from auth_sessions where "as" = $1 and ((revoked_at is null and expires_at > now())
      or (last_seen_at at time zone $2)::date = (now() at time zone $2)::date) limit 1`,
    [as, zone],
  );
  return rows.length > 0;
}

export interface SessionDeviceRow {
  readonly id: string;
  readonly as: string;
  /** The account it was entered from; null: it came by a link. */
  readonly accountId: string | null;
  readonly createdAt: Date;
  readonly kind: DeviceKind;
  readonly expiresAt: Date;
  readonly lastSeenAt: Date;
  readonly revoked: boolean;
}
/** All that were ever let in to this session, ended ones too; the first that came first. */
export const devicesOfSession = (manager: EntityManager, sessionId: string): Promise<SessionDeviceRow[]> =>
  rowsOf(
    manager,
    `select s.id, s."as", s.kind, s.account_id as "accountId", s.created_at as "createdAt", s.expires_at as "expiresAt", s.last_seen_at as "lastSeenAt",
        s.revoked_at is not null or a.disabled_at is not null as revoked
      from auth_sessions s left join accounts a on a.id = s.account_id where s.session_id = $1 order by s.created_at, s.id`,
    [sessionId],
  );

/** @param ids in order, so that two nodes marking the same devices do not wait for each other */
export async function markSeen(manager: EntityManager, ids: readonly string[], at: Date): Promise<void> {
  await rowsOf(manager, 'update auth_sessions set last_seen_at = $2 where id = any ($1) and last_seen_at < $2', [
    ids,
    at,
  ]);
}

/** Thirty days after their end (SEC-12). */
export async function deleteOldDevices(manager: EntityManager): Promise<void> {
  await rowsOf(manager, `delete from auth_sessions where expires_at < now() - interval '30 days'`);
}
