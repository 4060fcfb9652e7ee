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

/** Counted since a line began. */
interface Counts {
  readonly frames: number;
  readonly energy: number;
  readonly duration: number;
  readonly packets: number;
  readonly samples: number;
  /** Samples made up where the sound was missing; a pause that was not sent is none. */
  readonly concealed: number;
}
interface Stream extends Counts {
  readonly kind: string;
  readonly from: string;
}
const NOTHING: Counts = { frames: 0, energy: 0, duration: 0, packets: 0, samples: 0, concealed: 0 };

/** What came in so many milliseconds, by stream. */
async function comes(page: Page, during: number): Promise<Stream[]> {
  const [before, after] = await page.evaluate(async wait => {
    type Taken = Record<string, Stream>;
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
            packets: one.packetsReceived ?? 0,
            samples: one.totalSamplesReceived ?? 0,
            concealed: (one.concealedSamples ?? 0) - (one.silentConcealedSamples ?? 0),
          };
        }
      }
      return taken;
    };
    const first = await take();
    await new Promise(resolve => setTimeout(resolve, wait));
    return [first, await take()];
  }, during);
  return Object.entries(after).map(([id, now]) => {
    const was: Counts = before[id] ?? NOTHING;
    const counts = (Object.keys(NOTHING) as (keyof Counts)[]).map(one => [one, now[one] - was[one]]);
    return { kind: now.kind, from: now.from, ...(Object.fromEntries(counts) as unknown as Counts) };
  });
}

/** What the page receives in so many milliseconds. */
export async function receives(page: Page, during = 1500): Promise<Received> {
  const heard: Record<string, number> = {};
  const seen: Record<string, number> = {};
  for (const { kind, from, frames, energy, duration } of await comes(page, during)) {
    const loud = duration > 0 ? Math.sqrt(energy / duration) : 0;
    if (kind === 'video' && frames > 0) seen[from] = (seen[from] ?? 0) + frames;
    if (kind === 'audio' && loud > SILENCE) heard[from] = Math.max(heard[from] ?? 0, loud);
  }
  return { heard, seen };
}

export interface Sound {
  readonly packets: number;
  readonly loud: number;
  /** Share of it that was made up because it was missing, 0 to 1. */
  readonly concealed: number;
}

/** How the sound arrives meanwhile, by whom it comes from. */
export async function sounds(page: Page, during: number): Promise<Readonly<Record<string, Sound>>> {
  const streams = (await comes(page, during)).filter(one => one.kind === 'audio');
  return Object.fromEntries(
    streams.map(({ from, packets, energy, duration, samples, concealed }) => [
      from,
      {
        packets,
        loud: duration > 0 ? Math.sqrt(energy / duration) : 0,
        concealed: samples > 0 ? concealed / samples : 0,
      },
    ]),
  );
}

/** Who is heard and who is seen, by name, sorted. */
export const names = ({ heard, seen }: Received) => ({
  heard: Object.keys(heard).sort(),
  seen: Object.keys(seen).sort(),
});

/** Looks again and again until exactly these are heard and at least these are seen; tells what was received when it never came so. */
export async function until(
  page: Page,
  heard: readonly string[],
  seen: readonly string[] = [],
  patience = 12_000,
): Promise<Received> {
  let last: Received = { heard: {}, seen: {} };
  for (const end = Date.now() + patience; Date.now() < end; ) {
    last = await receives(page);
    const now = names(last);
    if (now.heard.join() === [...heard].sort().join() && seen.every(one => now.seen.includes(one))) return last;
  }
  throw new Error(`waited for ${JSON.stringify({ heard, seen })}, received ${JSON.stringify(last)}`);
}

/** The devices whose sound and picture go out now, by name. */
export async function sends(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const peers = (window as unknown as { kengeshPeers: RTCPeerConnection[] }).kengeshPeers;
    return peers
      .filter(one => one.connectionState !== 'closed')
      .flatMap(one => one.getSenders())
      .flatMap(({ track }) => (track?.readyState === 'live' ? track.label : []))
      .sort();
  });
}
