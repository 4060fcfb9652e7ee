import type { DataOf } from '../json.js';
import type { Table } from '../persistent-map.js';
import type { ended, hand } from './schemas.js';

/** Why a link is issued or taken back. `unsaid`: the one who did it gave no reason. */
export const LINK_REASONS = ['first', 'lost', 'broken', 'changed', 'leaked', 'other', 'unsaid'] as const;
export type LinkReason = (typeof LINK_REASONS)[number];

/** Who at the desk: the account, and the participant whose place in the session it takes. */
export interface LinkIssuer {
  readonly account: string;
  readonly participant?: string;
}

/**
 * How far a link is a key. `free`: nothing stands in its way. `asked`: waits for a second person. `alone`: the secretary let it
 * in without one. Only a link that is `free`, `confirmed` or `alone` lets a device in.
 */
export type LinkStanding = 'free' | 'asked' | 'confirmed' | 'alone' | 'refused' | 'revoked';

/** A link that was issued while the session was under way. */
export interface IssuedLink {
  /** 1, 2, 3 … of this participant. */
  readonly generation: number;
  readonly by: LinkIssuer;
  readonly reason: LinkReason;
  readonly at: string;
  readonly standing: LinkStanding;
  /** Of one that waits: from then on the secretary alone may let it in. */
  readonly until?: string;
  /** Who confirmed it, or refused. */
  readonly settledBy?: string;
}

/** A device that was admitted while the session was under way; those of before are not here. */
export interface AdmittedDevice {
  readonly id: string;
  readonly at: string;
  /** Of the link it came by; null: a link given out before the session, or the own account. */
  readonly generation: number | null;
  readonly via: 'link' | 'account';
  /** It votes since then: it took the place of another that had no line, or the secretary said so. */
  readonly tookAt?: string;
  readonly ended?: boolean;
}

/** Seen by the bureau and by oneself. */
export interface ParticipantDevices {
  readonly links: readonly IssuedLink[];
  readonly devices: readonly AdmittedDevice[];
  /** The one that votes and sends; the others watch. Absent: there are no others. */
  readonly votes?: string;
  /** One of before the opening that has voted or votes: not admitted by an entry, and still one the vote may go back to. */
  readonly earlier?: readonly string[];
}
export type Devices = Table<ParticipantDevices>;

/** By whom a device ends, and why. */
export type DeviceEnd = Pick<DataOf<typeof ended>, 'by' | 'why'>;

/** With what one half of a two-person act was done: the device, where it was admitted in this session, and its browser. */
export type Hand = DataOf<typeof hand>;
