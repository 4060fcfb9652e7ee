import { IntlMessageFormat } from 'intl-messageformat';
import { type ParsedSentence, type Sentence, sentenceOf } from './catalogue.js';
import {
  fallbackOf,
  INTERFACE_LANGUAGES,
  type InterfaceLanguage,
  type KnownLanguage,
  knownLanguage,
} from './languages.js';
import type { PhraseKey } from './topics.js';

/** What a sentence may be given. Anything but a text or a number is written out as text. */
export type PhraseParams = { readonly [name: string]: unknown };

interface Compiled {
  readonly message: IntlMessageFormat;
  /** Names that the sentence asks for, and whether each is counted (a plural). */
  readonly asks: ReadonlyMap<string, 'text' | 'number'>;
}

const compiled = new Map<string, Compiled>();

/** The interface language nearest to the one asked for: `en-GB` is English, one we do not speak is Russian. */
export const interfaceLanguage = (language: string): InterfaceLanguage => fallbackOf(knownLanguage(language));

/** The sentence of this key in this language. What it asks for and is not given shows as an ellipsis; never throws. */
export function phrase(language: string, key: PhraseKey, params: PhraseParams = {}): string {
  const { message, asks } = compile(knownLanguage(language), key);
  const given: { [name: string]: string | number } = {};
  for (const [name, kind] of asks) given[name] = kind === 'number' ? asNumber(params[name]) : asText(params[name]);
  return String(message.format(given));
}

/** Whether there is a sentence of this key: for codes that come from elsewhere. On a page: among those it has loaded. */
export function isPhraseKey(key: string): key is PhraseKey {
  return INTERFACE_LANGUAGES.some(language => sentenceOf(language, key) !== undefined);
}

function compile(asked: KnownLanguage, key: PhraseKey): Compiled {
  const language = sentenceOf(asked, key) === undefined ? fallbackOf(asked) : asked;
  const at = `${language} ${key}`;
  const known = compiled.get(at);
  if (known) return known;
  const sentence = sentenceOf(language, key);
  // Its file may still come.
  if (sentence === undefined) return compileSentence(language, key);
  const ready = compileSentence(language, sentence);
  compiled.set(at, ready);
  return ready;
}

/** A sentence ready to be said, and what it asks for. */
export function compileSentence(language: KnownLanguage, sentence: Sentence): Compiled {
  // Sentences are plain text: a "<" in them is a sign, not a tag.
  const message = new IntlMessageFormat(parsed(sentence), language, undefined, { ignoreTag: true });
  const asks = new Map<string, 'text' | 'number'>();
  collect(message.getAst(), asks);
  return { message, asks };
}

type Elements = ReturnType<IntlMessageFormat['getAst']>;

function elements(sentence: ParsedSentence): Elements {
  return sentence.map(part => {
    if (typeof part === 'string') return { type: 0, value: part };
    if (part === 0) return { type: 7 };
    const [value, type, cases = {}] = part;
    if (type === undefined) return { type: 1, value };
    const options = Object.fromEntries(
      Object.entries(cases).map(([when, inner]) => [when, { value: elements(inner) }]),
    );
    return type === 5 ? { type, value, options } : { type, value, options, offset: 0, pluralType: 'cardinal' };
  }) as Elements;
}

/** A sentence as the formatter takes it. One that asks for nothing is its own text, which needs no parser. */
function parsed(sentence: Sentence): string | Elements {
  if (typeof sentence !== 'string') return elements(sentence);
  return /['{}]/.test(sentence) ? sentence : [{ type: 0, value: sentence }];
}

function collect(elements: Elements, into: Map<string, 'text' | 'number'>): void {
  for (const element of elements) {
    if (!('value' in element)) continue;
    if ('options' in element) {
      into.set(element.value, 'offset' in element ? 'number' : (into.get(element.value) ?? 'text'));
      for (const option of Object.values(element.options)) collect(option.value, into);
    } else if (element.type === 1) {
      if (!into.has(element.value)) into.set(element.value, 'text');
    }
  }
}

function asNumber(value: unknown): number {
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value ?? Number.NaN);
  return Number.isFinite(number) ? number : 0;
}

function asText(value: unknown): string | number {
  if (value === undefined || value === null || value === '') return '…';
  return typeof value === 'number' || typeof value === 'string' ? value : String(value);
}
