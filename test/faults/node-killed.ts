/** B8: of two nodes one is killed in mid-vote, or the Redis between them, and started again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { findRedis, openRedis } from '../../apps/launch/src/redis.js';
import { type Fault, NotHere } from './fault.js';
import { Ordeal } from './fault-scenario.js';

export const nodeKilled: Fault = {
  id: 'B8',
  what: 'of two nodes one is killed; their Redis is killed',
  whole: { runs: 10, seats: 40 },
  small: { runs: 3, seats: 12 },
  async run({ seed, runs, seats }, { database, say }) {
    const program = findRedis(process.env.PATH ?? '');
    if (!program) throw new NotHere('there is no redis-server on PATH');
    const data = await database();
    const redis = await openRedis(program);
    try {
      const settings = { REDIS_URL: redis.url };
      const ordeal = await Ordeal.begin({ seats, seed, database: data, nodes: 2, settings });
      const victims: readonly (readonly [string, (away: number) => Promise<void>])[] = [
        ['the second node', away => ordeal.kill(1, away)],
        [
          'Redis',
          async away => {
            await redis.kill();
            await sleep(away);
            await redis.start();
          },
        ],
        ['the first node', away => ordeal.kill(0, away)],
      ];
      try {
        let ballots = 0;
        for (let run = 0; run < runs; run++) {
          const [what, kill] = victims[run % victims.length]!;
          const { counted, ms } = await ordeal.vote(async () => {
            await sleep(ordeal.random() * 900);
            await kill(ordeal.random() * 1500);
          });
          ballots += counted;
          say(`B8 ${run + 1} of ${runs}, ${what}: ${counted} ballots, all answered in ${ms.toFixed(0)} ms`);
        }
        const entries = await ordeal.verify();
        return `${runs} times killed, ${ballots} ballots acknowledged and counted once each, ${entries} entries intact`;
      } finally {
        await ordeal.end();
      }
    } finally {
      await redis.kill();
    }
  },
};
