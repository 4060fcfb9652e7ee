/** B7: the clock of the server's machine is stepped by an hour in mid-vote, ahead and back. By libfaketime, under the built API. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, NotHere } from './fault.js';
import { Ordeal } from './fault-scenario.js';

/** As Debian's package `libfaketime` and others lay it. */
async function library(): Promise<string> {
  const lib = '/usr/lib';
  const folders = [lib, ...(await readdir(lib).catch(() => [])).map(name => path.join(lib, name))];
  for (const folder of folders) {
    const found = path.join(folder, 'faketime', 'libfaketimeMT.so.1');
    if (
      await readdir(path.dirname(found)).then(
        () => true,
        () => false,
      )
    )
      return found;
  }
  throw new NotHere('libfaketime is not installed on this machine');
}

export const clockSteps: Fault = {
  id: 'B7',
  what: 'the clock is stepped by an hour, ahead and back',
  whole: { runs: 2, seats: 40 },
  small: { runs: 2, seats: 12 },
  async run({ seed, runs, seats }, { database, say }) {
    const preloaded = await library();
    const folder = await mkdtemp(path.join(os.tmpdir(), 'kengesh-clock-'));
    const file = path.join(folder, 'clock');
    const step = (offset: string) => writeFile(file, `${offset}\n`);
    await step('+0');
    const data = await database();
    const ordeal = await Ordeal.begin({
      ...{ seats, seed, database: data },
      settings: {
        LD_PRELOAD: preloaded,
        FAKETIME_TIMESTAMP_FILE: file,
        FAKETIME_NO_CACHE: '1',
        // The wall clock only: what measures spans is not stepped on any machine.
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      },
    });
    try {
      let ballots = 0;
      const seen: string[] = [];
      for (let run = 0; run < runs; run++) {
        const offset = run % 2 === 0 ? '+3600' : '-3600';
        const { counted } = await ordeal.vote(async () => {
          await sleep(ordeal.random() * 600);
          await step(offset);
          seen.push(await ordeal.serverTime());
          await sleep(400);
        });
        ballots += counted;
        say(`B7 ${offset} s, the server says it is ${seen.at(-1)}: ${counted} ballots`);
      }
      await step('+0');
      const entries = await ordeal.verify();
      return `stepped ${runs} times, ${ballots} ballots acknowledged and counted once each, ${entries} entries intact`;
    } finally {
      await ordeal.end();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
