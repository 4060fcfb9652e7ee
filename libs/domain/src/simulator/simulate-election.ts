// An election of a case: its ballots with the weights that the rules count, and what each method may be told.
import type { Rules } from '../council.js';
import { countElection, type ElectionBallot, type ElectionResult } from '../rules/elections/index.js';
import { ONE_VOTE } from '../rules/fractions.js';
import { weightOf } from '../rules/weights.js';
import type { RegisterRow } from '../state.js';
import type { SimulationCase } from './case.js';
import { CaseError } from './simulate-state.js';

type ElectionOfCase = NonNullable<SimulationCase['election']>;

/** Counts the election of a case as a session with these rules would. @throws Fault where the case says what no session could. */
export function holdElection(
  given: SimulationCase,
  rules: Pick<Rules, 'elections' | 'quorumAt'>,
  register: readonly RegisterRow[],
): ElectionResult {
  const election = given.election!;
  checkCase(given, rules);
  checkFields(election);
  const { method, candidates, seats = 1, againstAll, threshold, seed, onTie, ballot, faults } = election;
  const { ballots, weighted } = ballotsOf(given, rules, register);
  const common = {
    candidates,
    ...(againstAll === undefined ? {} : { againstAll }),
    ...(seed === undefined ? {} : { seed }),
    ...(weighted ? { scale: ONE_VOTE } : {}),
  };
  const tie = onTie ? { onTie } : {};
  switch (method) {
    case 'absolute_majority': {
      const which = ballot?.kind === 'extra' ? ballot : ballot ? { kind: ballot.kind } : null;
      return countElection(method, ballots, { ...common, ...tie, ...(which ? { ballot: which } : {}) });
    }
    case 'approval':
      return countElection(method, ballots, { ...common, ...tie, seats, ...(threshold ? { threshold } : {}) });
    case 'stv':
      return countElection(method, ballots, { ...common, seats, ...(faults ? { faults } : {}) });
    default:
      return countElection(method, ballots, { ...common, ...tie, seats });
  }
}

/** What a case may say of a vote and an election does not know. */
const OF_VOTES = [
  ...(['way', 'seed', 'deadline', 'minAcknowledged', 'consensus', 'test', 'voided'] as const),
  ...(['threshold', 'majority', 'casting', 'second', 'chair'] as const),
];

/** A field that changes nothing here is a fault, for whoever wrote it meant something. */
function checkCase(given: SimulationCase, rules: Pick<Rules, 'quorumAt'>): void {
  for (const field of OF_VOTES)
    if (given[field] !== undefined) throw new CaseError(field, 'only of a vote, not of an election');
  if (rules.quorumAt !== undefined && rules.quorumAt !== 'open')
    throw new CaseError('rules.quorumAt', 'of an election only the quorum at its opening is simulated: open');
  const leaves = given.roll.findIndex(line => line.leaves !== undefined);
  if (leaves >= 0)
    throw new CaseError(`roll.${leaves}.leaves`, 'of an election only the quorum at its opening is simulated');
  const told = (given.proxies?.given ?? []).findIndex(proxy => proxy.instruction !== undefined);
  if (told >= 0) throw new CaseError(`proxies.given.${told}.instruction`, 'only of a vote, not of an election');
}

/** A field that the method knows nothing of is a fault too. */
function checkFields({ method, seats = 1, threshold, onTie, ballot, faults }: ElectionOfCase): void {
  // As the act refuses it (`elections.one_office`).
  if (method === 'absolute_majority' && seats > 1)
    throw new CaseError('election.seats', 'one office at a time is filled by absolute majority');
  const only = (field: string, value: unknown, ...methods: readonly (typeof method)[]) => {
    if (value !== undefined && !methods.includes(method))
      throw new CaseError(`election.${field}`, `only of ${methods.join(', ')}`);
  };
  only('threshold', threshold, 'approval');
  only('onTie', onTie, 'block_plurality', 'approval', 'absolute_majority');
  only('ballot', ballot, 'absolute_majority');
  only('faults', faults, 'stv');
}

/** The ballots one by one, with their weights where these are counted (PROC-31). */
function ballotsOf(
  { election, method: vote }: SimulationCase,
  rules: Pick<Rules, 'elections'>,
  register: readonly RegisterRow[],
): { readonly ballots: ElectionBallot[]; readonly weighted: boolean } {
  const count = rules.elections?.count;
  const entitled = new Map(register.flatMap(line => (line.entitled ? [[line.seat, line.weight ?? ONE_VOTE]] : [])));
  const differ = register.some(line => (line.weight ?? ONE_VOTE) !== ONE_VOTE);
  const secret = vote === 'secret';
  if (secret && count === 'weights' && differ)
    throw new CaseError('method', 'a secret ballot carries no weight, which elections count by these rules');
  const cast = new Set<string>();
  const given = election!.ballots.flatMap(({ count: times = 1, weight, seat, ...content }, index) => {
    const path = `election.ballots.${index}`;
    if (secret && (weight !== undefined || seat !== undefined))
      throw new CaseError(`${path}.${seat === undefined ? 'weight' : 'seat'}`, 'a secret ballot carries neither');
    if (weight !== undefined && count === 'seats')
      throw new CaseError(`${path}.weight`, 'by these rules elections count seats, one vote each');
    if (seat === undefined) {
      const millionths = weight === undefined ? ONE_VOTE : (weightOf(weight) ?? ONE_VOTE);
      return Array.from({ length: times }, () => ({ content, path, millionths, own: weight !== undefined }));
    }
    if (weight !== undefined || times !== 1)
      throw new CaseError(`${path}.seat`, 'one ballot, of the weight that the roll gives: neither count nor weight');
    const millionths = entitled.get(seat);
    if (millionths === undefined) throw new CaseError(`${path}.seat`, `no seat ${seat} that may vote`);
    if (cast.has(seat)) throw new CaseError(`${path}.seat`, `the second ballot of seat ${seat}`);
    cast.add(seat);
    return [{ content, path, millionths, own: millionths !== ONE_VOTE }];
  });
  if (count === 'weights') checkWeights(given, [...entitled.values()]);
  const weighted = count !== 'seats' && given.some(one => one.own);
  const ballots = given.map(({ content, millionths }) => ({ ...content, ...(weighted ? { weight: millionths } : {}) }));
  return { ballots: ballots as ElectionBallot[], weighted };
}

/** Where weights are counted each ballot has the weight of a seat that may vote, and no two that of the same. */
function checkWeights(
  given: readonly { readonly path: string; readonly millionths: number }[],
  weights: readonly number[],
): void {
  const left = new Map<number, number>();
  for (const weight of weights) left.set(weight, (left.get(weight) ?? 0) + 1);
  for (const { path, millionths } of given) {
    const seats = left.get(millionths) ?? 0;
    if (seats === 0) throw new CaseError(`${path}.weight`, `no seat of the weight ${millionths / ONE_VOTE} is left`);
    left.set(millionths, seats - 1);
  }
}
