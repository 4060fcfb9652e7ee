import { checkSeed } from './lots.js';
import { type Rational, rational, write } from './rational.js';
import { type CandidateId, type CommonOptions, type ElectionBallot, ElectionError, type Turnout } from './types.js';

export const AGAINST_ALL = 'against_all';

/** The urn after sorting: valid papers with their weight in units, and how many of each kind there were. */
export interface SortedBallots {
  /** By id, each once. */
  readonly candidates: readonly CandidateId[];
  readonly papers: readonly { readonly names: readonly CandidateId[]; readonly weight: bigint }[];
  /** Weight of valid ballots, those against all included. */
  readonly valid: bigint;
  readonly againstAll: bigint;
  readonly scale: bigint;
  readonly turnout: Turnout;
}

/** What a method makes of a ballot of its own kind: the names in their order, or a ballot without effect. */
export type ReadBallot = readonly CandidateId[] | 'blank' | 'invalid';

/** Order of ids by code unit: the same on every machine and in every language. */
export const byId = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** @throws ElectionError unless `value` is a whole number of at least `least` that a number holds exactly. */
export function checkWhole(path: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new ElectionError(path, `not a whole number of at least ${least}: ${value}`);
  }
}

/** Units of weight as exact votes. */
export const votesOf = (units: bigint, scale: bigint): string => write(inVotes(units, scale));
const inVotes = (units: bigint, scale: bigint): Rational => rational(units, scale);

/**
 * Sorts the ballots: a ballot of another kind than the method's is invalid, one against all is valid where that stood
 * on the paper, a blank one is cast but not valid (V53).
 * @throws ElectionError on a malformed list of candidates, seed, scale, number issued or weight.
 */
export function sortBallots(
  ballots: readonly ElectionBallot[],
  options: CommonOptions,
  kind: 'marks' | 'ranking',
  read: (names: readonly (CandidateId | null)[], known: ReadonlySet<string>) => ReadBallot,
): SortedBallots {
  const { scale = 1, issued = null } = options;
  const known = checkCommon(options);
  if (issued !== null && issued < ballots.length) {
    throw new ElectionError('options.issued', `${issued}, but ${ballots.length} ballots were cast`);
  }
  const papers: { names: readonly CandidateId[]; weight: bigint }[] = [];
  const heads = { blank: 0, invalid: 0, againstAll: 0 };
  let [valid, againstAll] = [0n, 0n];
  for (const [index, ballot] of ballots.entries()) {
    const { weight = scale } = ballot;
    checkWhole(`ballots.${index}.weight`, weight, 1);
    if (ballot.kind === AGAINST_ALL && options.againstAll) {
      heads.againstAll += 1;
      againstAll += BigInt(weight);
      valid += BigInt(weight);
      continue;
    }
    const reading = readOne(ballot, kind, names => read(names, known));
    if (reading === 'blank' || reading === 'invalid') {
      heads[reading] += 1;
      continue;
    }
    papers.push({ names: reading, weight: BigInt(weight) });
    valid += BigInt(weight);
  }
  return {
    candidates: [...known].sort(byId),
    papers,
    valid,
    againstAll,
    scale: BigInt(scale),
    turnout: {
      issued,
      cast: ballots.length,
      valid: papers.length + heads.againstAll,
      ...heads,
      validVotes: votesOf(valid, BigInt(scale)),
      againstAllVotes: votesOf(againstAll, BigInt(scale)),
    },
  };
}

function readOne(
  ballot: ElectionBallot,
  kind: 'marks' | 'ranking',
  read: (names: readonly (CandidateId | null)[]) => ReadBallot,
): ReadBallot {
  if (ballot.kind === 'blank') return 'blank';
  if (ballot.kind === 'marks' && kind === 'marks') return read(ballot.marks);
  if (ballot.kind === 'ranking' && kind === 'ranking') return read(ballot.ranking);
  return 'invalid';
}

function checkCommon({ candidates, scale = 1, issued, seed }: CommonOptions): ReadonlySet<string> {
  for (const [index, candidate] of candidates.entries()) {
    const path = `options.candidates.${index}`;
    if (candidate === '' || candidate === AGAINST_ALL) throw new ElectionError(path, `not a candidate: "${candidate}"`);
    if (candidates.indexOf(candidate) < index) throw new ElectionError(path, `on the list twice: ${candidate}`);
  }
  checkWhole('options.scale', scale, 1);
  if (issued !== undefined) checkWhole('options.issued', issued, 0);
  if (seed !== undefined && seed !== null) checkSeed(seed);
  return new Set(candidates);
}

/**
 * Reads marks as a set: a name marked twice is marked once, an unknown name or more than `most` names spoil the paper,
 * no name at all is blank.
 */
export function readMarks(most: number) {
  return (names: readonly (CandidateId | null)[], known: ReadonlySet<string>): ReadBallot => {
    const marked = [...new Set(names)].filter(name => name !== null);
    if (marked.length === 0) return 'blank';
    return marked.length > most || marked.some(name => !known.has(name)) ? 'invalid' : marked;
  };
}

/** Weight in units that marked each candidate on the list. */
export function countMarks(urn: SortedBallots): Map<CandidateId, bigint> {
  const counts = new Map(urn.candidates.map(candidate => [candidate, 0n]));
  for (const { names, weight } of urn.papers) for (const name of names) counts.set(name, counts.get(name)! + weight);
  return counts;
}
