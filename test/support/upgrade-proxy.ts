/** A reverse proxy on loopback as offices have them: HTTP passes, and a WebSocket is refused, swallowed without a word, or passes. */
import { createServer, request } from 'node:http';
import { connect, type Socket } from 'node:net';

export type Upgrades = 'refused' | 'swallowed' | 'passed';

export interface UpgradeProxy {
  readonly url: string;
  /** What becomes of a WebSocket from now on. */
  upgrades(how: Upgrades): void;
  /** Breaks all connections, and each that comes, until it is mended: a page that is between two polls loses its line too. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** @param target port of the server behind it, on 127.0.0.1; asked for each time, so that it may be known later */
export async function openUpgradeProxy(target: () => number): Promise<UpgradeProxy> {
  let how: Upgrades = 'refused';
  let isCut = false;
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const server = createServer((near, answer) => {
    const far = request(
      { port: target(), host: '127.0.0.1', method: near.method, path: near.url, headers: near.headers },
      given => {
        answer.writeHead(given.statusCode ?? 502, given.headers);
        given.pipe(answer);
      },
    );
    far.on('error', () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()));
    answer.on('close', () => far.destroy());
    near.pipe(far);
  });
  server.on('connection', (socket: Socket) => (isCut ? socket.destroy() : keep(socket)));
  server.on('upgrade', (near, socket: Socket, head) => {
    if (how === 'swallowed') return;
    if (how === 'refused') {
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const far = connect({ port: target(), host: '127.0.0.1' });
    keep(far);
    const lines = near.rawHeaders.flatMap((name, index) =>
      index % 2 === 0 ? [`${name}: ${near.rawHeaders[index + 1]}`] : [],
    );
    far.write(`${near.method} ${near.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    far.write(head);
    far.pipe(socket);
    socket.pipe(far);
    far.on('close', () => socket.destroy());
    socket.on('close', () => far.destroy());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    upgrades: next => {
      how = next;
    },
    cut,
    mend: () => {
      isCut = false;
    },
    close: async () => {
      cut();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
