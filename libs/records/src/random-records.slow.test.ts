/**
 * REC-24 over random sessions: whatever the engine makes verifies. `RECORDS` says how many, `FROM` the first seed:
 * `npm run test:records` takes thousands of them.
 */
import { expect, test } from '@jest/globals';
import { type ActType, acts, events } from '@kengesh/domain';
import type { Entry } from '@kengesh/journal';
import { randomRecord } from '../../domain/src/random-record.suite.js';
import { verifyRecord } from './index.js';
import { recordOf } from './record-of.suite.js';

const COUNT = Number(process.env.RECORDS ?? 160);
const FROM = Number(process.env.FROM ?? 1);

/** Every way of voting, each method of election, test votes, and how they ended. */
function waysIn(entries: readonly Entry[]): string[] {
  const opened = new Map(
    entries.flatMap(({ type, data }) => (type === 'voting.opened' ? [[String(data.id), data] as const] : [])),
  );
  return entries.flatMap(({ type, data }) => {
    const vote = type === 'voting.closed' ? opened.get(String(data.voting)) : undefined;
    if (!vote) return [];
    const { election, way, method, test: isTest } = vote as { [name: string]: unknown };
    const how = isTest ? 'test' : ((election as { method: string } | undefined)?.method ?? way ?? vote.kind);
    return [`${how} ${method}`];
  });
}

/** What has to be drawn at least once. */
const WAYS = [
  ...['motion', 'test', 'written', 'election', 'approval', 'block_plurality', 'absolute_majority', 'stv'].flatMap(
    how => [`${how} named`, `${how} secret`],
  ),
  ...['hands', 'roll_call', 'no_objection', 'consensus', 'silence'].map(how => `${how} named`),
  'paper secret',
];

test(
  `REC-24: ${COUNT} random records, of every act, event and way of voting, verify`,
  async () => {
    const types = new Set<string>();
    const ways = new Set<string>();
    let entriesSeen = 0;
    const done = new Set<ActType>();
    const undrawn = () => [
      ...Object.keys(events).filter(type => !types.has(type)),
      ...(Object.keys(acts) as ActType[]).filter(type => !done.has(type)),
      ...WAYS.filter(way => !ways.has(way)),
    ];
    // What is seldom is waited for, but not for ever: what is never drawn at all fails.
    const more = (seed: number) => seed < FROM + COUNT || (undrawn().length > 0 && seed < FROM + 5 * COUNT);
    let seed = FROM;
    for (; more(seed); seed++) {
      const { entries, made } = await randomRecord(seed);
      const verdict = verifyRecord(recordOf(entries), entries.at(-1)!.hash);
      // The seed, for whoever looks into it.
      expect({ seed, ...verdict }).toMatchObject({ seed, faults: [], against: 'given', count: entries.length });
      for (const { type } of entries) types.add(type);
      for (const type of made) done.add(type);
      for (const way of waysIn(entries)) ways.add(way);
      entriesSeen += entries.length;
    }
    process.stdout.write(`${seed - FROM} records, ${entriesSeen} entries, ${ways.size} ways of voting\n`);
    expect(undrawn()).toEqual([]);
  },
  Math.max(60_000, COUNT * 2000),
);
