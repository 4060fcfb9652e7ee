/** B2: PostgreSQL is killed without a word at some moment of a vote, and started again a little later. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault.js';
import { Ordeal } from './fault-scenario.js';
import { ownCluster } from './own-cluster.js';

export const postgresKilled: Fault = {
  id: 'B2',
  what: 'PostgreSQL is killed in mid-vote',
  whole: { runs: 20, seats: 40 },
  // The third vote is secret.
  small: { runs: 3, seats: 12 },
  async run({ seed, runs, seats }, { say }) {
    const cluster = await ownCluster();
    try {
      const ordeal = await Ordeal.begin({ seats, seed, database: cluster });
      try {
        let ballots = 0;
        for (let run = 1; run <= runs; run++) {
          const moment = ordeal.random() * 900;
          const away = ordeal.random() * 1500;
          const { counted, ms } = await ordeal.vote(async () => {
            await sleep(moment);
            await cluster.kill();
            await sleep(away);
            await cluster.start();
          });
          ballots += counted;
          say(
            `B2 ${run} of ${runs}: killed after ${moment.toFixed(0)} ms for ${away.toFixed(0)} ms, ${counted} ballots, all answered in ${ms.toFixed(0)} ms`,
          );
        }
        const entries = await ordeal.verify();
        return `${runs} times killed, ${ballots} ballots acknowledged and counted once each, ${entries} entries intact`;
      } finally {
        await ordeal.end();
      }
    } finally {
      await cluster.end();
    }
  },
};
