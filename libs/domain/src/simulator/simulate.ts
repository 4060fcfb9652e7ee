import type { Rules, Seat, Threshold } from '../council.js';
import type { ElectionCount } from '../elections/rules.js';
import { plainJson } from '../json.js';
import { registerNow } from '../register/register.js';
import { presentSeats } from '../representation/queries.js';
import { ElectionError, type ElectionResult } from '../rules/elections/index.js';
import { type Explanation, explainOutcome } from '../rules/explain.js';
import { ONE_VOTE } from '../rules/fractions.js';
import { inPresence } from '../rules/presence.js';
import { PRESETS } from '../rules/presets/index.js';
import { findQuorum, quorumNumbers } from '../rules/quorum.js';
import { resolveRules } from '../rules/resolved-rules.js';
import { withCastingVote } from '../rules/tally.js';
import { needsNames } from '../rules/thresholds.js';
import type { QuorumFinding, Voting } from '../state.js';
import { closedResult, countVote } from '../voting/count.js';
import { rollCallOrder } from '../voting/hall-ballots.js';
import { tooFewBallots } from '../voting/secrecy.js';
import type { VotingProcedureFields } from '../voting/types.js';
import { type SimulationCase, simulationCase } from './case.js';
import { handIn, type LateAnswer } from './simulate-ballots.js';
import { acknowledgedBy, checkDeadline } from './simulate-correspondence.js';
import { holdElection } from './simulate-election.js';
import { tooFew } from './simulate-secrecy.js';
import { CaseError, expand, type IdleProxy, meetingOf } from './simulate-state.js';

/** What is wrong with a case, and where: `roll.2.weight`. */
export interface CaseProblem {
  readonly path: string;
  readonly message: string;
}

export type Simulation =
  | { readonly ok: false; readonly problems: readonly CaseProblem[] }
  | {
      readonly ok: true;
      readonly title: string | null;
      /** To open, where the rules have a quorum of its own for that; and to decide. */
      readonly quorumToOpen: QuorumFinding | null;
      readonly quorum: QuorumFinding;
      /** The vote as it was held, with its result; null where no ballot opens for want of a quorum, and of an election. */
      readonly voting: Voting | null;
      readonly explanation: Explanation | null;
      readonly election: ElectionResult | null;
      /** What the election counted, where the rules say it and seats differ in weight (PROC-31). */
      readonly countsBy?: ElectionCount;
      /** A secret election that too few took part in: nothing of it is counted (PROC-29). */
      readonly few?: { readonly ballots: number; readonly least: number };
      /** Proxies that do not count, and why. */
      readonly idleProxies: readonly IdleProxy[];
      /** Ballots and objections that came when it was over. */
      readonly late: readonly LateAnswer[];
    };

const RULES: Pick<Rules, 'quorum' | 'majorities' | 'tie'> = {
  quorum: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'statutory' },
  majorities: [{ key: 'simple', threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'cast' } }],
  tie: 'rejected',
};

/** What the schemas of the rules say by a code, which forms word. */
const WORDS: { readonly [code: string]: string } = {
  more_than_the_whole: 'a share is at most the whole: num may not be above den',
  reserved: 'an id that is kept from use',
};
const KINDS = 'fraction: num up to den; half_plus_one: 1/2 gte; unanimity: 1/1 gte; only unanimity has except';
const wordsOf = ({ message }: { readonly message: string }) =>
  message === 'not_this_kind' ? `not a threshold of this kind (${KINDS})` : (WORDS[message] ?? message);

/** Decides a case given as data: the same rules that decide in a session. Never throws; a fault is told with its path. */
export function simulate(input: unknown): Simulation {
  const parsed = simulationCase.safeParse(input);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(issue => ({ path: issue.path.join('.'), message: wordsOf(issue) }));
    return { ok: false, problems };
  }
  try {
    return decide(plainJson(parsed.data));
  } catch (error) {
    if (error instanceof CaseError) return { ok: false, problems: [{ path: error.path, message: error.message }] };
    if (error instanceof ElectionError)
      return {
        ok: false,
        problems: [{ path: `election.${error.path.replace(/^options\./, '')}`, message: error.problem }],
      };
    throw error;
  }
}

function decide(given: SimulationCase): Simulation {
  const rules = rulesOfCase(given);
  const lines = expand(given.roll);
  const statutory = given.statutory ?? lines.length;
  if (statutory < lines.length)
    throw new CaseError('statutory', `${statutory}, but the roll has ${lines.length} seats: vacant ones count too`);
  const threshold = thresholdOf(given, rules);
  const { open, attendanceAtClose, idle } = meetingOf(given, rules, lines, statutory);
  const everyone = given.way === 'silence' || given.way === 'written';
  const register = registerNow(open, threshold, {
    everyone,
    hall: given.way === 'hands' || given.way === 'paper',
    byState: given.way === 'consensus' && given.consensus?.by === 'state',
  });
  const roll = lines.map(line => line.seat);
  const numbers = quorumNumbers(roll, statutory, presentSeats(open));
  // By correspondence all are asked, present or not.
  const asked = everyone ? { asked: register.filter(inPresence).length } : {};
  const quorum = { ...findQuorum(rules.quorum, numbers), ...asked };
  const common = {
    ok: true,
    title: given.title ?? null,
    quorumToOpen: rules.quorumToOpen === rules.quorum ? null : findQuorum(rules.quorumToOpen, numbers),
    quorum,
    idleProxies: idle,
    late: [],
  } as const;
  const none = { ...common, voting: null, explanation: null, election: null };
  const tested = everyone || rules.quorumAt === 'open' || rules.quorumAt === 'both';
  // Faults of the case come before its outcome, whether or not a ballot would have opened.
  if (given.election) {
    for (const field of [
      'way',
      'seed',
      'opened',
      'deadline',
      'minAcknowledged',
      'consensus',
      'test',
      'voided',
    ] as const)
      if (given[field] !== undefined) throw new CaseError(field, 'only of a vote, not of an election');
    const election = holdElection(given, rules, register);
    const seats = register.filter(line => line.entitled).length;
    if (election.turnout.cast > seats)
      throw new CaseError('election.ballots', `${election.turnout.cast} ballots, but ${seats} seats that may vote`);
    const few = given.method === 'secret' ? tooFew(open, register, election.turnout.cast) : null;
    if (few) return tested && !quorum.met ? none : { ...none, few };
    const countsBy = rules.elections?.count;
    const differ = register.some(line => (line.weight ?? ONE_VOTE) !== ONE_VOTE);
    return tested && !quorum.met ? none : { ...none, election, ...(countsBy && differ ? { countsBy } : {}) };
  }
  const sitting = new Map(lines.map(line => [line.seat.id, line.sitting]));
  checkDeadline(given, open);
  const opened = votingOf(given, rules, threshold, register, { statutory, quorum, roll, sitting });
  const ofWay =
    opened.way === 'roll_call'
      ? { roll: rollCallOrder(open, register, given.seed ?? '') }
      : opened.way === 'silence'
        ? { minAcknowledged: acknowledgedBy(given, open) }
        : {};
  const { voting, state, box, late } = handIn(given, open, { ...opened, ...ofWay }, lines, attendanceAtClose);
  if (voting.method === 'secret') tooFew(open, register, Number.POSITIVE_INFINITY);
  if (tested && !quorum.met) return none;
  const few = tooFewBallots(open, voting, box);
  if (few) {
    const voided: Voting = { ...voting, closedAt: '', voided: { ...few, by: '', at: '' } };
    return { ...common, voting: voided, explanation: null, election: null, late };
  }
  const atClose = { ...state, attendance: attendanceAtClose };
  const result = closedResult(atClose, voting, countVote(state, voting, box));
  const closed: Voting = { ...voting, closedAt: '', result };
  if (given.casting && result.awaits !== 'chair') throw new CaseError('casting', 'no tie waits for a casting vote');
  const settled: Voting =
    result.awaits === 'chair' && given.casting ? { ...closed, result: withCastingVote(closed, given.casting) } : closed;
  const final: Voting = given.voided ? { ...settled, voided: { reason: given.voided, by: '', at: '' } } : settled;
  return { ...common, voting: final, explanation: given.voided ? null : explainOutcome(final), election: null, late };
}

function rulesOfCase(given: SimulationCase) {
  const preset = given.preset === undefined ? null : PRESETS.find(one => one.id === given.preset);
  if (preset === undefined)
    throw new CaseError('preset', `unknown; there are ${PRESETS.map(one => one.id).join(', ')}`);
  const base = { citation: {}, presenceGrace: 0, speech: { seconds: 300, grace: 30 }, ...RULES, ...preset?.rules };
  return resolveRules({ ...base, ...given.rules });
}

function thresholdOf(given: SimulationCase, rules: Rules): Threshold {
  if (given.threshold) return given.threshold;
  const found =
    given.majority === undefined ? rules.majorities[0] : rules.majorities.find(one => one.key === given.majority);
  if (!found)
    throw new CaseError('majority', `unknown; the rules know ${rules.majorities.map(one => one.key).join(', ')}`);
  return found.threshold;
}

/** Ways in which no threshold decides. */
const agreed = ({ way }: SimulationCase) => way === 'no_objection' || way === 'consensus' || way === 'silence';

const CHOICES = {
  ballots: ['yes', 'no', 'abstain'],
  consensus: ['agree', 'not_interested', 'reserve', 'object'],
  objections: ['agree', 'object'],
} as const;

/** What the way asks of a case, and what only it may say. */
function ofWay(given: SimulationCase, rules: Rules, threshold: Threshold): VotingProcedureFields {
  const { way, method, deadline, seed, minAcknowledged, consensus } = given;
  const only = (field: string, value: unknown, fits: boolean, where: string) => {
    if (value !== undefined && !fits) throw new CaseError(field, `only of ${where}`);
  };
  only('seed', seed, way === 'roll_call', 'a roll call; an election has a seed of its own');
  only('minAcknowledged', minAcknowledged, way === 'silence', 'a silence procedure');
  only('consensus', consensus, way === 'consensus', 'a consensus');
  only('deadline', deadline, agreed(given) ? way !== 'consensus' : way === 'written', 'no objection, silence, written');
  for (const field of ['casting', 'threshold', 'majority', 'second'] as const)
    only(field, given[field], !agreed(given), 'a way in which votes are counted');
  if (way === 'roll_call' && seed === undefined)
    throw new CaseError('seed', 'a roll call needs the seed that was drawn');
  if (way === 'silence' && deadline === undefined)
    throw new CaseError('deadline', 'a silence procedure has a deadline');
  if (given.ballots?.sent && deadline === undefined)
    throw new CaseError('deadline', 'is needed where ballots have instants');
  if (way === 'paper' && method === 'named') throw new CaseError('method', 'a vote on paper is secret');
  if (way && way !== 'paper' && way !== 'written' && method === 'secret')
    throw new CaseError('method', `cannot be secret in a vote of the way ${way}`);
  if (way === 'hands' && needsNames(threshold))
    throw new CaseError('way', 'hands carry neither weight nor state, which this rule counts');
  return {
    ...(way ? { way } : {}),
    ...(given.test ? { test: true } : {}),
    ...(way === 'paper' ? { tellers: ['teller-1', 'teller-2'] } : {}),
    ...(way === 'consensus'
      ? { consensus: { by: consensus?.by ?? 'seat', except: consensus?.except ?? rules.ballots?.consensusExcept ?? 0 } }
      : {}),
  };
}

function votingOf(
  given: SimulationCase,
  rules: ReturnType<typeof resolveRules>,
  threshold: Threshold,
  register: Voting['register'],
  meeting: {
    readonly statutory: number;
    readonly quorum: QuorumFinding;
    readonly roll: readonly Seat[];
    readonly sitting: ReadonlyMap<string, string>;
  },
): Voting {
  const { statutory, quorum, roll, sitting } = meeting;
  const more = ofWay(given, rules, threshold);
  if (given.second && rules.tie !== 'revote')
    throw new CaseError('second', 'a second vote is held only where rules.tie is revote');
  if (given.threshold && given.majority !== undefined)
    throw new CaseError('majority', 'either a threshold or the key of a majority');
  const method = given.way === 'paper' ? 'secret' : (given.method ?? 'named');
  if (method === 'secret' && needsNames(threshold))
    throw new CaseError('method', 'a secret ballot carries neither weight nor state, which this rule counts');
  const presiding = given.chair === undefined ? null : (sitting.get(given.chair) ?? null);
  if (given.chair !== undefined && presiding === null)
    throw new CaseError('chair', `no seat ${given.chair} on the roll`);
  const choices = CHOICES[given.way === 'consensus' ? 'consensus' : agreed(given) ? 'objections' : 'ballots'];
  return {
    id: 'simulated',
    item: null,
    kind: 'motion',
    motion: null,
    office: null,
    choices: choices.map(id => ({ id, label: null, seat: null })),
    method,
    threshold: agreed(given) ? null : { ...threshold, key: given.majority ?? 'simulated' },
    tie: rules.tie,
    ...(rules.tieOverridesBase ? {} : { tieOverridesBase: false }),
    ...(rules.chairAsked ? { chairAsked: true } : {}),
    ...(given.second ? { revoteOf: 'first' } : {}),
    presiding,
    register,
    statutory,
    filled: roll.filter(seat => seat.filled).length,
    quorum,
    openedAt: '',
    closesAt: given.deadline ?? null,
    runoffOf: null,
    closedAt: null,
    result: null,
    ...more,
  };
}
