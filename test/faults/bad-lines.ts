/**
 * B4: the lines between delegates and server are cut, hang half open, come 800 ms late, carry 50 kbit/s; and every ballot
 * is sent more than once, by several ways and in any order, for what TCP keeps in order devices do not.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { FAIR } from '../support/tcp-proxy.js';
import type { Fault } from './fault.js';
import { Ordeal } from './fault-scenario.js';

export const badLines: Fault = {
  id: 'B4',
  what: 'lines that break, hang, lag and crawl; ballots sent twice and out of order',
  whole: { runs: 20, seats: 100 },
  small: { runs: 3, seats: 12 },
  async run({ seed, runs, seats }, { database, say }) {
    const data = await database();
    const ordeal = await Ordeal.begin({ seats, seed, database: data });
    const { line } = ordeal;
    const troubles: readonly (readonly [string, () => Promise<void>])[] = [
      [
        'cut',
        async () => {
          line.cut();
          await sleep(300 + ordeal.random() * 1500);
          line.mend();
        },
      ],
      [
        'half open',
        async () => {
          line.hold();
          await sleep(500 + ordeal.random() * 3000);
          line.mend();
        },
      ],
      [
        '800 ms and 50 kbit/s',
        async () => {
          line.weather({ delay: 400, rate: 50_000 / 8 });
          await sleep(3000 + ordeal.random() * 2000);
          line.weather(FAIR);
        },
      ],
    ];
    try {
      let ballots = 0;
      for (let run = 0; run < runs; run++) {
        const [what, trouble] = troubles[run % troubles.length]!;
        const { counted, ms } = await ordeal.vote(async () => {
          await sleep(ordeal.random() * 700);
          await trouble();
        }, 1 / 3);
        ballots += counted;
        say(`B4 ${run + 1} of ${runs}, ${what}: ${counted} ballots, all answered in ${ms.toFixed(0)} ms`);
      }
      const entries = await ordeal.verify();
      return `${runs} votes, ${ballots} ballots acknowledged and counted once each, ${entries} entries intact`;
    } finally {
      await ordeal.end();
    }
  },
};
