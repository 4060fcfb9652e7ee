import { type Actor, type Refusal, refuse } from '@kengesh/journal';
import { defineActs, onlyParticipant, onlySecretary, onlySystem } from '../define.js';
import { roleNow } from '../elections/session-roles.js';
import { emit } from '../emit.js';
import { seatOccupiedBy } from '../representation/queries.js';
import { devicesOf, participantOf, type State } from '../state.js';
import { addSeconds } from '../time.js';
import type { deviceActSchemas } from './schemas.js';
import type { LinkIssuer } from './state.js';
import {
  admittedDevice,
  CONFIRM_SECONDS,
  hasOneVotingDevice,
  isAdmittedByOne,
  linkOf,
  linkOfDevice,
  standsBy,
  watches,
} from './which.js';

const onlyDesk = (_state: State, _act: unknown, actor: Actor): Refusal | null =>
  actor.kind === 'desk' ? null : refuse('link.desk_only');

/** A session that is under way, and somebody on its roll; or why nothing is recorded of a key. */
function fault(state: State, participant: string): Refusal | null {
  if (state.session.phase !== 'open' && state.session.phase !== 'recess') return refuse('session.not_open');
  return participantOf(state, participant) ? null : refuse('roll.unknown_participant');
}

/** Whether anybody but the member could confirm: somebody else who is chair or deputy. */
const hasOtherOfficer = (state: State, participant: string): boolean =>
  state.prepared?.participants.some(({ id: other }) => {
    const role = other === participant ? undefined : roleNow(state, other);
    return role === 'chair' || role === 'deputy';
  }) ?? false;

/** Of the chair, of whoever presides, and where there is no other officer, nobody is waited for: the session has to go on. */
const mayBeAdmittedAtOnce = (state: State, participant: string): boolean =>
  roleNow(state, participant) === 'chair' ||
  state.session.presiding === participant ||
  !hasOtherOfficer(state, participant);

/** Who may say that a link is its owner's: as an officer, or as the owner on an earlier device; or why not. Never who issued it. */
function confirmsAs(
  state: State,
  { participant, generation: which }: { readonly participant: string; readonly generation: number },
  actor: Actor,
): 'officer' | 'own' | Refusal {
  const { id: who, device } = actor;
  if (linkOf(state, participant, which)?.by.participant === who) return refuse('link.not_by_issuer');
  // One who was let in by one alone lets nobody else in.
  if (device && isAdmittedByOne(state, who, device.id)) return refuse('link.unconfirmed_device');
  if (who === participant) {
    if (!device || admittedDevice(state, who, device.id)?.generation === which) return refuse('link.earlier_device');
    return 'own';
  }
  const role = roleNow(state, who);
  return role === 'chair' || role === 'deputy' ? 'officer' : refuse('link.confirmers_only');
}

const deviceIn = (state: State, as: 'officer' | 'own', { id: who, device }: Actor) =>
  device && (as === 'own' || admittedDevice(state, who, device.id)) ? { device: device.id } : {};

/** Who at the desk, or whose place in the session: the secretary may also do it from there. */
const byOf = (actor: Actor, by: LinkIssuer | undefined): LinkIssuer =>
  by ?? { account: actor.id, participant: actor.id };

/** Keys: links that are issued, confirmed and taken back, and devices that come by them (SEC-17 to SEC-22). */
export const deviceActs = defineActs<typeof deviceActSchemas>({
  'link.issue': {
    authorize: onlyDesk,
    decide: (state, { participant, by, reason, known }, { now }) => {
      const no = fault(state, participant);
      if (no) return no;
      const isAsked = known && seatOccupiedBy(state, participant) !== null;
      const until = mayBeAdmittedAtOnce(state, participant) ? now : addSeconds(now, CONFIRM_SECONDS);
      return emit('link.issued', {
        participant,
        generation: (devicesOf(state, participant)?.links.length ?? 0) + 1,
        by,
        reason,
        ...(known ? { replaces: true } : {}),
        ...(isAsked ? { until } : {}),
      });
    },
  },
  'link.revoke': {
    authorize: onlyDesk,
    decide: (state, { participant, by, reason }) =>
      fault(state, participant) ?? emit('link.revoked', { participant, by, reason }),
  },
  /** Also of a link that the secretary alone has let in: then its device votes in secret too. */
  'link.confirm': {
    authorize: onlyParticipant,
    decide: (state, { participant, generation }, { actor }) => {
      const no = fault(state, participant);
      if (no) return no;
      const standing = linkOf(state, participant, generation)?.standing;
      if (standing === 'confirmed') return { events: [] };
      if (standing !== 'asked' && standing !== 'alone') return refuse('link.not_asked');
      const as = confirmsAs(state, { participant, generation }, actor);
      if (typeof as !== 'string') return as;
      return emit('link.confirmed', { participant, generation, as, ...deviceIn(state, as, actor) });
    },
  },
  'link.refuse': {
    authorize: onlyParticipant,
    decide: (state, { participant, generation }, { actor }) => {
      const no = fault(state, participant);
      if (no) return no;
      const standing = linkOf(state, participant, generation)?.standing;
      if (standing === 'refused') return { events: [] };
      if (standing !== 'asked') return refuse('link.not_asked');
      const as = confirmsAs(state, { participant, generation }, actor);
      if (typeof as !== 'string') return as;
      return emit('link.refused', { participant, generation, as, ...deviceIn(state, as, actor) });
    },
  },
  /** The secretary alone, where nobody answered in time or nobody else could. */
  'link.admit': {
    authorize: (state, act, actor) => (actor.kind === 'desk' ? null : onlySecretary(state, act, actor)),
    decide: (state, { participant, generation, by }, { actor, now }) => {
      const no = fault(state, participant);
      if (no) return no;
      const link = linkOf(state, participant, generation);
      if (link?.standing === 'alone' || link?.standing === 'confirmed') return { events: [] };
      if (link?.standing !== 'asked') return refuse('link.not_asked');
      if (link.until !== undefined && now < link.until) return refuse('link.waits', { until: link.until });
      return emit('link.admitted', { participant, generation, by: byOf(actor, by) });
    },
  },
  /** A device comes in: by a link that is a key, or by the own account. */
  'device.admit': {
    authorize: onlySystem,
    decide: (state, { participant, device, via, generation, first }) => {
      const no = fault(state, participant);
      if (no) return no;
      const known = admittedDevice(state, participant, device);
      const own = devicesOf(state, participant);
      const isFurther = hasOneVotingDevice(state, participant);
      if (known) {
        // Two that were let in while their owner did not vote, or before the rule spoke of them.
        const isUnsaid = isFurther && !known.ended && own?.votes === undefined && first !== null && first !== device;
        const { via: came, generation: by } = known;
        return isUnsaid
          ? emit('device.admitted', { participant, device, via: came, generation: by, first })
          : { events: [] };
      }
      const link = linkOf(state, participant, generation);
      if (generation !== null) {
        if (!link || link.standing === 'revoked') return refuse('link.revoked');
        if (link.standing === 'refused') return refuse('link.refused');
        if (link.standing === 'asked') return refuse('link.waits', { until: link.until ?? null });
      }
      const admitted = { participant, device, via, generation };
      // The first to come by a new link takes the place of all that came before; as does whoever comes when none of them acts.
      const isNew = link && !own?.devices.some(one => one.generation === generation);
      const hadOne = first !== null || own?.votes !== undefined;
      if (isNew || first === null)
        return emit('device.admitted', { ...admitted, ...(hadOne ? { replaces: true } : {}) });
      return emit('device.admitted', { ...admitted, ...(isFurther ? { first } : {}) });
    },
  },
  /** The vote goes over to another of the same participant's devices: by the hand of its owner, or the secretary's by the rules. */
  'device.handOver': {
    authorize: (state, act, actor) =>
      actor.id === act.participant ? onlyParticipant(state, act, actor) : onlySecretary(state, act, actor),
    decide: (state, { participant, device }, { actor }) => {
      const no = fault(state, participant);
      if (no) return no;
      const from = devicesOf(state, participant)?.votes;
      if (from === undefined || !standsBy(state, participant, device)) return refuse('device.unknown');
      if (from === device) return { events: [] };
      const isOwn = actor.id === participant;
      if (isOwn && (!actor.device || watches(state, participant, actor.device.id))) return refuse('device.watches');
      if (!isOwn && state.prepared?.rules.furtherDevice !== 'secretary') return refuse('device.not_by_secretary');
      return emit('device.tookOver', { participant, device, from, how: isOwn ? 'handed' : 'secretary' });
    },
  },
  /** The one that votes has had no line for the grace, as the server saw. */
  'device.takeOver': {
    authorize: onlySystem,
    decide: (state, { participant, device, from }) => {
      const no = fault(state, participant);
      if (no) return no;
      const isStill = devicesOf(state, participant)?.votes === from && standsBy(state, participant, device);
      if (!isStill || state.prepared?.rules.furtherDevice === 'secretary') return { events: [] };
      return emit('device.tookOver', { participant, device, from, how: 'lost' });
    },
  },
  'device.end': {
    authorize: onlySystem,
    decide: (state, { participant, device, by, why }) => {
      const no = fault(state, participant);
      if (no) return no;
      if (admittedDevice(state, participant, device)?.ended) return { events: [] };
      return emit('device.ended', { participant, device, by, ...(why ? { why } : {}) });
    },
  },
});

/** Why this device may not vote in secret: one person alone has let it in, and nobody else has confirmed it (SEC-19). */
export function secretFault(state: State, { id: who, device }: Actor): Refusal | null {
  const isAlone = device !== undefined && linkOfDevice(state, who, device.id)?.standing === 'alone';
  return isAlone ? refuse('voting.unconfirmed_device') : null;
}
