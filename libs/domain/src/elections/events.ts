import * as z from 'zod';
import { id } from '../council.js';
import { defineEvent } from '../define.js';
import type { State } from '../state.js';
import { wording } from '../text.js';
import type { Candidate } from './state.js';

export const ELECTION_METHODS = ['block_plurality', 'approval', 'absolute_majority', 'stv'] as const;
const date = z.iso.date();
export const term = z.strictObject({ from: date, to: date });

const candidates = (state: State, election: string, how: (list: readonly Candidate[]) => readonly Candidate[]) => {
  const before = state.elections?.[election];
  if (!before) return state;
  const after = { ...before, candidates: how(before.candidates) };
  return { ...state, elections: { ...state.elections, [election]: after } };
};

/** What leads to an election and what it brings about: an office is filled, by the vote that is cited. */
export const electionEvents = {
  'election.called': defineEvent({
    schema: z.strictObject({
      id,
      item: id.nullable(),
      office: z.strictObject({ id, title: wording(300) }),
      seats: z.int().min(1),
      method: z.enum(ELECTION_METHODS),
      onTie: z.enum(['runoff', 'lot']),
      term: term.nullable(),
    }),
    evolve: (state, data) => ({
      ...state,
      elections: { ...state.elections, [data.id]: { ...data, candidates: [] } },
    }),
  }),
  'election.nominated': defineEvent({
    schema: z.strictObject({ election: id, candidate: id, label: wording(300), seat: id.nullable() }),
    evolve: (state, { election, candidate, label, seat }) =>
      candidates(state, election, list => [...list, { id: candidate, label, seat, withdrawn: false }]),
  }),
  'election.withdrawn': defineEvent({
    schema: z.strictObject({ election: id, candidate: id }),
    evolve: (state, { election, candidate }) =>
      candidates(state, election, list => list.map(one => (one.id === candidate ? { ...one, withdrawn: true } : one))),
  }),
  'office.filled': defineEvent({
    schema: z.strictObject({
      office: id,
      title: wording(300),
      seat: id.nullable(),
      candidate: id,
      voting: id,
      term: term.optional(),
    }),
    evolve: (state, data, entry) => ({
      ...state,
      offices: [...state.offices, { ...data, at: entry.at }],
    }),
  }),
};
