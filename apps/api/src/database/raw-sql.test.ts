import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts') && !/\.(test|suite)\.ts$/.test(name))
  .map(name => relative(root, join(root, name)).replaceAll('\\', '/'));

const speaksSql = (name: string) =>
  name.startsWith('event-store/') || name.startsWith('database/') || /\.(queries|repository)\.ts$/.test(name);

const linesOf = (name: string, pattern: RegExp) =>
  readFileSync(join(root, name), 'utf8')
    .split('\n')
    .flatMap((line, index) => (pattern.test(line) ? [`${name}:${index + 1} ${line.trim()}`] : []));

test('SQL is written in the event store, in repositories and in query files only', () => {
  const found = sources
    .filter(name => !speaksSql(name))
    .flatMap(name => linesOf(name, /\.query(<|\()|\browsOf\(|\.createQueryBuilder\(/));
  expect(found).toEqual([]);
  // That the pattern finds them at all.
  expect(sources.filter(speaksSql).flatMap(name => linesOf(name, /\browsOf\(/)).length).toBeGreaterThan(50);
});

test('transactions of desk data are begun by `transaction` only', () => {
  const begins = /\.transaction\(|createQueryRunner|startTransaction|\.query\([`'"]begin/i;
  // A rehearsal is copied, and rights are granted, over a connection of the database's owner, of which there is no pool.
  const allowed = [
    'database/grants.ts',
    'database/transaction.ts',
    'event-store/postgres-store.ts',
    // On a connection that keeps the lock of its letter while the mail server thinks.
    'letters/client-transaction.queries.ts',
    'rehearsals/clone.queries.ts',
  ];
  expect([...new Set(sources.filter(name => linesOf(name, begins).length > 0))].sort()).toEqual(allowed);
});
