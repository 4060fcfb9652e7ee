import type { BoxFacts } from '@kengesh/journal';
import { countBallots, electionResult } from '../elections/ballots.js';
import { entryOf } from '../persistent-map.js';
import { procedureOf } from '../procedure.js';
import { inPresence } from '../rules/presence.js';
import { quorumNow } from '../rules/quorum.js';
import { applyQuorumAtClose, presentAtEnd } from '../rules/quorum-at-close.js';
import { rulesOf } from '../rules/resolved-rules.js';
import { namedBallots, secretBallots, tally } from '../rules/tally.js';
import { ballotsBySeat, type Result, type State, type Voting } from '../state.js';
import { hasLeft } from './leaving.js';
import { type HallCount, isCorrespondence, isPaperTotals, PAPER_KEY } from './types.js';

/** What a spoiled paper says, in the list of what was handed in: no choice has this name. */
export const SPOILED = ':spoiled';

/** The result of a vote of any way, from the state and, where it is secret, its box. */
export function countVote(
  state: State,
  voting: Voting,
  box: Pick<BoxFacts, 'keys' | 'contents'>,
  seed: string | null = null,
): Result {
  if (voting.election) {
    const urn = urnOf(state, voting, box);
    return electionResult(voting, urn, countBallots(voting, urn, seed));
  }
  switch (voting.way) {
    case 'hands':
      return countHands(state, voting);
    case 'no_objection':
    case 'silence':
      return countObjections(voting, voting.way);
    case 'consensus':
      return countConsensus(state, voting);
    default:
      return voting.method === 'secret'
        ? countSecret(voting, box)
        : tally(voting, namedBallots(ballotsBySeat(state, voting.id)));
  }
}

const urnOf = (state: State, voting: Voting, box: Pick<BoxFacts, 'keys' | 'contents'>) =>
  voting.method === 'secret' ? secretBallots(box.keys, box.contents) : namedBallots(ballotsBySeat(state, voting.id));

/** The lot that an election's count needs and has no seed for, or null. */
export function lotOf(
  state: State,
  voting: Voting,
  box: Pick<BoxFacts, 'keys' | 'contents'>,
  seed: string | null,
): { purpose: string; names: readonly string[] } | null {
  if (!voting.election) return null;
  const { pendingLot } = countBallots(voting, urnOf(state, voting, box), seed);
  return pendingLot && { purpose: pendingLot.purpose, names: pendingLot.names };
}

const spread = (counts: HallCount) => Object.entries(counts).flatMap(([choice, n]) => Array<string>(n).fill(choice));

/** One tally over the hall's hands and the devices of those who are away; no seat is named in it (3.6). */
function countHands(state: State, voting: Voting): Result {
  const { choices, voted, ballots } = namedBallots(ballotsBySeat(state, voting.id));
  const hall = state.hands?.[voting.id] ?? {};
  const result = tally(voting, { choices: [...choices, ...spread(hall)], voted, ballots });
  return { ...result, ballots: null, hall };
}

/** Devices and paper in one sum, from which neither can be told. */
function countSecret(voting: Voting, { keys, contents }: Pick<BoxFacts, 'keys' | 'contents'>): Result {
  const totals = contents.find(isPaperTotals);
  const urn = secretBallots(
    keys.filter(key => key !== PAPER_KEY),
    contents.filter(one => !isPaperTotals(one)),
  );
  if (!voting.paper) return tally(voting, urn);
  const papers = totals ? [...spread(totals.paper), ...Array<string>(totals.spoiled).fill(SPOILED)] : [];
  const result = tally(voting, { ...urn, choices: [...urn.choices, ...papers] });
  return { ...result, paper: { issued: voting.paper.seats.length, counted: papers.length } };
}

function countObjections(voting: Voting, decidedBy: 'no_objection' | 'silence'): Result {
  const { objections = [], acknowledged = [], minAcknowledged = 0 } = voting;
  const present = voting.register.filter(inPresence).length;
  const ballots = [
    ...objections.map(({ seat }) => ({ seat, choice: 'object', channel: 'device' as const })),
    ...acknowledged.map(seat => ({ seat, choice: 'agree', channel: 'device' as const })),
  ].sort((one, other) => (one.seat < other.seat ? -1 : 1));
  return {
    counts: { agree: acknowledged.length, object: objections.length },
    invalid: 0,
    notVoting: present - ballots.length,
    present,
    outcome: objections.length > 0 ? 'objected' : acknowledged.length < minAcknowledged ? 'no_votes' : 'adopted',
    winners: [],
    base: null,
    need: null,
    decidedBy,
    voted: ballots.map(one => one.seat),
    ballots,
    listHash: null,
  };
}

/** Only objections stand in the way of a consensus; what is silent, not interested or has a reservation does not. */
function countConsensus(state: State, voting: Voting): Result {
  const { choices, voted, ballots } = namedBallots(ballotsBySeat(state, voting.id));
  const counts = Object.fromEntries(
    voting.choices.map(({ id }) => [id, choices.filter(choice => choice === id).length]),
  );
  const present = voting.register.filter(inPresence).length;
  return {
    counts,
    invalid: 0,
    notVoting: present - choices.length,
    present,
    outcome: (counts.object ?? 0) > (voting.consensus?.except ?? 0) ? 'objected' : 'adopted',
    winners: [],
    base: null,
    need: null,
    decidedBy: 'consensus',
    voted,
    ballots,
    listHash: null,
  };
}

/**
 * The result with the quorum that its close found, as the way allows (PROC-02, PROC-28), and with who was present then, whether
 * or not the rules ask for it (PROC-40).
 */
export function closedResult(state: State, voting: Voting, result: Result): Result {
  if (procedureOf(state) < 2) return closedResultBefore(state, voting, result);
  const tested = testedAtClose(state, voting, result);
  const present =
    procedureOf(state) < 3
      ? null
      : quorumNow(state, 'decide', voting.item ?? undefined, presentAtEnd(state, voting) ?? undefined);
  return present ? { ...tested, presentAtClose: present } : tested;
}

/**
 * By correspondence the ballots handed in are counted against the council's quorum. Where nobody hands in a ballot, whoever is
 * present takes part. What was objected to decides nothing and needs no quorum.
 */
function testedAtClose(state: State, voting: Voting, result: Result): Result {
  const correspondence = isCorrespondence(voting) ? { asked: result.present } : {};
  const told = { ...result, ...correspondence };
  if (result.outcome === 'objected') return told;
  switch (voting.way) {
    case 'silence':
      return closedSilence(state, voting, told);
    case 'written':
      return applyQuorumAtClose(state, voting, told, { quorumAt: 'participation' });
    case 'no_objection':
    case 'consensus': {
      const asked = rulesOf(state)?.quorumAt === 'participation' ? ({ quorumAt: 'close' } as const) : {};
      return applyQuorumAtClose(state, voting, told, { ...asked, tookPart: 'present' });
    }
    default:
      return withHall(state, voting, told);
  }
}

/**
 * Those who confirmed receipt against the council's quorum, unless its rules are content with fewer. Too few in number is no
 * decision; enough of them, but no quorum (of its states, say), is void.
 */
function closedSilence(state: State, voting: Voting, result: Result): Result {
  if (result.outcome !== 'adopted' || state.prepared?.rules.ballots?.silence) return result;
  return applyQuorumAtClose(state, voting, result, { quorumAt: 'participation', tookPart: 'answered' });
}

/** As procedure 1 tested it. */
function closedResultBefore(state: State, voting: Voting, result: Result): Result {
  const { way } = voting;
  const policy = rulesOf(state)?.quorumAt;
  if (way === 'silence' || result.outcome === 'objected') return result;
  if ((way === 'no_objection' || way === 'consensus') && policy === 'participation') return result;
  if (way === 'written' && policy !== 'open')
    return applyQuorumAtClose(state, voting, result, { quorumAt: 'participation' });
  return withHall(state, voting, result);
}

/** Hands and papers stand for seats of the hall, whichever. */
function withHall(state: State, voting: Voting, result: Result): Result {
  const { paper, register, id } = voting;
  if (!result.hall && !result.paper) return applyQuorumAtClose(state, voting, result);
  const cast = ballotsBySeat(state, id);
  const hall =
    paper?.seats ??
    register.flatMap(line => (line.entitled && line.hall && !entryOf(cast, line.seat) ? [line.seat] : []));
  const nameless = result.paper?.counted ?? Object.values(result.hall ?? {}).reduce((sum, one) => sum + one, 0);
  const voted = [...result.voted, ...hall.slice(0, nameless)];
  return { ...applyQuorumAtClose(state, voting, { ...result, voted }), voted: result.voted };
}

/** Hall seats whose hands are not counted yet; a paper vote whose papers are not: such a vote is not closed by its hour. */
export function waitsForHall(state: State, voting: Voting): 'hands' | 'paper' | null {
  if (voting.way === 'hands' && !voting.hallCounted && hallSeats(state, voting) > 0) return 'hands';
  return voting.paper && !voting.paper.counted ? 'paper' : null;
}
/** Entitled seats in the hall that have not voted on a device, and have not left where that ends it: whose hands may be counted. */
export function hallSeats(state: State, voting: Voting): number {
  const cast = ballotsBySeat(state, voting.id);
  return voting.register.filter(
    line => line.entitled && line.hall && !entryOf(cast, line.seat) && !hasLeft(state, voting, line),
  ).length;
}
