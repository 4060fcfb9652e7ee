import { defineEvents } from '../define.js';
import type { State } from '../state.js';
import type { representEventSchemas } from './schemas.js';
import type { RepresentationState } from './state.js';

export const SUSPENSION_REASONS = ['decision', 'credentials', 'dues'] as const;

const NOBODY: RepresentationState = { proxies: [], substitutes: [], recusals: [], suspensions: [] };
const change = (state: State, how: (before: RepresentationState) => Partial<RepresentationState>): State => {
  const before = state.represent ?? NOBODY;
  return { ...state, represent: { ...before, ...how(before) } };
};

/** Who votes for whom and who does not vote, told to everyone. */
export const representEvents = defineEvents<typeof representEventSchemas>({
  'proxy.registered': {
    evolve: (state, data, entry) =>
      change(state, ({ proxies }) => ({ proxies: [...proxies, { ...data, at: entry.at, revokedAt: null }] })),
  },
  'proxy.revoked': {
    evolve: (state, data, entry) =>
      change(state, ({ proxies }) => ({
        proxies: proxies.map(one => (one.id === data.id ? { ...one, revokedAt: entry.at } : one)),
      })),
  },
  'seat.substituted': {
    evolve: (state, data, entry) =>
      change(state, ({ substitutes }) => ({ substitutes: [...substitutes, { ...data, from: entry.at, to: null }] })),
  },
  'seat.givenBack': {
    evolve: (state, data, entry) =>
      change(state, ({ substitutes }) => ({
        substitutes: substitutes.map(one =>
          one.seat === data.seat && one.to === null ? { ...one, to: entry.at } : one,
        ),
      })),
  },
  'seat.recused': {
    evolve: (state, data, entry) =>
      change(state, ({ recusals }) => ({ recusals: [...recusals, { ...data, at: entry.at, withdrawnAt: null }] })),
  },
  'seat.recusalWithdrawn': {
    evolve: (state, data, entry) =>
      change(state, ({ recusals }) => ({
        recusals: recusals.map(one =>
          one.seat === data.seat && one.item === data.item && one.withdrawnAt === null
            ? { ...one, withdrawnAt: entry.at }
            : one,
        ),
      })),
  },
  'seat.suspended': {
    evolve: (state, data, entry) =>
      change(state, ({ suspensions }) => ({ suspensions: [...suspensions, { ...data, from: entry.at, to: null }] })),
  },
  'seat.restored': {
    evolve: (state, data, entry) =>
      change(state, ({ suspensions }) => ({
        suspensions: suspensions.map(one =>
          one.seat === data.seat && one.to === null ? { ...one, to: entry.at } : one,
        ),
      })),
  },
});
