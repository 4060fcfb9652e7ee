import * as z from 'zod';
import { id, instant, TIE_RULES, threshold } from '../council.js';
import { event } from '../define.js';
import { hash, motionText } from '../motions/events.js';
import { quorumFinding } from '../session/events.js';
import type { Voting } from '../state.js';
import { wording } from '../text.js';

const choice = z.strictObject({ id, label: wording(300).nullable(), seat: id.nullable() });
const registerLine = z.strictObject({
  seat: id,
  participant: id.nullable(),
  entitled: z.boolean(),
  why: z.enum(['present', 'absent', 'vacant']),
});
const count = z.int().min(0);

export const result = z.strictObject({
  counts: z.record(id, count),
  invalid: count,
  notVoting: count,
  present: count,
  outcome: z.enum(['adopted', 'rejected', 'no_votes', 'elected', 'tied', 'not_elected']),
  winners: z.array(id),
  base: count.nullable(),
  need: count.nullable(),
  decidedBy: z.enum(['threshold', 'chairSide', 'plurality', 'none']),
  voted: z.array(id),
  ballots: z.array(z.strictObject({ seat: id, choice: id, channel: z.enum(['device', 'hand']) })).nullable(),
  listHash: hash.nullable(),
});

/**
 * One act of voting: what is put, by which rule, and who is entitled, all frozen at opening. A named ballot is seen by
 * its seat alone until the close makes it public; a secret choice never is an entry.
 */
export const votingEvents = {
  'voting.opened': event({
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
      presiding: id.nullable(),
      register: z.array(registerLine),
      statutory: count,
      filled: count,
      quorum: quorumFinding,
      closesAt: instant.nullable(),
      runoffOf: id.nullable(),
    }),
    evolve: (state, data, entry) => {
      const voting: Voting = {
        ...(data as Omit<Voting, 'openedAt' | 'closedAt' | 'result'>),
        openedAt: entry.at,
        closedAt: null,
        result: null,
      };
      return { ...state, votings: { ...state.votings, [data.id]: voting } };
    },
  }),
  'voting.cast': event({
    schema: z.strictObject({
      voting: id,
      seat: id,
      choice: id,
      channel: z.enum(['device', 'hand']),
      receipt: z.string().max(20),
    }),
    audience: (state, data) => {
      const line = state.votings[data.voting]?.register.find(one => one.seat === data.seat);
      return { only: line?.participant ? [line.participant] : [] };
    },
    evolve: (state, data, entry) => {
      const { voting, seat, choice, channel, receipt } = data;
      const ballot = { choice, channel, receipt, by: entry.actor, at: entry.at };
      return { ...state, ballots: { ...state.ballots, [voting]: { ...state.ballots[voting], [seat]: ballot } } };
    },
  }),
  'voting.extended': event({
    schema: z.strictObject({ voting: id, closesAt: instant }),
    evolve: (state, data) => {
      const voting = state.votings[data.voting];
      return voting
        ? { ...state, votings: { ...state.votings, [data.voting]: { ...voting, closesAt: data.closesAt } } }
        : state;
    },
  }),
  'voting.closed': event({
    schema: z.strictObject({ voting: id, result }),
    evolve: (state, data, entry) => {
      const voting = state.votings[data.voting];
      if (!voting) return state;
      return {
        ...state,
        votings: { ...state.votings, [data.voting]: { ...voting, closedAt: entry.at, result: data.result } },
      };
    },
  }),
};
