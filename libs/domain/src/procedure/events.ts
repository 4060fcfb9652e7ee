import * as z from 'zod';
import { id } from '../council.js';
import { defineEvent } from '../define.js';
import type { Motion, State } from '../state.js';
import { hash, motionText } from '../text-hash.js';
import type { PointOfOrder } from './state.js';
import { POINT_ABOUT } from './types.js';

const none = z.strictObject;
export const procedure = z.discriminatedUnion('kind', [
  none({ kind: z.literal('suspend'), minutes: z.int().min(1).max(1440).nullable() }),
  none({ kind: z.literal('adjourn') }),
  none({ kind: z.literal('adjournDebate') }),
  none({ kind: z.literal('closeDebate') }),
  none({ kind: z.literal('closeList') }),
  none({ kind: z.literal('limitTime'), seconds: z.int().min(10).max(7200) }),
  none({ kind: z.literal('separateVote'), motion: id }),
  none({ kind: z.literal('secretVote'), motion: id }),
  none({ kind: z.literal('reconsider'), motion: id }),
  none({ kind: z.literal('changeAgenda'), order: z.array(id).max(200) }),
]);
const appeal = none({ kind: z.literal('appeal'), point: id });

const changePoint = (state: State, point: string, how: Partial<PointOfOrder>): State => {
  const before = state.order?.points[point];
  if (!before) return state;
  return { ...state, order: { ...state.order, points: { ...state.order?.points, [point]: { ...before, ...how } } } };
};

/** Motions about the conduct of the meeting, points of order, rulings and their appeal. Whose words is nowhere: only that. */
export const orderEvents = {
  'order.moved': defineEvent({
    schema: none({
      id,
      item: id,
      seat: id,
      procedure: z.union([procedure, appeal]),
      text: motionText,
      hash,
    }),
    evolve: (state, { seat, procedure: moved, ...data }) => {
      const motion: Motion = {
        ...data,
        mover: seat,
        procedure: moved,
        version: 1,
        status: 'admitted',
      };
      const after = { ...state, motions: { ...state.motions, [data.id]: motion } };
      return moved.kind === 'appeal' ? changePoint(after, moved.point, { appeal: data.id }) : after;
    },
  }),
  /** Nobody objected, so it is adopted without a vote. */
  'order.granted': defineEvent({
    schema: none({ id }),
    evolve: (state, data) => {
      const motion = state.motions[data.id];
      return motion ? { ...state, motions: { ...state.motions, [data.id]: { ...motion, status: 'adopted' } } } : state;
    },
  }),
  'order.pointRaised': defineEvent({
    schema: none({ id, seat: id, participant: id, about: z.enum(POINT_ABOUT), item: id.nullable() }),
    evolve: (state, data, entry) => ({
      ...state,
      order: {
        ...state.order,
        points: { ...state.order?.points, [data.id]: { ...data, at: entry.at, status: 'pending' } },
      },
    }),
  }),
  'order.pointWithdrawn': defineEvent({
    schema: none({ id }),
    evolve: (state, data) => changePoint(state, data.id, { status: 'withdrawn' }),
  }),
  'order.ruled': defineEvent({
    schema: none({ id, ruling: z.enum(['upheld', 'dismissed']) }),
    evolve: (state, data) => changePoint(state, data.id, { status: data.ruling }),
  }),
  'order.appealDecided': defineEvent({
    schema: none({ id, outcome: z.enum(['stands', 'overruled']) }),
    evolve: (state, data) => changePoint(state, data.id, { outcome: data.outcome }),
  }),
  'order.adjourning': defineEvent({
    schema: none({}),
    evolve: state => ({ ...state, order: { points: {}, ...state.order, adjourning: true } }),
  }),
  'order.divisionGranted': defineEvent({
    schema: none({ motion: id }),
    evolve: (state, data) => mark(state, data.motion, { division: true }),
  }),
  'order.secretGranted': defineEvent({
    schema: none({ motion: id }),
    evolve: (state, data) => mark(state, data.motion, { secretOnly: true }),
  }),
};

function mark(state: State, motion: string, how: Partial<Motion>): State {
  const before = state.motions[motion];
  return before ? { ...state, motions: { ...state.motions, [motion]: { ...before, ...how } } } : state;
}
