/**
 * Somebody in a room of LiveKit by the call alone, without sound or picture: there as far as permissions and being put out
 * go. What is heard and seen, only a browser can tell.
 */
import { WebSocket } from 'ws';

export interface SignalLine {
  /** Resolves once in the room. Rejects where one was not let in. */
  readonly joined: Promise<void>;
  /** Resolves when one is out, by whatever cause. */
  readonly out: Promise<void>;
  readonly isOut: () => boolean;
  close(): void;
}

export function joinBySignal(url: string, token: string): SignalLine {
  const query = new URLSearchParams({ access_token: token, auto_subscribe: '1', sdk: 'js', protocol: '15' });
  const socket = new WebSocket(`${url}/rtc?${query}`);
  let isOut = false;
  const out = new Promise<void>(resolve => {
    socket.once('close', () => {
      isOut = true;
      resolve();
    });
  });
  const joined = new Promise<void>((resolve, reject) => {
    // The first word of the server is that one has joined.
    socket.once('message', () => resolve());
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('not let in')));
  });
  joined.catch(() => undefined);
  return { joined, out, isOut: () => isOut, close: () => socket.close() };
}
