// Looks on from inside a process under measure: `node --expose-gc --import ./test/support/probe-inside.mjs program`. Asked over the
// channel to its parent it says what the process has used. At a resolution of 1 ms it would be a load of its own.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION = 10;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();

process.on('message', message => {
  if (message?.probe === undefined) return;
  if (message.collect) {
    // What the first round only finds, the second frees.
    globalThis.gc?.();
    globalThis.gc?.();
  }
  const { heapUsed, rss, external, arrayBuffers } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  // The histogram counts from one look to the next, so an idle loop shows the resolution itself.
  const stall = Math.max(0, delay.max / 1e6 - RESOLUTION);
  process.send?.({
    probe: message.probe,
    found: { cpu: (user + system) / 1000, heap: heapUsed, rss, external, arrayBuffers, stall },
  });
  delay.reset();
});
