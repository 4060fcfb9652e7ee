/**
 * REC-24 by chance: records changed in one place, every hash made anew, have to be refused, or to be records that the engine
 * itself could have made: then the real engine is asked the same acts and has to write the very same entries. `MUTATIONS` says
 * how many: `npm run test:records` takes thousands.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { councilSession, PROCEDURE, type State } from '@kengesh/domain';
import { createEngine, createMemoryStore, type Entry, evolve } from '@kengesh/journal';
import { chance } from '../../../domain/src/random-chance.suite.js';
import { randomRecord } from '../../../domain/src/random-record.suite.js';
import { heldWithDevices } from '../held-with-devices.suite.js';
import { verifyRecord } from '../index.js';
import { recordOf } from '../record-of.suite.js';
import { groupsOf } from './commands.js';
import { heldForForgers } from './forged-session.suite.js';
import { type Mutant, mutant } from './mutations.suite.js';
import { outlookOf, Replay } from './replay.js';

const COUNT = Number(process.env.MUTATIONS ?? 400);
const EACH = 40;
const PEOPLE = ['p1', 'p2', 'p3', 'p4', 'sec', 'obs', 'system', 'desk'];

const golden = (name: string) =>
  JSON.parse(readFileSync(`${__dirname}/../../../../test/golden/${name}.json`, 'utf8')) as readonly Entry[];
const bases: readonly (() => Promise<readonly Entry[]>)[] = [
  heldForForgers,
  async () => golden('founding-session'),
  async () => golden('founding-session.2'),
  async () => golden('founding-session.3'),
  async () => golden('founding-session.4'),
  heldWithDevices,
];

/** The same acts, asked of the real engine; null where something was secret, which no record tells. */
async function enacted(entries: readonly Entry[]): Promise<readonly Entry[] | null> {
  if (entries.some(({ type, data }) => type === 'voting.opened' && data.method === 'secret')) return null;
  if (entries[0]!.data.procedure !== PROCEDURE) return null;
  let now = '';
  const store = createMemoryStore({ random: () => 0.5 });
  const engine = createEngine<State>({ def: councilSession, store, now: () => now });
  const replay = new Replay(outlookOf(entries));
  let state: State = councilSession.initial;
  for (const { entries: group } of groupsOf(entries)) {
    const found = replay.command(state, group);
    if (found.mismatch !== null) throw new Error('not lawful after all');
    now = group[0]!.at;
    await engine.submit('again', { id: group[0]!.command, actor: found.actor, act: found.act });
    for (const entry of group) state = evolve(councilSession, state, entry);
  }
  return store.read('again', 0);
}

/** Why a changed record may stand: what it says is as lawful as what it said before. */
const reasonOf = ({ kind, what }: Mutant): string =>
  ({
    value: `another free choice: ${what}`,
    member: `a choice left out: ${what}`,
    drop: `an act that nothing rests on was not done: ${what}`,
    swap: `two acts that do not touch each other, in the other order: ${what}`,
    double: `the same act once more: ${what}`,
    insert: `one more lawful act: ${what}`,
    actor: `somebody else who may do the same: ${what}`,
    time: `another moment: ${what}`,
  })[kind];

test(
  `REC-24: of ${COUNT} changed records each is refused or as lawful as before`,
  async () => {
    const stands = new Map<string, number>();
    const sums = { made: 0, refused: 0, unchanged: 0, enacted: 0, secret: 0 };
    for (let seed = 1; sums.made < COUNT; seed++) {
      const entries = seed <= bases.length ? await bases[seed - 1]!() : (await randomRecord(seed, 120)).entries;
      const luck = chance(seed + 7000);
      const { session } = recordOf(entries);
      for (let nth = 0; nth < EACH && sums.made < COUNT; nth++) {
        const changed = mutant(luck, entries, PEOPLE);
        sums.made += 1;
        if (changed.entries.at(-1)?.hash === entries.at(-1)!.hash) {
          sums.unchanged += 1;
          continue;
        }
        const verdict = verifyRecord(recordOf(changed.entries, session), changed.entries.at(-1)!.hash);
        if ('malformed' in verdict || verdict.faults.length > 0) {
          sums.refused += 1;
          continue;
        }
        stands.set(reasonOf(changed), (stands.get(reasonOf(changed)) ?? 0) + 1);
        const again = await enacted(changed.entries);
        if (again === null) {
          sums.secret += 1;
          continue;
        }
        sums.enacted += 1;
        expect({ seed, nth, what: changed.what, entries: again }).toEqual({
          seed,
          nth,
          what: changed.what,
          entries: changed.entries,
        });
      }
    }
    const list = [...stands].sort(([, a], [, b]) => b - a).map(([reason, n]) => `  ${n} × ${reason}`);
    process.stdout.write(`${JSON.stringify(sums)}\n${list.slice(0, COUNT > 1000 ? 200 : 10).join('\n')}\n`);
    expect(sums.refused).toBeGreaterThan(COUNT * 0.85);
    expect(sums.enacted).toBeGreaterThan(0);
  },
  Math.max(120_000, COUNT * 1000),
);
