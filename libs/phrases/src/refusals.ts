import type { QuorumFinding } from '@kengesh/domain';
import { isPhraseKey, type PhraseParams, phrase } from './phrase.js';
import { quorumSentence } from './quorum.js';
import type { PhraseKey } from './topics.js';

type CodeOf<Key> = Key extends `refusals.${infer Code}` ? Code : never;
/** Codes of refusals that have their sentence. */
export type RefusalCode = CodeOf<PhraseKey>;

/** The sentence of a refusal by its code. A code that has none yet is still answered, with the code in it. */
export function refusalSentence(language: string, code: string, params: PhraseParams = {}): string {
  const key = `refusals.${code}`;
  // A quorum of several conditions is no pair of numbers.
  if (code.endsWith('.no_quorum') && Array.isArray(params.parts)) {
    const quorum = quorumSentence(language, params as unknown as QuorumFinding);
    return code === 'voting.no_quorum' ? phrase(language, 'outcome.quorum.no_vote', { quorum }) : quorum;
  }
  return isPhraseKey(key) ? phrase(language, key, params) : phrase(language, 'common.refused.unknown', { code });
}
