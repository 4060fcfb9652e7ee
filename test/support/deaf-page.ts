/**
 * A page of somebody who does not go when sent away: it hears nothing more of the council's server, keeps its media for as long
 * as LiveKit lets it, and comes back with a ticket as LiveKit refreshes them, with the right to hear and to send.
 */
import { AccessToken } from 'livekit-server-sdk';
import type { Browser } from 'playwright-core';
import type { LiveKit } from './livekit.js';
import type { Face } from './pages.js';
import { mediaPage } from './video-installation.js';

export interface DeafPage {
  readonly face: Face;
  /** From now on. */
  turnDeaf(): Promise<void>;
  /** When it went to come in by a ticket of before, in milliseconds of this machine's clock. */
  readonly returns: readonly number[];
  /** When packets of media had come since the look before. */
  received(): Promise<readonly number[]>;
}

/** Milliseconds between two looks at what has come. */
export const LOOK = 100;

interface Watched {
  kengeshPeers: RTCPeerConnection[];
  kengeshDeaf?: boolean;
  kengeshReceived: number[];
}

export async function deafPage(
  browser: Browser,
  size: { readonly width: number; readonly height: number },
  video: LiveKit,
): Promise<DeafPage> {
  const face = await mediaPage(browser, size);
  const { page } = face;
  await page.addInitScript(look => {
    const watched = window as unknown as Watched;
    watched.kengeshReceived = [];
    const Real = window.WebSocket;
    window.WebSocket = class extends Real {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        if (new URL(url, location.href).port !== location.port) return;
        for (const event of ['message', 'close', 'error'])
          this.addEventListener(event, told => watched.kengeshDeaf && told.stopImmediatePropagation());
      }
    };
    /** By stream: one that is gone takes its count with it. */
    const before = new Map<string, number>();
    const hasMore = async (peer: RTCPeerConnection, index: number) => {
      let isMore = false;
      if (peer.connectionState !== 'closed')
        for (const [id, one] of await peer.getStats()) {
          if (one.type !== 'inbound-rtp') continue;
          const stream = `${index} ${id}`;
          isMore ||= one.packetsReceived > (before.get(stream) ?? 0);
          before.set(stream, one.packetsReceived);
        }
      return isMore;
    };
    const count = async () => {
      // A line that is closed while it is asked has nothing to say, perhaps not even that.
      const nothing = new Promise<boolean>(resolve => setTimeout(resolve, 10 * look, false));
      const all = watched.kengeshPeers.map((peer, index) =>
        Promise.race([hasMore(peer, index).catch(() => false), nothing]),
      );
      if ((await Promise.all(all)).includes(true)) watched.kengeshReceived.push(Date.now());
      setTimeout(count, look);
    };
    void count();
  }, LOOK);
  let identity = '';
  let room = '';
  let isDeaf = false;
  const returns: number[] = [];
  await page.route('**/video-token*', async route => {
    if (isDeaf) returns.push(Date.now());
    else {
      const ticket = await (await route.fetch()).json();
      const claims = JSON.parse(Buffer.from(ticket.token.split('.')[1], 'base64url').toString());
      ({ sub: identity } = claims);
      ({ room } = claims.video);
    }
    // What it first came in by is of the kind it comes back by: where that opened, this one would too.
    const token = new AccessToken(video.apiKey, video.apiSecret, { identity, ttl: 600 });
    token.addGrant({ room, roomJoin: true, canSubscribe: true, canPublish: true });
    const expiresAt = new Date(Date.now() + 600_000).toISOString();
    const ticket = { url: video.url, token: await token.toJwt(), room: 'session', identity, expiresAt };
    return route.fulfill({ json: ticket });
  });
  return {
    face,
    async turnDeaf() {
      isDeaf = true;
      await page.evaluate(() => {
        (window as unknown as Watched).kengeshDeaf = true;
      });
    },
    returns,
    received: () => page.evaluate(() => (window as unknown as Watched).kengeshReceived),
  };
}
