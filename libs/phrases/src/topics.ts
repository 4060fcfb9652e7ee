// The list of topics. To add one: write ru/<topic>.ts (the source of its keys) and en/<topic>.ts (typed by it, see
// en/common.ts), then name it in ru/index.ts and en/index.ts. A key is then asked for as `phrase(language, 'topic.key')`:
//
//   // ru/papers.ts                                          // en/papers.ts
//   export const papers = {                                  export const papers = {
//     count: '{n, plural, one {# документ}                     count: '{n, plural, one {# paper} other {# papers}}',
//        few {# документа} many {# документов}               } satisfies Translation<typeof ru>;
//        other {# документа}}',
//   };
//   phrase('ru', 'papers.count', { n: 3 })  →  '3 документа'
//
// Strings are ICU MessageFormat: {name}, {n, plural, …}, {code, select, a {…} other {…}}. A Russian plural needs one, few,
// many and other. An apostrophe is written ’ (a straight one before { quotes it). Dates come in already formatted (dates.ts).
import * as en from './en/index.js';
import * as ru from './ru/index.js';
import type { Translation } from './translation.js';

type Source = typeof ru;
type Topic = keyof Source & string;

/** Every sentence's name: topic, a dot, key. */
export type PhraseKey = { [T in Topic]: `${T}.${keyof Source[T] & string}` }[Topic];

/** Languages a page, a mail or a document can be had in. */
export const INTERFACE_LANGUAGES = ['ru', 'en'] as const;
export type InterfaceLanguage = (typeof INTERFACE_LANGUAGES)[number];

export const topics: Record<InterfaceLanguage, { readonly [T in Topic]: Translation<Source[T]> }> = { ru, en };
