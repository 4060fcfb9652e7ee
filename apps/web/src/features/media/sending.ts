// What this page sends: microphone, camera, screen; from which devices, and what went wrong with them.
import { languageOfTrack } from '@kengesh/domain';
import { type Room, Track, type VideoCaptureOptions } from 'livekit-client';
import { type DeviceFault, type DeviceKind, faultOf } from './devices.js';

export const SOURCES = ['microphone', 'camera', 'screen'] as const;
export type Source = (typeof SOURCES)[number];
export interface SendingFault {
  readonly of: 'camera' | 'microphone';
  readonly fault: DeviceFault;
}

export interface Sending {
  /** Answers whether it stands so now. */
  send(source: Source, on: boolean): Promise<boolean>;
  choose(kind: DeviceKind, device: string): Promise<void>;
  /** What the server lets us send now. */
  may(): readonly Source[];
  now(): readonly Source[];
  fault(): SendingFault | null;
}

const LOCAL = {
  microphone: Track.Source.Microphone,
  camera: Track.Source.Camera,
  screen: Track.Source.ScreenShare,
} as const;
/** As the protocol numbers them. */
const NUMBERED: { readonly [source: number]: Source } = { 1: 'camera', 2: 'microphone', 3: 'screen' };
const NAMED = { microphone: 'audioinput', camera: 'videoinput', speaker: 'audiooutput' } as const;
export const CAMERA = { resolution: { width: 1280, height: 720 } } as const satisfies VideoCaptureOptions;
const SCREEN = {
  audio: false,
  contentHint: 'detail',
  selfBrowserSurface: 'exclude',
  resolution: { width: 1920, height: 1080, frameRate: 10 },
} as const;

export function createSending(room: Room, changed: () => void): Sending {
  const local = room.localParticipant;
  let fault: SendingFault | null = null;
  const sent = (source: Source) => local.getTrackPublication(LOCAL[source]);
  const put = async (source: Source, on: boolean): Promise<void> => {
    if (source === 'microphone') return void (await local.setMicrophoneEnabled(on));
    if (on)
      return void (await (source === 'camera'
        ? local.setCameraEnabled(true)
        : local.setScreenShareEnabled(true, SCREEN)));
    // A camera that is only muted keeps its light on; it is let go of instead.
    const track = sent(source)?.track;
    if (track) await local.unpublishTrack(track, true);
  };
  return {
    async send(source, on) {
      try {
        await put(source, on).catch(async error => {
          if (!on || source === 'screen' || faultOf(error) !== 'none') throw error;
          // The device that was chosen is not plugged in: whichever there is does.
          await room.switchActiveDevice(NAMED[source], 'default', false);
          await put(source, on);
        });
        if (on) fault = null;
        return true;
      } catch (error) {
        // Whoever closes the choice of a window has changed their mind; that is no fault.
        fault = source === 'screen' ? null : { of: source, fault: faultOf(error) };
        return false;
      } finally {
        changed();
      }
    },
    async choose(kind, device) {
      const deviceId = device === '' ? 'default' : { exact: device };
      const camera = kind === 'camera' ? sent('camera')?.videoTrack : undefined;
      try {
        if (camera && room.options.videoCaptureDefaults) {
          // Of itself LiveKit would forget how large a picture was asked for.
          await camera.restartTrack({ ...CAMERA, deviceId });
          room.options.videoCaptureDefaults.deviceId = deviceId;
        } else await room.switchActiveDevice(NAMED[kind], device || 'default', device !== '');
        fault = null;
      } catch (error) {
        if (kind !== 'speaker') fault = { of: kind, fault: faultOf(error) };
      }
      changed();
    },
    may() {
      const { permissions } = local;
      if (!permissions?.canPublish) return [];
      const named = permissions.canPublishSources.flatMap(one => NUMBERED[one] ?? []);
      return permissions.canPublishSources.length === 0 ? SOURCES : named;
    },
    now: () =>
      SOURCES.filter(one => {
        const publication = sent(one);
        // An interpreter's voice on a channel is the booth's.
        return publication !== undefined && !publication.isMuted && languageOfTrack(publication.trackName) === null;
      }),
    fault: () => fault,
  };
}
