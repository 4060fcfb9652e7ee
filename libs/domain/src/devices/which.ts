/** What is asked of devices by the other features: which one votes, and how surely it is its owner's. */
import type { Actor } from '@kengesh/journal';
import { seatOccupiedBy } from '../representation/queries.js';
import { devicesOf, type State } from '../state.js';
import { secondsBetween } from '../time.js';
import type { AdmittedDevice, IssuedLink } from './state.js';

/** For so long a device that was admitted on the desk's word is marked (SEC-20). */
export const MARKED_SECONDS = 600;
/** For so long a second person is waited for (SEC-18). */
export const CONFIRM_SECONDS = 60;
/** The longest that a device without a line is waited for before another of its owner's takes its place (SEC-22). */
export const FURTHER_GRACE_SECONDS = 10;

/** A device that was admitted while the session was under way, as the record knows it. */
export function admittedDevice(state: State, participant: string, device: string): AdmittedDevice | undefined {
  return devicesOf(state, participant)?.devices.find(one => one.id === device);
}

/** Whether the vote may go over to this device: admitted by an entry, or of before the opening and known since; and not ended. */
export function standsBy(state: State, participant: string, device: string): boolean {
  const own = devicesOf(state, participant);
  return (
    own?.devices.some(({ id, ended }) => id === device && !ended) === true || own?.earlier?.includes(device) === true
  );
}

export function linkOf(state: State, participant: string, generation: number | null): IssuedLink | undefined {
  return devicesOf(state, participant)?.links.find(one => one.generation === generation);
}

/** The link by which a device came, where that was issued while the session was under way. */
export function linkOfDevice(state: State, participant: string, device: string): IssuedLink | undefined {
  return linkOf(state, participant, admittedDevice(state, participant, device)?.generation ?? null);
}

/** The newest link that waits for a second person. */
export const linkAsked = (state: State, participant: string): IssuedLink | undefined =>
  devicesOf(state, participant)
    ?.links.filter(one => one.standing === 'asked')
    .at(-1);

/** Whether this device was admitted on one person's word (SEC-18). */
export const isAdmittedByOne = (state: State, participant: string, device: string): boolean =>
  linkOfDevice(state, participant, device)?.standing === 'alone';

/** Whether it is marked at this moment: admitted, or made the voting one, on the desk's word a short while ago (SEC-20). */
export function isMarked(state: State, participant: string, device: string, now: string): boolean {
  const found = admittedDevice(state, participant, device);
  const since = found?.tookAt ?? (linkOfDevice(state, participant, device) ? found?.at : undefined);
  return since !== undefined && secondsBetween(since, now) < MARKED_SECONDS;
}

/** Whether another device of the same participant votes and sends, and this one only watches (SEC-22). */
export function watches(state: State, participant: string, device: string): boolean {
  const votes = devicesOf(state, participant)?.votes;
  return votes !== undefined && votes !== device;
}

/** What a ballot says of the device that cast it, in the order of canonical JSON. */
export interface BallotDevice {
  /** `one`: admitted by one; `recent`: on the desk's word, within the last ten minutes. */
  readonly admitted?: 'one' | 'recent';
  /** Only where it was admitted while the session was under way. */
  readonly device?: string;
  /** Since when it is admitted. */
  readonly since?: string;
}

export function ballotDevice(state: State, actor: Actor, now: string): BallotDevice {
  if (!actor.device) return {};
  const { id, since } = actor.device;
  const found = admittedDevice(state, actor.id, id);
  if (!found) return { since };
  const admitted = isAdmittedByOne(state, actor.id, id) ? 'one' : isMarked(state, actor.id, id, now) ? 'recent' : null;
  return { ...(admitted ? { admitted } : {}), device: id, since: found.at };
}

/** Whether a further device of this participant only watches: of whoever votes, where the rules say how it comes to vote. */
export const hasOneVotingDevice = (state: State, participant: string): boolean =>
  state.prepared?.rules.furtherDevice !== undefined && seatOccupiedBy(state, participant) !== null;
