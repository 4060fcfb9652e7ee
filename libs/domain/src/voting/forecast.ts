import type { Threshold } from '../council.js';
import { registerNow } from '../register/register.js';
import { needed, ONE_VOTE } from '../rules/fractions.js';
import { inPresence } from '../rules/presence.js';
import { quorumNow, seatNumbers } from '../rules/quorum.js';
import { statePositions, statesBase } from '../rules/states.js';
import { partsOf, type Quantities } from '../rules/thresholds.js';
import type { QuorumFinding, RegisterRow, ResultPart, State } from '../state.js';

/** What one threshold will ask of a vote that is opened now. Numbers in seats or states; by weight, in millionths. */
export interface ForecastPart extends Pick<ResultPart, 'of' | 'by' | 'rule'> {
  /** Size of the base, and votes needed, if everyone who may vote votes for or against. */
  readonly base: number;
  readonly need: number;
  /** Those who may vote for. */
  readonly available: number;
  /** How many of them may be against with the rest for; negative: not enough are here. */
  readonly spare: number;
}
export interface Forecast {
  readonly quorum: QuorumFinding;
  readonly present: number;
  readonly parts: readonly ForecastPart[];
  /** Whether the decision is adopted if everyone who may vote is for. */
  readonly reachable: boolean;
}

/**
 * What a vote would need with this register: “with 15 present you need 8; if all states but one …”.
 *
 * @param roll the register as it would be frozen now; lines carry their state where the rule counts states
 */
export function forecastOf(
  rule: Threshold,
  roll: readonly RegisterRow[],
  numbers: { readonly statutory: number; readonly filled: number; readonly quorum: QuorumFinding },
): Forecast {
  const entitled = roll.filter(line => line.entitled);
  const weigh = (lines: readonly RegisterRow[]) => lines.reduce((sum, line) => sum + (line.weight ?? ONE_VOTE), 0);
  // Whoever is recused and still counted as present is in that base, and votes for nothing (PROC-09).
  const counted = roll.filter(inPresence);
  const allFor = (yes: number, present: number, filled: number, statutory: number): Quantities => ({
    ...{ yes, no: 0, abstain: 0, present, filled, statutory },
  });
  const states = rule.states
    ? statePositions(rule.states.position, roll, new Map(entitled.map(line => [line.seat, 'yes'])), rule.by ?? 'heads')
    : null;
  const parts = partsOf(rule, {
    heads: allFor(entitled.length, counted.length, numbers.filled, numbers.statutory),
    weight: allFor(
      weigh(entitled),
      weigh(counted),
      weigh(roll.filter(line => line.why !== 'vacant')),
      weigh(roll) + Math.max(0, numbers.statutory - roll.length) * ONE_VOTE,
    ),
    states,
  });
  return {
    quorum: numbers.quorum,
    present: entitled.length,
    parts: parts.map(({ of, by, rule: share, base, need, got }) => {
      // A state that is against still has its position, so the base of states stays as it is with all of them for.
      const whole = of === 'states' && rule.states && states ? statesBase(rule.states.base, states) : base;
      const least = of === 'states' ? needed(whole, share) : need;
      return { of, by, rule: share, base: whole, need: least, available: got, spare: got - least };
    }),
    reachable: parts.every(part => part.passed),
  };
}

/** The same of a session at this moment, by one of its majorities; null before it is prepared, and of a majority it does not know. */
export function forecast(state: State, majority: string): Forecast | null {
  const rule = state.prepared?.rules.majorities.find(one => one.key === majority)?.threshold;
  const quorum = quorumNow(state, 'decide');
  if (!rule || !quorum) return null;
  return forecastOf(rule, registerNow(state, rule), { ...seatNumbers(state), quorum });
}
