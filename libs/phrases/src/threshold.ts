// The rule a vote is decided by, in words: a ballot says it before there is an outcome, which says it again.
import {
  ONE_VOTE,
  type ResultPart,
  type Share,
  type StatesRule,
  type ThresholdPart,
  type Voting,
} from '@kengesh/domain';
import { phrase } from './phrase.js';
import type { PhraseKey } from './topics.js';

const SHARES: { readonly [share: string]: string } = { '1/2': 'half', '2/3': 'twoThirds', '3/4': 'threeQuarters' };

/** The rule a vote is decided by, in words: «больше половины присутствующих» (REC-02). Of a compound rule, all of it. */
export function ruleSentence(language: string, threshold: Voting['threshold']): string {
  if (!threshold) return phrase(language, 'outcome.plurality');
  const rules = [threshold, ...(threshold.and ?? [])].map(one => memberRule(language, one, one.by));
  if (threshold.states) rules.push(statesRuleWords(language, threshold.states));
  return together(language, rules);
}

/** The rule of a vote that no threshold decides, in words; null of one that a threshold does. */
export function wayRule(language: string, { way, consensus }: Pick<Voting, 'way' | 'consensus'>): string | null {
  if (way !== 'no_objection' && way !== 'consensus' && way !== 'silence') return null;
  return phrase(language, `ways.rule.${way}`, { except: consensus?.except ?? 0 });
}

export const together = (language: string, rules: readonly string[]): string =>
  rules.reduce((one, other) => phrase(language, 'outcome.rule.and', { one, other }));

type Rule = Pick<ThresholdPart, 'kind' | 'num' | 'den' | 'cmp' | 'except' | 'invalidInBase'> & {
  readonly base: string;
};

export function memberRule(language: string, rule: Rule, by: ThresholdPart['by']): string {
  const base = rule.invalidInBase && rule.kind === 'fraction' ? 'spoiled' : rule.base;
  const params = { share: shareWords(language, rule), base, except: rule.except ?? 0 };
  const kind = rule.except ? 'consensus' : rule.kind;
  const words = phrase(language, kind === 'fraction' ? 'outcome.rule' : `outcome.rule.${kind}`, params);
  return by === 'weight' ? phrase(language, 'outcome.rule.weight', { rule: words }) : words;
}

const statesRuleWords = (language: string, rule: Pick<StatesRule, keyof Share> & { readonly base: string }): string =>
  phrase(language, 'outcome.rule.states', { share: shareWords(language, rule), base: rule.base });

function shareWords(language: string, { num, den, cmp }: Share): string {
  const name = num === den ? 'whole' : (SHARES[`${num}/${den}`] ?? 'other');
  return phrase(language, `outcome.share.${name}.${cmp}` as PhraseKey, { num, den });
}

export const partRule = (language: string, { of, by, rule }: Pick<ResultPart, 'of' | 'by' | 'rule'>): string =>
  of === 'states' ? statesRuleWords(language, rule) : memberRule(language, rule, by);

/** A weight as it is read: at most six places, no zeros after the last sign. */
export function weightText(language: string, millionths: number): string {
  const whole = Math.floor(millionths / ONE_VOTE);
  const rest = String(millionths % ONE_VOTE)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return rest === '' ? String(whole) : `${whole}${phrase(language, 'outcome.decimal')}${rest}`;
}
