import { type Json, type Refusal, refuse } from '@kengesh/journal';
import { procedureOf } from '../procedure.js';
import type { State, Voting } from '../state.js';
import type { BallotKey, KeyHolder } from './types.js';

/** Since this procedure a secret vote is opened with a key only (SEC-23). */
const KEYED_SINCE = 4;
/** So many hold a copy that they can open when the vote is opened: one device that dies loses no vote. */
export const LEAST_HOLDERS = 2;

/** Acts that open a box of devices: of a secret vote they bring its key (SEC-23). */
export const BOX_OPENING_ACTS: readonly string[] = [
  'voting.open',
  'voting.openWritten',
  'voting.openElection',
  'voting.openRunoff',
  'voting.openTest',
  'election.open',
];

/** Whether secret votes of this session are opened with a key. */
export const needsKey = (state: State): boolean => procedureOf(state) >= KEYED_SINCE;

/** What an opening act says of the key; `holders` is the server's word. */
export interface AskedKey {
  readonly key?: string | undefined;
  readonly holders?: readonly KeyHolder[] | undefined;
}

/** Each person once, however many devices hold a copy, and the recovery code once. */
function distinct(holders: readonly KeyHolder[]): readonly KeyHolder[] {
  const byName = new Map(holders.map(one => ['participant' in one ? one.participant : ':code', one]));
  return [...byName.values()];
}

/** The key that ballots of this vote are sealed to, or why a secret vote may not be opened without (SEC-23). */
export function keyOf(
  state: State,
  method: Voting['method'],
  { key, holders = [] }: AskedKey,
): { readonly key?: BallotKey } | Refusal {
  if (method !== 'secret') return {};
  if (key === undefined) return needsKey(state) ? refuse('voting.key_needed') : {};
  const known = distinct(holders);
  if (known.length < LEAST_HOLDERS)
    return refuse('voting.holders_needed', { holders: known.length, least: LEAST_HOLDERS });
  return { key: { public: key, holders: known } };
}

/** Whether this vote takes no ballots any more and is not counted, for want of its key (SEC-27). */
export const waitsForKey = (voting: Pick<Voting, 'key' | 'endedAt' | 'unsealed' | 'closedAt'>): boolean =>
  voting.key !== undefined && voting.endedAt !== undefined && !voting.unsealed && voting.closedAt === null;

/** The vote that waits for its key longest, if any. */
export const voteAwaitingKey = (state: State): Voting | undefined => Object.values(state.votings).find(waitsForKey);

/** Whether this vote ends before it is counted, and is not yet ended. */
export const endsFirst = ({ key, endedAt }: Pick<Voting, 'key' | 'endedAt'>): boolean =>
  key !== undefined && endedAt === undefined;

/** Opened with the key, the list of a vote lies open; who voted stands in the entry that says so. */
export const sealedTo = ({ key }: Pick<Voting, 'key'>): { readonly sealTo?: string } =>
  key ? { sealTo: key.public } : {};

/** What lies in the list of a vote that was unsealed, and beside it the totals that both tellers agreed on. */
export const isCounted = (content: Json): boolean =>
  typeof content === 'string' || (typeof content === 'object' && content !== null && 'paper' in content);
