/** The server of a rehearsal: a process of its own on a free port of this machine, which knows the copy and nothing else. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isReadyMessage, SETTINGS_FOLLOW, type SettingsMessage } from '../config/ready.js';

// Always the built one, also where this file is run from its source by a test.
const program = fileURLToPath(new URL('../../dist/one-file/main.js', import.meta.url));
const START_WITHIN = 60_000;

export class OwnServer {
  private child: ChildProcess | undefined;
  private port = 0;

  /** No mail, no video, no other nodes: it is told of none. */
  constructor(
    private readonly databaseUrl: string,
    private readonly schema: string,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }
  get pids(): readonly number[] {
    return this.child?.pid === undefined ? [] : [this.child.pid];
  }

  async start(): Promise<void> {
    const settings: SettingsMessage['settings'] = {
      HOST: '127.0.0.1',
      PORT: String(this.port),
      DATABASE_URL: this.databaseUrl,
      DATABASE_SCHEMA: this.schema,
      LOG_LEVEL: 'error',
    };
    // Told, not set: it reads no file then that knows of mail and other nodes.
    const child = spawn(process.execPath, [program, SETTINGS_FOLLOW], {
      env: { TZ: 'UTC' },
      // Its channel closes when we are killed, and then it ends too.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      windowsHide: true,
    });
    this.child = child;
    // One that could not be started is told of by its own event.
    child.send({ settings } satisfies SettingsMessage, () => undefined);
    this.port = await new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the server of the rehearsal does not start')), START_WITHIN);
      child.on('message', message => {
        if (isReadyMessage(message)) resolve(message.port);
      });
      child.once('error', reject);
      child.once('exit', code => reject(new Error(`the server of the rehearsal ended with code ${code}`)));
      child.once('message', () => clearTimeout(timer));
    });
  }

  /** Without a word, and again on the same port. */
  async restart(): Promise<readonly number[]> {
    await this.end('SIGKILL');
    await this.start();
    return this.pids;
  }

  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>(resolve => child.once('exit', () => resolve()));
    child.kill(signal);
    const killer = setTimeout(() => child.kill('SIGKILL'), 5000);
    await gone;
    clearTimeout(killer);
  }
}
