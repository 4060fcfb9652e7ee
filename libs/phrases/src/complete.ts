import { addSentences, setComplete } from './catalogue.js';
import * as en from './en/index.js';
import { INTERFACE_LANGUAGES, type InterfaceLanguage, KNOWN_LANGUAGES, type KnownLanguage } from './languages.js';
import * as ru from './ru/index.js';
import type { SentenceFile } from './topics.js';
import type { Translation } from './translation.js';

type Whole = { readonly [File in SentenceFile]: Translation<(typeof ru)[File]> };
type Part = { readonly [File in SentenceFile]?: Partial<Translation<(typeof ru)[File]>> };

/** Every sentence in every language, sayable from the import on. */
export const catalogues: {
  readonly [L in KnownLanguage]: L extends InterfaceLanguage ? Whole : Part;
} = { ru, en };

for (const language of KNOWN_LANGUAGES)
  for (const [file, sentences] of Object.entries(catalogues[language])) addSentences(language, file, sentences);
for (const language of INTERFACE_LANGUAGES) setComplete(language);
