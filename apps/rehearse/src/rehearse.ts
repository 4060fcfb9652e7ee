/** Starts the process of the simulated delegates and listens to it. Used by the command and by the desk alike. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RehearsalProgress, RehearsalReport } from '@kengesh/contracts';
import { ApiError } from './desk.js';
import type { FromBots, Plan, ToBots } from './plan.js';

export interface Running {
  /** Rejects with Refused where the server says no to what cannot be done without, else with what went wrong. */
  readonly report: Promise<RehearsalReport>;
  /** Ends it; `report` rejects. */
  stop(): void;
}

export interface Watching {
  readonly progress?: (progress: RehearsalProgress) => void;
  /** Ends the server without a word and starts it again. */
  readonly restart?: () => Promise<readonly number[]>;
}

// Always the built one, also where this file is run from its source by a test.
const program = fileURLToPath(new URL('../dist/bots.js', import.meta.url));

export function rehearse(plan: Plan, { progress, restart }: Watching = {}): Running {
  const child = fork(program, [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: {} });
  const report = new Promise<RehearsalReport>((resolve, reject) => {
    child.on('message', (message: FromBots) => {
      if ('progress' in message) progress?.(message.progress);
      else if ('report' in message) resolve(message.report);
      else if ('no' in message) reject(new ApiError(message.no.act, message.no.code, { ...message.no.params }));
      else if ('failed' in message) reject(new Error(message.failed));
      else restart?.().then(pids => child.send({ restarted: { pids } } satisfies ToBots), reject);
    });
    child.once('error', reject);
    child.once('exit', code => reject(new Error(`the simulated delegates' process ended with code ${code}`)));
  });
  child.send({ plan } satisfies ToBots);
  return { report: report.finally(() => child.kill()), stop: () => void child.kill('SIGKILL') };
}
