import * as z from 'zod';
import { id } from '../council.js';
import { event } from '../define.js';
import { hash, motionText } from '../motions/events.js';
import { wording } from '../text.js';

export const localDate = z.iso.date();

/** What comes of a vote: the decision, and the tasks with one responsible seat and a date. */
export const taskEvents = {
  'decision.made': event({
    schema: z.strictObject({ id, item: id.nullable(), motion: id, voting: id, text: motionText, hash }),
    evolve: (state, data, entry) => ({ ...state, decisions: [...state.decisions, { ...data, at: entry.at }] }),
  }),
  'task.set': event({
    schema: z.strictObject({
      id,
      decision: id.nullable(),
      text: wording(2000),
      responsible: id,
      due: localDate.nullable(),
    }),
    evolve: (state, data, entry) => ({ ...state, tasks: [...state.tasks, { ...data, at: entry.at }] }),
  }),
};
