import { type Act, forcedMajority, type State, type VotingProcedure } from '@kengesh/domain';
import { instantOf } from '../../ui/zone-time.js';

/** How the next vote is to be held: chosen beside the vote, asked for by the large button. */
export interface VoteChoice {
  readonly motion: string | null;
  readonly method: 'named' | 'secret';
  /** null: the council's usual one. */
  readonly majority: string | null;
  readonly closesInSeconds: number | null;
  /** null: on devices, and hands of the hall by name. */
  readonly way: VotingProcedure | null;
  /** Roll call: the lot that was drawn. */
  readonly seed: string;
  /** Paper: two participants; empty where not chosen yet. */
  readonly tellers: readonly [string, string];
  /** No objection: seconds of the countdown. */
  readonly seconds: number;
  /** Consensus: whose positions count. */
  readonly by: 'seat' | 'state';
  /** Correspondence: wall clock of the session's zone, `YYYY-MM-DDTHH:mm`, or empty. */
  readonly deadline: string;
  /** Silence: seats that must confirm receipt; null: as many as the rules ask for. */
  readonly minAcknowledged: number | null;
}
export const USUAL: VoteChoice = {
  motion: null,
  method: 'named',
  majority: null,
  closesInSeconds: null,
  way: null,
  seed: '',
  tellers: ['', ''],
  seconds: 30,
  by: 'seat',
  deadline: '',
  minAcknowledged: null,
};

export type Lacks = 'seed' | 'tellers' | 'deadline';

/** Ways that no majority decides. */
export const withoutMajority = (way: VotingProcedure | null): boolean =>
  way === 'no_objection' || way === 'consensus' || way === 'silence';
/** Ways whose end is a deadline named in advance, or a countdown. */
export const ownEnd = (way: VotingProcedure | null): boolean =>
  way === 'no_objection' || way === 'silence' || way === 'written';

/** The majority the chosen vote is held by: one that the question forces, the chosen one, or the council's usual one. */
export function majorityOf(state: State, motion: string, choice: VoteChoice): string {
  const found = state.motions[motion];
  const forced = found ? forcedMajority(state, found) : null;
  return forced ?? choice.majority ?? state.prepared?.rules.majorities[0]?.key ?? '';
}

/** The act that opens the vote as chosen, or what was not said yet. */
export function voteAct(state: State, motion: string, choice: VoteChoice): Act | Lacks {
  const { method, closesInSeconds, way, seed, tellers, seconds, by, deadline, minAcknowledged } = choice;
  const majority = majorityOf(state, motion, choice);
  const zone = state.prepared?.session.zone ?? 'UTC';
  const at = deadline ? instantOf(deadline, zone) : Number.NaN;
  const closesAt = Number.isNaN(at) ? null : new Date(at).toISOString();
  const plain = { type: 'voting.open', motion, majority, closesInSeconds } as const;
  switch (way) {
    case null:
      return { ...plain, method };
    case 'hands':
      return { ...plain, method: 'named', way };
    case 'roll_call':
      return seed.trim() ? { ...plain, method: 'named', way, seed: seed.trim() } : 'seed';
    case 'paper':
      return tellers.every(Boolean) ? { ...plain, method: 'secret', way, tellers: [...tellers] } : 'tellers';
    case 'no_objection':
      return { type: 'voting.askObjections', motion, seconds };
    case 'consensus':
      return { type: 'voting.openConsensus', motion, by, closesInSeconds };
    case 'silence':
      return closesAt
        ? { type: 'voting.openSilence', motion, closesAt, ...(minAcknowledged === null ? {} : { minAcknowledged }) }
        : 'deadline';
    case 'written':
      return closesAt ? { type: 'voting.openWritten', motion, method, majority, closesAt } : 'deadline';
  }
}
