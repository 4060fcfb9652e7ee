// Cameras, microphones and loudspeakers of this device: what went wrong with them, which ones were chosen, and keeping that.

/** Why the browser gives none; each has its sentence `video.fault.*`. */
export type DeviceFault = 'denied' | 'dismissed' | 'system' | 'none' | 'busy' | 'insecure' | 'unsupported' | 'other';

/** What the browser's refusal means for whoever reads it. */
export function faultOf(error: unknown, secure: boolean = globalThis.isSecureContext): DeviceFault {
  // Of some browsers an unmet wish for a device is no `Error`.
  const { name = '', message = '' } = (error ?? {}) as Partial<Error>;
  switch (name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
      // Chromium alone tells them apart, by these words.
      if (/dismissed/i.test(message)) return 'dismissed';
      return /by system/i.test(message) ? 'system' : 'denied';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'none';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'busy';
    case 'SecurityError':
      return 'insecure';
    case NO_DEVICES:
      return secure ? 'unsupported' : 'insecure';
    default:
      return 'other';
  }
}
const NO_DEVICES = 'NoMediaDevices';

/** How one comes in; `none`: not at all. */
export const WAYS = ['camera', 'microphone', 'sound', 'listen'] as const;
export type Way = (typeof WAYS)[number];

/** What is kept on this device from one session to the next: choices only, nothing about anybody. */
export interface KeptDevices {
  readonly way: Way;
  readonly microphone: string;
  readonly camera: string;
  readonly speaker: string;
  /** Sound alone, to save data. */
  readonly lowData: boolean;
  /** How loud the floor is beside an interpreter, 0 to 1. */
  readonly floor: number;
  /** The language listened to; empty: the floor as it is spoken. */
  readonly channel: string;
}
export const FRESH: KeptDevices = {
  way: 'camera',
  microphone: '',
  camera: '',
  speaker: '',
  lowData: false,
  floor: 0.15,
  channel: '',
};
const KEY = 'kengesh.video';

export function kept(): KeptDevices {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Record<keyof KeptDevices, unknown>>;
    const text = (value: unknown) => (typeof value === 'string' ? value : '');
    const { floor } = found;
    return {
      way: WAYS.find(one => one === found.way) ?? FRESH.way,
      microphone: text(found.microphone),
      camera: text(found.camera),
      speaker: text(found.speaker),
      lowData: found.lowData === true,
      channel: text(found.channel),
      floor: typeof floor === 'number' && floor >= 0 && floor <= 1 ? floor : FRESH.floor,
    };
  } catch {
    return FRESH;
  }
}

export function keep(change: Partial<KeptDevices>): KeptDevices {
  const next = { ...kept(), ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // A browser that keeps nothing still does as asked now.
  }
  return next;
}

/** Speech: echo and noise are taken out. A sound desk has done that already, and better. */
export const voice = (device: string, desk = false): MediaTrackConstraints => ({
  ...(device ? { deviceId: { exact: device } } : {}),
  echoCancellation: !desk,
  noiseSuppression: !desk,
  autoGainControl: !desk,
  channelCount: 1,
});
export const picture = (device: string): MediaTrackConstraints => ({
  ...(device ? { deviceId: { exact: device } } : { facingMode: 'user' }),
  width: { ideal: 1280 },
  height: { ideal: 720 },
});

/** Opens what is asked for, or another device where the one chosen is not plugged in; the caller stops it. */
export async function open(constraints: MediaStreamConstraints): Promise<MediaStream> {
  const { mediaDevices } = navigator;
  if (!mediaDevices?.getUserMedia) throw Object.assign(new Error('no media devices'), { name: NO_DEVICES });
  return await mediaDevices.getUserMedia(constraints).catch(error => {
    if (error?.name !== 'OverconstrainedError') throw error;
    return mediaDevices.getUserMedia({ audio: any(constraints.audio), video: any(constraints.video) });
  });
}
/** The same of whichever device there is. */
function any(asked: MediaStreamConstraints['audio']): boolean | MediaTrackConstraints {
  if (typeof asked !== 'object') return asked === true;
  const { deviceId: _, ...rest } = asked;
  return rest;
}

export function stopAll(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

export type DeviceKind = 'microphone' | 'camera' | 'speaker';
export interface Devices {
  readonly microphone: readonly MediaDeviceInfo[];
  readonly camera: readonly MediaDeviceInfo[];
  /** Empty where the browser leaves the choice to the system. */
  readonly speaker: readonly MediaDeviceInfo[];
}
export const NO_DEVICE: Devices = { microphone: [], camera: [], speaker: [] };

export async function devices(): Promise<Devices> {
  const all = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? [];
  // Before a permission they have neither name nor id, and there is nothing to choose.
  const of = (kind: MediaDeviceKind) => all.filter(one => one.kind === kind && one.deviceId !== '');
  return { microphone: of('audioinput'), camera: of('videoinput'), speaker: of('audiooutput') };
}

/** Tells of devices that come and go; answers how to stop. */
export function onDevices(changed: () => void): () => void {
  navigator.mediaDevices?.addEventListener?.('devicechange', changed);
  return () => navigator.mediaDevices?.removeEventListener?.('devicechange', changed);
}
