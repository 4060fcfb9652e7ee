import { type Json, type Refusal, refuse } from '@kengesh/journal';
import type { QuorumPart, QuorumRule, Seat } from '../council.js';
import { procedureOf } from '../procedure.js';
import { presentSeats } from '../representation/queries.js';
import { type QuorumFinding, type QuorumPartFinding, type State } from '../state.js';
import { needed, ONE_VOTE, reaches } from './fractions.js';
import { rulesOf } from './resolved-rules.js';

/**
 * What a quorum is found from. Heads are enough for shares and numbers of seats; the other conditions need who is present.
 * Weights are in millionths.
 */
export interface QuorumNumbers {
  readonly present: number;
  readonly statutory: number;
  readonly filled: number;
  readonly weight?: { readonly present: number; readonly statutory: number; readonly filled: number };
  /** Present seats by category. */
  readonly categories?: { readonly [category: string]: number };
  /** Present seats of every state of the roll, those with none as 0. */
  readonly states?: { readonly [delegation: string]: number };
  /** Of a vote at its close, for rules that test participation. `present` is what stood in its register. */
  readonly vote?: { readonly ballots: number; readonly cast: number; readonly present: number };
}

/** Whether this is a quorum (PROC-01): all conditions hold, and somebody is present. */
export function findQuorum(rule: QuorumRule, numbers: QuorumNumbers): QuorumFinding {
  const conditions = rule.kind === 'all' ? rule.of : [rule];
  const parts = conditions.flatMap(part => partFindings(part, numbers));
  const met = numbers.present > 0 && parts.every(part => part.met);
  // The headline is the first condition that counts heads; it alone where there is no other.
  const first = parts.find(part => part.kind === 'heads' && part.by === 'heads');
  const { present } = numbers;
  const headline = first
    ? { present, base: first.base, need: first.need }
    : { present, base: numbers.statutory, need: Math.max(1, ...parts.map(headsFor)) };
  const plain = parts.length === 1 && first !== undefined;
  return plain ? { ...headline, met } : { ...headline, met, parts: parts.map(part => ({ ...part })) };
}

/** At least so many heads are wanted for a condition that counts something else: for pages that show one number. */
function headsFor({ kind, by, need, each = 1 }: QuorumPartFinding): number {
  if (by === 'weight') return Math.ceil(need / ONE_VOTE);
  return kind === 'states' ? need * each : need;
}

function partFindings(part: QuorumPart, numbers: QuorumNumbers): QuorumPartFinding[] {
  switch (part.kind) {
    case 'fraction': {
      const by = part.by ?? 'heads';
      const { present, ...bases } = by === 'weight' ? weightsOf(numbers) : numbers;
      const base = bases[part.base];
      const unit = by === 'weight' ? ONE_VOTE : 1;
      const found = { got: present, base, need: needed(base, part, unit), met: reaches(present, base, part, unit) };
      return [{ kind: 'heads', by, of: part.base, ...found }];
    }
    case 'number': {
      const by = part.by ?? 'heads';
      const { present, statutory } = by === 'weight' ? weightsOf(numbers) : numbers;
      const need = by === 'weight' ? part.seats * ONE_VOTE : part.seats;
      return [{ kind: 'heads', by, of: 'number', got: present, base: statutory, need, met: present >= need }];
    }
    case 'category':
      return part.of.map(({ category, seats }) => {
        const got = numbers.categories?.[category] ?? 0;
        return { kind: 'category', by: 'heads', category, got, base: seats, need: seats, met: got >= seats };
      });
    case 'states':
    case 'states_share': {
      const states = Object.values(numbers.states ?? {});
      const got = states.filter(present => present >= part.each).length;
      const need = part.kind === 'states' ? part.states : needed(states.length, part);
      return [
        { kind: 'states', by: 'heads', each: part.each, got, base: states.length, need, met: got >= need && got > 0 },
      ];
    }
    case 'participation': {
      // Nothing to test before the vote's close.
      if (!numbers.vote) return [];
      const got = numbers.vote[part.of];
      const base = part.base === 'present' ? numbers.vote.present : numbers[part.base];
      const found = { got, base, need: needed(base, part), met: reaches(got, base, part) };
      return [{ kind: 'participation', by: 'heads', of: part.base, counted: part.of, ...found }];
    }
  }
}

const weightsOf = ({ weight, present, statutory, filled }: QuorumNumbers) =>
  weight ?? { present: present * ONE_VOTE, statutory: statutory * ONE_VOTE, filled: filled * ONE_VOTE };

const weigh = (seats: readonly Seat[]) => seats.reduce((sum, seat) => sum + (seat.weight ?? ONE_VOTE), 0);

/** The numbers of a quorum where these seats of the roll are present. Statutory seats beyond the roll weigh one vote each. */
export function quorumNumbers(roll: readonly Seat[], statutory: number, present: readonly Seat[]): QuorumNumbers {
  const filled = roll.filter(seat => seat.filled);
  const categories: { [category: string]: number } = {};
  const states: { [delegation: string]: number } = Object.fromEntries(roll.map(seat => [seat.delegation, 0]));
  for (const { category, delegation } of present) {
    categories[category] = (categories[category] ?? 0) + 1;
    states[delegation] = (states[delegation] ?? 0) + 1;
  }
  return {
    present: present.length,
    statutory,
    filled: filled.length,
    weight: {
      present: weigh(present),
      filled: weigh(filled),
      statutory: weigh(roll) + Math.max(0, statutory - roll.length) * ONE_VOTE,
    },
    categories,
    states,
  };
}

/** S and F of the session: seats fixed by the founding act, and seats held now. */
export function seatNumbers(state: State): { statutory: number; filled: number } {
  const prepared = state.prepared;
  return { statutory: prepared?.statutorySeats ?? 0, filled: prepared?.seats.filter(seat => seat.filled).length ?? 0 };
}

/** Two tiers: what is enough to open and debate, and what deciding needs. */
export type QuorumTier = 'open' | 'decide';

/**
 * The quorum at this moment; null before the session is prepared. Of a council with two tiers it is the one that is asked for
 * next: to open, until the session is open, and then to decide.
 */
export function quorumNow(
  state: State,
  tier: QuorumTier = tierOf(state),
  item: string | null = state.agenda.current,
  present: readonly Seat[] = presentSeats(state, item),
): QuorumFinding | null {
  const rules = rulesOf(state);
  if (!rules || !state.prepared) return null;
  const { seats, statutorySeats } = state.prepared;
  const rule = tier === 'open' ? rules.quorumToOpen : rules.quorum;
  return findQuorum(rule, quorumNumbers(seats, statutorySeats, present));
}
const tierOf = (state: State): QuorumTier => (state.session.openedAt === null ? 'open' : 'decide');

/** What a refusal for want of a quorum says: its numbers, and, where it has several conditions, how each came out. */
export function quorumParams(finding: QuorumFinding | null): { readonly [name: string]: Json } {
  const { present = 0, need = 0, base = 0, met = false, parts } = finding ?? {};
  return parts ? { present, need, base, met, parts: parts.map(part => ({ ...part })) } : { present, need };
}

/** Why nothing is agreed to without a vote now, or null: "nobody objects" is said of a quorum (PROC-28). */
export function wantOfQuorum(state: State): Refusal | null {
  if (procedureOf(state) < 2) return null;
  const finding = quorumNow(state, 'decide');
  return finding?.met ? null : refuse('order.no_quorum', quorumParams(finding));
}

/** Whether the council may debate now: there is a quorum to debate, or its rules let it go on without (PROC-03). */
export function mayDebate(state: State): boolean {
  return rulesOf(state)?.debateWithoutQuorum !== false || quorumNow(state, 'open')?.met === true;
}
