import { refuse } from '@kengesh/journal';
import { defineActs, onlyBureau, onlySecretary } from '../define.js';
import { emit, emitAll } from '../emit.js';
import { SEEN_BY_SECRETARY } from '../rules/video.js';
import { admissionOf, participantOf, presenceOf, type State } from '../state.js';
import type { admissionActSchemas } from './schemas.js';
import { identityLevel, isAdmitted, recordedLine, waitingRoom } from './who.js';

const running = (state: State) => ['prepared', 'open', 'recess'].includes(state.session.phase);
const stage = (state: State, participant: string) => admissionOf(state, participant)?.stage;

/**
 * Whoever waits comes in at once, but without a line only when it is back (PROC-34); whoever does not wait yet will not
 * have to.
 */
function letIn(state: State, participant: string) {
  const isWaiting = stage(state, participant) === 'waiting';
  if (isWaiting && recordedLine(state, participant) === 'lost')
    return [['admission.granted', { participant, away: true }] as const];
  return [
    ['admission.granted', { participant }] as const,
    ...(isWaiting ? [['attendance.arrived', { participant, mode: 'remote', source: 'self' }] as const] : []),
  ];
}

/** The waiting room. One comes into it by saying "I am here" from afar where the rules have a door (`attendance.join`). */
export const admissionActs = defineActs<typeof admissionActSchemas>({
  'admission.grant': {
    authorize: onlyBureau,
    decide: (state, { participant }) => {
      if (!running(state)) return refuse('attendance.no_session');
      if (!participantOf(state, participant)) return refuse('roll.unknown_participant');
      return isAdmitted(state, participant) ? { events: [] } : emitAll(...letIn(state, participant));
    },
  },
  /** Everybody who waits, in one click. */
  'admission.grantAll': {
    authorize: onlyBureau,
    decide: state => {
      if (!running(state)) return refuse('attendance.no_session');
      return emitAll(...waitingRoom(state).flatMap(participant => letIn(state, participant)));
    },
  },
  'admission.refuse': {
    authorize: onlyBureau,
    decide: (state, { participant, reason }) => {
      if (!running(state)) return refuse('attendance.no_session');
      if (!participantOf(state, participant)) return refuse('roll.unknown_participant');
      if (stage(state, participant) !== 'waiting' && !admissionOf(state, participant)?.awaited)
        return refuse('admission.not_waiting');
      return emit('admission.refused', { participant, reason });
    },
  },
  /** The secretary has seen face and document: in the waiting room, or of one who is here from afar (PROC-20). */
  'admission.seeIdentity': {
    authorize: onlySecretary,
    decide: (state, { participant }) => {
      if (!running(state)) return refuse('attendance.no_session');
      if (!participantOf(state, participant)) return refuse('roll.unknown_participant');
      if (identityLevel(state, participant) >= SEEN_BY_SECRETARY) return { events: [] };
      if (stage(state, participant) !== 'waiting' && !presenceOf(state, participant)?.here)
        return refuse('admission.nobody_to_see');
      return emit('admission.identitySeen', { participant, level: SEEN_BY_SECRETARY });
    },
  },
});
