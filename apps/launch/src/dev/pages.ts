// The pages by Vite's development server, and before them the API behind its proxy, sockets too: one address for both.
// It has no content security policy, for Vite writes scripts into the page; the built pages of `npm start` have it.
import { createServer as createHttpServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { htmlAt } from '@kengesh/api/pages/pages';
import type { Plugin, ViteDevServer } from 'vite';

export interface DevPages extends Pick<ViteDevServer, 'watcher'> {
  close(): Promise<void>;
}

export interface DevPagesOptions {
  readonly host: string;
  readonly port: number;
  readonly apiPort: number;
}

const root = fileURLToPath(new URL('../../../web', import.meta.url));

/** The same html stands at the same address as on a server. */
const addressesOfServer: Plugin = {
  name: 'kengesh-addresses',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      const html = htmlAt(new URL(request.url ?? '/', 'http://localhost').pathname);
      if (html) request.url = `/${html}`;
      next();
    });
  },
};

/** @throws Error where the port is taken */
export async function servePages({ host, port, apiPort }: DevPagesOptions): Promise<DevPages> {
  const { createServer } = await import('vite');
  const http = createHttpServer();
  const api = `http://127.0.0.1:${apiPort}`;
  const vite = await createServer({
    root,
    logLevel: 'warn',
    appType: 'mpa',
    plugins: [addressesOfServer],
    server: {
      // A server of our own, for Vite's would end the process at SIGTERM before the database is stopped.
      middlewareMode: { server: http },
      ws: { server: http },
      proxy: { '/api': api, '/health': api, '/metrics': api, '/socket.io': { target: api, ws: true } },
    },
  });
  http.on('request', vite.middlewares);
  await new Promise<void>((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`PORT: ${port} on ${host} is taken by another program`) : error),
    );
    http.listen(port, host, resolve);
  });
  return {
    watcher: vite.watcher,
    close: async () => {
      http.closeAllConnections();
      http.close();
      await vite.close();
    },
  };
}
