/** The client in Python, a program of its own that is told by lines what to do; from `.cache`, or with the machine's python3. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { ActReply } from '@kengesh/contracts';
import type { Act } from './live-kit.suite.js';

const root = path.join(__dirname, '../../../..');
const program = path.join(root, 'test/python-client/client.py');
const own = path.join(root, '.cache/python-client/bin/python');
const python = existsSync(own) ? own : 'python3';

export const hasPythonClient = spawnSync(python, ['-c', 'import socketio, websocket']).status === 0;
export const MISSING =
  "SKIPPED: no python-socketio: python3 -m venv .cache/python-client && .cache/python-client/bin/pip install 'python-socketio[client]'";

export interface Told {
  readonly seq: number;
  /** Members of the state that it folded otherwise than the server. */
  readonly differ: readonly string[];
  /** What it was sent that is not of the shape described. */
  readonly faults: readonly string[];
  readonly counts: { readonly [what: string]: number };
}

export class PythonClient {
  private readonly child: ChildProcess;
  private readonly answers: ((line: string) => void)[] = [];
  private said = '';
  private over = false;

  /** @param shown `--token` or `--link`, and its value; `--session`, where the server does not know the whole roster */
  constructor(url: string, ...shown: readonly string[]) {
    this.child = spawn(python, ['-B', program, url, ...shown], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stderr!.on('data', chunk => {
      this.said += chunk;
    });
    createInterface({ input: this.child.stdout! }).on('line', line => this.answers.shift()?.(line));
    this.child.once('close', () => {
      this.over = true;
      for (const answered of this.answers.splice(0)) answered('');
    });
  }

  private async step<T>(step: object): Promise<T> {
    if (this.over) throw new Error(`the client has ended: ${this.said}`);
    const line = await new Promise<string>(resolve => {
      this.answers.push(resolve);
      this.child.stdin!.write(`${JSON.stringify(step)}\n`);
    });
    if (line === '') throw new Error(`the client has ended: ${this.said}`);
    return JSON.parse(line) as T;
  }

  connect(packs = false) {
    return this.step<{ readonly seq: number }>({ do: 'connect', packs });
  }
  lose() {
    return this.step({ do: 'lose' });
  }
  ask(act: Act, command?: string) {
    return this.step<ActReply>({ do: 'ask', act, ...(command === undefined ? {} : { command }) });
  }
  told() {
    return this.step<Told>({ do: 'told' });
  }
  stop(): void {
    this.child.kill('SIGKILL');
  }
}
