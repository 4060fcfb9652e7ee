// The interpreter's microphone: one voice, a track for each language held, and never more than one of them open.
import { channelTrack } from '@kengesh/domain';
import { LocalAudioTrack, type LocalTrack, type Room, Track } from 'livekit-client';
import { type DeviceFault, faultOf, open, stopAll, voice } from '../media/devices.js';

export interface BoothWish {
  /** The languages held: each has its track, so that changing over takes no time. */
  readonly channels: readonly string[];
  /** The one spoken into; null: none. */
  readonly speaks: string | null;
  readonly microphone: string;
}

export interface BoothLine {
  want(wish: BoothWish): void;
  /** What the microphone hears, for a level. */
  readonly stream: () => MediaStream | null;
  leave(): void;
}

/** Good speech, and whole: thirty-two kilobits, sent again where lost, with no pause cut out of it. */
const SPEECH = { source: Track.Source.Microphone, dtx: false, red: true, audioPreset: { maxBitrate: 32_000 } } as const;
const AGAIN = 1_000;

/** Works towards what was wanted last, one step at a time, until it stands or the booth is left. */
export function createBoothLine(
  room: Room,
  told: { readonly changed: (sends: string | null) => void; readonly failed: (fault: DeviceFault | null) => void },
): BoothLine {
  let wish: BoothWish | null = null;
  let source: { readonly device: string; readonly stream: MediaStream } | null = null;
  const tracks = new Map<string, LocalAudioTrack>();
  let busy = false;
  let again = false;
  let left = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const put = async (language: string) => {
    const track = tracks.get(language);
    tracks.delete(language);
    if (track) await room.localParticipant.unpublishTrack(track as LocalTrack, true).catch(() => undefined);
  };
  const step = async () => {
    const { channels = [], speaks = null, microphone = '' } = wish ?? {};
    if (source && source.device !== microphone) {
      for (const language of [...tracks.keys()]) await put(language);
      stopAll(source.stream);
      source = null;
    }
    for (const language of [...tracks.keys()]) {
      const standing = room.localParticipant.getTrackPublicationByName(channelTrack(language));
      // The server takes a track away with the leave; what is not sent any more is let go of here too.
      if (!channels.includes(language) || !standing) await put(language);
    }
    // Silence comes first, so that no moment has two open.
    for (const [language, track] of tracks) if (language !== speaks && !track.isMuted) await track.mute();
    if (channels.length === 0) {
      stopAll(source?.stream ?? null);
      source = null;
      return told.changed(null);
    }
    if (!source) source = { device: microphone, stream: await open({ audio: voice(microphone) }) };
    const [live] = source.stream.getAudioTracks();
    for (const language of channels) {
      if (tracks.has(language) || !live) continue;
      const track = new LocalAudioTrack(live.clone(), undefined, true);
      await track.mute();
      await room.localParticipant.publishTrack(track as LocalTrack, { ...SPEECH, name: channelTrack(language) });
      tracks.set(language, track);
    }
    const speaking = speaks === null ? undefined : tracks.get(speaks);
    if (speaking?.isMuted) await speaking.unmute();
    told.changed(speaking ? speaks : null);
  };
  const work = async () => {
    clearTimeout(timer);
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    do {
      again = false;
      try {
        await step();
        told.failed(null);
      } catch (error) {
        told.changed(null);
        if (error instanceof DOMException) told.failed(faultOf(error));
        // The leave may come a moment later than the act that brings it.
        if (!left) timer = setTimeout(() => void work(), AGAIN);
      }
    } while (again && !left);
    busy = false;
    if (left) stopAll(source?.stream ?? null);
  };
  return {
    want(next) {
      wish = next;
      void work();
    },
    stream: () => source?.stream ?? null,
    leave() {
      left = true;
      clearTimeout(timer);
      for (const track of tracks.values()) track.stop();
      stopAll(source?.stream ?? null);
    },
  };
}
