/** A small program of the benchmark as a process of its own, probed, and the talk with it. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PROBED, type Probed, type ProbeOptions, probe } from '../support/probe.js';

const TYPESCRIPT = fileURLToPath(new URL('../support/typescript.mjs', import.meta.url));

export interface Program {
  readonly pid: number;
  /** Has it do something by name, and resolves with what it answers. */
  ask<A>(what: string, how?: object): Promise<A>;
  probe(options?: ProbeOptions): Promise<Probed>;
  end(): Promise<void>;
}

interface Order {
  readonly order: number;
  readonly what: string;
  readonly how: never;
}
interface Report {
  /** 0: it is ready to be asked. What is sent earlier would be lost, for the probe listens already. */
  readonly order: number;
  readonly done?: unknown;
  readonly failed?: string;
}

export interface ProgramOptions {
  readonly args?: readonly string[];
  /** A command that becomes the program in the end, such as `unshare --mount`. */
  readonly by?: readonly [string, ...string[]];
}

/** @param file relative to test/bench */
export function startProgram(file: string, { args = [], by }: ProgramOptions = {}): Program {
  const line = [
    ...(by ?? []),
    process.execPath,
    ...['--import', TYPESCRIPT, ...PROBED, fileURLToPath(new URL(file, import.meta.url)), ...args],
  ];
  const child = spawn(line[0]!, line.slice(1), {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let orders = 0;
  let begin: () => void = () => undefined;
  const ready = new Promise<void>(resolve => {
    begin = resolve;
  });
  child.on('message', message => {
    const { order, done, failed } = message as Report;
    if (order === 0) begin();
    const asker = waiting.get(order);
    if (!asker) return;
    waiting.delete(order);
    if (failed === undefined) asker.resolve(done as never);
    else asker.reject(new Error(`${file}: ${failed}`));
  });
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()));
  void exited.then(() => {
    begin();
    for (const { reject } of waiting.values()) reject(new Error(`${file} has ended`));
  });
  return {
    pid: child.pid ?? 0,
    ask: async (what, how = {}) => {
      await ready;
      return new Promise((resolve, reject) => {
        if (!child.connected) throw new Error(`${file} has ended`);
        orders += 1;
        waiting.set(orders, { resolve, reject });
        child.send({ order: orders, what, how });
      });
    },
    probe: options => probe(child, options),
    end: async () => {
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), 5000);
      await exited;
      clearTimeout(killer);
    },
  };
}

/** The other side: what this process can be asked to do. It ends with its parent. */
export function serve(abilities: Readonly<Record<string, (how: never) => unknown>>): void {
  process.on('disconnect', () => process.exit(0));
  process.on('message', async message => {
    const { order, what, how } = message as Order;
    if (order === undefined) return;
    try {
      const ability = abilities[what];
      if (!ability) throw new Error(`cannot ${what}`);
      process.send?.({ order, done: (await ability(how)) ?? null });
    } catch (error) {
      process.send?.({ order, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.send?.({ order: 0 });
}
