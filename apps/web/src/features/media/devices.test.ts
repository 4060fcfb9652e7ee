import { afterEach, describe, expect, test } from '@jest/globals';
import { type DeviceFault, FRESH, faultOf, keep, kept, open, picture, voice } from './devices.js';

const refusal = (name: string, message = '') => new DOMException(message, name);
afterEach(() => localStorage.clear());

describe('What the browser refuses', () => {
  test.each<[string, string, DeviceFault]>([
    ['NotAllowedError', 'Permission denied', 'denied'],
    ['NotAllowedError', 'Permission dismissed', 'dismissed'],
    ['NotAllowedError', 'Permission denied by system', 'system'],
    ['NotAllowedError', 'The request is not allowed by the user agent or the platform', 'denied'],
    ['NotFoundError', 'Requested device not found', 'none'],
    ['OverconstrainedError', '', 'none'],
    ['NotReadableError', 'Could not start video source', 'busy'],
    ['AbortError', 'Starting videoinput failed', 'busy'],
    ['SecurityError', '', 'insecure'],
    ['TypeError', '', 'other'],
  ])('%s “%s” is told as %s', (name, message, fault) => expect(faultOf(refusal(name, message), true)).toBe(fault));

  test('a device that is not plugged in is replaced by whichever there is; a refusal is not asked again', async () => {
    const asked: MediaStreamConstraints[] = [];
    // As browsers had it that did not count it among errors.
    const unmet = { name: 'OverconstrainedError', message: '' };
    let refuses: object | null = null;
    Object.defineProperty(navigator, 'mediaDevices', {
      configurable: true,
      value: {
        async getUserMedia(constraints: MediaStreamConstraints) {
          asked.push(constraints);
          if (refuses ?? /exact/.test(JSON.stringify(constraints))) throw refuses ?? unmet;
          return 'stream';
        },
      },
    });
    try {
      expect(await open({ audio: voice('gone'), video: picture('gone') })).toBe('stream');
      expect(asked).toHaveLength(2);
      expect(asked[1]).toMatchObject({ audio: { echoCancellation: true }, video: { width: { ideal: 1280 } } });
      refuses = refusal('NotAllowedError', 'Permission denied');
      await expect(open({ audio: voice('gone') })).rejects.toBe(refuses);
      expect(asked).toHaveLength(3);
      expect(faultOf(unmet)).toBe('none');
    } finally {
      Reflect.deleteProperty(navigator, 'mediaDevices');
    }
  });

  test('without camera and microphone at all it is the page’s protection, or the browser itself', async () => {
    const no = await open({ audio: true }).catch(error => error);
    expect(faultOf(no, false)).toBe('insecure');
    expect(faultOf(no, true)).toBe('unsupported');
  });
});

describe('What is kept on the device', () => {
  test('choices, and nothing else; what was broken meanwhile is as fresh', () => {
    expect(kept()).toEqual(FRESH);
    keep({ way: 'listen', floor: 0.4 });
    expect(kept()).toEqual({ ...FRESH, way: 'listen', floor: 0.4 });
    expect(Object.keys(JSON.parse(localStorage.getItem('kengesh.video')!)).sort()).toEqual(Object.keys(FRESH).sort());
    localStorage.setItem('kengesh.video', '{"way":"shout","floor":7,"camera":3}');
    expect(kept()).toEqual(FRESH);
    localStorage.setItem('kengesh.video', '{');
    expect(kept()).toEqual(FRESH);
  });
});

describe('A microphone', () => {
  test('of a person is freed of echo and noise; a sound desk’s is left as it is', () => {
    expect(voice('a')).toMatchObject({ echoCancellation: true, noiseSuppression: true, autoGainControl: true });
    expect(voice('a', true)).toMatchObject({
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
    });
    expect(voice('a').deviceId).toEqual({ exact: 'a' });
    expect('deviceId' in voice('')).toBe(false);
  });
});
