import { bureauAnd, defineEvents } from '../define.js';
import { withEntry } from '../persistent-map.js';
import { admissionOf, type State } from '../state.js';
import type { admissionEventSchemas } from './schemas.js';
import type { AdmissionLine } from './state.js';

export const NOT_LET_IN = ['identity', 'not_expected', 'later'] as const;

function change(state: State, participant: string, how: AdmissionLine): State {
  const { identity, lostAt } = admissionOf(state, participant) ?? {};
  const stays = { ...(identity ? { identity } : {}), ...(lostAt ? { lostAt } : {}) };
  return { ...state, admission: withEntry(state.admission, participant, { ...stays, ...how }) };
}
/** Present, or on the line: nothing about a line is noted at the door. */
export function withLine(state: State, participant: string): State {
  const line = admissionOf(state, participant);
  if (!line?.lostAt && !line?.awaited) return state;
  const { lostAt: _lostAt, awaited: _awaited, ...rest } = line;
  return { ...state, admission: withEntry(state.admission, participant, rest) };
}
const subject = (_state: State, { participant }: { participant: string }) => bureauAnd(participant);

/** The door of those who come from afar, and who was seen there. The bureau's and one's own. */
export const admissionEvents = defineEvents<typeof admissionEventSchemas>({
  'admission.asked': {
    audience: subject,
    evolve: (state, { participant }, { at }) => change(state, participant, { stage: 'waiting', at }),
  },
  'admission.granted': {
    audience: subject,
    evolve: (state, { participant, away }, { at }) =>
      change(state, participant, { stage: 'granted', at, ...(away ? { awaited: true } : {}) }),
  },
  /** The line of one who is not present: who waits, or joins without a line. */
  'admission.lineLost': {
    audience: subject,
    evolve: (state, { participant }, { at }) =>
      change(state, participant, { ...admissionOf(state, participant), lostAt: at }),
  },
  'admission.lineBack': {
    audience: subject,
    evolve: (state, { participant }) => withLine(state, participant),
  },
  'admission.refused': {
    audience: subject,
    evolve: (state, { participant, reason }, { at }) => change(state, participant, { stage: 'refused', at, reason }),
  },
  /** Face and document were seen (PROC-20). */
  'admission.identitySeen': {
    audience: subject,
    evolve: (state, { participant, level }, { at, actor }) =>
      change(state, participant, { ...admissionOf(state, participant), identity: { level, at, by: actor } }),
  },
});
