import * as z from 'zod';
import { id, SPEAKERS_MODES, speechLimits } from '../council.js';
import { event } from '../define.js';
import type { FloorHolder, FloorRequest, FloorSlice, State } from '../state.js';
import { addSeconds, secondsBetween } from '../time.js';

export const stance = z.enum(['for', 'against', 'neutral']);
/** What may be asked for in the list; a point of order is not asked for, it is raised. */
export const listKind = z.enum(['speech', 'reply', 'intervention']);
const reason = z.enum(['yielded', 'chair', 'time', 'left', 'closed', 'lost', 'ruled']);

const change = (state: State, how: Partial<FloorSlice>): State => ({ ...state, floor: { ...state.floor, ...how } });

/** What a speech leaves behind: where speeches are counted, how long it was; where the line was lost, the place that is kept. */
function leaves(floor: FloorSlice, holder: FloorHolder, at: string, why: string): Partial<FloorSlice> {
  const left = secondsBetween(holder.pausedAt ?? at, holder.endsAt);
  const { participant, kind, stance: side, item } = holder;
  const more = { ...(kind ? { kind } : {}), ...(side ? { stance: side } : {}) };
  const seconds = Math.max(0, Math.round(holder.seconds - left));
  return {
    ...(item === undefined || kind === 'point'
      ? {}
      : { spoken: [...(floor.spoken ?? []), { participant, item, seconds, ...more }] }),
    ...(why === 'lost' && kind !== 'point'
      ? { kept: [...(floor.kept ?? []), { participant, ...more, left: Math.max(1, Math.round(left)) }] }
      : {}),
  };
}

/** One list of speakers for hall and remote (PROC-18), and the one who holds the floor with a clock. */
export const floorEvents = {
  'floor.asked': event({
    schema: z.strictObject({
      participant: id,
      entered: z.boolean(),
      kind: listKind.optional(),
      stance: stance.optional(),
      returned: z.boolean().optional(),
      left: z.int().optional(),
    }),
    evolve: (state, data, entry) => {
      const request = { ...data, askedAt: entry.at } as FloorRequest;
      if (!data.returned) return change(state, { queue: [...state.floor.queue, request] });
      return change(state, {
        queue: [request, ...state.floor.queue.filter(one => one.participant !== data.participant)],
        kept: (state.floor.kept ?? []).filter(one => one.participant !== data.participant),
      });
    },
  }),
  'floor.withdrawn': event({
    schema: z.strictObject({ participant: id }),
    evolve: (state, data) =>
      change(state, { queue: state.floor.queue.filter(one => one.participant !== data.participant) }),
  }),
  'floor.moved': event({
    schema: z.strictObject({
      order: z.array(id),
      reason: z.enum(['balance', 'rapporteur', 'agreed']),
      /** The order stands against the mode's. */
      fixed: z.boolean().optional(),
    }),
    evolve: (state, data) => {
      const place = new Map(data.order.map((participant, index) => [participant, index]));
      const at = (participant: string) => place.get(participant) ?? data.order.length;
      const queue = [...state.floor.queue].sort((a, b) => at(a.participant) - at(b.participant));
      return change(state, { queue: data.fixed ? queue.map(one => ({ ...one, placed: true })) : queue });
    },
  }),
  'floor.given': event({
    schema: z.strictObject({
      participant: id,
      seconds: z.int(),
      kind: z.enum(['speech', 'reply', 'intervention', 'point']).optional(),
      stance: stance.optional(),
      item: id.nullable().optional(),
    }),
    evolve: (state, data, entry) => {
      const { holder, queue, kept } = state.floor;
      const point = data.kind === 'point';
      const next = { ...data, since: entry.at, endsAt: addSeconds(entry.at, data.seconds), pausedAt: null };
      return change(state, {
        queue: point ? queue : queue.filter(one => one.participant !== data.participant),
        holder: next as FloorHolder,
        ...(point && holder ? { interrupted: holder } : {}),
        ...(kept ? { kept: kept.filter(one => one.participant !== data.participant) } : {}),
      });
    },
  }),
  'floor.extended': event({
    schema: z.strictObject({ seconds: z.int() }),
    evolve: (state, data) => {
      const holder = state.floor.holder;
      if (!holder) return state;
      const extended = {
        ...holder,
        seconds: holder.seconds + data.seconds,
        endsAt: addSeconds(holder.endsAt, data.seconds),
      };
      return change(state, { holder: extended });
    },
  }),
  'floor.paused': event({
    schema: z.strictObject({ reason: z.enum(['lost', 'point']).optional() }),
    evolve: (state, data, entry) => {
      const holder = state.floor.holder;
      const why = data.reason ? { pausedFor: data.reason } : {};
      return holder ? change(state, { holder: { ...holder, pausedAt: entry.at, ...why } }) : state;
    },
  }),
  'floor.resumed': event({
    schema: z.strictObject({}),
    evolve: (state, _data, entry) => {
      if (!state.floor.holder?.pausedAt) return state;
      const { pausedFor: _, ...holder } = state.floor.holder;
      const endsAt = addSeconds(holder.endsAt, secondsBetween(holder.pausedAt!, entry.at));
      return change(state, { holder: { ...holder, pausedAt: null, endsAt } });
    },
  }),
  /** Of a point of order: the speech it broke into is there again. */
  'floor.ended': event({
    schema: z.strictObject({ participant: id, reason }),
    evolve: (state, data, entry) => {
      const { holder, interrupted } = state.floor;
      if (interrupted && holder?.participant !== data.participant)
        return change(state, { ...leaves(state.floor, interrupted, entry.at, data.reason), interrupted: null });
      const goesOn = data.reason === 'closed' ? null : (interrupted ?? null);
      return change(state, {
        ...(holder ? leaves(state.floor, holder, entry.at, data.reason) : {}),
        holder: goesOn,
        ...(interrupted ? { interrupted: null } : {}),
      });
    },
  }),

  'floor.listClosed': event({ schema: z.strictObject({}), evolve: state => change(state, { closed: true }) }),
  'floor.listOpened': event({ schema: z.strictObject({}), evolve: state => change(state, { closed: false }) }),
  'floor.modeSet': event({
    schema: z.strictObject({ mode: z.enum(SPEAKERS_MODES) }),
    evolve: (state, data) => change(state, { mode: data.mode }),
  }),
  'floor.limited': event({
    schema: z.strictObject({ limits: speechLimits }),
    evolve: (state, data) => change(state, { limits: data.limits }),
  }),
  /** The debate is closed or put off: only replies still stand in the list. */
  'floor.cleared': event({
    schema: z.strictObject({}),
    evolve: state => change(state, { queue: state.floor.queue.filter(one => one.kind === 'reply') }),
  }),
};
