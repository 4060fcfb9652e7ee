/**
 * What the journal of a session records of keys while the session is under way (SEC-17). Implemented by the folder that knows
 * journals, which stands above this one; whoever issues links and lets devices in asks it first.
 */
import type { DeviceEnd, LinkIssuer, LinkReason } from '@kengesh/domain';

export interface IssuedKey {
  /** 1, 2, 3 … of this participant. */
  readonly generation: number;
  /** Set: a second person has to confirm it; from then on the secretary alone may let it in. */
  readonly until: string | null;
}

export interface ArrivingDevice {
  readonly id: string;
  readonly via: 'link' | 'account';
  /** Of the link, where that was issued while the session was under way. */
  readonly generation: number | null;
  /** The device that acts for the participant until now. */
  readonly first: string | null;
}

export interface KeyRecord {
  /** Null where the session is not under way: then nothing is recorded. */
  issue(
    sessionId: string,
    link: { participant: string; by: LinkIssuer; reason: LinkReason; known: boolean },
  ): Promise<IssuedKey | null>;
  revoke(sessionId: string, link: { participant: string; by: LinkIssuer; reason: LinkReason }): Promise<void>;
  /**
   * Whether it takes the place of all the participant's devices.
   * @throws RefusedError link.waits, link.refused, link.revoked
   */
  admit(sessionId: string, participant: string, device: ArrivingDevice): Promise<{ readonly replaces: boolean }>;
  end(sessionId: string, participant: string, device: string, how: DeviceEnd): Promise<void>;
}
