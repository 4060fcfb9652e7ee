/**
 * What lay in the box of a secret vote, as far as its result tells. Sums are all that is left of it: of a plain vote they say
 * everything, of ballots with several names on them not which names stood together.
 */
import type { BoxFacts, Json, JsonObject, NewEvent } from '@kengesh/journal';
import { electionResult } from '../elections/ballots.js';
import { derive } from '../emit.js';
import type { Payload } from '../events.js';
import { lineOf } from '../register/register.js';
import { recountStv } from '../rules/elections/stv-told.js';
import { secretBallots } from '../rules/tally.js';
import type { Result, State, Voting } from '../state.js';
import { closedResult } from '../voting/count.js';
import { type HallCount, PAPER_KEY } from '../voting/types.js';

const spread = (counts: readonly (readonly [choice: string, count: number])[]) =>
  counts.flatMap(([choice, count]) => Array<string>(count).fill(choice));
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** Ballots that hold one name each, or of which the sums do not tell which names stood together. */
export const holdsSeveral = ({ election }: Pick<Voting, 'election'>): boolean =>
  election !== undefined &&
  election.method !== 'absolute_majority' &&
  !(election.method === 'block_plurality' && election.seats === 1);

/** Each mark to another ballot: as many as there are, none of which holds a name twice. */
function dealt(marks: readonly string[], ballots: number): string[] {
  const hands: string[][] = Array.from({ length: ballots }, () => []);
  for (const [index, mark] of marks.entries()) hands[index % ballots]!.push(mark);
  return hands.map(hand => hand.join('.'));
}

/** Ballots of an election that have these sums, or null where none can have them. */
function electionBallots({ election, choices }: Voting, result: Result): string[] | null {
  const turnout = result.election?.turnout;
  if (!turnout || !election) return null;
  const { valid, againstAll, blank, invalid } = turnout;
  if (![valid, againstAll, blank].every(isCount) || invalid !== 0 || againstAll > valid) return null;
  const named = choices.filter(one => one.id !== 'against_all' && one.id !== 'abstain');
  const ballots = valid - againstAll;
  const counts = named.map(({ id }) => [id, result.counts[id] ?? 0] as const);
  const marks = spread(counts);
  const most = { absolute_majority: 1, stv: 1, block_plurality: election.seats, approval: named.length };
  if (marks.length < ballots || marks.length > ballots * most[election.method]) return null;
  if (counts.some(([, count]) => count > ballots)) return null;
  const withNames = ballots === 0 ? [] : dealt(marks, ballots);
  return [...withNames, ...Array<string>(againstAll).fill('against_all'), ...Array<string>(blank).fill('abstain')];
}

/** Null where no box can have given such a result: a stranger's ballot, papers that were not given out, sums that do not fit. */
export function toldBox(voting: Voting, result: Result): BoxFacts | null {
  const { voted, counts, invalid, paper } = result;
  const isIn = (seat: string) => lineOf(voting, seat)?.entitled === true && !voting.paper?.seats.includes(seat);
  if (voted.some((seat, index) => !isIn(seat) || (index > 0 && voted[index - 1]! >= seat))) return null;
  if (!isCount(invalid) || !Object.values(counts).every(isCount)) return null;
  if (voting.election) {
    const contents = electionBallots(voting, result);
    return contents?.length === voted.length ? boxOf(voted, contents) : null;
  }
  const all = spread(voting.choices.map(({ id }) => [id, counts[id] ?? 0] as const));
  if (!voting.paper) return invalid === 0 && all.length === voted.length ? boxOf(voted, all) : null;
  const counted = paper?.counted;
  if (!isCount(counted) || counted > voting.paper.seats.length || invalid > counted) return null;
  if (all.length !== voted.length + counted - invalid) return null;
  // Which of them were papers nobody knows; any so many give the same sum.
  const papers: { [choice: string]: number } = {};
  for (const choice of all.slice(voted.length)) papers[choice] = (papers[choice] ?? 0) + 1;
  const totals: Json = { paper: papers satisfies HallCount, spoiled: invalid };
  return boxOf([...voted, PAPER_KEY].sort(), [...all.slice(0, voted.length), totals]);
}

/**
 * A box that a close may have found too few ballots in (PROC-29): nothing but their number and who cast them is told. Null where
 * no box can have been so.
 */
export function toldFewBox(voting: Voting, data: JsonObject): BoxFacts | null {
  const { voted, ballots } = data;
  if (!Array.isArray(voted) || !isCount(ballots)) return null;
  const seats = voted.map(String);
  const isIn = (seat: string) => lineOf(voting, seat)?.entitled === true && !voting.paper?.seats.includes(seat);
  if (seats.some((seat, index) => !isIn(seat) || (index > 0 && seats[index - 1]! >= seat))) return null;
  const papers = ballots - seats.length;
  if (papers < 0 || papers > (voting.paper?.seats.length ?? 0)) return null;
  const contents = seats.map(() => voting.choices[0]!.id);
  const totals: Json = { paper: {}, spoiled: papers };
  return voting.paper ? boxOf([...seats, PAPER_KEY].sort(), [...contents, totals]) : boxOf(seats, contents);
}

/** A box of which it is told who voted in it and, for now, nothing else. Null where no box can have been so. */
export function unsealedBox(voting: Voting, voted: readonly string[]): BoxFacts | null {
  const isIn = (seat: string) => lineOf(voting, seat)?.entitled === true && !voting.paper?.seats.includes(seat);
  if (voted.some((seat, index) => !isIn(seat) || (index > 0 && voted[index - 1]! >= seat))) return null;
  return boxOf(voted, []);
}

const boxOf = (keys: readonly string[], contents: readonly Json[]): BoxFacts => ({
  mark: null,
  keys,
  contents,
  count: keys.length,
});

/** The seed of the lot, which is told where it was drawn: in the result. */
export function seedIn({ election }: Pick<Result, 'election'>): string | null {
  return election?.tie?.lot?.seed ?? election?.rounds?.find(round => round.tie?.lot)?.tie?.lot?.seed ?? null;
}

const isClose = (event: NewEvent): event is NewEvent & { readonly data: Payload<'voting.closed'> } =>
  event.type === 'voting.closed';

/**
 * What the count of a secret election comes to whose ballots hold several names: `made` of ballots that have the same sums,
 * and counted again where it hangs on how the names stood together. Only the hash of the list is as told.
 * @throws where the told rounds are none
 */
export function recountFromSums(state: State, voting: Voting, told: Result, made: NewEvent): NewEvent {
  if (voting.election?.method !== 'stv') {
    if (!isClose(made)) return made;
    return { ...made, data: { ...made.data, result: { ...made.data.result, listHash: told.listHash } } };
  }
  const { valid = 0, againstAll = 0, blank = 0 } = told.election?.turnout ?? {};
  const turnout = {
    issued: voting.register.filter(line => line.entitled).length,
    cast: told.voted.length,
    valid,
    blank,
    invalid: 0,
    againstAll,
    validVotes: String(valid),
    againstAllVotes: String(againstAll),
  };
  const named = voting.choices.filter(({ id }) => id !== 'against_all' && id !== 'abstain');
  const first = new Map(named.map(({ id }) => [id, told.counts[id] ?? 0]));
  const seed = voting.lotDue ? seedIn(told) : null;
  const found = recountStv({ rounds: told.election?.rounds ?? [], turnout }, first, {
    seats: voting.election.seats,
    seed,
  });
  if (found.pendingLot) {
    const { purpose, names } = found.pendingLot;
    return { type: 'voting.lotDue', data: { voting: voting.id, purpose, names } };
  }
  const box = toldBox(voting, told);
  const urn = secretBallots(box?.keys ?? [], box?.contents ?? []);
  const result = closedResult(state, voting, { ...electionResult(voting, urn, found), listHash: told.listHash });
  return derive('voting.closed', { voting: voting.id, result });
}
