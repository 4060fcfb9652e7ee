/** @jest-environment node */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { INTERFACE_LANGUAGES, type PhraseKey, phrase } from '@kengesh/phrases';
import { catalogues } from '../../../libs/phrases/src/complete.js';
import { compileSentence } from '../../../libs/phrases/src/phrase.js';
import { topicOf } from '../../../libs/phrases/src/topics.js';
import { parseSentence } from '../parsed-sentences.js';

const PHRASES = join(__dirname, '../../../libs/phrases/src');
const KEY = /['`]([a-z]+)\.([\w.]*)(\$\{)?[^'`\n]*['`]/g;

const remembered = <Answer>(ask: (file: string) => Answer) => {
  const known = new Map<string, Answer>();
  return (file: string): Answer => {
    const answer = known.get(file) ?? ask(file);
    known.set(file, answer);
    return answer;
  };
};

/** Where our own sentences are made, by the name a page asks for. */
const makers = new Map(
  [...readFileSync(join(PHRASES, 'page.ts'), 'utf8').matchAll(/export \{([^}]*)\} from '(\.[^']+)\.js'/g)].flatMap(
    ([, names, file]) => names!.split(',').map(name => [name.trim(), join(PHRASES, `${file}.ts`)] as const),
  ),
);

/** What a file draws in at once: its relative imports, and of the phrases what it asks for by name. */
const drawn = remembered((file: string): readonly string[] => {
  const text = readFileSync(file, 'utf8');
  const beside = [...text.matchAll(/^(?:import|export)(?! type)[^;]*? from '(\.[^']+)'/gm)].map(([, path]) => path!);
  const found = beside.flatMap(path => {
    const at = join(dirname(file), path).replace(/\.js$/, '');
    return [`${at}.ts`, `${at}.tsx`].filter(one => existsSync(one));
  });
  const asked = [...text.matchAll(/^(?:import|export) \{([^}]*)\} from '@kengesh\/phrases\/page'/gm)];
  return [...found, ...asked.flatMap(([, names]) => names!.split(',').flatMap(name => makers.get(name.trim()) ?? []))];
});

function reached(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const next of drawn(file)) reached(next, seen);
  return seen;
}

/** In which file of sentences each key is. */
const fileOf = new Map(
  Object.entries(catalogues.ru).flatMap(([file, sentences]) =>
    Object.keys(sentences).map(key => [`${topicOf(file)}.${key}`, file] as const),
  ),
);
/** Files of sentences that come with a page. */
const said = async (page: string): Promise<readonly string[]> =>
  Object.keys(await import(`../../../libs/phrases/src/ru/pages/${page}`));

const topics = new Set(Object.keys(catalogues.ru).map(topicOf));

/** Files of sentences that this code asks for; a key made of parts (`roles.${role}`) may be any that begins so. */
const asks = remembered((file: string): Set<string> => {
  const wanted = new Set<string>();
  for (const [, topic, rest, isOpen] of readFileSync(file, 'utf8').matchAll(KEY)) {
    if (!topics.has(topic!)) continue;
    const start = `${topic}.${rest}`;
    for (const [key, home] of fileOf) if (isOpen ? key.startsWith(start) : key === start) wanted.add(home);
  }
  return wanted;
});

/** What a page of the desk opens later: its sentences come with the desk, or with a piece of their own. */
const opened = (file: string, piece?: string): readonly string[] =>
  [...readFileSync(join(__dirname, file), 'utf8').matchAll(/import\('\.\/([\w-]+)\.js'\)(?:, (\w+)\))?/g)]
    .filter(([, , brings]) => brings === piece)
    .map(([, name]) => `pages/desk/${name}.tsx`);

const PAGES = {
  home: ['pages/home/home-page.tsx', 'pages/home/sign-in-page.tsx', 'pages/home/nothing-here.tsx'],
  desk: [
    'pages/desk/desk-face.tsx',
    ...opened('pages/desk/desk-face.tsx'),
    ...opened('pages/desk/session-tabs.ts'),
    ...opened('pages/desk/dialogs.ts'),
  ],
  chair: ['pages/chair/chair-face.tsx', 'features/admission/faces.tsx'],
  hall: ['pages/hall/hall-face.tsx'],
  delegate: ['delegate-page.tsx', 'pages/delegate/outcomes.ts'],
} satisfies { readonly [page: string]: readonly string[] };
const PIECES = {
  rare: { of: ['delegate'], at: 'pages/delegate/rare.ts' },
  'live-video': { of: ['delegate'], at: 'features/video/live.tsx' },
  'ballot-key': { of: ['chair'], at: 'features/ballot-key/ballot-key.ts' },
} as const;

const lacks = (entries: readonly string[], has: readonly string[]) =>
  entries.flatMap(entry =>
    [...reached(join(__dirname, entry))].flatMap(file =>
      // Of all refusals a page meets some; which, its acts decide and not its words.
      [...asks(file)].filter(one => !has.includes(one) && !one.startsWith('refusalsOf')).map(one => `${file}: ${one}`),
    ),
  );

describe('The sentences of a page', () => {
  test.each(Object.entries(PAGES))('%s: all that it says is loaded with it', async (page, entries) => {
    expect([...reached(join(__dirname, entries[0]!))].length).toBeGreaterThan(3);
    expect(lacks(entries, await said(page))).toEqual([]);
  });

  test.each(Object.entries(PIECES))('%s: what comes later brings what it says besides', async (piece, { of, at }) => {
    const has = (await Promise.all([...of, piece].map(said))).flat();
    expect(lacks([at], has)).toEqual([]);
  });

  test('what is about access to the desk brings what it says besides', async () => {
    const pages = opened('pages/desk/desk-face.tsx', 'access');
    expect(pages.length).toBeGreaterThan(3);
    expect(lacks(pages, [...(await said('desk')), ...(await said('access'))])).toEqual([]);
  });

  test('the list of letters brings what it says besides', async () => {
    const has = [...(await said('desk')), ...(await said('letters'))];
    expect(opened('pages/desk/letters-later.ts', 'letters')).toEqual(['pages/desk/letter-list.tsx']);
    expect(lacks(['pages/desk/letter-list.tsx'], has)).toEqual([]);
  });

  test('the hall’s picture and sound say what is loaded with them', async () => {
    const has = [...(await said('hall')), ...(await said('live-video'))];
    expect(lacks(['features/video/hall-media.tsx'], has)).toEqual([]);
  });

  test('none is loaded for nothing', async () => {
    for (const [page, entries] of Object.entries(PAGES)) {
      const wanted = new Set(
        entries.flatMap(entry => [...reached(join(__dirname, entry))].flatMap(file => [...asks(file)])),
      );
      const spare = (await said(page)).filter(one => !wanted.has(one) && !/^(refusals|dates|common)/.test(one));
      expect([page, spare]).toEqual([page, []]);
    }
  });

  test('are parsed when the page is built, and say what they say on the server', () => {
    let count = 0;
    for (const language of INTERFACE_LANGUAGES)
      for (const [file, sentences] of Object.entries(catalogues[language]))
        for (const [key, text] of Object.entries(sentences)) {
          const parsed = parseSentence(text);
          if (typeof parsed === 'string') continue;
          const names = [...JSON.stringify(parsed).matchAll(/\["(\w+)"[\],]/g)].map(match => match[1]!);
          const given = Object.fromEntries(names.map(name => [name, 5]));
          const { message } = compileSentence(language, parsed);
          expect(message.format(given)).toBe(phrase(language, `${topicOf(file)}.${key}` as PhraseKey, given));
          count++;
        }
    expect(count).toBeGreaterThan(1000);
  });
});
