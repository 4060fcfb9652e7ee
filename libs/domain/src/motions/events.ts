import { defineEvents } from '../define.js';
import type { Motion, State } from '../state.js';
import { rootOf } from './amendments.js';
import type { motionEventSchemas } from './schemas.js';

export const INADMISSIBLE = [
  'not_on_agenda',
  'not_competent',
  'not_seconded',
  'already_decided',
  'replaces_all',
  'unclear',
  'out_of_order',
] as const;
export const NOT_PUT = ['excluded', 'parent_gone', 'rival_adopted', 'agreed'] as const;

export function changeMotion(state: State, motion: string, how: Partial<Motion>): State {
  const before = state.motions[motion];
  return before ? { ...state, motions: { ...state.motions, [motion]: { ...before, ...how } } } : state;
}
const put = (state: State, motion: Motion): State => ({
  ...state,
  motions: { ...state.motions, [motion.id]: motion },
});
const by = (state: State, motion: string, made: readonly string[]) => [
  ...(state.motions[motion]?.amendedBy ?? []),
  ...made,
];

/** What the body is asked to decide: a text with a version and a hash, frozen when it is put to the vote. */
export const motionEvents = defineEvents<typeof motionEventSchemas>({
  'motion.submitted': {
    evolve: (state, data) => put(state, { ...data, version: 1, status: data.status ?? 'admitted' }),
  },
  'motion.revised': {
    evolve: (state, data) => changeMotion(state, data.id, { version: data.version, text: data.text, hash: data.hash }),
  },
  'motion.withdrawn': {
    evolve: (state, data) => changeMotion(state, data.id, { status: 'withdrawn' }),
  },
  'motion.put': {
    evolve: (state, data) => changeMotion(state, data.id, { status: 'put' }),
  },
  'motion.decided': {
    evolve: (state, data) => changeMotion(state, data.id, { status: data.status }),
  },

  // What may become of a motion before it is put, or after it was decided.
  'motion.seconded': {
    evolve: (state, data) =>
      changeMotion(state, data.id, { seconders: [...(state.motions[data.id]?.seconders ?? []), data.seat] }),
  },
  'motion.admitted': {
    evolve: (state, data) => changeMotion(state, data.id, { status: 'admitted' }),
  },
  'motion.inadmissible': {
    evolve: (state, data) => changeMotion(state, data.id, { status: 'inadmissible', why: data.reason }),
  },
  'motion.takenOver': {
    evolve: (state, data) => changeMotion(state, data.id, { status: 'admitted', mover: data.mover }),
  },
  'motion.deferred': {
    evolve: (state, { id: motion, item, date: day }) =>
      changeMotion(state, motion, { status: 'deferred', until: { item, date: day } }),
  },
  'motion.referred': {
    evolve: (state, { id: motion, body, due }) =>
      changeMotion(state, motion, { status: 'referred', referredTo: { body, due } }),
  },
  'motion.merged': {
    evolve: (state, data) => changeMotion(state, data.id, { status: 'merged', mergedInto: data.into }),
  },
  'motion.lapsed': {
    afterClose: 'closing',
    evolve: (state, data) => data.ids.reduce((after, one) => changeMotion(after, one, { status: 'lapsed' }), state),
  },
  /** The agenda has its item no more: it goes with another one, and so does what hangs on it (PROC-35). */
  'motion.moved': {
    evolve: (state, { id: motion, item }) => ({
      ...state,
      motions: Object.fromEntries(
        Object.entries(state.motions).map(([key, each]) => [
          key,
          rootOf(state, each).id === motion ? { ...each, item } : each,
        ]),
      ),
    }),
  },
  'motion.superseded': {
    evolve: (state, data) =>
      changeMotion(state, data.id, {
        status: data.how === 'repeals' ? 'repealed' : 'superseded',
        supersededBy: data.by,
      }),
  },
  'motion.reconsidered': {
    evolve: (state, data) => ({
      ...changeMotion(state, data.id, { status: 'admitted', reconsidered: true }),
      decisions: state.decisions.map(one => (one.motion === data.id ? { ...one, reconsidered: true } : one)),
    }),
  },

  // Amendments, parts, rivals and the order of voting on them.
  'amendment.submitted': {
    evolve: (state, data) => put(state, { ...data, version: 1, status: data.status ?? 'admitted' }),
  },
  /** A new version, made of what was adopted; of an amendment also the words it now puts in. */
  'motion.amended': {
    evolve: (state, { id: motion, version, text, hash: sum, by: made, change: changed }) =>
      changeMotion(state, motion, {
        version,
        text,
        hash: sum,
        amendedBy: by(state, motion, made),
        ...(changed ? { change: changed } : {}),
      }),
  },
  'motion.translated': {
    evolve: (state, data) => changeMotion(state, data.id, { version: data.version, text: data.text, hash: data.hash }),
  },
  'motion.notPut': {
    evolve: (state, data) => changeMotion(state, data.id, { status: 'not_put', why: data.reason }),
  },
  'motion.ordered': {
    evolve: (state, data) =>
      changeMotion(state, data.id, data.what === 'rivals' ? { rivalOrder: data.order } : { order: data.order }),
  },
  'motion.divided': {
    evolve: (state, data) => {
      const whole = state.motions[data.id];
      if (!whole) return state;
      const parts = data.parts.map((one): [string, Motion] => [
        one.id,
        { ...one, item: whole.item, version: 1, mover: whole.mover, status: 'admitted', partOf: data.id },
      ]);
      return { ...state, motions: { ...state.motions, ...Object.fromEntries(parts) } };
    },
  },
  /** All operative parts were rejected, and with them the whole. */
  'motion.fell': {
    evolve: (state, data) => changeMotion(state, data.id, { status: 'rejected' }),
  },
});
