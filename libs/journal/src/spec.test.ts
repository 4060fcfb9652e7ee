import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const here = import.meta.dirname;
const root = join(here, '../../..');
const files = [
  ...readdirSync(here)
    .filter(name => /\.(test|suite)\.ts$/.test(name))
    .map(name => join(here, name)),
  join(root, 'apps/api/src/event-store/postgres-store.test.ts'),
];

describe('SPEC.md', () => {
  const rules = [...readFileSync(join(here, '../SPEC.md'), 'utf8').matchAll(/^- \*\*(J-\d+)\*\*/gm)].map(m => m[1]!);
  const titles = files.flatMap(file => [
    ...readFileSync(file, 'utf8').matchAll(
      /\b(?:test|describe)(?:\.each(?:<[^(]*>)?\([\s\S]*?\]\))?\(\s*(['`])(.*?)\1,/g,
    ),
  ]);
  const quoted = new Set(titles.flatMap(title => title[2]!.match(/\bJ-\d+/g) ?? []));

  test('gives every number once, in order', () => {
    expect(rules.length).toBeGreaterThan(30);
    expect(rules).toEqual([...new Set(rules)].sort());
  });

  test('every rule is quoted by the title of a test', () => {
    expect(rules.filter(rule => !quoted.has(rule))).toEqual([]);
  });

  test('no title quotes a rule that is not there', () => {
    expect([...quoted].filter(rule => !rules.includes(rule))).toEqual([]);
  });
});
