/**
 * `npm run faults [-- --only B1,B4] [-- --seed N] [-- --runs N] [-- --small] [-- --json]`: what befalls a server in a council's
 * life, brought about on this machine alone. README.md says what is held to. Ends with 1 where anything does not hold.
 */
import { parseArgs } from 'node:util';
import { type TestDatabase, testDatabase } from '../support/postgres.js';
import { holdDurableCluster, releaseCluster } from '../support/throwaway-cluster.js';
import { FAULTS } from './all.js';
import { type Fault, NotHere } from './fault.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seed: { type: 'string' },
    runs: { type: 'string' },
    small: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const wanted = values.only?.toUpperCase().split(',');
const chosen = FAULTS.filter(({ id }) => !wanted || wanted.includes(id));
if (chosen.length === 0) throw new Error(`--only: known are ${FAULTS.map(({ id }) => id).join(' ')}`);
const whole = (name: string, text: string | undefined, otherwise: number) => {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name}: a whole number from 1 is expected`);
  return value;
};
const seed = whole('seed', values.seed, Math.floor(Math.random() * 1e6) + 1);
const say = (line: string) => console.error(line);

interface FaultResult {
  readonly id: string;
  readonly what: string;
  readonly outcome: 'held' | 'BROKEN' | 'not here';
  readonly seconds: number;
  readonly told: string;
}

async function bringAbout(fault: Fault): Promise<FaultResult> {
  const { id, what } = fault;
  const bounds = fault[values.small ? 'small' : 'whole'];
  const runs = whole('runs', values.runs, bounds.runs);
  const made: TestDatabase[] = [];
  const database = async () => {
    const one = await testDatabase();
    made.push(one);
    return one;
  };
  say(`${id}: ${what} (seed ${seed}, ${runs} runs, ${bounds.seats} seats)`);
  const start = performance.now();
  const held = (outcome: FaultResult['outcome'], told: string): FaultResult => {
    say(`${id} ${outcome}: ${told}`);
    return { id, what, outcome, seconds: (performance.now() - start) / 1000, told };
  };
  try {
    return held('held', await fault.run({ ...bounds, runs, seed }, { database, say }));
  } catch (error) {
    if (error instanceof NotHere) return held('not here', error.message);
    return held('BROKEN', error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    for (const one of made) await one.drop().catch(error => say(String(error)));
  }
}

await holdDurableCluster();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void releaseCluster().then(() => process.exit(130)));
const results: FaultResult[] = [];
try {
  for (const fault of chosen) results.push(await bringAbout(fault));
} finally {
  await releaseCluster();
}
if (values.json) console.log(JSON.stringify({ at: new Date().toISOString(), seed, faults: results }));
else {
  console.log(`seed ${seed}\n\n| | fault | outcome | s | |\n| - | - | - | - | - |`);
  for (const { id, what, outcome, seconds, told } of results)
    console.log(`| ${id} | ${what} | ${outcome} | ${seconds.toFixed(0)} | ${told.split('\n')[0]} |`);
}
process.exit(results.some(({ outcome }) => outcome === 'BROKEN') ? 1 : 0);
