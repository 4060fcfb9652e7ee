import * as z from 'zod';
import { BASES, id, instant, THRESHOLD_KINDS, TIE_RULES, threshold, weight } from '../council.js';
import { defineEvent } from '../define.js';
import { ELECTION_METHODS } from '../elections/events.js';
import { ELECTION_COUNTS } from '../elections/rules.js';
import { withEntry } from '../persistent-map.js';
import { holdersOf, lineOf } from '../register/register.js';
import type { ElectionResult } from '../rules/elections/types.js';
import { quorumFinding } from '../session/events.js';
import { ballotsBySeat, type Voting } from '../state.js';
import { wording } from '../text.js';
import { hash, motionText } from '../text-hash.js';
import { ballotText, CHANNELS, WAYS } from './types.js';
import { wayEvents } from './ways-events.js';

const choice = z.strictObject({ id, label: wording(300).nullable(), seat: id.nullable() });
const registerLine = z.strictObject({
  seat: id,
  participant: id.nullable(),
  entitled: z.boolean(),
  why: z.enum([
    'present',
    'proxy',
    'absent',
    'vacant',
    'recused',
    'suspended',
    'missed',
    'state_speaks',
    'unidentified',
  ]),
  by: z.array(id).optional(),
  counts: z.boolean().optional(),
  hall: z.boolean().optional(),
  away: z.boolean().optional(),
  weight: weight.optional(),
  delegation: z.string().optional(),
  head: z.boolean().optional(),
});
const count = z.int().min(0);
const part = z.strictObject({
  of: z.enum(['members', 'states']),
  by: z.enum(['heads', 'weight']),
  rule: z.strictObject({
    kind: z.enum(THRESHOLD_KINDS),
    num: z.int(),
    den: z.int(),
    cmp: z.enum(['gt', 'gte']),
    base: z.enum([...BASES, 'all', 'with_position']),
    except: z.int().optional(),
    invalidInBase: z.boolean().optional(),
  }),
  base: count,
  need: count,
  got: count,
  passed: z.boolean(),
});
const statePosition = z.strictObject({
  delegation: z.string(),
  present: count,
  yes: count,
  no: count,
  abstain: count,
  position: z.enum(['for', 'against', 'none']),
});

/** The whole count is as `rules/elections` makes it; its shape is told there, once. */
const electionCounted = z.looseObject({ method: z.enum(ELECTION_METHODS), outcome: z.string() });
export const result = z.strictObject({
  counts: z.record(id, count),
  invalid: count,
  notVoting: count,
  present: count,
  outcome: z.enum(['adopted', 'rejected', 'no_votes', 'void', 'elected', 'tied', 'not_elected', 'objected']),
  winners: z.array(id),
  base: count.nullable(),
  need: count.nullable(),
  decidedBy: z.enum([
    'threshold',
    'chairSide',
    'chairExtra',
    'quorum',
    'plurality',
    'none',
    'consensus',
    'silence',
    'no_objection',
    'lot',
  ]),
  voted: z.array(id),
  ballots: z.array(z.strictObject({ seat: id, choice: ballotText, channel: z.enum(CHANNELS) })).nullable(),
  listHash: hash.nullable(),
  parts: z.array(part).optional(),
  states: z.array(statePosition).optional(),
  weights: z.strictObject({ counts: z.record(id, count), invalid: count, notVoting: count, present: count }).optional(),
  quorum: quorumFinding.optional(),
  presentAtClose: quorumFinding.optional(),
  asked: count.optional(),
  awaits: z.enum(['chair', 'revote']).optional(),
  casting: z.enum(['yes', 'no', 'none']).optional(),
  hall: z.record(id, count).optional(),
  paper: z.strictObject({ issued: count, counted: count }).optional(),
  election: z.custom<ElectionResult>(value => electionCounted.safeParse(value).success).optional(),
});

/**
 * One act of voting: what is put, by which rule, and who is entitled, all frozen at opening. A named ballot is seen by
 * its seat alone until the close makes it public; a secret choice never is an entry.
 */
export const votingEvents = {
  ...wayEvents,
  'voting.opened': defineEvent({
    schema: z.strictObject({
      id,
      item: id.nullable(),
      kind: z.enum(['motion', 'election']),
      motion: z.strictObject({ id, version: z.int(), hash, text: motionText }).nullable(),
      office: z.strictObject({ id, title: wording(300) }).nullable(),
      choices: z.array(choice).min(2).max(60),
      method: z.enum(['named', 'secret']),
      threshold: z.intersection(threshold, z.object({ key: id })).nullable(),
      tie: z.enum(TIE_RULES),
      tieOverridesBase: z.boolean().optional(),
      chairAsked: z.boolean().optional(),
      revoteOf: id.optional(),
      presiding: id.nullable(),
      register: z.array(registerLine),
      statutory: count,
      filled: count,
      quorum: quorumFinding,
      closesAt: instant.nullable(),
      runoffOf: id.nullable(),
      way: z.enum(WAYS).optional(),
      test: z.boolean().optional(),
      repeats: id.optional(),
      roll: z.strictObject({ seed: z.string(), order: z.array(id) }).optional(),
      tellers: z.array(id).optional(),
      consensus: z.strictObject({ by: z.enum(['seat', 'state']), except: count }).optional(),
      minAcknowledged: count.optional(),
      countsBy: z.enum(ELECTION_COUNTS).optional(),
      election: z
        .strictObject({
          id,
          method: z.enum(ELECTION_METHODS),
          seats: z.int().min(1),
          onTie: z.enum(['runoff', 'lot']),
          ballot: z.union([
            z.strictObject({ kind: z.enum(['first', 'second', 'tie']) }),
            z.strictObject({ kind: z.literal('extra'), places: z.int(), through: z.array(id) }),
          ]),
        })
        .optional(),
    }),
    evolve: (state, data, entry) => {
      const voting: Voting = {
        ...data,
        openedAt: entry.at,
        closedAt: null,
        result: null,
      };
      return { ...state, votings: { ...state.votings, [data.id]: voting } };
    },
  }),
  'voting.cast': defineEvent({
    schema: z.strictObject({
      voting: id,
      seat: id,
      choice: ballotText,
      channel: z.enum(CHANNELS),
      receipt: z.string().max(20),
      replaces: z.string().max(20).optional(),
    }),
    audience: (state, data) => {
      const line = lineOf(state.votings[data.voting], data.seat);
      return { only: line ? holdersOf(line) : [] };
    },
    evolve: (state, data, entry) => {
      const { voting, seat, choice, channel, receipt, replaces } = data;
      const own = { choice, channel, receipt, by: entry.actor, at: entry.at };
      const ballot = replaces === undefined ? own : { ...own, replaces };
      return {
        ...state,
        ballots: withEntry(state.ballots, voting, withEntry(ballotsBySeat(state, voting), seat, ballot)),
      };
    },
  }),
  'voting.extended': defineEvent({
    schema: z.strictObject({ voting: id, closesAt: instant }),
    evolve: (state, data) => {
      const voting = state.votings[data.voting];
      return voting
        ? { ...state, votings: { ...state.votings, [data.voting]: { ...voting, closesAt: data.closesAt } } }
        : state;
    },
  }),
  'voting.closed': defineEvent({
    schema: z.strictObject({ voting: id, result }),
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
  }),
  /** The casting vote on a tie, given after the count: the counts stay, the outcome is settled. */
  'voting.tieDecided': defineEvent({
    schema: z.strictObject({
      voting: id,
      casting: z.enum(['yes', 'no', 'none']),
      outcome: z.enum(['adopted', 'rejected']),
    }),
    evolve: (state, { voting: votingId, casting, outcome }) => {
      const voting = state.votings[votingId];
      if (!voting?.result) return state;
      const { awaits: _, ...before } = voting.result;
      const decidedBy = casting === 'none' ? ('threshold' as const) : ('chairExtra' as const);
      const result = { ...before, outcome, decidedBy, casting };
      return { ...state, votings: { ...state.votings, [votingId]: { ...voting, result } } };
    },
  }),
};
