import * as z from 'zod';
import { id } from '../council.js';
import { defineEvent } from '../define.js';
import type { Motion, State } from '../state.js';
import { wording } from '../text.js';
import { hash, motionText } from '../text-hash.js';
import { rootOf } from './amendments.js';

const date = z.iso.date();

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

export const effect = z.strictObject({ kind: z.enum(['supersedes', 'repeals']), motion: id });
const passage = wording(2000);
export const change = z.strictObject({
  kind: z.enum(['add', 'delete', 'replace']),
  passage: passage.nullable(),
  words: wording(10000).nullable(),
});
/** What came later than the first motions: absent where there is nothing to say. */
const more = {
  status: z.literal('submitted').optional(),
  rivalOf: id.optional(),
  effect: effect.optional(),
};

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
export const motionEvents = {
  'motion.submitted': defineEvent({
    schema: z.strictObject({ id, item: id, text: motionText, hash, mover: id.nullable(), ...more }),
    evolve: (state, data) => put(state, { ...data, version: 1, status: data.status ?? 'admitted' }),
  }),
  'motion.revised': defineEvent({
    schema: z.strictObject({ id, version: z.int(), text: motionText, hash }),
    evolve: (state, data) => changeMotion(state, data.id, { version: data.version, text: data.text, hash: data.hash }),
  }),
  'motion.withdrawn': defineEvent({
    schema: z.strictObject({ id, consent: z.boolean().optional() }),
    evolve: (state, data) => changeMotion(state, data.id, { status: 'withdrawn' }),
  }),
  'motion.put': defineEvent({
    schema: z.strictObject({ id }),
    evolve: (state, data) => changeMotion(state, data.id, { status: 'put' }),
  }),
  'motion.decided': defineEvent({
    schema: z.strictObject({ id, status: z.enum(['adopted', 'rejected', 'no_decision']) }),
    evolve: (state, data) => changeMotion(state, data.id, { status: data.status }),
  }),

  // What may become of a motion before it is put, or after it was decided.
  'motion.seconded': defineEvent({
    schema: z.strictObject({ id, seat: id }),
    evolve: (state, data) =>
      changeMotion(state, data.id, { seconders: [...(state.motions[data.id]?.seconders ?? []), data.seat] }),
  }),
  'motion.admitted': defineEvent({
    schema: z.strictObject({ id }),
    evolve: (state, data) => changeMotion(state, data.id, { status: 'admitted' }),
  }),
  'motion.inadmissible': defineEvent({
    schema: z.strictObject({ id, reason: z.enum(INADMISSIBLE) }),
    evolve: (state, data) => changeMotion(state, data.id, { status: 'inadmissible', why: data.reason }),
  }),
  'motion.takenOver': defineEvent({
    schema: z.strictObject({ id, mover: id }),
    evolve: (state, data) => changeMotion(state, data.id, { status: 'admitted', mover: data.mover }),
  }),
  'motion.deferred': defineEvent({
    schema: z.strictObject({ id, item: id.nullable(), date: date.nullable() }),
    evolve: (state, { id: motion, item, date: day }) =>
      changeMotion(state, motion, { status: 'deferred', until: { item, date: day } }),
  }),
  'motion.referred': defineEvent({
    schema: z.strictObject({ id, body: wording(300), due: date.nullable() }),
    evolve: (state, { id: motion, body, due }) =>
      changeMotion(state, motion, { status: 'referred', referredTo: { body, due } }),
  }),
  'motion.merged': defineEvent({
    schema: z.strictObject({ id, into: id }),
    evolve: (state, data) => changeMotion(state, data.id, { status: 'merged', mergedInto: data.into }),
  }),
  'motion.lapsed': defineEvent({
    afterClose: 'closing',
    schema: z.strictObject({ ids: z.array(id).min(1) }),
    evolve: (state, data) => data.ids.reduce((after, one) => changeMotion(after, one, { status: 'lapsed' }), state),
  }),
  /** The agenda has its item no more: it goes with another one, and so does what hangs on it (PROC-35). */
  'motion.moved': defineEvent({
    schema: z.strictObject({ id, item: id }),
    evolve: (state, { id: motion, item }) => ({
      ...state,
      motions: Object.fromEntries(
        Object.entries(state.motions).map(([key, each]) => [
          key,
          rootOf(state, each).id === motion ? { ...each, item } : each,
        ]),
      ),
    }),
  }),
  'motion.superseded': defineEvent({
    schema: z.strictObject({ id, by: id, how: z.enum(['supersedes', 'repeals']) }),
    evolve: (state, data) =>
      changeMotion(state, data.id, {
        status: data.how === 'repeals' ? 'repealed' : 'superseded',
        supersededBy: data.by,
      }),
  }),
  'motion.reconsidered': defineEvent({
    schema: z.strictObject({ id }),
    evolve: (state, data) => ({
      ...changeMotion(state, data.id, { status: 'admitted', reconsidered: true }),
      decisions: state.decisions.map(one => (one.motion === data.id ? { ...one, reconsidered: true } : one)),
    }),
  }),

  // Amendments, parts, rivals and the order of voting on them.
  'amendment.submitted': defineEvent({
    schema: z.strictObject({
      id,
      item: id,
      amends: id,
      change,
      text: motionText,
      hash,
      mover: id.nullable(),
      status: z.literal('submitted').optional(),
    }),
    evolve: (state, data) => put(state, { ...data, version: 1, status: data.status ?? 'admitted' }),
  }),
  /** A new version, made of what was adopted; of an amendment also the words it now puts in. */
  'motion.amended': defineEvent({
    schema: z.strictObject({
      id,
      version: z.int(),
      text: motionText,
      hash,
      by: z.array(id).min(1),
      change: change.optional(),
    }),
    evolve: (state, { id: motion, version, text, hash: sum, by: made, change: changed }) =>
      changeMotion(state, motion, {
        version,
        text,
        hash: sum,
        amendedBy: by(state, motion, made),
        ...(changed ? { change: changed } : {}),
      }),
  }),
  'motion.translated': defineEvent({
    schema: z.strictObject({ id, version: z.int(), text: motionText, hash }),
    evolve: (state, data) => changeMotion(state, data.id, { version: data.version, text: data.text, hash: data.hash }),
  }),
  'motion.notPut': defineEvent({
    schema: z.strictObject({ id, reason: z.enum(NOT_PUT), by: id.nullable() }),
    evolve: (state, data) => changeMotion(state, data.id, { status: 'not_put', why: data.reason }),
  }),
  'motion.ordered': defineEvent({
    schema: z.strictObject({ id, order: z.array(id), what: z.enum(['amendments', 'rivals']) }),
    evolve: (state, data) =>
      changeMotion(state, data.id, data.what === 'rivals' ? { rivalOrder: data.order } : { order: data.order }),
  }),
  'motion.divided': defineEvent({
    schema: z.strictObject({
      id,
      parts: z.array(z.strictObject({ id, text: motionText, hash, operative: z.boolean() })).min(2),
    }),
    evolve: (state, data) => {
      const whole = state.motions[data.id];
      if (!whole) return state;
      const parts = data.parts.map((one): [string, Motion] => [
        one.id,
        { ...one, item: whole.item, version: 1, mover: whole.mover, status: 'admitted', partOf: data.id },
      ]);
      return { ...state, motions: { ...state.motions, ...Object.fromEntries(parts) } };
    },
  }),
  /** All operative parts were rejected, and with them the whole. */
  'motion.fell': defineEvent({
    schema: z.strictObject({ id }),
    evolve: (state, data) => changeMotion(state, data.id, { status: 'rejected' }),
  }),
};
