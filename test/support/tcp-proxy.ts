/**
 * The line between a page and the server, as bad as a test wants it: a TCP proxy on loopback.
 * A browser's own emulation slows a socket that is already open by chance only; this slows every byte.
 */
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as later } from 'node:timers/promises';

export interface NetworkConditions {
  /** How late each byte arrives, one way, milliseconds. */
  readonly delay: number;
  /** Bytes per second, each way, of each connection; 0: as fast as it goes. */
  readonly rate: number;
}

export interface TcpProxy {
  readonly url: string;
  readonly port: number;
  /** Where new connections go: a server started after the line, or started again elsewhere. */
  to(port: number): void;
  /** From now on, for connections that are open too. */
  weather(weather: NetworkConditions): void;
  /** Breaks all connections and refuses new ones until `mend`. */
  cut(): void;
  mend(): void;
  /** Half open: connections stay and accept bytes, and nothing arrives any more, until `mend`. */
  hold(): void;
  close(): Promise<void>;
}

export const FAIR: NetworkConditions = { delay: 0, rate: 0 };

/** @returns a line on a free port of 127.0.0.1; it refuses connections until `to` says where they go. */
export async function startTcpProxy(): Promise<TcpProxy> {
  const open = new Set<Socket>();
  let target = 0;
  let weather = FAIR;
  let whole = true;
  let release: (() => void) | undefined;
  let held: Promise<void> | undefined;

  /** Bytes keep their order: each chunk is on its way while the next is read, and arrives after the one before. */
  function carry(from: Socket, into: Socket): void {
    let before = Promise.resolve();
    let free = 0;
    from.on('data', chunk => {
      const now = Date.now();
      // The line is one wire: a chunk starts when the one before has been put on it.
      free = Math.max(now, free) + (weather.rate > 0 ? (chunk.length / weather.rate) * 1000 : 0);
      const wait = free + weather.delay - now;
      const arrival = wait > 0 ? later(wait) : undefined;
      before = before.then(async () => {
        await arrival;
        await held;
        if (!into.destroyed) into.write(chunk);
      });
    });
    from.on('end', () => {
      before = before.then(() => void into.end());
    });
  }

  const server = createServer({ allowHalfOpen: true }, near => {
    if (!whole || target === 0) {
      near.destroy();
      return;
    }
    const far = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.setNoDelay(true);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      carry(one, other);
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const mend = () => {
    whole = true;
    release?.();
    held = undefined;
  };
  const cut = () => {
    whole = false;
    for (const one of open) one.destroy();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    to: next => {
      target = next;
    },
    weather: next => {
      weather = next;
    },
    cut,
    mend,
    hold: () => {
      held ??= new Promise(resolve => {
        release = resolve;
      });
    },
    close: async () => {
      mend();
      cut();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
