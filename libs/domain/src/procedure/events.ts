import { defineEvents } from '../define.js';
import type { Motion, State } from '../state.js';
import type { orderEventSchemas } from './schemas.js';
import type { PointOfOrder } from './state.js';

const changePoint = (state: State, point: string, how: Partial<PointOfOrder>): State => {
  const before = state.order?.points[point];
  if (!before) return state;
  return { ...state, order: { ...state.order, points: { ...state.order?.points, [point]: { ...before, ...how } } } };
};

/** Motions about the conduct of the meeting, points of order, rulings and their appeal. Whose words is nowhere: only that. */
export const orderEvents = defineEvents<typeof orderEventSchemas>({
  'order.moved': {
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
  },
  /** Nobody objected, so it is adopted without a vote. */
  'order.granted': {
    evolve: (state, data) => {
      const motion = state.motions[data.id];
      return motion ? { ...state, motions: { ...state.motions, [data.id]: { ...motion, status: 'adopted' } } } : state;
    },
  },
  'order.pointRaised': {
    evolve: (state, data, entry) => ({
      ...state,
      order: {
        ...state.order,
        points: { ...state.order?.points, [data.id]: { ...data, at: entry.at, status: 'pending' } },
      },
    }),
  },
  'order.pointWithdrawn': {
    evolve: (state, data) => changePoint(state, data.id, { status: 'withdrawn' }),
  },
  'order.ruled': {
    evolve: (state, data) => changePoint(state, data.id, { status: data.ruling }),
  },
  'order.appealDecided': {
    evolve: (state, data) => changePoint(state, data.id, { outcome: data.outcome }),
  },
  'order.adjourning': {
    evolve: state => ({ ...state, order: { points: {}, ...state.order, adjourning: true } }),
  },
  'order.divisionGranted': {
    evolve: (state, data) => mark(state, data.motion, { division: true }),
  },
  'order.secretGranted': {
    evolve: (state, data) => mark(state, data.motion, { secretOnly: true }),
  },
});

function mark(state: State, motion: string, how: Partial<Motion>): State {
  const before = state.motions[motion];
  return before ? { ...state, motions: { ...state.motions, [motion]: { ...before, ...how } } } : state;
}
