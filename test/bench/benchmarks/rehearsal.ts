/** A13: a rehearsal of 1,000 delegates, whose server is ended and started again in mid-vote. The rehearsal measures it itself. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { rehearsalReport } from '@kengesh/contracts';
import type { Figure, Setting } from '../figure.js';

const program = fileURLToPath(new URL('../../../apps/launch/dist/rehearse.js', import.meta.url));

async function set({ quick }: Setting) {
  const seats = quick ? 50 : 1000;
  return async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [program, '--seats', String(seats), '--restart', '--json'],
      { env: { PATH: process.env.PATH }, maxBuffer: 2 ** 26 },
    );
    const report = rehearsalReport.parse(JSON.parse(stdout));
    return {
      screen: (report.openToScreen?.p95 ?? Number.NaN) / 1000,
      complete: (report.restart?.readyToState?.p95 ?? Number.NaN) / 1000,
      lost: report.lost + report.doubled + report.states.compared - report.states.equal,
    };
  };
}

export const rehearsal: Figure = {
  id: 'A13',
  what: 'a rehearsal of 1,000 delegates',
  warm: 0,
  rounds: 3,
  lines: [
    {
      what: 'p95 from the opening to the ballot on the screen',
      unit: 's',
      product: 'screen',
      bound: { must: 0.5, reach: 0.2, more: false },
    },
    {
      what: 'p95 from the restart to a complete state',
      unit: 's',
      product: 'complete',
      bound: { must: 2, reach: 1, more: false },
    },
    {
      what: 'ballots lost or doubled, states that differ',
      unit: 'count',
      product: 'lost',
      bound: { must: 0, reach: 0, more: false },
    },
  ],
  set,
};
