import type { State } from '@kengesh/domain';
import { ruleSentence, wayName, wayRule } from '@kengesh/phrases/page';
import type { useLanguage } from '../../language.js';
import { majorityOf, ownEnd, type VoteChoice } from './vote-act.js';

/** What the vote will be held by, in a line: its way, its rule, its end. */
export function howHeld(
  { t, language }: Pick<ReturnType<typeof useLanguage>, 't' | 'language'>,
  state: State,
  motion: string,
  choice: VoteChoice,
): string {
  const { way, by, method, closesInSeconds } = choice;
  const rules = state.prepared?.rules;
  const key = majorityOf(state, motion, choice);
  const rule = rules?.majorities.find(one => one.key === key);
  const agreed = way
    ? wayRule(language, { way, consensus: { by, except: rules?.ballots?.consensusExcept ?? 0 } })
    : null;
  const byRule = rule ? ruleSentence(language, { ...rule.threshold, key }) : null;
  const end = closesInSeconds === null || ownEnd(way) ? null : t('chair.vote.closesAfter', { n: closesInSeconds / 60 });
  return [way ? wayName(language, { way }) : t(`roles.method.${method}`), agreed ?? byRule, end]
    .filter(Boolean)
    .join(' · ');
}
