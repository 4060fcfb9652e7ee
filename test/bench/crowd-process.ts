/**
 * Thousands of devices in one process: they come in, ask for acts and count what they are told. All times are taken here,
 * by one clock. It speaks as socket.io does, and nothing else: what a page does with what it is told is not its affair.
 */
import { connect, type Socket } from 'node:net';
import { serve } from './program.js';
import { framed, Reader, upgrade } from './web-socket.js';

const pathFor = (token: string, bare: boolean) => (bare ? `/?token=${token}` : '/socket.io/?EIO=4&transport=websocket');
const PONG = framed('3');

interface CrowdDevice {
  socket: Socket;
  /** The newest seq it was told of; -1 before its first answer. */
  seq: number;
  readonly answers: Map<number, (text: string) => void>;
}
let devices: CrowdDevice[] = [];
let bytes = 0;
let messages = 0;
let frames = 0;
let lastHeard = 0;
let onNews: (() => void) | undefined;

const number = (text: string, name: string) => {
  const at = text.indexOf(`"${name}":`);
  return at < 0 ? -1 : Number.parseInt(text.slice(at + name.length + 3), 10);
};

function join(port: number, token: string, { bare, seq }: Pick<Joining, 'bare' | 'seq'>): Promise<CrowdDevice> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.setNoDelay(true);
    const device: CrowdDevice = { socket, seq: -1, answers: new Map() };
    const fail = (why: string) => {
      reject(new Error(why));
      socket.destroy();
    };
    const reader = new Reader(
      () => undefined,
      fail,
      head => {
        messages += 1;
        // Of thousands of lines one is always asked whether it lives.
        if (head !== '2') lastHeard = performance.now();
        if (head.startsWith('42["frame"')) frames += 1;
        if (head.startsWith('42')) {
          const to = head.startsWith('42["frame"')
            ? number(head, 'to')
            : head.startsWith('42["snapshot"')
              ? number(head, 'seq')
              : -1;
          if (to > device.seq) {
            const first = device.seq < 0;
            device.seq = to;
            if (first) resolve(device);
            onNews?.();
          }
        } else if (head.startsWith('43')) {
          const at = head.indexOf('[');
          const id = Number(head.slice(2, at));
          const answer = device.answers.get(id);
          device.answers.delete(id);
          answer?.(head.slice(at));
        } else if (head === '2') socket.write(PONG);
        else if (head.startsWith('0'))
          socket.write(framed(`40${JSON.stringify(seq === null ? { token } : { token, seq })}`));
        else if (head.startsWith('44')) fail(head);
      },
    );
    socket.on('data', chunk => {
      bytes += chunk.length;
      reader.take(chunk);
    });
    socket.on('error', error => reject(error));
    socket.on('close', () => {
      reject(new Error('closed'));
      onNews?.();
    });
    socket.on('connect', () => socket.write(upgrade(port, pathFor(token, bare))));
  });
}

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const sortedUp = (values: readonly number[]) => [...values].sort((a, b) => a - b);

interface Joining {
  readonly port: number;
  readonly tokens: readonly string[];
  /** Most handshakes under way at a time. */
  readonly atOnce: number;
  /** The token stands in the address, and the first message is the snapshot. */
  readonly bare: boolean;
  /** What each holds already; null: nothing. */
  readonly seq: number | null;
}

/** Resolves when the last one has its first answer. */
async function joinAll({ port, tokens, atOnce, ...how }: Joining) {
  const start = performance.now();
  const times: number[] = [];
  const failures: string[] = [];
  const startBytes = bytes;
  let next = 0;
  const joined: (CrowdDevice | undefined)[] = [];
  const worker = async () => {
    while (next < tokens.length) {
      const index = next++;
      const began = performance.now();
      try {
        joined[index] = await join(port, tokens[index]!, how);
        times.push(performance.now() - began);
      } catch (error) {
        failures.push((error as Error).message);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, tokens.length) }, worker));
  const ms = performance.now() - start;
  for (const device of joined) if (device) devices.push(device);
  const sorted = sortedUp(times);
  return {
    joined: times.length,
    failed: failures.length,
    why: failures[0] ?? null,
    ms,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    bytes: bytes - startBytes,
  };
}

interface CrowdActs {
  /** One act of each device, in their order; null: this one says nothing. */
  readonly acts: readonly (string | null)[];
  /** Milliseconds over which they are spread evenly; 0: all at the same moment. */
  readonly over: number;
  readonly command: string;
}
let asked = 0;

/** Resolves when the last one is answered. */
async function askAll({ acts, over, command }: CrowdActs) {
  const heard: number[] = [];
  let refused = 0;
  let why: string | null = null;
  let last = 0;
  const askers = acts.flatMap((act, index) => (act === null ? [] : [{ device: devices[index]!, act, index }]));
  const ready = askers.map(({ device, act, index }) => {
    asked += 1;
    const id = asked;
    return { device, id, frame: framed(`42${id}["ask",{"command":"${command}-${index}","act":${act}}]`) };
  });
  const answered = Promise.all(
    ready.map(
      ({ device, id }, index) =>
        new Promise<void>(resolve => {
          device.answers.set(id, text => {
            last = performance.now();
            heard[index] = last;
            if (!text.startsWith('[{"ok":true')) {
              refused += 1;
              why ??= text;
            }
            resolve();
          });
        }),
    ),
  );
  const sent: number[] = [];
  const start = performance.now();
  if (over === 0)
    for (const [index, { device, frame }] of ready.entries()) {
      sent[index] = performance.now();
      device.socket.write(frame);
    }
  else await spread(ready, over, sent);
  await answered;
  const times = sortedUp(heard.map((at, index) => at - sent[index]!));
  return {
    asked: ready.length,
    refused,
    why,
    ms: last - start,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    last: times.at(-1) ?? 0,
  };
}

/** A few each millisecond. What falls late because this process is busy is sent late, and its time counts from then. */
function spread(ready: readonly { device: CrowdDevice; frame: Buffer }[], over: number, sent: number[]): Promise<void> {
  const start = performance.now();
  let next = 0;
  return new Promise(resolve => {
    const tick = () => {
      const due = Math.min(ready.length, Math.ceil(((performance.now() - start) / over) * ready.length));
      for (; next < due; next++) {
        sent[next] = performance.now();
        ready[next]!.device.socket.write(ready[next]!.frame);
      }
      if (next < ready.length) setTimeout(tick, 1);
      else resolve();
    };
    tick();
  });
}

interface Saying {
  readonly asker: number;
  readonly act: string;
  readonly command: string;
}

/** One asks. Answers the head after it, and when that was heard. */
async function say({ asker, act, command }: Saying) {
  const device = devices[asker]!;
  asked += 1;
  const id = asked;
  const answer = new Promise<{ text: string; at: number }>(resolve => {
    device.answers.set(id, text => resolve({ text, at: performance.now() }));
  });
  device.socket.write(framed(`42${id}["ask",{"command":"${command}","act":${act}}]`));
  const { text, at } = await answer;
  const head = number(text, 'head');
  if (!text.startsWith('[{"ok":true') || head < 0) throw new Error(`refused: ${text}`);
  return { head, at };
}

/**
 * One asks, and all are told of it. Times count from the moment at which the asker has its answer, which is where the
 * telling begins.
 */
async function tellAll(saying: Saying) {
  const start = performance.now();
  const startBytes = bytes;
  const { head, at } = await say(saying);
  await reached(head);
  return { head, answered: at - start, last: Math.max(0, lastHeard - at), bytes: bytes - startBytes };
}

/**
 * Resolves when every device, but for the first so many, was told of this seq. Rejects where one of them was cut off: it
 * never will be, and a figure without it would not be that of all.
 */
function reached(seq: number, but = 0): Promise<void> {
  // Looked at again from where it stopped: devices only go forward.
  let from = but;
  const all = () => {
    while (from < devices.length && devices[from]!.seq >= seq) from++;
    return from === devices.length;
  };
  return new Promise((resolve, reject) => {
    const look = () => {
      if (all()) resolve();
      else if (devices[from]!.socket.destroyed) reject(new Error(`device ${from} was cut off before ${seq}`));
      else return;
      onNews = undefined;
    };
    onNews = look;
    look();
  });
}

/** The first so many read no more, and go on saying that they live: by that they also learn that they were cut off. */
function deafen({ count }: { count: number }): void {
  const deaf = devices.slice(0, count);
  for (const { socket } of deaf) socket.pause();
  setInterval(() => {
    for (const { socket } of deaf) if (!socket.destroyed) socket.write(PONG);
  }, 300).unref();
}

/** Resolves when nothing was heard for so long. */
async function quiet({ ms }: { ms: number }) {
  lastHeard = performance.now();
  while (performance.now() - lastHeard < ms) await new Promise(resolve => setTimeout(resolve, 20));
}

serve({
  join: joinAll,
  ask: askAll,
  say,
  tell: tellAll,
  reached: ({ seq, but }: { seq: number; but: number }) => reached(seq, but),
  deafen,
  quiet,
  count: () => ({
    devices: devices.length,
    bytes,
    messages,
    frames,
    open: devices.filter(one => !one.socket.destroyed).length,
  }),
  /** Reset and not closed: ports that wait would run out. */
  leave: () => {
    for (const { socket } of devices) socket.resetAndDestroy();
    devices = [];
  },
});
