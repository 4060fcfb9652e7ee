/** Rules that two have changed at once: what the fields are called and how their values read, as in the history. */
import type { QuorumRule, Threshold } from '@kengesh/domain';
import { isPhraseKey, type PhraseKey, phrase, ruleSentence } from '@kengesh/phrases/page';
import type { Conflict } from '../merge.js';
import { ALL_SETTINGS } from './more.js';
import { inputOfMajority, inputOfQuorum, type TypedMajority, type TypedQuorum } from './typed.js';
import { quorumRuleSentence, settingWords } from './words.js';

const NAMES: { readonly [path: string]: PhraseKey } = {
  'rules.toOpen': 'desk.rules.toOpen',
  'rules.tie': 'desk.rules.tie',
  'rules.speech': 'desk.rules.speech',
  'rules.overrun': 'desk.rules.overrun',
};
const MORE = 'rules.more.';
const settingAt = (path: string) =>
  path.startsWith(MORE) ? ALL_SETTINGS.find(one => `${path}.`.startsWith(`${MORE}${one.path}.`)) : undefined;

/** Rules taken over whole replace what these fields do not show. */
export const isShown = ({ path }: Conflict): boolean => !path.startsWith('rules.kept.');

export function conflictName(language: string, path: string): string | undefined {
  const setting = settingAt(path);
  const name = setting ? (`desk.more.${setting.path}` as PhraseKey) : NAMES[path];
  return name && phrase(language, name);
}

export function conflictWords(language: string, path: string, value: unknown): string | undefined {
  const setting = settingAt(path);
  if (setting && setting.kind !== 'wording') return settingWords(language, setting, String(value));
  const tie = `desk.rules.tie.${value}`;
  switch (path) {
    case 'rules.quorum':
    case 'rules.toOpen': {
      const parts = value as readonly TypedQuorum[];
      return parts.length > 0 ? quorumRuleSentence(language, inputOfQuorum(parts) as QuorumRule) : '—';
    }
    case 'rules.majorities':
      return (value as readonly TypedMajority[]).map(one => majorityWords(language, one)).join('; ');
    case 'rules.tie':
      return isPhraseKey(tie) ? phrase(language, tie) : undefined;
  }
  return undefined;
}

const majorityWords = (language: string, typed: TypedMajority) => {
  const threshold = { ...inputOfMajority(typed), key: typed.key } as Threshold & { key: string };
  return `${phrase(language, 'desk.rules.majority', { key: typed.key })}: ${ruleSentence(language, threshold)}`;
};
