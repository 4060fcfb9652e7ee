import type { Rules, Seat, Threshold } from '../council.js';
import type { Ballot, QuorumFinding, RegisterLine, Voting } from '../state.js';
import { type BallotCounts, type RollLine, type SimulationCase, simulationCase } from './case.js';
import { countElection, ElectionError, type ElectionResult } from './elections/index.js';
import { type Explanation, explainOutcome } from './explain.js';
import { PRESETS } from './presets/index.js';
import { findQuorum, quorumNumbers } from './quorum.js';
import { judged, quorumAtClose } from './quorum-at-close.js';
import { wholeRules } from './rules-of.js';
import { namedUrn, secretUrn, tally, withCasting } from './tally.js';
import { needsNames } from './thresholds.js';
import { weightOf } from './weights.js';

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
      /** Proxies that do not count, and why. */
      readonly idleProxies: readonly {
        readonly principal: string;
        readonly holder: string;
        readonly why: 'principal_present' | 'holder_absent' | 'over_limit' | 'sub_delegation';
      }[];
    };

class Fault extends Error {
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

const RULES: Pick<Rules, 'quorum' | 'majorities' | 'tie'> = {
  quorum: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'statutory' },
  majorities: [{ key: 'simple', threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'cast' } }],
  tie: 'rejected',
};

/** Decides a case given as data: the same rules that decide in a session. Never throws; a fault is told with its path. */
export function simulate(input: unknown): Simulation {
  const parsed = simulationCase.safeParse(input);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(issue => ({ path: issue.path.join('.'), message: issue.message }));
    return { ok: false, problems };
  }
  try {
    return decide(parsed.data);
  } catch (error) {
    if (error instanceof Fault) return { ok: false, problems: [{ path: error.path, message: error.message }] };
    if (error instanceof ElectionError)
      return { ok: false, problems: [{ path: `election.${error.path}`, message: error.problem }] };
    throw error;
  }
}

function decide(given: SimulationCase): Simulation {
  const rules = rulesOfCase(given);
  const lines = expand(given.roll);
  const statutory = given.statutory ?? lines.length;
  if (statutory < lines.length)
    throw new Fault('statutory', `${statutory}, but the roll has ${lines.length} seats: vacant ones count too`);
  const threshold = thresholdOf(given, rules);
  const { register, idleProxies, represented } = registerOf(given, lines, threshold);
  const countProxies = given.proxies?.quorum ?? false;
  const counts = (line: RegisterLine) => (line.why === 'proxy' ? countProxies : line.entitled || line.counts === true);
  const roll = lines.map(line => line.seat);
  const numbersOf = (which: (line: RegisterLine) => boolean) =>
    quorumNumbers(
      roll,
      statutory,
      roll.filter((_, index) => which(register[index]!)),
    );
  const quorum = findQuorum(rules.quorum, numbersOf(counts));
  const common = {
    ok: true,
    title: given.title ?? null,
    quorumToOpen: rules.quorumToOpen === rules.quorum ? null : findQuorum(rules.quorumToOpen, numbersOf(counts)),
    quorum,
    idleProxies,
  } as const;
  const none = { ...common, voting: null, explanation: null, election: null };
  const tested = rules.quorumAt === 'open' || rules.quorumAt === 'both';
  // Faults of the case come before its outcome, whether or not a ballot would have opened.
  const election = given.election ? held(given.election) : null;
  const ballots = given.election ? {} : ballotsOf(given, register, lines);
  if (tested && !quorum.met) return none;
  if (election) return { ...none, election };
  const voting = votingOf(given, rules, threshold, register, { statutory, quorum, roll });
  const urn =
    voting.method === 'secret'
      ? secretUrn(
          Object.keys(ballots),
          Object.values(ballots).map(one => one.choice),
        )
      : namedUrn(ballots);
  const left = new Set(lines.filter(line => line.leaves).map(line => line.seat.id));
  const voted = new Set(urn.voted);
  const counted = tally(voting, urn);
  const atClose = quorumAtClose(
    rules,
    {
      now: numbersOf(line => counts(line) && !left.has(represented.get(line.seat) ?? line.seat)),
      voted: numbersOf(line => voted.has(line.seat)),
    },
    counted,
  );
  const closed: Voting = { ...voting, result: judged(counted, atClose) };
  const settled: Voting =
    closed.result?.awaits === 'chair' && given.casting
      ? { ...closed, result: withCasting(closed, given.casting) }
      : closed;
  return { ...none, voting: settled, explanation: explainOutcome(settled) };
}

function rulesOfCase(given: SimulationCase) {
  const preset = given.preset === undefined ? null : PRESETS.find(one => one.id === given.preset);
  if (preset === undefined) throw new Fault('preset', `unknown; there are ${PRESETS.map(one => one.id).join(', ')}`);
  const base = { citation: {}, presenceGrace: 0, speech: { seconds: 300, grace: 30 }, ...RULES, ...preset?.rules };
  return wholeRules({ ...base, ...given.rules } as Rules);
}

function thresholdOf(given: SimulationCase, rules: Rules): Threshold {
  if (given.threshold) return given.threshold;
  const found =
    given.majority === undefined ? rules.majorities[0] : rules.majorities.find(one => one.key === given.majority);
  if (!found) throw new Fault('majority', `unknown; the rules know ${rules.majorities.map(one => one.key).join(', ')}`);
  return found.threshold;
}

interface Line {
  readonly seat: Seat;
  readonly group: string;
  readonly here: boolean;
  readonly recused: RollLine['recused'];
  readonly suspended: boolean;
  readonly leaves: boolean;
}

function expand(roll: readonly RollLine[]): readonly Line[] {
  const seen = new Set<string>();
  return roll.flatMap((line, index) => {
    const number = line.count ?? 1;
    const here = typeof line.present === 'number' ? line.present : line.present === false ? 0 : number;
    return Array.from({ length: number }, (_, at): Line => {
      const seat = line.count === undefined ? line.id : `${line.id}-${at + 1}`;
      if (seen.size === seen.add(seat).size) throw new Fault(`roll.${index}.id`, `the seat ${seat} is there twice`);
      const weight = line.weight === undefined ? null : weightOf(line.weight);
      return {
        seat: {
          id: seat,
          label: { en: seat },
          delegation: line.delegation ?? line.id,
          category: line.category ?? 'state',
          filled: line.filled ?? true,
          ...(weight === null ? {} : { weight }),
          ...(line.head && at === 0 ? { head: true } : {}),
        },
        group: line.id,
        here: (line.filled ?? true) && at < here,
        recused: line.recused,
        suspended: line.suspended ?? false,
        leaves: line.leaves ?? false,
      };
    });
  });
}

function registerOf({ proxies }: SimulationCase, lines: readonly Line[], threshold: Threshold) {
  const bySeat = new Map(lines.map(line => [line.seat.id, line]));
  const represented = new Map<string, string>();
  const idleProxies: {
    principal: string;
    holder: string;
    why: 'principal_present' | 'holder_absent' | 'over_limit' | 'sub_delegation';
  }[] = [];
  const held = new Map<string, number>();
  const principals = new Set(proxies?.given.map(one => one.principal));
  proxies?.given.forEach(({ principal, holder }, index) => {
    for (const [field, seat] of Object.entries({ principal, holder }))
      if (!bySeat.has(seat)) throw new Fault(`proxies.given.${index}.${field}`, `no seat ${seat} on the roll`);
    if (principal === holder) throw new Fault(`proxies.given.${index}.holder`, 'a seat cannot stand for itself');
    if (represented.has(principal)) throw new Fault(`proxies.given.${index}.principal`, 'has given a proxy already');
    const count = held.get(holder) ?? 0;
    const why = bySeat.get(principal)!.here
      ? ('principal_present' as const)
      : principals.has(holder) && !bySeat.get(holder)!.here
        ? ('sub_delegation' as const)
        : !bySeat.get(holder)!.here
          ? ('holder_absent' as const)
          : count >= (proxies.limit ?? 1)
            ? ('over_limit' as const)
            : null;
    if (why) {
      idleProxies.push({ principal, holder, why });
      return;
    }
    held.set(holder, count + 1);
    represented.set(principal, holder);
  });
  const register = lines.map((line): RegisterLine => {
    const { id: seat, weight, delegation, head, filled } = line.seat;
    const rest = {
      ...(weight === undefined ? {} : { weight }),
      ...(threshold.states ? { delegation, ...(head ? { head } : {}) } : {}),
    };
    const not = (why: RegisterLine['why'], more: { readonly counts?: true } = {}): RegisterLine => ({
      ...{ seat, participant: seat, entitled: false, why },
      ...more,
      ...rest,
    });
    if (!filled) return not('vacant');
    if (line.suspended) return not('suspended');
    if (line.recused) return not('recused', line.recused === 'present' && line.here ? { counts: true } : {});
    const holder = represented.get(seat);
    if (line.here) return { seat, participant: seat, entitled: true, why: 'present', ...rest };
    return holder === undefined ? not('absent') : { seat, participant: holder, entitled: true, why: 'proxy', ...rest };
  });
  return { register, idleProxies, represented };
}

function ballotsOf({ ballots }: SimulationCase, register: readonly RegisterLine[], lines: readonly Line[]) {
  const cast: { [seat: string]: Ballot } = {};
  const ballot = (choice: string): Ballot => ({ choice, by: '', channel: 'device', at: '', receipt: '' });
  const bySeat = new Map(register.map(line => [line.seat, line]));
  for (const [seat, choice] of Object.entries(ballots?.seats ?? {})) {
    const line = bySeat.get(seat);
    if (!line) throw new Fault(`ballots.seats.${seat}`, 'no such seat on the roll');
    if (!line.entitled) throw new Fault(`ballots.seats.${seat}`, `may not vote: ${line.why}`);
    cast[seat] = ballot(choice);
  }
  const spread = (counts: BallotCounts, path: string, which: (index: number) => boolean) => {
    const free = register.filter((line, index) => line.entitled && which(index) && !cast[line.seat]);
    const choices = (['yes', 'no', 'abstain', 'invalid'] as const).flatMap(choice =>
      Array<string>(counts[choice] ?? 0).fill(choice),
    );
    if (choices.length > free.length)
      throw new Fault(path, `${choices.length} ballots, but ${free.length} entitled seats are left to cast them`);
    choices.forEach((choice, index) => {
      cast[free[index]!.seat] = ballot(choice);
    });
  };
  for (const [group, counts] of Object.entries(ballots?.groups ?? {})) {
    if (!lines.some(line => line.group === group))
      throw new Fault(`ballots.groups.${group}`, 'no such group on the roll');
    spread(counts, `ballots.groups.${group}`, index => lines[index]!.group === group);
  }
  if (ballots?.all) spread(ballots.all, 'ballots.all', () => true);
  return cast;
}

function votingOf(
  given: SimulationCase,
  rules: ReturnType<typeof wholeRules>,
  threshold: Threshold,
  register: readonly RegisterLine[],
  { statutory, quorum, roll }: { statutory: number; quorum: QuorumFinding; roll: readonly Seat[] },
): Voting {
  const method = given.method ?? 'named';
  if (method === 'secret' && needsNames(threshold))
    throw new Fault('method', 'a secret ballot carries neither weight nor state, which this rule counts');
  if (given.chair !== undefined && !roll.some(seat => seat.id === given.chair))
    throw new Fault('chair', `no seat ${given.chair} on the roll`);
  return {
    id: 'simulated',
    item: null,
    kind: 'motion',
    motion: null,
    office: null,
    choices: ['yes', 'no', 'abstain'].map(id => ({ id, label: null, seat: null })),
    method,
    threshold: { ...threshold, key: given.majority ?? 'simulated' },
    tie: rules.tie,
    ...(rules.tieOverridesBase ? {} : { tieOverridesBase: false }),
    ...(rules.chairAsked ? { chairAsked: true } : {}),
    ...(given.second ? { revoteOf: 'first' } : {}),
    presiding: given.chair ?? null,
    register,
    statutory,
    filled: roll.filter(seat => seat.filled).length,
    quorum,
    openedAt: '',
    closesAt: null,
    runoffOf: null,
    closedAt: '',
    result: null,
  };
}

function held({
  method,
  candidates,
  seats = 1,
  againstAll,
  threshold,
  seed,
  ballots,
}: NonNullable<SimulationCase['election']>): ElectionResult {
  const cast = ballots.flatMap(({ count = 1, ...content }) => Array<typeof content>(count).fill(content));
  const common = {
    candidates,
    ...(againstAll === undefined ? {} : { againstAll }),
    ...(seed === undefined ? {} : { seed }),
  };
  if (method === 'absolute_majority') return countElection(method, cast, common);
  if (method === 'approval')
    return countElection(method, cast, { ...common, seats, ...(threshold ? { threshold } : {}) });
  return countElection(method, cast, { ...common, seats });
}
