import type { Manager, ManagerOptions, SocketOptions } from 'socket.io-client';

const BY_WEB_SOCKET = ['websocket', 'polling'];
const BY_POLLING = ['polling', 'websocket'];

/**
 * How a page's line begins: by WebSocket, and where that is refused at once by long polling. Polling is plain HTTP: there a browser
 * names no origin with a GET, so the page shows a header that only its own origin may send.
 */
export const lineOptions = (as: string): Partial<ManagerOptions & SocketOptions> => ({
  transports: BY_WEB_SOCKET,
  tryAllTransports: true,
  // Only where polling carries the line: a browser gives a WebSocket no header of ours.
  extraHeaders: { 'X-Kengesh-As': as },
  reconnectionDelay: 500,
  // The first tries spread the pages of one session; from then on each keeps its own beat.
  randomizationFactor: 0.5,
  timeout: 8000,
});

/**
 * A proxy may also swallow the WebSocket without a word, and then the whole try runs out before polling gets its turn. So after a
 * try that failed the next begins by polling, which becomes a WebSocket where one can be had; and after that by WebSocket again.
 */
export function startByTurns(manager: Manager): void {
  let failed = 0;
  const choose = () => {
    manager.opts.transports = failed % 2 === 0 ? BY_WEB_SOCKET : BY_POLLING;
  };
  manager.on('open', () => {
    // What worked is tried first when the line is lost.
    failed = manager.engine.transport.name === 'polling' ? 1 : 0;
    manager.engine.once('upgrade', () => {
      failed = 0;
    });
  });
  manager.on('error', () => {
    failed++;
  });
  manager.on('reconnect_attempt', choose);
}
