/** @jest-environment node */
import { describe, expect, test } from '@jest/globals';
import type { Room } from 'livekit-client';
import { CAMERA, createSending } from './sending.js';

const no = (name: string) => new DOMException('no', name);

/** LiveKit's room as far as sending sees it, and a computer whose devices may be missing or forbidden. */
function studio({ plugged = ['default', 'good'], refuses = null as DOMException | null } = {}) {
  const did: string[] = [];
  const sent = new Map<string, object>();
  const options = {
    audioCaptureDefaults: { deviceId: undefined as unknown },
    videoCaptureDefaults: { deviceId: undefined as unknown },
  };
  const device = (wanted: unknown) => {
    if (refuses) throw refuses;
    const exact = (wanted as { exact?: string } | undefined)?.exact;
    if (exact !== undefined && !plugged.includes(exact)) throw no('OverconstrainedError');
  };
  const track = (source: string) => ({
    source,
    async restartTrack(how: { deviceId: unknown }) {
      device(how.deviceId);
      did.push(`restart ${source} ${JSON.stringify(how)}`);
    },
  });
  const enable = (source: string, defaults: { deviceId: unknown }) => async (on: boolean) => {
    if (on) device(defaults.deviceId);
    if (!on) sent.delete(source);
    else sent.set(source, { isMuted: false, trackName: '', track: track(source), videoTrack: track(source) });
    did.push(`${source} ${on ? 'on' : 'off'}`);
  };
  const local = {
    permissions: { canPublish: true, canPublishSources: [2, 1] },
    getTrackPublication: (source: string) => sent.get(source),
    setMicrophoneEnabled: enable('microphone', options.audioCaptureDefaults),
    setCameraEnabled: enable('camera', options.videoCaptureDefaults),
    setScreenShareEnabled: enable('screen_share', { deviceId: undefined }),
    async unpublishTrack({ source }: { source: string }, stop: boolean) {
      sent.delete(source);
      did.push(`unpublish ${source} ${stop}`);
    },
  };
  const room = {
    localParticipant: local,
    options,
    async switchActiveDevice(kind: string, id: string, exact: boolean) {
      did.push(`switch ${kind} ${id} ${exact}`);
      const defaults = kind === 'audioinput' ? options.audioCaptureDefaults : options.videoCaptureDefaults;
      defaults.deviceId = exact ? { exact: id } : id;
    },
  };
  let told = 0;
  const sending = createSending(room as unknown as Room, () => {
    told += 1;
  });
  return { sending, did, sent, options, local, told: () => told };
}

describe('What this page sends', () => {
  test('is no more than the server gives leave for', () => {
    const { sending, local } = studio();
    expect(sending.may()).toEqual(['microphone', 'camera']);
    local.permissions = { canPublish: false, canPublishSources: [2] };
    expect(sending.may()).toEqual([]);
  });

  test('a camera that is switched off is let go of, so that its light goes out', async () => {
    const { sending, did } = studio();
    expect(await sending.send('camera', true)).toBe(true);
    expect(sending.now()).toEqual(['camera']);
    await sending.send('camera', false);
    expect(did).toEqual(['camera on', 'unpublish camera true']);
    expect(sending.now()).toEqual([]);
  });

  test('where the chosen device is not plugged in, whichever there is does', async () => {
    const { sending, did, options } = studio();
    options.audioCaptureDefaults.deviceId = { exact: 'headset' };
    expect(await sending.send('microphone', true)).toBe(true);
    expect(did).toEqual(['switch audioinput default false', 'microphone on']);
    expect(sending.fault()).toBeNull();
  });

  test('what the browser forbids is told, of which device; a window not chosen is no fault', async () => {
    const { sending, did, told } = studio({ refuses: no('NotAllowedError') });
    expect(await sending.send('camera', true)).toBe(false);
    expect(sending.fault()).toEqual({ of: 'camera', fault: 'denied' });
    expect(await sending.send('screen', true)).toBe(false);
    expect(sending.fault()).toBeNull();
    expect(did).toEqual([]);
    expect(told()).toBe(2);
  });

  test('another device is taken up exactly as chosen: a camera that is on with the picture as large as before', async () => {
    const { sending, did, options } = studio();
    await sending.choose('camera', 'good');
    expect(did).toEqual(['switch videoinput good true']);
    await sending.send('camera', true);
    await sending.choose('camera', 'good');
    expect(did.at(-1)).toBe(`restart camera ${JSON.stringify({ ...CAMERA, deviceId: { exact: 'good' } })}`);
    expect(options.videoCaptureDefaults.deviceId).toEqual({ exact: 'good' });
    await sending.choose('camera', 'gone');
    expect(sending.fault()).toEqual({ of: 'camera', fault: 'none' });
    await sending.choose('microphone', '');
    expect(did.at(-1)).toBe('switch audioinput default false');
    expect(sending.fault()).toBeNull();
  });
});
