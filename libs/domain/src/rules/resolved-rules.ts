import type { QuorumRule, Rules } from '../council.js';
import type { State } from '../state.js';

/** Rules with everything said: what a set written before these settings existed did not say, it meant so. */
export interface ResolvedRules extends Rules {
  readonly quorumToOpen: QuorumRule;
  readonly quorumAt: NonNullable<Rules['quorumAt']>;
  readonly quorumGrace: number;
  readonly debateWithoutQuorum: boolean;
  readonly tieOverridesBase: boolean;
  readonly chairAsked: boolean;
  readonly version: number;
}

export function resolveRules(rules: Rules): ResolvedRules {
  return {
    ...rules,
    version: rules.version ?? 1,
    quorumToOpen: rules.quorumToOpen ?? rules.quorum,
    quorumAt: rules.quorumAt ?? 'open',
    quorumGrace: rules.quorumGrace ?? 30,
    debateWithoutQuorum: rules.debateWithoutQuorum ?? true,
    tieOverridesBase: rules.tieOverridesBase ?? true,
    chairAsked: rules.chairAsked ?? false,
  };
}

/** The rules this session goes by; null before it is prepared. */
export function rulesOf(state: State): ResolvedRules | null {
  return state.prepared ? resolveRules(state.prepared.rules) : null;
}
