import * as z from 'zod';
import { id } from '../council.js';
import { defineEvent } from '../define.js';
import type { AdoptedDecision, State, Task } from '../state.js';
import { wording } from '../text.js';
import { hash, motionText } from '../text-hash.js';

export const localDate = z.iso.date();
export const REPORTS = ['written', 'oral', 'document'] as const;
export const REMARKS = ['dissent', 'reservation', 'explanation'] as const;
export const RETURNED = ['incomplete', 'late', 'not_to_the_point'] as const;
export const TAKEN_BACK = ['not_needed', 'merged', 'mistaken'] as const;

const changeTask = (state: State, task: string, how: Partial<Task>): State => ({
  ...state,
  tasks: state.tasks.map(one => (one.id === task ? { ...one, ...how } : one)),
});
const changeDecision = (
  state: State,
  decision: string,
  how: (one: AdoptedDecision) => Partial<AdoptedDecision>,
): State => ({
  ...state,
  decisions: state.decisions.map(one => (one.id === decision ? { ...one, ...how(one) } : one)),
});

/** What comes of a vote: the decision, signed and numbered; what members remark on it; the tasks with one responsible seat. */
export const taskEvents = {
  'decision.made': defineEvent({
    schema: z.strictObject({ id, item: id.nullable(), motion: id, voting: id, text: motionText, hash }),
    evolve: (state, data, entry) => ({ ...state, decisions: [...state.decisions, { ...data, at: entry.at }] }),
  }),
  'decision.signed': defineEvent({
    afterClose: 'signatures',
    schema: z.strictObject({ decision: id, hash, as: z.enum(['presiding', 'secretary']) }),
    evolve: (state, data, entry) =>
      changeDecision(state, data.decision, one => ({
        signed: [...(one.signed ?? []), { participant: entry.actor, as: data.as, at: entry.at }],
      })),
  }),
  'decision.numbered': defineEvent({
    afterClose: 'numbers',
    schema: z.strictObject({ decision: id, number: z.int().min(1), label: z.string().min(1).max(60) }),
    evolve: (state, data) =>
      changeDecision(state, data.decision, () => ({ registered: { number: data.number, label: data.label } })),
  }),
  'decision.remarked': defineEvent({
    afterClose: 'remarks',
    schema: z.strictObject({
      id,
      kind: z.enum(REMARKS),
      seat: id,
      decision: id.nullable(),
      voting: id,
      hash,
    }),
    evolve: (state, data, entry) => ({ ...state, remarks: [...(state.remarks ?? []), { ...data, at: entry.at }] }),
  }),
  'task.set': defineEvent({
    schema: z.strictObject({
      id,
      decision: id.nullable(),
      text: wording(2000),
      responsible: id,
      due: localDate.nullable(),
      co: z.array(id).optional(),
      next: z.boolean().optional(),
      report: z.enum(REPORTS).optional(),
      control: id.optional(),
    }),
    evolve: (state, data, entry) => ({
      ...state,
      tasks: [...state.tasks, { ...data, at: entry.at }],
    }),
  }),
  'task.started': defineEvent({
    afterClose: 'tasks',
    schema: z.strictObject({ id }),
    evolve: (state, data) => changeTask(state, data.id, { status: 'in_progress' }),
  }),
  'task.reported': defineEvent({
    afterClose: 'tasks',
    schema: z.strictObject({ id, hash: hash.nullable() }),
    evolve: (state, data, entry) =>
      changeTask(state, data.id, { status: 'reported', reportedAt: entry.at, reportHash: data.hash }),
  }),
  'task.accepted': defineEvent({
    afterClose: 'tasks',
    schema: z.strictObject({ id }),
    evolve: (state, data) => changeTask(state, data.id, { status: 'accepted' }),
  }),
  'task.returned': defineEvent({
    afterClose: 'tasks',
    schema: z.strictObject({ id, reason: z.enum(RETURNED) }),
    evolve: (state, data) => changeTask(state, data.id, { status: 'in_progress' }),
  }),
  'task.withdrawn': defineEvent({
    afterClose: 'tasks',
    schema: z.strictObject({ id, reason: z.enum(TAKEN_BACK) }),
    evolve: (state, data) => changeTask(state, data.id, { status: 'withdrawn' }),
  }),
};
