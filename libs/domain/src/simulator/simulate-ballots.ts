// What was handed in, as a case describes it, by the rules of the way in which the vote is taken.
import type { Json } from '@kengesh/journal';
import { type Ballot, presenceOf, type State, type Voting } from '../state.js';
import { isOver } from '../voting/cast-ballot.js';
import { hallSeats } from '../voting/count.js';
import { mayCastAfterLeaving } from '../voting/leaving.js';
import { type Channel, type HallCount, PAPER_KEY, type VotingProcedure } from '../voting/types.js';
import { withObjection } from '../voting/ways-events.js';
import type { BallotCounts, BallotsOfCase, SimulationCase } from './case.js';
import { CaseError, type SimulatedSeat } from './simulate-state.js';

const DEVICES = ['seats', 'groups', 'all'] as const;
const FIELDS: { readonly [way in VotingProcedure | 'plain']: readonly (keyof BallotsOfCase)[] } = {
  plain: [...DEVICES, 'changed', 'assisted', 'afterLeaving'],
  hands: [...DEVICES, 'changed', 'assisted', 'hall', 'afterLeaving'],
  roll_call: [...DEVICES, 'changed', 'assisted', 'answers', 'afterLeaving'],
  paper: [...DEVICES, 'papers', 'afterLeaving'],
  written: [...DEVICES, 'changed', 'assisted', 'sent'],
  consensus: ['seats', 'changed', 'afterLeaving'],
  no_objection: ['objections'],
  silence: ['objections', 'acknowledged'],
};

/** An answer that came too late: after the deadline, after an objection had ended the question, or after its voter had left. */
export interface LateAnswer {
  readonly seat: string;
  readonly why: 'deadline' | 'ended' | 'left';
}
export interface HandedIn {
  /** The vote with what its way adds, and the state that its count reads. */
  readonly voting: Voting;
  readonly state: State;
  readonly box: { readonly keys: readonly string[]; readonly contents: readonly Json[] };
  readonly late: readonly LateAnswer[];
}

const CHOICES = ['yes', 'no', 'abstain'] as const;
const totalOf = (counts: BallotCounts) => Object.values(counts).reduce((sum: number, one) => sum + (one ?? 0), 0);
const whole = (counts: BallotCounts): HallCount =>
  Object.fromEntries(CHOICES.map(choice => [choice, counts[choice] ?? 0]));

/** @param applyQuorumAtClose who is still here at the close */
export function handIn(
  given: SimulationCase,
  state: State,
  voting: Voting,
  lines: readonly SimulatedSeat[],
  atClose: State['attendance'],
): HandedIn {
  const ballots = given.ballots ?? {};
  const way = voting.way ?? 'plain';
  for (const field of Object.keys(ballots) as (keyof BallotsOfCase)[])
    if (!FIELDS[way].includes(field))
      throw new CaseError(`ballots.${field}`, `not in a vote of this way; it takes ${FIELDS[way].join(', ')}`);
  const { cast, late } = devices(given, state, voting, lines);
  late.push(...afterLeaving(ballots, { ...state, attendance: atClose }, voting, cast));
  const voted: State = { ...state, ballots: { [voting.id]: cast } };
  const same = { voting, state: voted, late };
  const named = { keys: [], contents: [] };
  switch (way) {
    case 'hands':
      return { ...same, ...hands(ballots, voted, voting), box: named };
    case 'paper':
      return { ...same, ...papers(ballots, voted, voting, cast) };
    case 'no_objection':
    case 'silence':
      return { ...same, ...objections(ballots, voting), box: named };
    default:
      return {
        ...same,
        box:
          voting.method === 'secret'
            ? { keys: Object.keys(cast), contents: Object.values(cast).map(one => one.choice) }
            : named,
      };
  }
}

/** The seat's line of the register, where it may vote; else the fault of who gave it a ballot. */
function entitled(voting: Voting, seat: string, path: string) {
  const line = voting.register.find(one => one.seat === seat);
  if (!line) throw new CaseError(path, `no such seat on the roll: ${seat}`);
  if (!line.entitled) throw new CaseError(path, `may not vote: ${line.why}`);
  return line;
}

/** Ballots of single seats: on devices, by telephone, spoken in a roll call, changed. */
function devices({ ballots = {} }: SimulationCase, state: State, voting: Voting, lines: readonly SimulatedSeat[]) {
  const cast: { [seat: string]: Ballot } = {};
  const late: LateAnswer[] = [];
  const bySeat = new Map(voting.register.map(line => [line.seat, line]));
  const put = (seat: string, choice: string, path: string, channel: Channel = 'device') => {
    const line = bySeat.get(seat);
    if (!line?.entitled) entitled(voting, seat, path);
    if (voting.way === 'consensus' && !voting.choices.some(one => one.id === choice))
      throw new CaseError(path, `a position is one of ${voting.choices.map(one => one.id).join(', ')}`);
    const instruction = line?.why === 'proxy' && voting.method === 'named' && voting.way !== 'consensus';
    const told = state.represent?.proxies.find(one => instruction && one.principal === seat)?.instruction;
    if (told?.kind === 'directed' && told.choices[0]?.choice !== choice)
      throw new CaseError(path, `the proxy of ${seat} is told to vote ${told.choices[0]?.choice}, not ${choice}`);
    cast[seat] = { choice, by: '', channel, at: '', receipt: '' };
  };
  const first = (seat: string, choice: string, path: string, channel: Channel) => {
    if (cast[seat]) throw new CaseError(path, 'has voted already');
    put(seat, choice, path, channel);
  };
  for (const [seat, choice] of Object.entries(ballots.seats ?? {})) put(seat, choice, `ballots.seats.${seat}`);
  for (const [seat, { choice, confirmed }] of Object.entries(ballots.assisted ?? {})) {
    const path = `ballots.assisted.${seat}`;
    if (voting.method === 'secret') throw new CaseError(path, 'a secret ballot is not told to anybody');
    if (state.prepared?.rules.ballots?.assisted === false) throw new CaseError(path, 'the rules know no assisted vote');
    if (confirmed) first(seat, choice, path, 'assisted');
    else entitled(voting, seat, path);
  }
  for (const call of ['first', 'second'] as const)
    for (const [seat, choice] of Object.entries(ballots.answers?.[call] ?? {}))
      first(seat, choice, `ballots.answers.${call}.${seat}`, 'voice');
  const spread = (counts: BallotCounts, path: string, which: (index: number) => boolean) => {
    // Those in the hall raise their hands, or write on paper.
    const free = voting.register.filter((line, at) => line.entitled && which(at) && !cast[line.seat] && !line.hall);
    const choices = ([...CHOICES, 'invalid'] as const).flatMap(choice =>
      Array<string>(counts[choice] ?? 0).fill(choice),
    );
    if (choices.length > free.length)
      throw new CaseError(path, `${choices.length} ballots, but ${free.length} entitled seats are left to cast them`);
    choices.forEach((choice, index) => {
      put(free[index]!.seat, choice, path);
    });
  };
  for (const [group, counts] of Object.entries(ballots.groups ?? {})) {
    if (!lines.some(line => line.group === group))
      throw new CaseError(`ballots.groups.${group}`, 'no such group on the roll');
    spread(counts, `ballots.groups.${group}`, index => lines[index]!.group === group);
  }
  if (ballots.all) spread(ballots.all, 'ballots.all', () => true);
  for (const [seat, choice] of Object.entries(ballots.changed ?? {})) {
    const path = `ballots.changed.${seat}`;
    if (voting.method === 'secret') throw new CaseError(path, 'the first ballot of a secret vote is final');
    if (voting.way !== 'consensus' && !state.prepared?.rules.ballots?.changeAllowed)
      throw new CaseError(path, 'the first ballot is final: rules.ballots.changeAllowed is not set');
    if (!cast[seat]) throw new CaseError(path, 'has cast no ballot to be changed');
    put(seat, choice, path);
  }
  for (const [seat, at] of Object.entries(ballots.sent ?? {})) {
    if (!cast[seat]) throw new CaseError(`ballots.sent.${seat}`, 'has cast no ballot');
    if (!isOver(voting, at)) continue;
    delete cast[seat];
    late.push({ seat, why: 'deadline' });
  }
  return { cast, late };
}

/** Ballots that came after leaving: those that the rules do not take are taken out again, and told. */
function afterLeaving(
  { afterLeaving: seats = [] }: BallotsOfCase,
  atClose: State,
  voting: Voting,
  cast: { [seat: string]: Ballot },
): readonly LateAnswer[] {
  return seats.flatMap((seat, index) => {
    const path = `ballots.afterLeaving.${index}`;
    const { by, participant } = entitled(voting, seat, path);
    if (!cast[seat]) throw new CaseError(path, 'has cast no ballot');
    const voters = by ?? (participant === null ? [] : [participant]);
    if (voters.some(voter => presenceOf(atClose, voter)?.here))
      throw new CaseError(path, 'whoever votes for this seat does not leave');
    if (mayCastAfterLeaving(atClose)) return [];
    delete cast[seat];
    return [{ seat, why: 'left' as const }];
  });
}

function hands({ hall = {} }: BallotsOfCase, state: State, voting: Voting) {
  const seats = hallSeats(state, voting);
  if (totalOf(hall) > seats)
    throw new CaseError('ballots.hall', `${totalOf(hall)} hands, but ${seats} seats of the hall without a ballot`);
  return { voting: { ...voting, hallCounted: true }, state: { ...state, hands: { [voting.id]: whole(hall) } } };
}

/** Two tellers must have counted the same; the papers then lie with the devices' ballots in one sum. */
function papers(ballots: BallotsOfCase, state: State, voting: Voting, cast: { readonly [seat: string]: Ballot }) {
  const keys = Object.keys(cast);
  const contents: Json[] = keys.map(seat => cast[seat]!.choice);
  if (!ballots.papers) return { box: { keys, contents } };
  const { tellers, issued = hallSeats(state, voting) } = ballots.papers;
  const free = voting.register.flatMap(line => (line.entitled && line.hall && !cast[line.seat] ? [line.seat] : []));
  if (issued > free.length)
    throw new CaseError(
      'ballots.papers.issued',
      `${issued} papers, but ${free.length} seats of the hall without a ballot`,
    );
  tellers.forEach((counts, index) => {
    if (totalOf(counts) > issued)
      throw new CaseError(`ballots.papers.tellers.${index}`, `${totalOf(counts)} papers, but ${issued} were given out`);
  });
  const [one, other] = tellers;
  for (const field of [...CHOICES, 'invalid'] as const)
    if ((one[field] ?? 0) !== (other[field] ?? 0))
      throw new CaseError(
        `ballots.papers.tellers.1.${field}`,
        `${other[field] ?? 0}, but the first teller has ${one[field] ?? 0}: both count anew`,
      );
  const content: Json = { paper: { ...whole(one) }, spoiled: one.invalid ?? 0 };
  return {
    voting: {
      ...voting,
      paper: { seats: free.slice(0, issued), round: 1, entered: ['teller-1', 'teller-2'], counted: true },
    },
    box: { keys: [...keys, PAPER_KEY], contents: [...contents, content] },
  };
}

/** The first objection in time ends the question; what comes after it, or at the deadline or later, changes nothing. */
function objections(ballots: BallotsOfCase, asked: Voting): { voting: Voting; late: readonly LateAnswer[] } {
  const late: LateAnswer[] = [];
  const came = (ballots.objections ?? []).map((one, index) => {
    const path = `ballots.objections.${index}`;
    entitled(asked, one.seat, `${path}.seat`);
    if (asked.closesAt !== null && one.at === undefined)
      throw new CaseError(`${path}.at`, 'where there is a deadline, an objection has its instant');
    return { seat: one.seat, kind: one.kind ?? 'objection', at: one.at ?? '' } as const;
  });
  const acknowledged = (ballots.acknowledged ?? []).map((seat, index, all) => {
    entitled(asked, seat, `ballots.acknowledged.${index}`);
    if (all.indexOf(seat) < index)
      throw new CaseError(`ballots.acknowledged.${index}`, 'has confirmed receipt already');
    return seat;
  });
  let voting: Voting = asked.way === 'silence' ? { ...asked, acknowledged } : asked;
  for (const objection of came.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))) {
    if (isOver(asked, objection.at)) late.push({ seat: objection.seat, why: 'deadline' });
    else if (voting.objections) late.push({ seat: objection.seat, why: 'ended' });
    else voting = { ...voting, ...withObjection(voting, objection) };
  }
  return { voting, late };
}
