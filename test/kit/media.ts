/**
 * What a page really receives: sound and picture measured where they are decoded, not whether an element stands there. By
 * participant, as the page itself says whose element plays what; what no element plays is told under `?`.
 */
import type { BrowserContext, Page } from 'playwright-core';

/** For pages that take part in video with a LiveKit of this machine. */
export const MEDIA_FLAGS: readonly string[] = [
  // Of itself Chromium offers no way to 127.0.0.1 for media.
  '--allow-loopback-in-peer-connection',
  '--autoplay-policy=no-user-gesture-required',
  // A few pictures a second are pictures too, and leave the machine to the rest.
  '--use-fake-device-for-media-stream=fps=10',
];

export interface Received {
  /** Loudness of what came out of the decoder, 0 to 1, of whoever was heard at all. */
  readonly heard: Readonly<Record<string, number>>;
  /** Pictures decoded meanwhile, of whoever was seen at all. */
  readonly seen: Readonly<Record<string, number>>;
}

/** From now on, every page of this context remembers its lines of media. */
export async function watchMedia(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const peers: RTCPeerConnection[] = [];
    const Real = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Real {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        peers.push(this);
      }
    };
    Object.assign(window, { kengeshPeers: peers });
  });
}

/** Below this it is the silence of a codec. */
const SILENCE = 0.0005;

/** What the page receives in so many milliseconds. */
export async function receives(page: Page, during = 1500): Promise<Received> {
  const [before, after] = await page.evaluate(async wait => {
    type Taken = Record<string, { kind: string; from: string; frames: number; energy: number; duration: number }>;
    const take = async (): Promise<Taken> => {
      const owners = new Map<string, string>();
      for (const element of document.querySelectorAll<HTMLMediaElement>('audio, video')) {
        const from = element.closest<HTMLElement>('[data-from]')?.dataset.from;
        const { srcObject } = element;
        if (from === undefined || !(srcObject instanceof MediaStream)) continue;
        for (const track of srcObject.getTracks()) owners.set(track.id, from);
      }
      const taken: Taken = {};
      for (const peer of (window as unknown as { kengeshPeers: RTCPeerConnection[] }).kengeshPeers) {
        if (peer.connectionState === 'closed') continue;
        for (const [id, one] of await peer.getStats()) {
          if (one.type !== 'inbound-rtp') continue;
          taken[id] = {
            kind: one.kind,
            from: owners.get(one.trackIdentifier) ?? '?',
            frames: one.framesDecoded ?? 0,
            energy: one.totalAudioEnergy ?? 0,
            duration: one.totalSamplesDuration ?? 0,
          };
        }
      }
      return taken;
    };
    const first = await take();
    await new Promise(resolve => setTimeout(resolve, wait));
    return [first, await take()];
  }, during);
  const heard: Record<string, number> = {};
  const seen: Record<string, number> = {};
  for (const [id, now] of Object.entries(after)) {
    const was = before[id] ?? { frames: 0, energy: 0, duration: 0 };
    const [frames, energy, duration] = [now.frames - was.frames, now.energy - was.energy, now.duration - was.duration];
    const loud = duration > 0 ? Math.sqrt(energy / duration) : 0;
    if (now.kind === 'video' && frames > 0) seen[now.from] = (seen[now.from] ?? 0) + frames;
    if (now.kind === 'audio' && loud > SILENCE) heard[now.from] = Math.max(heard[now.from] ?? 0, loud);
  }
  return { heard, seen };
}

/** Who is heard and who is seen, by name, sorted. */
export const names = ({ heard, seen }: Received) => ({
  heard: Object.keys(heard).sort(),
  seen: Object.keys(seen).sort(),
});
