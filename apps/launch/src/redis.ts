/** A Redis of one's own: redis-server from the machine's packages, in memory only, killed and started again as it was. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

export interface Redis {
  readonly url: string;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Again on the same port, knowing nothing. */
  start(): Promise<void>;
}

/** Where the program lies, by a list of folders as PATH is; undefined where there is none. */
export function findRedis(folders: string): string | undefined {
  for (const folder of folders.split(path.delimiter)) {
    const file = path.join(folder, 'redis-server');
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not here.
    }
  }
  return undefined;
}

export async function openRedis(program: string): Promise<Redis> {
  const port = await freePort();
  let child: ReturnType<typeof spawn> | undefined;
  const redis: Redis = {
    url: `redis://127.0.0.1:${port}`,
    start: async () => {
      const started = spawn(
        program,
        ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      child = started;
      await new Promise<void>((resolve, reject) => {
        started.once('error', reject);
        started.once('exit', code => reject(new Error(`redis-server ended with code ${code}`)));
        started.stdout.on('data', text => {
          if (/Ready to accept connections/.test(String(text))) resolve();
        });
      });
    },
    kill: async () => {
      const dying = child;
      if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
      const gone = new Promise(resolve => dying.once('exit', resolve));
      dying.kill('SIGKILL');
      await gone;
    },
  };
  await redis.start();
  return redis;
}

async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
