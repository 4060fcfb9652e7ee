/**
 * Authenticates devices by token hash and resolves whom they act for; nothing the client claims is trusted.
 * Revocation: at once here and on announcement elsewhere; at worst 5 s where nobody was told (cache and look-up).
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { Logger } from 'pino';
import { DataSource, type EntityManager } from 'typeorm';
import type { ApiEnv } from '../config/env.js';
import { ENV, LOGGER } from '../config/tokens.js';
import { AuthSessionEntity } from '../entities/auth-session.entity.js';
import { SecurityLog } from '../security-log/security-log.js';
import { mayBeUnprefixed, readCookie } from './cookies.js';
import {
  type DeviceRow,
  deleteOldDevices,
  devicesByToken,
  devicesRevokedWithin,
  markSeen,
  type RevocationTarget,
  type RevokedDevice,
  revokeDevices,
} from './devices.repository.js';
import { forgetOldFailures } from './failed-attempts.repository.js';
import { type AuthRefusal, type Credentials, Identities, type Identity, type RevocationListener } from './identity.js';
import { deleteOldLinks } from './links.repository.js';
import { newSecret, secretHash } from './secrets.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Absolute lifetimes and, for people, how long a device may be silent (ASVS 7.3). */
const lifetime: Record<Identity['kind'], number> = { account: day, participant: day, screen: 3 * day };
const idle: Record<Identity['kind'], number> = { account: 12 * hour, participant: 12 * hour, screen: 3 * day };
/** When it has lived for long enough, or was silent for too long, if it stays silent. */
export const endOf = ({ kind, expiresAt, lastSeenAt }: Pick<DeviceRow, 'kind' | 'expiresAt' | 'lastSeenAt'>): number =>
  Math.min(expiresAt.getTime(), lastSeenAt.getTime() + idle[kind]);

/** Whether the device has lived for long enough, or was silent for too long. */
export const isExpired = (device: Parameters<typeof endOf>[0], now: number): boolean => now >= endOf(device);

/** How stale an answer may be on a node that did not hear of a revocation. */
const CACHE_TTL_MS = 5000;
const mostKnown = 20_000;
/** How often devices are looked for that ended without this node being told: by another node, or by a program. Milliseconds. */
const LOOK_FOR_REVOKED = 2500;
/** How far back; more than the clocks of two machines differ. Seconds. */
const REVOKED_WITHIN = 30;
/** Devices looked up in one statement, how long those who come meanwhile gather, and how long they wait for it. Milliseconds. */
const mostAsked = 1000;
const gathering = 15;
const patience = 250;

export interface DeviceSessionInput {
  readonly as: string;
  readonly kind: Identity['kind'];
  readonly councilId: string | null;
  readonly sessionId: string | null;
  readonly accountId: string | null;
  /** Device session of the account out of which a session is entered. */
  readonly parentId: string | null;
  readonly linkId: string | null;
  readonly userAgent: string | undefined;
  /** Of the device, where it was named before; else a new one. */
  readonly id?: string | undefined;
  readonly browser?: string | undefined;
}
export interface IssuedToken {
  /** Given to the device once, kept nowhere. */
  readonly token: string;
  readonly expiresAt: Date;
}
interface CachedDevice extends Omit<DeviceRow, 'tokenHash' | 'lastSeenAt' | 'createdAt'> {
  readonly since: string;
  lastSeenAt: Date;
  readonly readAt: number;
}

/** Other nodes of an earlier release do not say of which session it was. */
type AnnouncedEnd = Pick<RevokedDevice[number], 'id' | 'tokenHash'> & { readonly sessionId?: string | null };

@Injectable()
export class IdentityService extends Identities implements OnModuleInit, BeforeApplicationShutdown {
  private readonly known = new Map<string, CachedDevice>();
  /** Those asked for while others are looked up are looked up together: a whole council may come back at once. */
  private readonly devices = new DataLoader<string, CachedDevice | undefined>(asked => this.lookUp(asked), {
    // What was read is kept in `known`, and not for ever.
    cache: false,
    maxBatchSize: mostAsked,
    batchScheduleFn: dispatch => void this.free.then(() => setImmediate(dispatch)),
  });
  /** Resolves when the next may be looked up. */
  private free: Promise<unknown> = Promise.resolve();
  /** When it was told that these devices have ended. */
  private readonly announced = new Map<string, number>();
  private readonly marking: string[] = [];
  private looking: NodeJS.Timeout | undefined;
  private sweeping: NodeJS.Timeout | undefined;
  private isLooking = false;
  private readonly listeners: RevocationListener[] = [];
  private readonly endings: ((ended: RevokedDevice) => void)[] = [];

  constructor(
    private readonly db: DataSource,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly security: SecurityLog,
    @Inject(ENV) private readonly env: Pick<ApiEnv, 'publicUrl'>,
  ) {
    super();
  }

  /** Addresses and devices are forgotten thirty days after their end (SEC-12). */
  async onModuleInit(): Promise<void> {
    await deleteOldDevices(this.db.manager);
    await forgetOldFailures(this.db.manager, Date.now());
    await deleteOldLinks(this.db.manager);
    this.looking = setInterval(() => void this.lookForRevoked(), LOOK_FOR_REVOKED);
    this.looking.unref();
    this.sweeping = setInterval(() => {
      forgetOldFailures(this.db.manager, Date.now()).catch(err =>
        this.log.warn({ err }, 'old failures were not deleted'),
      );
    }, hour);
    this.sweeping.unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.looking);
    clearInterval(this.sweeping);
  }

  private async lookForRevoked(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      const revoked = await devicesRevokedWithin(this.db.manager, REVOKED_WITHIN);
      const untold = revoked.filter(({ tokenHash }) => !this.announced.has(tokenHash));
      if (untold.length > 0) this.applyRemoteRevocation(untold);
    } catch (err) {
      this.log.warn({ err }, 'ended devices could not be looked for');
    } finally {
      this.isLooking = false;
    }
  }

  async authenticate({ handle, cookie, authorization }: Credentials): Promise<Identity | { refused: AuthRefusal }> {
    const bearer = bearerOf(authorization);
    const shown = bearer === undefined && handle !== undefined ? readCookie(cookie, this.env, 'kg', handle) : undefined;
    const token = bearer ?? shown?.value;
    if (token === undefined) return { refused: 'auth.none' };
    const found = await this.find(secretHash(token));
    if (!found || (handle !== undefined && found.as !== handle)) return { refused: 'auth.invalid' };
    if (shown?.isUnprefixed && !mayBeUnprefixed(found.since)) return { refused: 'auth.invalid' };
    if (found.revoked) return { refused: 'auth.revoked' };
    const now = Date.now();
    if (isExpired(found, now)) return { refused: 'auth.expired' };
    this.seen(found, now);
    return {
      handle: found.as,
      kind: found.kind,
      councilId: found.councilId ?? '',
      sessionId: found.sessionId,
      participant: found.kind === 'participant' ? found.as : null,
      authSession: found.id,
      since: found.since,
      browser: found.browser,
      expiresAt: found.expiresAt.toISOString(),
    };
  }

  onRevoked(listener: RevocationListener): void {
    this.listeners.push(listener);
  }

  /** Lets a device in: a new token each time (ASVS 7.2.4). */
  async open(manager: EntityManager, opening: DeviceSessionInput): Promise<IssuedToken> {
    const token = newSecret();
    const now = Date.now();
    const expiresAt = new Date(now + lifetime[opening.kind]);
    await manager.insert(AuthSessionEntity, {
      ...opening,
      id: opening.id ?? randomUUID(),
      browser: opening.browser ?? null,
      tokenHash: secretHash(token),
      userAgent: opening.userAgent?.slice(0, 300) ?? null,
      createdAt: new Date(now),
      lastSeenAt: new Date(now),
      expiresAt,
      revokedAt: null,
    });
    return { token, expiresAt };
  }

  /** Ends devices within a transaction; tell it by `announce` once that is committed. */
  revoke(manager: EntityManager, which: RevocationTarget): Promise<RevokedDevice> {
    return revokeDevices(manager, which);
  }

  /** `end` and `announce` in one. */
  async revokeAndAnnounce(which: RevocationTarget): Promise<RevokedDevice> {
    const ended = await this.revoke(this.db.manager, which);
    this.announce(ended);
    return ended;
  }

  /** Called with devices that were ended on this node, for other nodes to hear. */
  onEnded(listener: (ended: RevokedDevice) => void): void {
    this.endings.push(listener);
  }

  /** Their sockets close now, and the next request of each is refused. */
  announce(ended: RevokedDevice): void {
    if (ended.length === 0) return;
    this.applyRemoteRevocation(ended);
    for (const { as, sessionId } of ended) this.security.record({ event: 'device.ended', subject: as, sessionId });
    for (const listener of this.endings) listener(ended);
  }

  /** As `announce`, of what another node has announced. */
  applyRemoteRevocation(ended: readonly AnnouncedEnd[]): void {
    for (const { tokenHash } of ended) {
      this.known.delete(tokenHash);
      this.announced.set(tokenHash, Date.now());
      if (this.announced.size > mostKnown) this.announced.delete(this.announced.keys().next().value!);
    }
    const ids = ended.map(({ id }) => id);
    const sessions = [...new Set(ended.flatMap(({ sessionId }) => sessionId ?? []))];
    for (const listener of this.listeners) listener(ids, sessions);
  }

  private async find(tokenHash: string): Promise<CachedDevice | undefined> {
    const held = this.known.get(tokenHash);
    if (held && Date.now() - held.readAt < CACHE_TTL_MS) return held;
    const found = await this.devices.load(tokenHash);
    // Looked up while it was being revoked: what was read may be from before.
    if (found && (this.announced.get(tokenHash) ?? 0) >= found.readAt && !found.revoked) return this.find(tokenHash);
    this.known.delete(tokenHash);
    if (!found) return undefined;
    this.known.set(tokenHash, found);
    if (this.known.size > mostKnown) this.known.delete(this.known.keys().next().value!);
    return found;
  }

  /** One statement for those who were asked for together. */
  private lookUp(tokenHashes: readonly string[]): Promise<(CachedDevice | undefined)[]> {
    const rows = this.rows([...new Set(tokenHashes)]);
    this.free = Promise.all([
      // One connection that does not answer must not keep everybody out.
      Promise.race([rows.catch(() => undefined), sleep(patience, undefined, { ref: false })]),
      sleep(gathering, undefined, { ref: false }),
    ]);
    return rows.then(found => tokenHashes.map(tokenHash => found.get(tokenHash)));
  }

  private async rows(tokenHashes: readonly string[]): Promise<Map<string, CachedDevice>> {
    const readAt = Date.now();
    const rows = await devicesByToken(this.db.manager, tokenHashes);
    return new Map(
      rows.map(({ tokenHash, createdAt, browser, ...row }) => [
        tokenHash,
        { ...row, since: createdAt.toISOString(), browser: browserAlias(row.sessionId, browser), readAt },
      ]),
    );
  }

  /** Written once a minute at most: it only says that the device still lives. */
  private seen(found: CachedDevice, now: number): void {
    if (now - found.lastSeenAt.getTime() < minute) return;
    found.lastSeenAt = new Date(now);
    if (this.marking.push(found.id) > 1) return;
    setImmediate(() => {
      // In order, so that two nodes marking the same devices do not wait for each other.
      const ids = this.marking.splice(0).sort();
      markSeen(this.db.manager, ids, new Date(now)).catch(err =>
        this.log.warn({ err }, 'devices could not be marked as seen'),
      );
    });
  }
}

/** As the journal of one session knows a browser: it says which participants share one, and nothing to another session. */
const browserAlias = (sessionId: string | null, browser: string | null): string | null =>
  sessionId === null || browser === null ? null : secretHash(`${sessionId} ${browser}`).slice(0, 16);

function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer ([\w-]{20,200})$/i.exec(authorization?.trim() ?? '')?.[1];
}
