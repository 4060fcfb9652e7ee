import { topicOf } from './topics.js';

/** As it is written, or as parsed when a page was built. */
export type Sentence = string | ParsedSentence;

/**
 * A sentence parsed when a page was built, in few bytes: texts as they are, 0 for the number of a plural, `[name]` for what is
 * put in, `[name, 5 | 6, cases]` for a select (5) or a plural (6).
 */
export type ParsedSentence = readonly (
  | string
  | 0
  | readonly [name: string]
  | readonly [name: string, type: 5 | 6, cases: { readonly [when: string]: ParsedSentence }]
)[];

const sentences = new Map<string, Sentence>();
const complete = new Set<string>();

/** Makes the sentences of a file sayable. */
export function addSentences(language: string, file: string, added: { readonly [key: string]: Sentence }): void {
  for (const [key, sentence] of Object.entries(added)) sentences.set(`${language} ${topicOf(file)}.${key}`, sentence);
}

/** Says that no sentence of this language is lacking. */
export const setComplete = (language: string): void => void complete.add(language);
export const isComplete = (language: string): boolean => complete.has(language);

/** The sentence of this key; undefined where there is none, or its file is not here. */
export const sentenceOf = (language: string, key: string): Sentence | undefined => sentences.get(`${language} ${key}`);
