import * as z from 'zod';
import { id } from '../council.js';
import { event } from '../define.js';
import { addSeconds, secondsBetween } from '../time.js';

/** One list of speakers for hall and remote (PROC-18), and the one who holds the floor with a clock. */
export const floorEvents = {
  'floor.asked': event({
    schema: z.strictObject({ participant: id, entered: z.boolean() }),
    evolve: (state, data, entry) => ({
      ...state,
      floor: { ...state.floor, queue: [...state.floor.queue, { ...data, askedAt: entry.at }] },
    }),
  }),
  'floor.withdrawn': event({
    schema: z.strictObject({ participant: id }),
    evolve: (state, data) => ({
      ...state,
      floor: { ...state.floor, queue: state.floor.queue.filter(one => one.participant !== data.participant) },
    }),
  }),
  'floor.moved': event({
    schema: z.strictObject({ order: z.array(id), reason: z.enum(['balance', 'rapporteur', 'agreed']) }),
    evolve: (state, data) => {
      const place = new Map(data.order.map((participant, index) => [participant, index]));
      const at = (participant: string) => place.get(participant) ?? data.order.length;
      return {
        ...state,
        floor: { ...state.floor, queue: [...state.floor.queue].sort((a, b) => at(a.participant) - at(b.participant)) },
      };
    },
  }),
  'floor.given': event({
    schema: z.strictObject({ participant: id, seconds: z.int() }),
    evolve: (state, data, entry) => ({
      ...state,
      floor: {
        queue: state.floor.queue.filter(one => one.participant !== data.participant),
        holder: { ...data, since: entry.at, endsAt: addSeconds(entry.at, data.seconds), pausedAt: null },
      },
    }),
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
      return { ...state, floor: { ...state.floor, holder: extended } };
    },
  }),
  'floor.paused': event({
    schema: z.strictObject({}),
    evolve: (state, _data, entry) => {
      const holder = state.floor.holder;
      return holder ? { ...state, floor: { ...state.floor, holder: { ...holder, pausedAt: entry.at } } } : state;
    },
  }),
  'floor.resumed': event({
    schema: z.strictObject({}),
    evolve: (state, _data, entry) => {
      const holder = state.floor.holder;
      if (!holder?.pausedAt) return state;
      const endsAt = addSeconds(holder.endsAt, secondsBetween(holder.pausedAt, entry.at));
      return { ...state, floor: { ...state.floor, holder: { ...holder, pausedAt: null, endsAt } } };
    },
  }),
  'floor.ended': event({
    schema: z.strictObject({ participant: id, reason: z.enum(['yielded', 'chair', 'time', 'left', 'closed']) }),
    evolve: state => ({ ...state, floor: { ...state.floor, holder: null } }),
  }),
};
