import { defineEvents } from '../define.js';
import type { AdoptedDecision, State, Task } from '../state.js';
import type { taskEventSchemas } from './schemas.js';

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
export const taskEvents = defineEvents<typeof taskEventSchemas>({
  'decision.made': {
    evolve: (state, data, entry) => ({ ...state, decisions: [...state.decisions, { ...data, at: entry.at }] }),
  },
  'decision.signed': {
    afterClose: 'signatures',
    evolve: (state, data, entry) =>
      changeDecision(state, data.decision, one => ({
        signed: [
          ...(one.signed ?? []),
          {
            ...{ participant: entry.actor, as: data.as, at: entry.at },
            ...(data.hand ? { hand: data.hand } : {}),
            ...(data.oneHand ? { oneHand: data.oneHand } : {}),
          },
        ],
      })),
  },
  'decision.numbered': {
    afterClose: 'numbers',
    evolve: (state, data) =>
      changeDecision(state, data.decision, () => ({ registered: { number: data.number, label: data.label } })),
  },
  'decision.remarked': {
    afterClose: 'remarks',
    evolve: (state, data, entry) => ({ ...state, remarks: [...(state.remarks ?? []), { ...data, at: entry.at }] }),
  },
  'task.set': {
    evolve: (state, data, entry) => ({
      ...state,
      tasks: [...state.tasks, { ...data, at: entry.at }],
    }),
  },
  'task.started': {
    afterClose: 'tasks',
    evolve: (state, data) => changeTask(state, data.id, { status: 'in_progress' }),
  },
  'task.reported': {
    afterClose: 'tasks',
    evolve: (state, data, entry) =>
      changeTask(state, data.id, { status: 'reported', reportedAt: entry.at, reportHash: data.hash }),
  },
  'task.accepted': {
    afterClose: 'tasks',
    evolve: (state, data) => changeTask(state, data.id, { status: 'accepted' }),
  },
  'task.returned': {
    afterClose: 'tasks',
    evolve: (state, data) => changeTask(state, data.id, { status: 'in_progress' }),
  },
  'task.withdrawn': {
    afterClose: 'tasks',
    evolve: (state, data) => changeTask(state, data.id, { status: 'withdrawn' }),
  },
});
