/**
 * Which device session an identity of the video server belongs to, and whether that is valid (SEC-08). Asked anew on each pass:
 * whatever ended a device, on whichever node, and what simply ran out, is known then.
 */
import { HALL, type MediaDevice, type MediaIdentity, RECORDER } from '@kengesh/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { devicesOfSession, type SessionDeviceRow } from '../identity/devices.repository.js';
import type { Identity } from '../identity/identity.js';
import { isExpired } from '../identity/identity.service.js';
import { secretHash } from '../identity/secrets.js';

/** Who one is in the rooms: the participant, or the hall for its screens. */
export const mediaParticipant = ({ participant }: Pick<Identity, 'participant'>): string => participant ?? HALL;

/** Of a device session, as everybody in the room may see it: says nothing, and fits no other. */
export const mediaGeneration = (authSession: string): string => secretHash(`video ${authSession}`).slice(0, 16);

/** The device behind an identity; undefined where none has to be. */
export type DeviceOf = (identity: MediaIdentity) => MediaDevice | undefined;

const UNKNOWN: MediaDevice = { id: null, valid: false };

@Injectable()
export class MediaDevices {
  constructor(private readonly db: DataSource) {}

  async of(sessionId: string): Promise<DeviceOf> {
    return deviceOf(await devicesOfSession(this.db.manager, sessionId), Date.now());
  }
}

function deviceOf(rows: readonly SessionDeviceRow[], now: number): DeviceOf {
  const byParticipant = new Map<string, Map<string, MediaDevice>>();
  for (const row of rows) {
    const participant = mediaParticipant({ participant: row.kind === 'participant' ? row.as : null });
    const devices = byParticipant.get(participant) ?? new Map<string, MediaDevice>();
    byParticipant.set(participant, devices);
    devices.set(mediaGeneration(row.id), { id: row.id, valid: !row.revoked && !isExpired(row, now) });
  }
  return ({ participant, generation }) => {
    if (participant === RECORDER && generation === null) return undefined;
    const devices = byParticipant.get(participant);
    if (generation !== null) return devices?.get(generation) ?? UNKNOWN;
    // Which of them it was given to is not said: it holds for as long as none of them has ended.
    const all = [...(devices?.values() ?? [])];
    return all.length > 0 && all.every(({ valid }) => valid) ? { id: null, valid: true } : UNKNOWN;
  };
}
