import type { OwnDevice } from '@kengesh/contracts';
import type { DeviceEnd } from '@kengesh/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { LOGGER } from '../config/tokens.js';
import { notFound } from './desk-access.js';
import { ownDevices, type RevokedDevice } from './devices.repository.js';
import type { Identity } from './identity.js';
import { IdentityService } from './identity.service.js';
import type { KeyRecord } from './key-record.js';

const BROWSERS = [
  ['Edg', 'Edge'],
  ['YaBrowser', 'Yandex Browser'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const SYSTEMS = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'] as const;

/** `Firefox · Android`: enough for its owner to know it again; what it does not say of itself is left out. */
export function deviceName(userAgent: string | null): string {
  const says = userAgent ?? '';
  const browser = BROWSERS.find(([sign]) => says.includes(`${sign}/`))?.[1];
  const system = SYSTEMS.find(sign => says.includes(sign))?.replace('Mac OS', 'macOS');
  return [browser, system].filter(known => known !== undefined).join(' · ');
}

/** The devices that act for whoever asks: shown to their owner, who ends them. */
@Injectable()
export class MyDevicesService {
  private record: Pick<KeyRecord, 'end'> | undefined;

  constructor(
    private readonly db: DataSource,
    private readonly identities: IdentityService,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Given by the folder that knows journals, which stands above this one. */
  useKeyRecord(record: Pick<KeyRecord, 'end'>): void {
    this.record = record;
  }

  /** Newest first. */
  async list(who: Identity): Promise<OwnDevice[]> {
    const rows = await ownDevices(this.db.manager, who.handle);
    return rows.map(({ id, userAgent, createdAt, lastSeenAt }) => ({
      id,
      browser: deviceName(userAgent),
      since: createdAt.toISOString(),
      seenAt: lastSeenAt.toISOString(),
      current: id === who.authSession,
    }));
  }

  /** Ends one of the own devices, and what was entered out of it. @throws http.not_found where it is none of them */
  async end(who: Identity, device: string): Promise<void> {
    const own = await ownDevices(this.db.manager, who.handle);
    if (!own.some(({ id }) => id === device)) throw notFound();
    if (who.participant !== null && who.sessionId !== null)
      await this.record?.end(who.sessionId, who.participant, device, { by: 'self' });
    await this.identities.revokeAndAnnounce({ id: device });
  }

  /** Ends the device that asks, and those entered out of it. Nothing keeps whoever wants to leave: it is recorded afterwards. */
  async signOut(who: Identity): Promise<RevokedDevice> {
    const ended = await this.identities.revokeAndAnnounce({ id: who.authSession });
    await this.recordEnded(ended, { by: 'self', why: 'signedOut' });
    return ended;
  }

  /** Puts devices that have ended on the record of their sessions, where those are under way. */
  async recordEnded(ended: RevokedDevice, how: DeviceEnd): Promise<void> {
    for (const { id, as, sessionId } of ended) {
      if (sessionId === null) continue;
      await this.record
        ?.end(sessionId, as, id, how)
        .catch(err => this.log.error({ err, sessionId }, 'the end of a device could not be recorded'));
    }
  }
}
