import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { channelTrack } from '@kengesh/domain';
import type { LocalAudioTrack, Room } from 'livekit-client';
import { createBoothLine } from './booth-line.js';

/** As a browser gives one. */
class Voice extends EventTarget {
  readonly kind = 'audio';
  readonly id = 'voice';
  readonly label = 'Microphone';
  enabled = true;
  readyState: 'live' | 'ended' = 'live';
  constructor(readonly stopped: () => void) {
    super();
  }
  getConstraints = () => ({});
  getSettings = () => ({});
  clone = () => new Voice(this.stopped);
  stop() {
    if (this.readyState === 'live') this.stopped();
    this.readyState = 'ended';
  }
}

/** The browser's microphones and LiveKit's room, as far as a booth sees them. */
function booth() {
  const asked: unknown[] = [];
  const open = new Set<string>();
  const log: string[] = [];
  const sent = new Map<string, LocalAudioTrack>();
  const said: (string | null)[] = [];
  const faults: (string | null)[] = [];
  let stops = 0;
  const world = { refuses: 0, denied: false };
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: {
      async getUserMedia(constraints: MediaStreamConstraints) {
        asked.push(constraints.audio);
        if (world.denied) throw new DOMException('Permission denied', 'NotAllowedError');
        const track = new Voice(() => {
          stops += 1;
        });
        return { getAudioTracks: () => [track], getTracks: () => [track] };
      },
    },
  });
  const room = {
    localParticipant: {
      async publishTrack(track: LocalAudioTrack, { name }: { name: string }) {
        if (world.refuses > 0) {
          world.refuses -= 1;
          throw new Error('no leave yet');
        }
        sent.set(name, track);
        track.on('unmuted', () => {
          open.add(name);
          log.push([...open].join('+'));
        });
        track.on('muted', () => {
          open.delete(name);
          log.push([...open].join('+'));
        });
      },
      async unpublishTrack(track: LocalAudioTrack) {
        for (const [name, one] of sent) if (one === track) sent.delete(name);
        track.stop();
      },
      getTrackPublicationByName: (name: string) => (sent.has(name) ? {} : undefined),
    },
  };
  const line = createBoothLine(room as unknown as Room, {
    changed: now => said.push(now),
    failed: fault => faults.push(fault),
  });
  return { line, world, asked, open, log, sent, said, faults, stops: () => stops };
}
const soon = async (what: () => boolean, patience = 3000) => {
  for (const end = Date.now() + patience; !what(); await new Promise(resolve => setTimeout(resolve, 10)))
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
};
beforeAll(() => {
  Object.assign(globalThis, {
    MediaStream: class {
      constructor(private readonly tracks: readonly Voice[]) {}
      getTracks = () => this.tracks;
      getAudioTracks = () => this.tracks;
    },
  });
});
afterAll(() => void Reflect.deleteProperty(globalThis, 'MediaStream'));
afterEach(() => void Reflect.deleteProperty(navigator, 'mediaDevices'));

const BOTH = { channels: ['ky', 'en'], microphone: '' };
const KY = channelTrack('ky');
const EN = channelTrack('en');

describe('The interpreter’s microphone', () => {
  test('has a track for each language held, all of them closed until one is spoken into', async () => {
    const { line, sent, open, said, asked } = booth();
    line.want({ ...BOTH, speaks: null });
    await soon(() => sent.size === 2);
    expect([...sent.keys()].sort()).toEqual([EN, KY].sort());
    expect([...sent.values()].map(one => one.isMuted)).toEqual([true, true]);
    expect(open.size).toBe(0);
    expect(said.at(-1)).toBeNull();
    expect(asked).toHaveLength(1);
    line.leave();
  });

  test('PROC-10: changing over from one language to another, there is never a moment with both open', async () => {
    const { line, sent, log, said } = booth();
    line.want({ ...BOTH, speaks: 'ky' });
    await soon(() => said.at(-1) === 'ky');
    line.want({ ...BOTH, speaks: 'en' });
    await soon(() => said.at(-1) === 'en');
    expect(log).toEqual([KY, '', EN]);
    expect(sent.get(KY)?.isMuted).toBe(true);
    // A cough: nothing is open, and the tracks stay.
    line.want({ ...BOTH, speaks: null });
    await soon(() => said.at(-1) === null);
    expect(log.at(-1)).toBe('');
    expect(sent.size).toBe(2);
    line.leave();
  });

  test('waits for a leave that comes a moment after the act', async () => {
    const { line, world, said, faults } = booth();
    world.refuses = 1;
    line.want({ channels: ['ky'], speaks: 'ky', microphone: '' });
    await soon(() => said.at(-1) === 'ky');
    expect(faults.filter(one => one !== null)).toEqual([]);
    line.leave();
  });

  test('sends anew what the server took away while the channel is still held, and lets go of it with the channel', async () => {
    const { line, sent, said, stops } = booth();
    line.want({ channels: ['ky'], speaks: 'ky', microphone: '' });
    await soon(() => said.at(-1) === 'ky');
    const [before] = sent.values();
    sent.clear();
    line.want({ channels: ['ky'], speaks: 'ky', microphone: '' });
    await soon(() => sent.size === 1);
    expect(sent.get(KY)).not.toBe(before);
    line.want({ channels: [], speaks: null, microphone: '' });
    await soon(() => sent.size === 0 && line.stream() === null);
    // Both tracks and the microphone itself.
    expect(stops()).toBeGreaterThanOrEqual(3);
    line.leave();
  });

  test('is told of once where the browser forbids it, and opened by itself once it does not', async () => {
    const { line, world, faults, said } = booth();
    world.denied = true;
    line.want({ channels: ['ky'], speaks: 'ky', microphone: '' });
    await soon(() => faults.at(-1) === 'denied');
    expect(said.at(-1)).toBeNull();
    world.denied = false;
    await soon(() => said.at(-1) === 'ky');
    expect(faults.at(-1)).toBeNull();
    line.leave();
  });

  test('another one is taken up, and the one before let go of; at the end all are', async () => {
    const { line, asked, said, sent, stops } = booth();
    line.want({ channels: ['ky'], speaks: 'ky', microphone: 'one' });
    await soon(() => said.at(-1) === 'ky');
    line.want({ channels: ['ky'], speaks: 'ky', microphone: 'two' });
    await soon(() => asked.length === 2 && sent.size === 1 && sent.get(KY)?.isMuted === false);
    expect(asked).toMatchObject([{ deviceId: { exact: 'one' } }, { deviceId: { exact: 'two' } }]);
    const before = stops();
    expect(before).toBeGreaterThanOrEqual(2);
    line.leave();
    expect(stops()).toBe(before + 2);
  });
});
