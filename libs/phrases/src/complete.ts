import { addSentences, setComplete } from './catalogue.js';
import * as en from './en/index.js';
import * as ru from './ru/index.js';
import { INTERFACE_LANGUAGES, type InterfaceLanguage, type SentenceFile } from './topics.js';
import type { Translation } from './translation.js';

/** Every sentence in every language, sayable from the import on. */
export const catalogues: Record<
  InterfaceLanguage,
  { readonly [File in SentenceFile]: Translation<(typeof ru)[File]> }
> = { ru, en };

for (const language of INTERFACE_LANGUAGES) {
  for (const [file, sentences] of Object.entries(catalogues[language])) addSentences(language, file, sentences);
  setComplete(language);
}
