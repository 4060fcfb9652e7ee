import type { Debate, Rules, Threshold } from '../council.js';
import type { State } from '../state.js';

const DEFAULTS = {
  motionsBy: 'bureau',
  secondsRequired: 0,
  speakers: 'fifo',
  replies: 2,
  replySeconds: 180,
  reconnectGrace: 60,
} as const;

type SaidDebate = { [K in keyof typeof DEFAULTS]: NonNullable<Debate[K]> };
export type WholeDebate = Omit<Debate, keyof SaidDebate> & SaidDebate;

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
 * The majority by which a ruling is overruled: as the rules name it for procedure, else the first of more than half of
 * something, votes for and against before others. Whoever ruled does not choose it. null: the rules know none.
 */
export function appealMajority(state: State): string | null {
  const rules = state.prepared?.rules;
  if (rules?.debate?.procedureMajority) return rules.debate.procedureMajority;
  const halves = (rules?.majorities ?? []).filter(({ threshold }) => isMoreThanHalf(threshold));
  return (halves.find(({ threshold }) => threshold.base === 'cast') ?? halves[0])?.key ?? null;
}
const isMoreThanHalf = ({ kind, num, den, cmp, and, states, by }: Threshold) =>
  kind === 'fraction' && num * 2 === den && cmp === 'gt' && !and && !states && by !== 'weight';

/** No ruling is overruled by an equal vote: where the rule would let half of the votes do it, more than half are asked for. */
export const overruling = (rule: Threshold): Threshold =>
  rule.cmp === 'gte' && rule.kind === 'fraction' && rule.num * 2 <= rule.den
    ? { ...rule, num: 1, den: 2, cmp: 'gt' }
    : rule;

/**
 * The majority by which an adopted or rejected motion may be taken up again: as the rules name it, else the first that asks
 * for two thirds or more. null: the rules know none, and nothing is reconsidered.
 */
export function reconsiderMajority(state: State): string | null {
  const rules = state.prepared?.rules;
  if (rules?.debate?.reconsiderMajority) return rules.debate.reconsiderMajority;
  return rules?.majorities.find(({ threshold }) => threshold.num * 3 >= threshold.den * 2)?.key ?? null;
}
