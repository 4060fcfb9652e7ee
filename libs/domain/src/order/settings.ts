import type { Debate, Rules } from '../council.js';
import type { State } from '../state.js';

const DEFAULTS = {
  motionsBy: 'bureau',
  secondsRequired: 0,
  speakers: 'fifo',
  replies: 2,
  replySeconds: 180,
  reconnectGrace: 60,
} as const;

type Said = { [K in keyof typeof DEFAULTS]: NonNullable<Debate[K]> };
export type WholeDebate = Omit<Debate, keyof Said> & Said;

/** How debate is held, with everything said: what a set of rules does not say, it means so. */
export function debateRules(rules: Rules | undefined): WholeDebate {
  const said = rules?.debate ?? {};
  return {
    ...said,
    motionsBy: said.motionsBy ?? DEFAULTS.motionsBy,
    secondsRequired: said.secondsRequired ?? DEFAULTS.secondsRequired,
    speakers: said.speakers ?? DEFAULTS.speakers,
    replies: said.replies ?? DEFAULTS.replies,
    replySeconds: said.replySeconds ?? DEFAULTS.replySeconds,
    reconnectGrace: said.reconnectGrace ?? DEFAULTS.reconnectGrace,
  };
}
export const debateOf = (state: State): WholeDebate => debateRules(state.prepared?.rules);

/**
 * The majority by which an adopted or rejected motion may be taken up again: as the rules name it, else the first that asks
 * for two thirds or more. null: the rules know none, and nothing is reconsidered.
 */
export function reconsiderMajority(state: State): string | null {
  const rules = state.prepared?.rules;
  if (rules?.debate?.reconsiderMajority) return rules.debate.reconsiderMajority;
  return rules?.majorities.find(({ threshold }) => threshold.num * 3 >= threshold.den * 2)?.key ?? null;
}
