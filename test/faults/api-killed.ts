/** B1: the API is killed without a word at some moment of a vote, and started again. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault.js';
import { Ordeal } from './fault-scenario.js';

export const apiKilled: Fault = {
  id: 'B1',
  what: 'the API is killed in mid-vote',
  whole: { runs: 50, seats: 40 },
  small: { runs: 2, seats: 12 },
  async run({ seed, runs, seats }, { database, say }) {
    const data = await database();
    const ordeal = await Ordeal.begin({ seats, seed, database: data });
    try {
      let ballots = 0;
      for (let run = 1; run <= runs; run++) {
        const moment = ordeal.random() * 900;
        const { counted, ms } = await ordeal.vote(async () => {
          await sleep(moment);
          await ordeal.kill();
        });
        ballots += counted;
        say(
          `B1 ${run} of ${runs}: killed after ${moment.toFixed(0)} ms, ${counted} ballots, all answered in ${ms.toFixed(0)} ms`,
        );
      }
      const entries = await ordeal.verify();
      return `${runs} times killed, ${ballots} ballots acknowledged and counted once each, ${entries} entries intact`;
    } finally {
      await ordeal.end();
    }
  },
};
