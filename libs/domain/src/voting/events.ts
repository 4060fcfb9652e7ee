import { defineEvents } from '../define.js';
import { withEntry } from '../persistent-map.js';
import { holdersOf, lineOf } from '../register/register.js';
import { ballotsBySeat, type Voting } from '../state.js';
import type { votingEventSchemas } from './schemas.js';
import { wayEvents } from './ways-events.js';

/**
 * One act of voting: what is put, by which rule, and who is entitled, all frozen at opening. A named ballot is seen by
 * its seat alone until the close makes it public; a secret choice never is an entry.
 */
export const votingEvents = {
  ...wayEvents,
  ...defineEvents<typeof votingEventSchemas>({
    'voting.opened': {
      evolve: (state, data, entry) => {
        const voting: Voting = {
          ...data,
          openedAt: entry.at,
          closedAt: null,
          result: null,
        };
        return { ...state, votings: { ...state.votings, [data.id]: voting } };
      },
    },
    'voting.cast': {
      audience: (state, data) => {
        const line = lineOf(state.votings[data.voting], data.seat);
        return { only: line ? holdersOf(line) : [] };
      },
      evolve: (state, data, entry) => {
        const { voting, seat, device: _, ...cast } = data;
        const ballot = { ...cast, by: entry.actor, at: entry.at };
        return {
          ...state,
          ballots: withEntry(state.ballots, voting, withEntry(ballotsBySeat(state, voting), seat, ballot)),
        };
      },
    },
    'voting.ended': {
      evolve: (state, { voting: votingId, present }, entry) => {
        const voting = state.votings[votingId];
        if (!voting) return state;
        const ended = { ...voting, endedAt: entry.at, presentAtEnd: present };
        return { ...state, votings: { ...state.votings, [votingId]: ended } };
      },
    },
    'voting.unsealed': {
      evolve: (state, { voting: votingId, voted }) => {
        const voting = state.votings[votingId];
        if (!voting) return state;
        return { ...state, votings: { ...state.votings, [votingId]: { ...voting, unsealed: { voted } } } };
      },
    },
    'voting.extended': {
      evolve: (state, data) => {
        const voting = state.votings[data.voting];
        return voting
          ? { ...state, votings: { ...state.votings, [data.voting]: { ...voting, closesAt: data.closesAt } } }
          : state;
      },
    },
    'voting.closed': {
      evolve: (state, data, entry) => {
        const voting = state.votings[data.voting];
        if (!voting) return state;
        return {
          ...state,
          votings: {
            ...state.votings,
            [data.voting]: { ...voting, closedAt: entry.at, result: data.result },
          },
        };
      },
    },
    /** The casting vote on a tie, given after the count: the counts stay, the outcome is settled. */
    'voting.tieDecided': {
      evolve: (state, { voting: votingId, casting, outcome }) => {
        const voting = state.votings[votingId];
        if (!voting?.result) return state;
        const { awaits: _, ...before } = voting.result;
        const decidedBy = casting === 'none' ? ('threshold' as const) : ('chairExtra' as const);
        const result = { ...before, outcome, decidedBy, casting };
        return { ...state, votings: { ...state.votings, [votingId]: { ...voting, result } } };
      },
    },
  }),
};
