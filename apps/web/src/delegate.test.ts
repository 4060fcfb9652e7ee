import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { INTERFACE_LANGUAGES, type PhraseKey, phrase } from '@kengesh/phrases';
import { compileSentence } from '../../../libs/phrases/src/phrase.js';
import { LATE, parseSentences } from '../delegate-light.js';

const TOPIC = /['"`]([a-z]+)\.[\w.${}]+['"`]/g;

/** Every file the delegate's entry draws in, followed by its relative imports; with `later`, also those loaded when asked for. */
function reached(file: string, later: boolean, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, how, path] of readFileSync(file, 'utf8').matchAll(/(from |import |import\()'(\.[^']+)'/g)) {
    if (how === 'import(' && !later) continue;
    const at = join(dirname(file), path!);
    const source = [at.replace(/\.js$/, '.ts'), at.replace(/\.js$/, '.tsx')].find(one => existsSync(one));
    if (source) reached(source, later, seen);
  }
  return seen;
}

describe('The delegate’s page', () => {
  const files = [...reached(join(__dirname, 'delegate.tsx'), true)];
  const first = [...reached(join(__dirname, 'delegate.tsx'), false)];
  const config = readFileSync(join(__dirname, '../vite.config.ts'), 'utf8');
  const brought = [.../DELEGATE_TOPICS = \[([^\]]*)\]/.exec(config)![1]!.matchAll(/'(\w+)'/g)].map(one => one[1]);
  const topics = readFileSync(join(__dirname, '../../../libs/phrases/src/ru/index.ts'), 'utf8');
  const all = [...topics.matchAll(/export \{ (\w+) \}/g)].map(one => one[1]!);

  test('brings the sentences of every topic it asks for; the build leaves the others at home', () => {
    expect(files.length).toBeGreaterThan(25);
    expect(all.length).toBeGreaterThan(8);
    const asked = files.flatMap(file =>
      [...readFileSync(file, 'utf8').matchAll(TOPIC)].map(one => one[1]!).filter(one => all.includes(one)),
    );
    expect([...new Set(asked)].filter(topic => !brought.includes(topic))).toEqual([]);
    expect(brought).toEqual(expect.arrayContaining(['common', 'dates', 'outcome', 'refusals', 'roles']));
  });

  const LATE_KEY = /['`](delegate|interpretation|outcome|part|refusals|video|ways)\.([\w.]+)['`$]/g;
  const late = (of: Iterable<string>) =>
    [...of].flatMap(file =>
      [...readFileSync(file, 'utf8').matchAll(LATE_KEY)].flatMap(([, topic, key]) =>
        LATE[topic!]!(key!) ? [`${topic}.${key}`] : [],
      ),
    );

  test('has every sentence that the page itself says at once; what comes late is said by the late pieces alone', () => {
    expect(first.length).toBeLessThan(files.length);
    expect(late(first)).toEqual([]);
    expect(late(files).length).toBeGreaterThan(30);
  });

  test('has what our own sentences are made of: outcomes alone are told by what comes with them', () => {
    const phrases = join(__dirname, '../../../libs/phrases/src');
    const index = readFileSync(join(phrases, 'index.ts'), 'utf8');
    const home = new Map(
      [...index.matchAll(/export \{([^}]*)\} from '(\.[^']+)\.js'/g)].flatMap(([, names, file]) =>
        names!.split(',').map(name => [name.trim(), join(phrases, `${file}.ts`)] as const),
      ),
    );
    const told = (of: readonly string[]) => {
      const asked = of.flatMap(file =>
        [...readFileSync(file, 'utf8').matchAll(/^(?:import|export) \{([^}]*)\} from '@kengesh\/phrases'/gm)].flatMap(
          one => one[1]!.split(',').flatMap(name => home.get(name.trim()) ?? []),
        ),
      );
      const sources = new Set<string>();
      for (const file of asked) reached(file, false, sources);
      return [...sources].filter(file => !/\/(ru|en|topics)[/.]/.test(file.slice(phrases.length)));
    };
    expect(late(told(first))).toEqual([]);
    expect(told(first).map(file => basename(file))).toEqual(expect.arrayContaining(['quorum.ts', 'threshold.ts']));
    const outcomes = [...reached(join(__dirname, 'pages/delegate/outcomes.ts'), false)];
    expect(late(told(outcomes)).length).toBeGreaterThan(20);
    // Neither the rare panels nor the video bring them along.
    const others = ['pages/delegate/rare.ts', 'features/video/live.tsx'].flatMap(file => [
      ...reached(join(__dirname, file), false),
    ]);
    const ofOutcomes = (keys: readonly string[]) => keys.filter(key => /^(delegate|outcome|ways)\./.test(key));
    expect(ofOutcomes(late([...others, ...told(others)]))).toEqual([]);
  });

  test('brings its sentences parsed, and says with them what the other pages say', () => {
    let count = 0;
    for (const language of INTERFACE_LANGUAGES)
      for (const topic of brought) {
        const file = join(__dirname, `../../../libs/phrases/src/${language}/${topic}.ts`);
        const built = parseSentences(readFileSync(file, 'utf8'));
        for (const [, key, json] of built.matchAll(/^ {2}'?([\w.]+)'?:\s+(\[.*\]),?$/gm)) {
          const names = [...json!.matchAll(/\["(\w+)"[\],]/g)].map(match => match[1]!);
          const given = Object.fromEntries(names.map(name => [name, 5]));
          const { message } = compileSentence(language, JSON.parse(json!));
          expect(message.format(given)).toBe(phrase(language, `${topic}.${key}` as PhraseKey, given));
          count++;
        }
      }
    expect(count).toBeGreaterThan(200);
  });

  test('knows no rules of its own: only a rare panel asks why an act would be refused', () => {
    expect(first.filter(file => /refusal-reason/.test(file))).toEqual([]);
    expect(files.filter(file => /refusal-reason/.test(file))).toHaveLength(1);
  });

  test('draws in no other face and no library but the few it needs', () => {
    const others = files.filter(file => /pages\/(chair|desk|home|hall)\//.test(file));
    expect(others).toEqual([]);
    const libraries = files.flatMap(file =>
      [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)(?! type)[^;]*? from '([^.'][^']*)'/gm)].map(
        one => one[1]!,
      ),
    );
    expect([...new Set(libraries)].sort()).toEqual([
      '@kengesh/domain',
      '@kengesh/journal',
      '@kengesh/phrases',
      'livekit-client',
      'react',
      'react-dom/client',
      'socket.io-client',
    ]);
  });

  test('calls nothing by a name that the build takes for a call without effect', () => {
    const names = [.../manualPureFunctions: \[([^\]]*)\]/.exec(config)![1]!.matchAll(/'(\w+)'/g)].map(one => one[1]);
    expect(names.length).toBeGreaterThan(0);
    const calls = new RegExp(`(?<![.\\w])(${names.join('|')})(\\.\\w+)*\\(`);
    expect(files.filter(file => calls.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  test('opens without the video: its code and LiveKit come on a press only', () => {
    const inVideo = (of: readonly string[]) =>
      of.filter(file => /features\/(video|interpretation)\//.test(file)).map(file => basename(file));
    // Beside the strip only the few lines by which a room that was entered tells that the microphone is live.
    expect(inVideo(first).sort()).toEqual(['own-microphone.ts', 'video-strip.tsx']);
    expect(inVideo(files).length).toBeGreaterThan(10);
    const takers = files.filter(file => /from 'livekit-client'/.test(readFileSync(file, 'utf8')));
    const inTheRoom = ['booth-line.ts', 'media.ts', 'room.ts', 'sending.ts', 'ticket.ts'];
    expect(takers.map(file => basename(file)).sort()).toEqual(inTheRoom);
  });
});
