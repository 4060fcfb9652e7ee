import * as z from 'zod';
import { id } from '../council.js';
import { defineEvent } from '../define.js';
import type { State } from '../state.js';
import { RECUSAL_MODES } from './rules.js';
import type { RepresentationState } from './state.js';

export const instruction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('free') }),
  z.strictObject({
    kind: z.literal('directed'),
    choices: z
      .array(z.strictObject({ item: id, choice: z.enum(['yes', 'no', 'abstain']) }))
      .min(1)
      .max(200),
  }),
]);
/**
 * A registration number or a hash, in any alphabet and with №: without spaces but after that sign, and beyond Latin never without a
 * digit, so that no name is written here.
 */
export const proof = z
  .string()
  .trim()
  .normalize('NFC')
  .regex(/^(?:[A-Za-z0-9][A-Za-z0-9_./:-]{0,63}|(?=.*\p{Nd})(?:№ ?)?[\p{L}\p{N}][\p{L}\p{M}\p{N}№_./:-]{0,61})$/u);
export const SUSPENSION_REASONS = ['decision', 'credentials', 'dues'] as const;

const NOBODY: RepresentationState = { proxies: [], substitutes: [], recusals: [], suspensions: [] };
const change = (state: State, how: (before: RepresentationState) => Partial<RepresentationState>): State => {
  const before = state.represent ?? NOBODY;
  return { ...state, represent: { ...before, ...how(before) } };
};

/** Who votes for whom and who does not vote, told to everyone. */
export const representEvents = {
  'proxy.registered': defineEvent({
    schema: z.strictObject({
      id,
      principal: id,
      holder: id,
      item: id.nullable(),
      after: id.nullable(),
      instruction,
      proof,
    }),
    evolve: (state, data, entry) =>
      change(state, ({ proxies }) => ({ proxies: [...proxies, { ...data, at: entry.at, revokedAt: null }] })),
  }),
  'proxy.revoked': defineEvent({
    schema: z.strictObject({ id, principal: id, holder: id }),
    evolve: (state, data, entry) =>
      change(state, ({ proxies }) => ({
        proxies: proxies.map(one => (one.id === data.id ? { ...one, revokedAt: entry.at } : one)),
      })),
  }),
  'seat.substituted': defineEvent({
    schema: z.strictObject({ seat: id, participant: id }),
    evolve: (state, data, entry) =>
      change(state, ({ substitutes }) => ({ substitutes: [...substitutes, { ...data, from: entry.at, to: null }] })),
  }),
  'seat.givenBack': defineEvent({
    schema: z.strictObject({ seat: id, participant: id }),
    evolve: (state, data, entry) =>
      change(state, ({ substitutes }) => ({
        substitutes: substitutes.map(one =>
          one.seat === data.seat && one.to === null ? { ...one, to: entry.at } : one,
        ),
      })),
  }),
  'seat.recused': defineEvent({
    schema: z.strictObject({ seat: id, item: id, mode: z.enum(RECUSAL_MODES) }),
    evolve: (state, data, entry) =>
      change(state, ({ recusals }) => ({ recusals: [...recusals, { ...data, at: entry.at, withdrawnAt: null }] })),
  }),
  'seat.recusalWithdrawn': defineEvent({
    schema: z.strictObject({ seat: id, item: id }),
    evolve: (state, data, entry) =>
      change(state, ({ recusals }) => ({
        recusals: recusals.map(one =>
          one.seat === data.seat && one.item === data.item && one.withdrawnAt === null
            ? { ...one, withdrawnAt: entry.at }
            : one,
        ),
      })),
  }),
  'seat.suspended': defineEvent({
    schema: z.strictObject({ seat: id, reason: z.enum(SUSPENSION_REASONS) }),
    evolve: (state, data, entry) =>
      change(state, ({ suspensions }) => ({ suspensions: [...suspensions, { ...data, from: entry.at, to: null }] })),
  }),
  'seat.restored': defineEvent({
    schema: z.strictObject({ seat: id }),
    evolve: (state, data, entry) =>
      change(state, ({ suspensions }) => ({
        suspensions: suspensions.map(one =>
          one.seat === data.seat && one.to === null ? { ...one, to: entry.at } : one,
        ),
      })),
  }),
};
