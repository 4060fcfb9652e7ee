/** The built API as a process of its own: what a story starts, kills without warning, and starts again. */
import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isReadyMessage, type StartLinks } from '@kengesh/api/config/ready';
import { PROBED, type Probed, type ProbeOptions, probe } from './probe.js';

export interface ServerOptions {
  /** As the application's role. */
  readonly databaseUrl: string;
  readonly databaseOwnerUrl?: string;
  /** 0 or unset: any free one. Give the earlier one to start again where pages wait for it. */
  readonly port?: number;
  readonly sample?: 'migration-council';
  /** Further settings, as in docker/.env.example. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where it is started, and finds its `.env`. */
  readonly folder?: string;
  /** Takes the probe in, so that `probe` is answered. */
  readonly probed?: boolean;
}

export interface Server {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly links: StartLinks | undefined;
  /** Resolves when it is gone. SIGKILL: it cannot say good-bye to anyone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** SIGTERM; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** What it has written so far (its log and its complaints). */
  output(): string;
  /** What the process has used; of a server that was started `probed`. */
  probe(how?: ProbeOptions): Promise<Probed>;
}

const program = fileURLToPath(new URL('../../apps/api/dist/one-file/main.js', import.meta.url));

/** @throws Error with all it wrote when it ends before it is ready */
export async function startServer(options: ServerOptions): Promise<Server> {
  const probing = options.probed ? PROBED : [];
  const child = spawn(process.execPath, [...probing, program], {
    env: {
      PATH: process.env.PATH,
      PORT: String(options.port ?? 0),
      DATABASE_URL: options.databaseUrl,
      DATABASE_OWNER_URL: options.databaseOwnerUrl ?? '',
      KENGESH_SAMPLE: options.sample ?? '',
      LOG_LEVEL: 'warn',
      // What it writes is looked at: only complaints stand there.
      SECURITY_LOG: path.join(os.tmpdir(), 'kengesh-test-security'),
      ...options.settings,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Not where a developer's own `.env` lies.
    cwd: options.folder ?? os.tmpdir(),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', chunk => {
      output += chunk;
    });
  const exited = new Promise<number | null>(resolve => {
    child.once('exit', code => resolve(code));
  });
  const ready = await new Promise<{ url: string; port: number; links?: StartLinks }>((resolve, reject) => {
    child.on('message', message => {
      if (isReadyMessage(message)) resolve(message);
    });
    child.once('error', reject);
    child.once('close', code =>
      reject(new Error(`The server ended with code ${code} before it was ready:\n${output}`)),
    );
  });
  return {
    url: ready.url,
    port: ready.port,
    pid: child.pid ?? 0,
    links: ready.links,
    kill: async (signal = 'SIGKILL') => {
      child.kill(signal);
      await exited;
    },
    stop: async () => {
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      const code = await exited;
      clearTimeout(killer);
      return code;
    },
    output: () => output,
    probe: how => probe(child, how),
  };
}
