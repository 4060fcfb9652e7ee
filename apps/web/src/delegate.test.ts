import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const TOPIC = /['"`]([a-z]+)\.[\w.${}]+['"`]/g;

/** Every file the delegate's entry draws in, followed by its relative imports. */
function reached(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, , path] of readFileSync(file, 'utf8').matchAll(/(from |import )'(\.[^']+)'/g)) {
    const at = join(dirname(file), path!);
    const source = [at.replace(/\.js$/, '.ts'), at.replace(/\.js$/, '.tsx')].find(one => existsSync(one));
    if (source) reached(source, seen);
  }
  return seen;
}

describe('The delegate’s page', () => {
  const files = [...reached(join(__dirname, 'delegate.tsx'))];
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

  test('draws in no other face and no library but the few it needs', () => {
    const others = files.filter(file => /faces\/(chair|desk|home|hall)\//.test(file));
    expect(others).toEqual([]);
    const libraries = files.flatMap(file =>
      [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)(?! type).*? from '([^.'][^']*)'/gm)].map(
        one => one[1]!,
      ),
    );
    expect([...new Set(libraries)].sort()).toEqual([
      '@kengesh/domain',
      '@kengesh/journal',
      '@kengesh/phrases',
      'react',
      'react-dom/client',
      'socket.io-client',
    ]);
  });
});
