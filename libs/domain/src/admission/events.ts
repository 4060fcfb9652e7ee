import * as z from 'zod';
import { id } from '../council.js';
import { bureauAnd, event } from '../define.js';
import type { State } from '../state.js';
import { put } from '../table.js';
import { SEEN_BY_SECRETARY } from '../video/rules.js';
import type { AdmissionLine } from './state.js';

export const NOT_LET_IN = ['identity', 'not_expected', 'later'] as const;

function change(state: State, participant: string, how: AdmissionLine): State {
  const { identity } = state.admission?.[participant] ?? {};
  return { ...state, admission: put(state.admission, participant, { ...(identity ? { identity } : {}), ...how }) };
}
const subject = (_state: State, { participant }: { participant: string }) => bureauAnd(participant);

/** The door of those who come from afar, and who was seen there. The bureau's and one's own. */
export const admissionEvents = {
  'admission.asked': event({
    schema: z.strictObject({ participant: id }),
    audience: subject,
    evolve: (state, { participant }, { at }) => change(state, participant, { stage: 'waiting', at }),
  }),
  'admission.granted': event({
    schema: z.strictObject({ participant: id }),
    audience: subject,
    evolve: (state, { participant }, { at }) => change(state, participant, { stage: 'granted', at }),
  }),
  'admission.refused': event({
    schema: z.strictObject({ participant: id, reason: z.enum(NOT_LET_IN) }),
    audience: subject,
    evolve: (state, { participant, reason }, { at }) => change(state, participant, { stage: 'refused', at, reason }),
  }),
  /** Face and document were seen (PROC-20). */
  'admission.identitySeen': event({
    schema: z.strictObject({ participant: id, level: z.literal(SEEN_BY_SECRETARY) }),
    audience: subject,
    evolve: (state, { participant, level }, { at, actor }) =>
      change(state, participant, { ...state.admission?.[participant], identity: { level, at, by: actor } }),
  }),
};
