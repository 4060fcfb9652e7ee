// The list of topics. To add one: write ru/<topic>.ts (the source of its keys) and en/<topic>.ts (typed by it, see
// en/common.ts), then name it in index.ts of both folders, and in their pages/ where
// a page says it. A key is then asked for as `phrase(language, 'topic.key')`:
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
import type * as ru from './ru/index.js';

type Source = typeof ru;
/** A file of sentences in each language's folder. */
export type SentenceFile = keyof Source & string;

/** Files that hold the rest of a topic: what pages that say little of it can do without. */
export const REST_OF = {
  exportsPersons: 'exports',
  partOffice: 'part',
  cities: 'mail',
  refusalsOfAccess: 'refusals',
  refusalsOfAccounts: 'refusals',
  refusalsOfActs: 'refusals',
  refusalsOfKeys: 'refusals',
} as const satisfies {
  readonly [file: string]: SentenceFile;
};

export const topicOf = (file: string): string => (REST_OF as { readonly [file: string]: string })[file] ?? file;

type TopicOf<File extends string> = File extends keyof typeof REST_OF ? (typeof REST_OF)[File] : File;

/** Every sentence's name: topic, a dot, key. */
export type PhraseKey = { [File in SentenceFile]: `${TopicOf<File>}.${keyof Source[File] & string}` }[SentenceFile];
