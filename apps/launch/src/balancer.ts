/** What stands before several nodes, as small as it can be: each connection goes to the next node that takes it. */
import { connect, createServer, type Socket } from 'node:net';

export interface Balancer {
  readonly url: string;
  /** Connections that went to each port so far. */
  readonly counts: ReadonlyMap<number, number>;
  close(): Promise<void>;
}

export async function openBalancer(ports: readonly number[]): Promise<Balancer> {
  let next = 0;
  const counts = new Map(ports.map(port => [port, 0]));
  const open = new Set<Socket>();
  const join = (from: Socket, tries: number) => {
    const port = ports[next++ % ports.length] ?? 0;
    const to = connect({ port, host: '127.0.0.1' });
    open.add(to);
    let through = false;
    to.once('connect', () => {
      through = true;
      counts.set(port, (counts.get(port) ?? 0) + 1);
      from.pipe(to).pipe(from);
    });
    to.on('error', () => undefined);
    to.once('close', () => {
      open.delete(to);
      if (!through && tries > 1 && !from.destroyed) join(from, tries - 1);
      else from.destroy();
    });
    from.once('close', () => to.destroy());
  };
  const server = createServer({ noDelay: true }, from => {
    open.add(from);
    from.on('error', () => undefined);
    from.once('close', () => open.delete(from));
    join(from, ports.length);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    counts,
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}
