/** B3: PostgreSQL answers each word a second later, then refuses whoever comes, then has no connection left for us. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { FAIR, startTcpProxy } from '../support/tcp-proxy.js';
import type { Fault } from './fault.js';
import { Ordeal } from './fault-scenario.js';

const through = (url: string, port: number) => Object.assign(new URL(url), { port: String(port) }).href;

async function asAdmin(url: string, ...statements: readonly string[]): Promise<void> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  try {
    for (const statement of statements) await db.query(statement);
  } finally {
    await db.end();
  }
}

export const postgresIll: Fault = {
  id: 'B3',
  what: 'PostgreSQL is slow, refuses, has no connections left',
  /** Seconds of each illness. */
  whole: { runs: 60, seats: 40 },
  small: { runs: 1, seats: 12 },
  async run({ seed, runs: seconds, seats }, { database, say }) {
    const data = await database();
    const line = await startTcpProxy();
    line.to(Number(new URL(data.url).port));
    const seen = { ...data, url: through(data.url, line.port), ownerUrl: through(data.ownerUrl, line.port) };
    const ordeal = await Ordeal.begin({ seats, seed, database: seen });
    // Of this database alone, for other tests use the same roles.
    const name = new URL(data.url).pathname.slice(1);
    const limit = (most: number) => `alter database "${name}" connection limit ${most}`;
    const illnesses: readonly (readonly [string, () => Promise<void>, () => Promise<void>])[] = [
      ['slow', async () => line.weather({ delay: 500, rate: 0 }), async () => line.weather(FAIR)],
      ['refusing', async () => line.cut(), async () => line.mend()],
      [
        'out of connections',
        () =>
          asAdmin(
            data.adminUrl,
            limit(0),
            `select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and usename <> current_user`,
          ),
        () => asAdmin(data.adminUrl, limit(-1)),
      ],
    ];
    try {
      let ballots = 0;
      for (const [what, befall, pass] of illnesses) {
        const end = performance.now() + seconds * 1000;
        let votes = 0;
        do {
          const { counted, ms } = await ordeal.vote(async () => {
            await sleep(ordeal.random() * 600);
            await befall();
            await sleep(Math.min(seconds * 1000, 1000 + ordeal.random() * 9000));
            await pass();
          });
          ballots += counted;
          votes += 1;
          say(`B3 ${what}: ${counted} ballots, all answered in ${ms.toFixed(0)} ms`);
        } while (performance.now() < end);
        say(`B3 ${what}: ${votes} votes`);
      }
      const entries = await ordeal.verify();
      return `${ballots} ballots acknowledged and counted once each, ${entries} entries intact`;
    } finally {
      await ordeal.end();
      await line.close();
    }
  },
};
