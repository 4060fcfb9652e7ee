/** The API as a child process: told where its database is, heard when it is ready, stopped with patience. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isReadyMessage, type ReadyMessage, SETTINGS_FOLLOW, type SettingsMessage } from '@kengesh/api/ready';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ApiChild {
  readonly ready: Promise<ReadyMessage>;
  readonly exited: Promise<Exit>;
  readonly pid: number | null;
  /** SIGTERM, five seconds, SIGKILL. */
  stop(): Promise<void>;
  /** SIGKILL: it cannot say good-bye to anyone. */
  kill(): Promise<void>;
}

const program = fileURLToPath(new URL('../../api/dist/one-file/main.js', import.meta.url));

/**
 * @param settings its environment; while that is still being found out, it reads what it is made of
 * @param says where what it writes goes: to our own output, or to our complaints where our output is for programs
 */
export function startApiChild(settings: Promise<NodeJS.ProcessEnv>, says: 'inherit' | 2 = 'inherit'): ApiChild {
  const child: ChildProcess = spawn(process.execPath, [program, SETTINGS_FOLLOW], {
    stdio: ['ignore', says, 'inherit', 'ipc'],
    // Ctrl-C must reach only us: we stop it first and the database after it. Killed ourselves, its channel closes.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const exited = new Promise<Exit>(resolve => {
    child.once('error', () => resolve({ code: 1, signal: null }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  settings.then(
    env => child.send({ settings: env } satisfies SettingsMessage, () => undefined),
    // Whoever finds them out tells what is wrong, and stops us.
    () => undefined,
  );
  const ready = new Promise<ReadyMessage>(resolve => {
    child.on('message', message => {
      if (isReadyMessage(message)) resolve(message);
    });
  });
  return {
    ready,
    exited,
    pid: child.pid ?? null,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    stop: async () => {
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), 5000);
      await exited;
      clearTimeout(killer);
    },
  };
}
