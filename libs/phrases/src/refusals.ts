import { isPhraseKey, type PhraseParams, phrase } from './phrase.js';

/** The sentence of a refusal by its code. A code that has none yet is still answered, with the code in it. */
export function refusalSentence(language: string, code: string, params: PhraseParams = {}): string {
  const key = `refusals.${code}`;
  return isPhraseKey(key) ? phrase(language, key, params) : phrase(language, 'common.refused.unknown', { code });
}
