/** The API as a child process: told where its database is, heard when it is ready, stopped with patience. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isReadyMessage, type ReadyMessage, SETTINGS_FOLLOW, type SettingsMessage } from '@kengesh/api/config/ready';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ApiChild {
  readonly ready: Promise<ReadyMessage>;
  readonly exited: Promise<Exit>;
  readonly pid: number | null;
  /** Its environment: once, when all of it is known. */
  tell(settings: NodeJS.ProcessEnv): void;
  /** SIGTERM, five seconds, SIGKILL. */
  stop(): Promise<void>;
  /** SIGKILL: it cannot say good-bye to anyone. */
  kill(): Promise<void>;
}

const program = fileURLToPath(new URL('../../api/dist/one-file/main.js', import.meta.url));

/**
 * Begins to read what it is made of; starts when it is told its settings.
 * @param says where what it writes goes: to our own output, or to our complaints where our output is for programs
 * @param code the API's main module
 */
export function startApiChild(says: 'inherit' | 2 = 'inherit', code = program): ApiChild {
  const child: ChildProcess = spawn(process.execPath, [code, SETTINGS_FOLLOW], {
    stdio: ['ignore', says, 'inherit', 'ipc'],
    // Ctrl-C must reach only us: we stop it first and the database after it. Killed ourselves, its channel closes.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const exited = new Promise<Exit>(resolve => {
    child.once('error', () => resolve({ code: 1, signal: null }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const ready = new Promise<ReadyMessage>(resolve => {
    child.on('message', message => {
      if (isReadyMessage(message)) resolve(message);
    });
  });
  return {
    ready,
    exited,
    pid: child.pid ?? null,
    // One that is gone already is told of by `exited`.
    tell: settings => void child.send({ settings } satisfies SettingsMessage, () => undefined),
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
