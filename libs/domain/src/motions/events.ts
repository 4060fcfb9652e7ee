import * as z from 'zod';
import { id } from '../council.js';
import { event } from '../define.js';
import type { Motion, State } from '../state.js';
import { wording } from '../text.js';

export const motionText = wording(20000);
export const hash = z.string().regex(/^[0-9a-f]{64}$/);

function change(state: State, motion: string, how: Partial<Motion>): State {
  const before = state.motions[motion];
  return before ? { ...state, motions: { ...state.motions, [motion]: { ...before, ...how } } } : state;
}

/** What the body is asked to decide: a text with a version and a hash, frozen when it is put to the vote. */
export const motionEvents = {
  'motion.submitted': event({
    schema: z.strictObject({ id, item: id, text: motionText, hash, mover: id.nullable() }),
    evolve: (state, data) => ({
      ...state,
      motions: { ...state.motions, [data.id]: { ...data, version: 1, status: 'admitted' } },
    }),
  }),
  'motion.revised': event({
    schema: z.strictObject({ id, version: z.int(), text: motionText, hash }),
    evolve: (state, data) => change(state, data.id, { version: data.version, text: data.text, hash: data.hash }),
  }),
  'motion.withdrawn': event({
    schema: z.strictObject({ id }),
    evolve: (state, data) => change(state, data.id, { status: 'withdrawn' }),
  }),
  'motion.put': event({
    schema: z.strictObject({ id }),
    evolve: (state, data) => change(state, data.id, { status: 'put' }),
  }),
  'motion.decided': event({
    schema: z.strictObject({ id, status: z.enum(['adopted', 'rejected', 'no_decision']) }),
    evolve: (state, data) => change(state, data.id, { status: data.status }),
  }),
};
