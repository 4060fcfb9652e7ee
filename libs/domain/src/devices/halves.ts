/** The halves of a two-person act are two participants on two devices, neither of which the other half let in (SEC-21). */
import { type Actor, type Refusal, refuse } from '@kengesh/journal';
import { roleNow } from '../elections/session-roles.js';
import { procedureOf } from '../procedure.js';
import type { State } from '../state.js';
import type { Hand } from './state.js';
import { admittedDevice, linkOfDevice } from './which.js';

/** What the entry of a half says of its hand; nothing where nothing is known. */
export function handOf(state: State, { id: participant, device }: Actor): { readonly hand?: Hand } {
  if (!device || procedureOf(state) < 3) return {};
  const known = admittedDevice(state, participant, device.id);
  const found: Hand = {
    ...(device.browser === undefined ? {} : { browser: device.browser }),
    ...(known ? { device: device.id } : {}),
  };
  return Object.keys(found).length > 0 ? { hand: found } : {};
}

/** Whether the other half issued the link by which this device came, and nobody else has confirmed it. */
function isByOther(state: State, participant: string, device: string | undefined, other: string): boolean {
  const link = device === undefined ? undefined : linkOfDevice(state, participant, device);
  return link !== undefined && link.by.participant === other && link.standing !== 'confirmed';
}

/** Somebody else of the bureau who could be the other half instead. */
const hasThird = (state: State, one: string, other: string): boolean =>
  state.prepared?.participants.some(({ id: third }) => {
    const role = third === one || third === other ? undefined : roleNow(state, third);
    return role === 'chair' || role === 'deputy';
  }) ?? false;

/**
 * What the entry of the second half says besides, or why it is none. Where the council has no third person it stays possible, and
 * the record says "one hand".
 */
export function secondHalf(
  state: State,
  actor: Actor,
  first: { readonly participant: string; readonly hand?: Hand | undefined },
): { readonly hand?: Hand; readonly oneHand?: true } | Refusal {
  const own = handOf(state, actor);
  const { participant, hand: before } = first;
  const browser = own.hand?.browser;
  const isSame = browser !== undefined && browser === before?.browser;
  const isLetIn =
    isByOther(state, actor.id, own.hand?.device, participant) ||
    isByOther(state, participant, before?.device, actor.id);
  if (!isSame && !isLetIn) return own;
  // In a sample one person tries what several do, in one browser.
  const isTried = !isLetIn && state.prepared?.session.sample === true;
  if (!isTried && hasThird(state, actor.id, participant))
    return isSame ? refuse('may.same_device') : refuse('may.unconfirmed_device');
  return { ...own, oneHand: true };
}
