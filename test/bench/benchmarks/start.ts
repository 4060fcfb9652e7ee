/** A14: `npm start` on a database that is there already, without the build: until the links are printed. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Figure, Setting } from '../figure.js';

const launcher = fileURLToPath(new URL('../../../apps/launch/dist/main.js', import.meta.url));

/** Starts it, waits until it is ready, and stops it. Answers the seconds until it was ready. */
function start(home: string): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [launcher], {
    env: { PATH: process.env.PATH, KENGESH_HOME: home, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Not where a developer's own `.env` lies.
    cwd: home,
  });
  return new Promise((resolve, reject) => {
    let said = '';
    let seconds: number | undefined;
    const hear = (chunk: Buffer) => {
      said += chunk;
      if (seconds !== undefined || !said.includes('Kengesh is ready')) return;
      seconds = (performance.now() - began) / 1000;
      child.kill('SIGTERM');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('close', () =>
      seconds === undefined ? reject(new Error(`it did not start:\n${said}`)) : resolve(seconds),
    );
  });
}

async function set({ later }: Setting) {
  const home = await mkdtemp(path.join(os.tmpdir(), 'kengesh-bench-'));
  later(() => rm(home, { recursive: true, force: true }));
  await start(home);
  return async () => ({ seconds: await start(home) });
}

export const starting: Figure = {
  id: 'A14',
  what: 'npm start on an existing database',
  lines: [
    {
      what: 'from the start to the links, without the build',
      unit: 's',
      product: 'seconds',
      bound: { must: 3, reach: 1.5, more: false },
    },
  ],
  set,
};
