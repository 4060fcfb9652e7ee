import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { events } from '@kengesh/domain';
import { IntlMessageFormat } from 'intl-messageformat';
import { catalogues } from './complete.js';
import { INTERFACE_LANGUAGES, isPhraseKey, type PhraseKey, phrase } from './index.js';
import { fallbackOf, type InterfaceLanguage, KNOWN_LANGUAGES, type KnownLanguage } from './languages.js';
import type { PageSentences } from './load.js';
import { topicOf } from './topics.js';

const ROOT = join(__dirname, '../../..');

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(one => one.isFile() && /\.tsx?$/.test(one.name) && !/\.(test|suite)\.tsx?$/.test(one.name))
    .map(one => readFileSync(join(one.parentPath, one.name), 'utf8'));
}

const written = (language: KnownLanguage): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(catalogues[language]).flatMap(([file, sentences]) =>
      Object.entries(sentences).map(([key, text]) => [`${topicOf(file)}.${key}`, text] as const),
    ),
  );
const sentences = new Map(KNOWN_LANGUAGES.map(language => [language, written(language)]));
const sentencesIn = (language: KnownLanguage) => sentences.get(language)!;
const all = [...sentencesIn('ru').keys()] as PhraseKey[];
const source = (language: InterfaceLanguage, key: string): string => sentencesIn(language).get(key)!;

interface Asks {
  plural: Map<string, string[]>;
  names: Set<string>;
  /** Options of each select, besides `other`. */
  select: Map<string, string[]>;
}
const asked = new Map<string, Asks>();
/** What a text asks for; each is parsed once. */
function asksOf(text: string): Asks {
  const found = asked.get(text);
  if (found) return found;
  const asks: Asks = { plural: new Map(), names: new Set(), select: new Map() };
  const walk = (elements: ReturnType<IntlMessageFormat['getAst']>) => {
    for (const element of elements) {
      if (!('value' in element) || element.type === 0) continue;
      asks.names.add(element.value);
      if (!('options' in element)) continue;
      const options = Object.keys(element.options);
      ('offset' in element ? asks.plural : asks.select).set(element.value, options);
      for (const option of Object.values(element.options)) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(text, 'ru', undefined, { ignoreTag: true }).getAst());
  asked.set(text, asks);
  return asks;
}

describe('Every sentence', () => {
  test('is there in every language that is offered', () => {
    expect(all.length).toBeGreaterThan(100);
    expect(INTERFACE_LANGUAGES).toEqual(expect.arrayContaining(['ru', 'en']));
    for (const language of INTERFACE_LANGUAGES)
      expect([...sentencesIn(language).keys()].sort()).toEqual([...all].sort());
  });

  test.each(KNOWN_LANGUAGES)(
    'asks for the parameters and cases of its Russian source, and for no more: %s',
    language => {
      expect(sentencesIn(language).size).toBeGreaterThan(0);
      expect([...sentencesIn(language).keys()].filter(key => !sentencesIn('ru').has(key))).toEqual([]);
      const asks = (text: (key: string) => string) =>
        [...sentencesIn(language).keys()].map(key => {
          const { names, select } = asksOf(text(key));
          const cases = [...asksOf(source('ru', key)).select.keys()].map(name => [name, select.get(name)]);
          return [key, [...names].sort(), cases];
        });
      expect(asks(key => sentencesIn(language).get(key)!)).toEqual(asks(key => source('ru', key)));
    },
  );

  test.each(KNOWN_LANGUAGES)('that is lacking is said in the language beneath: %s', language => {
    const beneath = (key: PhraseKey) => (sentencesIn(language).has(key) ? language : fallbackOf(language));
    expect(all.map(key => [key, phrase(language, key)])).toEqual(all.map(key => [key, phrase(beneath(key), key)]));
    expect(all.filter(key => phrase(language, key) === key)).toEqual([]);
  });

  test('is in one file only', () => {
    for (const language of INTERFACE_LANGUAGES) {
      const counts = Object.values(catalogues[language]).map(file => Object.keys(file).length);
      expect(sentencesIn(language).size).toBe(counts.reduce((sum, count) => sum + count, 0));
    }
  });

  test('is on the same pages in every language', async () => {
    const pages = readdirSync(join(__dirname, 'pages')).map(name => name.replace('.ts', ''));
    expect(pages.length).toBeGreaterThan(5);
    for (const page of pages) {
      const [said]: PageSentences[] = Object.values(await import(`./pages/${page}`));
      const names = Object.keys(await said!.ru());
      expect(names.length).toBeGreaterThan(0);
      for (const language of INTERFACE_LANGUAGES) {
        const files = await said![language]();
        expect([page, language, Object.keys(files)]).toEqual([page, language, names]);
        for (const [name, file] of Object.entries(files))
          expect(file).toBe(catalogues[language][name as keyof typeof catalogues.ru]);
      }
    }
  });

  test.each(INTERFACE_LANGUAGES)('formats with parameters, in every case, without a brace left over: %s', language => {
    const wrong: string[] = [];
    for (const key of all) {
      const { names, plural, select } = asksOf(source(language, key));
      const sample = Object.fromEntries([...names].map(name => [name, plural.has(name) ? 2 : `‹${name}›`]));
      const cases = [
        sample,
        ...[...select].flatMap(([name, options]) => options.map(one => ({ ...sample, [name]: one }))),
      ];
      for (const params of cases) {
        const sentence = phrase(language, key, params);
        const isWhole = !/[{}]|undefined|NaN|\[object| {2}|\.\./.test(sentence) && sentence.trim() === sentence;
        if (!isWhole) wrong.push(`${key}: ${sentence}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('L10N-01: a Russian plural has its four forms, an English one its two', () => {
    const wrong: string[] = [];
    for (const key of all) {
      for (const [name, options] of asksOf(source('ru', key)).plural) {
        const wants =
          options.includes('=0') || (key.startsWith('outcome.of.') && name === 'base')
            ? ['other']
            : ['one', 'few', 'many', 'other'];
        if (!wants.every(one => options.includes(one))) wrong.push(key);
      }
      for (const options of asksOf(source('en', key)).plural.values()) if (!options.includes('other')) wrong.push(key);
    }
    expect(wrong).toEqual([]);
  });

  test('is in its own language', () => {
    const [inEnglish, inRussian] = [
      (key: string) => source('en', key).replace(/\{[^}]*\}/g, ''),
      (key: string) => source('ru', key).replace(/\{\w+\}/g, ''),
    ];
    // A language is named in itself.
    expect(all.filter(key => !key.includes('language') && /[а-яё]/iu.test(inEnglish(key)))).toEqual([]);
    expect(all.filter(key => inRussian(key).length > 15 && !/[а-яё]/i.test(inRussian(key)))).toEqual([]);
  });
});

describe('Codes that the product uses', () => {
  test('every refusal has its sentence', () => {
    const codes = new Set(
      ['libs/journal/src', 'libs/domain/src', 'libs/records/src', 'libs/contracts/src', 'apps/api/src']
        .flatMap(folder => {
          try {
            return sources(folder);
          } catch {
            return [];
          }
        })
        .flatMap(text => [...text.matchAll(/\brefused?\(\s*'([a-z_]+(?:[.-][A-Za-z_-]+)*)'/g)].map(match => match[1]!)),
    );
    expect(codes.size).toBeGreaterThan(50);
    expect([...codes].filter(code => !isPhraseKey(`refusals.${code}`)).sort()).toEqual([]);
  });

  test('every event has its line of the record, and every line its event', () => {
    expect(
      Object.keys(catalogues.ru.journal)
        .filter(key => key !== 'unknown')
        .sort(),
    ).toEqual(Object.keys(events).sort());
  });
});
