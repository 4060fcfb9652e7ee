import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { acts, events } from './index.js';

const ROOT = join(__dirname, '../../..');
const LIBS = join(ROOT, 'libs');
const ID = /\b(?:PROC|REC|SEC|TZ|L10N|CAL)-\d+\b|\bV\d+\b/g;
/** Each id that RULES.md explains: the first column of its tables. */
const explained = readFileSync(join(LIBS, 'domain/RULES.md'), 'utf8')
  .split('\n')
  .flatMap(line => /^\| ([A-Z0-9]+(?:-\d+)?) \|/.exec(line)?.[1] ?? []);

function quotedIn(workspace: string): string[] {
  return readdirSync(join(ROOT, workspace, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(file => /\.(test|suite)\.ts$/.test(file))
    .flatMap(file => readFileSync(join(ROOT, workspace, 'src', file), 'utf8').match(ID) ?? []);
}

test('RULES.md explains every rule that a test of the domain quotes', () => {
  const quoted = new Set(quotedIn('libs/domain'));
  expect(quoted.size).toBeGreaterThan(30);
  expect([...quoted].filter(id => !explained.includes(id))).toEqual([]);
});

test('RULES.md explains each rule once, and none that no test holds', () => {
  const quoted = new Set(['libs/domain', 'libs/phrases', 'libs/records', 'apps/api'].flatMap(quotedIn));
  expect(explained.filter(id => !quoted.has(id))).toEqual([]);
  expect(new Set(explained).size).toBe(explained.length);
});

/** The sources of the domain as one text: those of the tests, or the rest. */
function textOf(which: 'tests' | 'rest'): string {
  return readdirSync(join(LIBS, 'domain/src'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && /\.(test|suite)\.ts$/.test(file) === (which === 'tests'))
    .filter(file => !/(?:random-[a-z]+\.suite|permissions\.(?:suite|test))\.ts$/.test(file))
    .map(file => readFileSync(join(LIBS, 'domain/src', file), 'utf8'))
    .join('\n');
}

test('every code an act refuses with is brought about by a test', () => {
  const refused = new Set(
    [...textOf('rest').matchAll(/refuse\(([^)]*)/g)].flatMap(([, told = '']) =>
      [...told.matchAll(/'([a-z]+\.[a-z_]+)'/g)].map(([, code = '']) => code),
    ),
  );
  expect(refused.size).toBeGreaterThan(45);
  const tests = textOf('tests');
  expect([...refused].filter(code => !tests.includes(`'${code}'`))).toEqual([]);
});

test('every act is asked by a test, beside those that ask at random or only for who may', () => {
  const tests = textOf('tests');
  expect(Object.keys(acts).length).toBeGreaterThan(100);
  expect(Object.keys(acts).filter(type => !tests.includes(`'${type}'`))).toEqual([]);
});

test('every event is expected by a test', () => {
  const tests = textOf('tests');
  expect(Object.keys(events).filter(type => !tests.includes(`'${type}'`))).toEqual([]);
});
