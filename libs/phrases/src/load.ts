import { addSentences, isComplete, type Sentence } from './catalogue.js';
import type { InterfaceLanguage } from './languages.js';

/** What a page, or a piece of it that comes later, says: by language, the files of sentences it needs, in one piece. */
export type PageSentences = {
  readonly [Language in InterfaceLanguage]: () => Promise<{
    readonly [file: string]: { readonly [key: string]: Sentence };
  }>;
};

const loaded = new Set<PageSentences[InterfaceLanguage]>();

/** Whether all of it can be said already. */
export const hasSentences = (language: InterfaceLanguage, wanted: readonly PageSentences[]): boolean =>
  isComplete(language) || wanted.every(page => loaded.has(page[language]));

/** Brings what is not here yet. What failed to come is asked for again by the next call. */
export async function loadSentences(language: InterfaceLanguage, wanted: readonly PageSentences[]): Promise<void> {
  if (isComplete(language)) return;
  const missing = wanted.map(page => page[language]).filter(load => !loaded.has(load));
  await Promise.all(
    missing.map(async load => {
      for (const [file, sentences] of Object.entries(await load())) addSentences(language, file, sentences);
      loaded.add(load);
    }),
  );
}
