/**
 * `npm run bench [-- --quick] [-- --json] [-- --only A1,A5] [-- --rounds N]`: how fast the product is beside what the
 * machine could do at best. README.md says how it is measured. Ends with 1 where a figure misses its must.
 */
import { parseArgs } from 'node:util';
import { testDatabase } from '../support/postgres.js';
import { startServer } from '../support/server.js';
import { holdDurableCluster, releaseCluster } from '../support/throwaway-cluster.js';
import { ballots } from './benchmarks/ballots.js';
import { exporting } from './benchmarks/export.js';
import { fanOut, fanOutToMore } from './benchmarks/fan-out.js';
import { growth } from './benchmarks/growth.js';
import { joins } from './benchmarks/joins.js';
import { long } from './benchmarks/long.js';
import { memory } from './benchmarks/memory.js';
import { nodes } from './benchmarks/nodes.js';
import { rehearsal } from './benchmarks/rehearsal.js';
import { secretBallots } from './benchmarks/secret-ballots.js';
import { starting } from './benchmarks/start.js';
import { tally } from './benchmarks/tally.js';
import { type Figure, type FigureResult, failed, type Setting, take } from './figure.js';
import { machine, machineLine, table } from './table.js';

const FIGURES: readonly Figure[] = [
  ballots,
  secretBallots,
  tally,
  fanOut,
  fanOutToMore,
  memory,
  joins,
  exporting,
  long,
  growth,
  nodes,
  rehearsal,
  starting,
];

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    rounds: { type: 'string' },
  },
});
const wanted = values.only?.toUpperCase().split(',');
const asked = Number(values.rounds ?? (values.quick ? 2 : 5));
if (!Number.isInteger(asked) || asked < 1) throw new Error('--rounds: a whole number from 1 is expected');
const chosen = FIGURES.filter(({ id }) => !wanted || id.split(' ').some(one => wanted.includes(one)));
if (chosen.length === 0) throw new Error(`--only: known are ${FIGURES.map(({ id }) => id).join(' ')}`);
// What is asked for stands on stdout; how it goes is told beside it.
const say = (line: string) => console.error(line);

async function takeOne(figure: Figure): Promise<FigureResult[]> {
  const ends: (() => Promise<unknown>)[] = [];
  const later: Setting['later'] = end => void ends.push(end);
  const database = async () => {
    const made = await testDatabase();
    later(() => made.drop());
    return made;
  };
  const setting: Setting = {
    quick: values.quick,
    database,
    serve: async (given, options) => {
      const { url, ownerUrl } = given ?? (await database());
      const server = await startServer({
        ...{ databaseUrl: url, databaseOwnerUrl: ownerUrl, probed: true },
        ...options,
        // Hands go up and down here more often than a member's would be let.
        settings: { LIMIT_SEAT_ENTRIES_PER_MINUTE: '1000000', ...options?.settings },
      });
      later(() => server.stop());
      return server;
    },
    later,
    say,
  };
  try {
    say(`${figure.id}: ${figure.what}`);
    const rounds = values.rounds || values.quick ? asked : (figure.usual ?? asked);
    return await take(figure, setting, Math.min(rounds, figure.rounds ?? rounds));
  } catch (error) {
    // One figure that cannot be taken does not take the others with it.
    say(`${figure.id}: ${error instanceof Error ? error.stack : String(error)}`);
    return failed(figure, error instanceof Error ? error.message : String(error));
  } finally {
    for (const end of ends.reverse()) await end().catch(error => say(String(error)));
  }
}

await holdDurableCluster();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void releaseCluster().then(() => process.exit(130)));
const found: FigureResult[] = [];
try {
  for (const figure of chosen) found.push(...(await takeOne(figure)));
  const { admin } = JSON.parse(process.env.KENGESH_TEST_CLUSTER ?? '{}') as { admin: string };
  const on = await machine(admin);
  const at = new Date().toISOString();
  if (values.json) console.log(JSON.stringify({ at, machine: on, quick: values.quick, rounds: asked, figures: found }));
  else console.log(`${at}, ${machineLine(on)}; ${asked} rounds${values.quick ? ', quick' : ''}\n\n${table(found)}`);
  process.exitCode = found.some(({ verdict }) => verdict === 'FAIL') ? 1 : 0;
} finally {
  await releaseCluster();
}
