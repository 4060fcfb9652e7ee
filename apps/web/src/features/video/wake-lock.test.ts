import { afterEach, describe, expect, test } from '@jest/globals';
import { acquireWakeLock } from './wake-lock.js';

/** A phone: its light, its lock screen, and whether the page is in sight. */
function phone() {
  const lights: { on: boolean }[] = [];
  const keys = new Map<string, (() => void) | null>();
  const session = {
    metadata: null as unknown,
    playbackState: 'none',
    microphone: false,
    setActionHandler(action: string, handler: (() => void) | null) {
      if (action === 'togglemicrophone' || ['play', 'pause', 'stop'].includes(action)) keys.set(action, handler);
      else throw new TypeError('no such key');
    },
    async setMicrophoneActive(on: boolean) {
      session.microphone = on;
    },
  };
  const wakeLock = {
    async request() {
      const light = { on: true };
      lights.push(light);
      return {
        async release() {
          light.on = false;
        },
      };
    },
  };
  const sight = (state: 'visible' | 'hidden') => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    if (state === 'hidden') for (const light of lights) light.on = false;
    document.dispatchEvent(new Event('visibilitychange'));
  };
  return { lights, keys, session, sight, browser: { wakeLock, mediaSession: session as unknown as MediaSession } };
}
const settled = () => new Promise(resolve => setTimeout(resolve));
let rest: (() => void) | null = null;
afterEach(() => {
  rest?.();
  Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
});

function awake(one: ReturnType<typeof phone>) {
  const seen = { returned: 0, pressed: 0 };
  const kept = acquireWakeLock(
    { title: 'Session', council: 'Council', onMicrophone: () => seen.pressed++, onReturn: () => seen.returned++ },
    one.browser,
  );
  rest = kept.release;
  return { seen, kept };
}

describe('A phone during the session', () => {
  test('keeps its light on, and again after it was away', async () => {
    const one = phone();
    awake(one);
    await settled();
    expect(one.lights.map(light => light.on)).toEqual([true]);
    one.sight('hidden');
    one.sight('visible');
    await settled();
    expect(one.lights.map(light => light.on)).toEqual([false, true]);
  });

  test('behind the lock screen stays in: “pause” and “stop” there leave nothing; back in sight the room is looked after', async () => {
    const one = phone();
    const { seen } = awake(one);
    one.sight('hidden');
    expect(seen.returned).toBe(0);
    one.keys.get('pause')!();
    one.keys.get('stop')!();
    expect(one.session.playbackState).toBe('playing');
    one.sight('visible');
    window.dispatchEvent(new Event('online'));
    window.dispatchEvent(new Event('pageshow'));
    expect(seen.returned).toBe(5);
  });

  test('has the microphone’s key on the lock screen, and shows whether one is heard', async () => {
    const one = phone();
    const { seen, kept } = awake(one);
    one.keys.get('togglemicrophone')!();
    expect(seen.pressed).toBe(1);
    kept.microphone(true);
    expect(one.session.microphone).toBe(true);
  });

  test('is let go of at the end', async () => {
    const one = phone();
    const { seen, kept } = awake(one);
    await settled();
    kept.release();
    one.sight('visible');
    window.dispatchEvent(new Event('online'));
    await settled();
    expect(seen.returned).toBe(0);
    expect(one.lights.map(light => light.on)).toEqual([false]);
    expect([...one.keys.values()]).toEqual([null, null, null, null]);
    expect(one.session.playbackState).toBe('none');
  });

  test('that knows none of this stays in all the same', () => {
    const nothing = acquireWakeLock({ title: '', council: '', onMicrophone: () => {}, onReturn: () => {} }, {});
    expect(() => {
      nothing.microphone(true);
      nothing.release();
    }).not.toThrow();
  });
});
