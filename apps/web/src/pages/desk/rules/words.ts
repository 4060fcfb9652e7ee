import {
  type Language,
  localizedText,
  type QuorumPart,
  type QuorumRule,
  type Rules,
  type Threshold,
  type Wording,
} from '@kengesh/domain';
import { isPhraseKey, type PhraseKey, phrase, ruleSentence } from '@kengesh/phrases/page';
import { LANGUAGE_NAMES } from '../language-names.js';
import { ALL_SETTINGS, isSaid, languagesOf, type Setting, textsOf, typedMore } from './more.js';

/** A quorum as the rules ask for it: «больше половины мест по положению, а также …». */
export function quorumRuleSentence(language: string, rule: QuorumRule): string {
  const parts = rule.kind === 'all' ? rule.of : [rule];
  return parts
    .map(part => partSentence(language, part))
    .reduce((one, other) => phrase(language, 'desk.quorum.and', { one, other }));
}

function partSentence(language: string, part: QuorumPart): string {
  const share =
    'num' in part ? phrase(language, `desk.quorum.share.${part.cmp}`, { num: part.num, den: part.den }) : '';
  switch (part.kind) {
    case 'fraction':
      return ruleSentence(language, { ...part, key: '' } as Threshold & { key: string });
    case 'number':
      return phrase(language, part.by === 'weight' ? 'desk.quorum.say.weight' : 'desk.quorum.say.number', {
        n: part.seats,
      });
    case 'category':
      return part.of
        .map(({ category, seats }) => phrase(language, 'desk.quorum.say.category', { category, n: seats }))
        .join(', ');
    case 'states':
      return phrase(language, 'desk.quorum.say.states', { n: part.states, each: part.each });
    case 'states_share':
      return phrase(language, 'desk.quorum.say.states_share', { share, each: part.each });
    case 'participation':
      return phrase(language, 'desk.quorum.say.participation', { share, of: part.of, base: part.base });
  }
}

/** The value of a setting in words. */
export function settingWords(language: string, { path, kind, values }: Setting, value: string | null): string {
  if (value === null) return phrase(language, 'desk.more.noLimit');
  if (kind === 'yesno') return phrase(language, value === 'yes' ? 'common.yes' : 'common.no');
  if (kind === 'languages')
    return languagesOf(value)
      .map(one => LANGUAGE_NAMES[one as Language] ?? one)
      .join(', ');
  const key = `desk.more.${path}.${value}`;
  return values && isPhraseKey(key) ? phrase(language, key) : value;
}

export interface RuleLine {
  readonly name: string;
  readonly text: string;
}

/** A set of rules read out, a line a rule; of settings those that are said. */
export function rulesInWords(language: string, rules: Rules): readonly RuleLine[] {
  const line = (name: PhraseKey, text: string) => ({ name: phrase(language, name), text });
  const said = typedMore(rules);
  return [
    line('desk.rules.citation', localizedText(rules.citation, language)),
    line('desk.rules.quorum', quorumRuleSentence(language, rules.quorum)),
    ...(rules.quorumToOpen ? [line('desk.rules.toOpen', quorumRuleSentence(language, rules.quorumToOpen))] : []),
    ...rules.majorities.map(({ key, threshold }) => ({
      name: phrase(language, 'desk.rules.majority', { key }),
      text: ruleSentence(language, { ...threshold, key }),
    })),
    line('desk.rules.tie', phrase(language, `desk.rules.tie.${rules.tie}`)),
    line('desk.rules.grace', String(rules.presenceGrace)),
    line('desk.rules.speech', String(rules.speech.seconds)),
    line('desk.rules.overrun', String(rules.speech.grace)),
    ...ALL_SETTINGS.filter(one => isSaid(said, one)).map(one => ({
      name: phrase(language, `desk.more.${one.path}` as PhraseKey),
      text:
        one.kind === 'wording'
          ? localizedText(textsOf(said, one.path) as Wording, language)
          : settingWords(language, one, said[one.path] ?? null),
    })),
  ];
}
