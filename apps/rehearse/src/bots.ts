/** The process of the simulated delegates: is told a plan by whoever started it, says how far it is, and what came out. */
import { ApiError } from './desk.js';
import type { FromBots, ToBots } from './plan.js';
import { runRehearsal } from './run-rehearsal.js';

const say = (message: FromBots) => process.send?.(message);

let restarted: ((pids: readonly number[]) => void) | undefined;

async function run(plan: Extract<ToBots, { plan: unknown }>['plan']): Promise<void> {
  setTimeout(() => end({ failed: `not over after ${plan.limit} seconds` }), plan.limit * 1000).unref();
  let told = 0;
  try {
    const report = await runRehearsal(plan, {
      progress: progress => {
        // A few a second are enough to be looked at.
        const now = performance.now();
        if (progress.done !== progress.of && now - told < 200) return;
        told = now;
        say({ progress });
      },
      restart: () =>
        new Promise(resolve => {
          restarted = resolve;
          say({ restart: true });
        }),
    });
    end({ report });
  } catch (error) {
    if (error instanceof ApiError) end({ no: { act: error.act, code: error.code, params: error.params } });
    else end({ failed: (error as Error).stack ?? String(error) });
  }
}

/** The message has to leave before the process may. */
function end(message: FromBots): void {
  if (process.send) process.send(message, () => process.exit(0));
  else process.exit(1);
}

process.on('message', (message: ToBots) => {
  if ('plan' in message) void run(message.plan);
  else restarted?.(message.restarted.pids);
});
process.on('disconnect', () => process.exit(1));
