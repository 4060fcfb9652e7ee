/** B6: the database's disk is full in mid-vote, and has room again some seconds later. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startProgram } from '../bench/program.js';
import { type Fault, NotHere } from './fault.js';
import { InvariantViolation, Ordeal, type ScenarioOptions } from './fault-scenario.js';

/** A cluster takes some forty, and its log two segments of sixteen. */
const MEGABYTES = 160;

export const fullDisk: Fault = {
  id: 'B6',
  what: 'the disk is full in mid-vote, then freed',
  /** Votes; the disk is filled in each. */
  whole: { runs: 3, seats: 40 },
  small: { runs: 1, seats: 12 },
  async run({ seed, runs, seats }, { say }) {
    if (process.getuid?.() !== 0) throw new NotHere('only root may mount a disk of its own');
    await promisify(execFile)('unshare', ['--mount', 'true']).catch(error => {
      throw new NotHere(`no mount namespace here: ${error.message.trim()}`);
    });
    const folder = await mkdtemp(path.join(os.tmpdir(), `kengesh-test-${process.pid}-`));
    const host = startProgram('../faults/full-disk-host.ts', { by: ['unshare', '--mount'], args: [folder] });
    try {
      const database = await host.ask<ScenarioOptions['database']>('start', { megabytes: MEGABYTES });
      const ordeal = await Ordeal.begin({ seats, seed, database });
      try {
        let ballots = 0;
        for (let run = 1; run <= runs; run++) {
          const { counted, ms } = await ordeal.vote(async () => {
            await sleep(ordeal.random() * 500);
            const { bytes } = await host.ask<{ bytes: number }>('fill');
            await sleep(1500 + ordeal.random() * 2500);
            await host.ask('free');
            say(`B6: ${(bytes / 2 ** 20).toFixed(0)} MiB were left, and were taken`);
          });
          ballots += counted;
          say(`B6 ${run} of ${runs}: ${counted} ballots, all answered in ${ms.toFixed(0)} ms`);
        }
        const entries = await ordeal.verify();
        const complaints = await host.ask<number>('complaints');
        if (complaints === 0)
          throw new InvariantViolation('the disk was full, and PostgreSQL never noticed: nothing was tried');
        return `${runs} times full, PostgreSQL without room ${complaints} times, ${ballots} ballots acknowledged and counted once each, ${entries} entries intact`;
      } finally {
        await ordeal.end();
      }
    } finally {
      await host.ask('end').catch(() => undefined);
      await host.end();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
