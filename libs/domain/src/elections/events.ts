import { defineEvents } from '../define.js';
import type { State } from '../state.js';
import type { electionEventSchemas } from './schemas.js';
import type { Candidate } from './state.js';

export const ELECTION_METHODS = ['block_plurality', 'approval', 'absolute_majority', 'stv'] as const;

const candidates = (state: State, election: string, how: (list: readonly Candidate[]) => readonly Candidate[]) => {
  const before = state.elections?.[election];
  if (!before) return state;
  const after = { ...before, candidates: how(before.candidates) };
  return { ...state, elections: { ...state.elections, [election]: after } };
};

/** What leads to an election and what it brings about: an office is filled, by the vote that is cited. */
export const electionEvents = defineEvents<typeof electionEventSchemas>({
  'election.called': {
    evolve: (state, data) => ({
      ...state,
      elections: { ...state.elections, [data.id]: { ...data, candidates: [] } },
    }),
  },
  'election.nominated': {
    evolve: (state, { election, candidate, label, seat }) =>
      candidates(state, election, list => [...list, { id: candidate, label, seat, withdrawn: false }]),
  },
  'election.withdrawn': {
    evolve: (state, { election, candidate }) =>
      candidates(state, election, list => list.map(one => (one.id === candidate ? { ...one, withdrawn: true } : one))),
  },
  'office.filled': {
    evolve: (state, data, entry) => ({
      ...state,
      offices: [...state.offices, { ...data, at: entry.at }],
    }),
  },
});
