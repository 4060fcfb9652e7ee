// The video server's room as this page sees it: what is sent, what is taken in, how the line is. LiveKit stays behind this file.
import type { VideoTicket } from '@kengesh/contracts';
import { languageOfTrack } from '@kengesh/domain';
import {
  type AudioCaptureOptions,
  AudioPresets,
  type ConnectionQuality,
  DefaultReconnectPolicy,
  DisconnectReason,
  type LocalTrackPublication,
  type Participant,
  type RemoteTrackPublication,
  Room,
  RoomEvent,
  Track,
  type TrackPublication,
  VideoQuality,
} from 'livekit-client';
import { type DeviceFault, faultOf, voice } from './devices.js';
import { lossBetween } from './loss.js';
import { createMix } from './mix.js';
import { isSound, mainOf, type Offer, type Situation, wanted } from './wanted.js';
import type { Quality, Sample } from './weak-line.js';

export const SOURCES = ['microphone', 'camera', 'screen'] as const;
export type Source = (typeof SOURCES)[number];

export interface Media {
  readonly id: string;
  readonly from: string;
  readonly source: Offer['source'];
  readonly channel: string | null;
  readonly own: boolean;
  readonly small: boolean;
  /** Plays into an element; answers how to stop. Keeps its identity, so that an element is attached once. */
  readonly attach: (element: HTMLMediaElement) => () => void;
}

export interface RoomView {
  readonly pictures: readonly Media[];
  readonly sounds: readonly Media[];
  /** Whose picture could be had on demand. */
  readonly offered: readonly string[];
  /** The languages somebody interprets into now. */
  readonly channels: readonly string[];
  readonly reconnecting: boolean;
  /** The browser plays no sound before somebody clicks. */
  readonly soundBlocked: boolean;
  /** What the server lets us send now. */
  readonly may: readonly Source[];
  readonly sending: readonly Source[];
  readonly fault: { readonly of: 'camera' | 'microphone'; readonly fault: DeviceFault } | null;
  readonly quality: Quality;
}

/** Why it ended: opened on another device, or the line was lost (or we were put out: the next ticket tells). */
export type Ended = 'elsewhere' | 'lost';

export interface Choice {
  readonly microphone: string;
  readonly camera: string;
  readonly speaker: string;
  /** The microphone is a sound desk's output: nothing is taken out of it. */
  readonly desk: boolean;
}

export interface VideoRoom {
  /** Answers whether it stands so now. */
  send(source: Source, on: boolean): Promise<boolean>;
  /** Takes in what is wanted from here on. */
  situate(situation: Situation): void;
  choose(kind: 'microphone' | 'camera' | 'speaker', device: string): Promise<void>;
  /** How loud the floor is beside an interpreter. */
  mix(floor: number): void;
  look(served: boolean): Promise<Sample>;
  startSound(): void;
  /** For whoever sends more than the floor does: an interpreter's console. */
  readonly inside: Room;
  leave(): void;
}

/**
 * Milliseconds before each try to take up a call again as it was: what a change of network needs. A video server that was
 * started anew knows nobody, and is better entered anew than asked for longer.
 */
const RESUMES = [0, 300, 700, 1_200, 1_800];

const LOCAL = {
  microphone: Track.Source.Microphone,
  camera: Track.Source.Camera,
  screen: Track.Source.ScreenShare,
} as const;
const REMOTE: { readonly [source: string]: Offer['source'] } = {
  [Track.Source.Microphone]: 'microphone',
  [Track.Source.Camera]: 'camera',
  [Track.Source.ScreenShare]: 'screen',
  [Track.Source.ScreenShareAudio]: 'screenSound',
};
/** As the protocol numbers them. */
const NUMBERED: { readonly [source: number]: Source } = { 1: 'camera', 2: 'microphone', 3: 'screen' };

/** Joins with a ticket, listening only; takes in nothing before it is situated. Throws where it fails. */
export async function joinRoom(
  { url, token }: VideoTicket,
  choice: Choice,
  told: { readonly changed: (view: RoomView) => void; readonly ended: (why: Ended) => void },
): Promise<VideoRoom> {
  const room = new Room({
    // The picture follows the size it is shown at and rests while nobody looks: a weak line carries the sound first.
    adaptiveStream: true,
    dynacast: true,
    stopLocalTrackOnUnpublish: true,
    reconnectPolicy: new DefaultReconnectPolicy(RESUMES),
    // On a phone that lets no page set an element's volume the mixing is done beside it.
    webAudioMix: !volumeCanBeSet(),
    audioCaptureDefaults: voice(choice.microphone, choice.desk) as AudioCaptureOptions,
    videoCaptureDefaults: {
      ...(choice.camera ? { deviceId: choice.camera } : {}),
      resolution: { width: 1280, height: 720 },
    },
    // What a voice needs, each packet twice over, and no pause: sound gets through where nothing else does.
    publishDefaults: { simulcast: true, red: true, dtx: true, audioPreset: AudioPresets.speech },
    ...(choice.speaker ? { audioOutput: { deviceId: choice.speaker } } : {}),
  });
  const media = new Map<string, Media>();
  let asked = new WeakMap<RemoteTrackPublication, boolean>();
  const mix = createMix();
  let situation: Situation | null = null;
  let reconnecting = false;
  let fault: RoomView['fault'] = null;
  let left = false;
  let before = new Map<string, readonly [received: number, lost: number]>();

  const remote = function* () {
    for (const who of room.remoteParticipants.values())
      for (const publication of who.trackPublications.values())
        yield [publication as RemoteTrackPublication, offerOf(publication, who.identity)] as const;
  };
  const tell = () => {
    if (left) return;
    const local = room.localParticipant;
    const all = [...media.values()];
    const shown = new Set(all.map(one => one.from));
    const offers = [...remote()].flatMap(([publication, offer]) => (publication.isMuted ? [] : [offer]));
    told.changed({
      pictures: all.filter(one => !isSound(one)),
      sounds: all.filter(isSound),
      offered: [...new Set(offers.filter(one => one.source === 'camera' && !shown.has(one.from)).map(one => one.from))],
      channels: [...new Set(offers.flatMap(one => one.channel ?? []))],
      reconnecting,
      soundBlocked: !room.canPlaybackAudio,
      may: permitted(),
      sending: SOURCES.filter(one => {
        const publication = local.getTrackPublication(LOCAL[one]);
        return publication !== undefined && !publication.isMuted && languageOfTrack(publication.trackName) === null;
      }),
      fault,
      quality: qualityOf(local.connectionQuality),
    });
  };
  const permitted = (): readonly Source[] => {
    const permission = room.localParticipant.permissions;
    if (!permission?.canPublish) return [];
    const named = permission.canPublishSources.flatMap(one => NUMBERED[one] ?? []);
    return permission.canPublishSources.length === 0 ? SOURCES : named;
  };
  /** Takes in what is wanted now and lets go of what is not. */
  const settle = () => {
    if (!situation || left) return;
    const all = [...remote()];
    const main = mainOf(
      all.map(([, offer]) => offer),
      situation,
    );
    for (const [publication, offer] of all) {
      const answer = wanted(offer, situation, main);
      // What was asked for is remembered here: of itself a publication counts as desired before anybody desired it.
      if ((asked.get(publication) ?? false) !== (answer !== 'no')) {
        asked.set(publication, answer !== 'no');
        publication.setSubscribed(answer !== 'no');
      }
      if (answer !== 'no' && !isSound(offer))
        publication.setVideoQuality(answer === 'large' ? VideoQuality.HIGH : VideoQuality.LOW);
      const known = media.get(publication.trackSid);
      if (known && known.small !== (answer === 'small'))
        media.set(publication.trackSid, { ...known, small: answer === 'small' });
    }

    mix.set(
      situation.channel,
      [...remote()].flatMap(([one, { channel, source }]) =>
        one.audioTrack && source !== 'camera' && source !== 'screen'
          ? [{ channel, silent: one.isMuted, track: one.audioTrack as never }]
          : [],
      ),
    );
    tell();
  };
  const own = (publication: LocalTrackPublication) => {
    const { track } = publication;
    if (track && publication.kind === Track.Kind.Video)
      media.set(publication.trackSid, {
        ...{ id: publication.trackSid, from: room.localParticipant.identity, own: true, small: true, channel: null },
        source: publication.source === Track.Source.ScreenShare ? 'screen' : 'camera',
        attach: attaching(track),
      });
    tell();
  };
  const over = (why: Ended) => {
    if (left) return;
    left = true;
    mix.stop();
    void room.disconnect();
    told.ended(why);
  };
  const gone = (publication: TrackPublication) => {
    media.delete(publication.trackSid);
    tell();
  };
  room
    .on(RoomEvent.TrackPublished, settle)
    .on(RoomEvent.TrackUnpublished, publication => {
      gone(publication);
      settle();
    })
    .on(RoomEvent.TrackSubscribed, (track, publication, who) => {
      const offer = offerOf(publication, who.identity);
      media.set(publication.trackSid, {
        ...offer,
        ...{ id: publication.trackSid, own: false, small: true, attach: attaching(track) },
      });
      settle();
    })
    .on(RoomEvent.TrackUnsubscribed, (_track, publication) => gone(publication))
    .on(RoomEvent.ParticipantPermissionsChanged, (_before, who: Participant) => {
      if (who !== room.localParticipant) return;
      // What was asked for before there was leave to hear may have been refused.
      asked = new WeakMap();
      settle();
      tell();
    })
    .on(RoomEvent.AudioPlaybackStatusChanged, tell)
    .on(RoomEvent.LocalTrackPublished, own)
    .on(RoomEvent.LocalTrackUnpublished, gone)
    .on(RoomEvent.TrackMuted, settle)
    .on(RoomEvent.TrackUnmuted, settle)
    .on(RoomEvent.ParticipantDisconnected, settle)
    .on(RoomEvent.ConnectionQualityChanged, (_quality, who) => who === room.localParticipant && tell())
    .on(RoomEvent.SignalReconnecting, () => {
      reconnecting = true;
      tell();
    })
    // What cannot be taken up again is entered anew, with a ticket of now: what was sent would be sent again before there
    // is leave for it, and fail.
    .on(RoomEvent.Reconnecting, () => over('lost'))
    .on(RoomEvent.Reconnected, () => {
      reconnecting = false;
      settle();
    })
    .on(RoomEvent.Disconnected, why => over(why === DisconnectReason.DUPLICATE_IDENTITY ? 'elsewhere' : 'lost'));
  try {
    await room.connect(url, token, { autoSubscribe: false });
  } catch (error) {
    left = true;
    await room.disconnect();
    throw error;
  }
  tell();
  return {
    async send(source, on) {
      const local = room.localParticipant;
      try {
        if (source === 'microphone') await local.setMicrophoneEnabled(on);
        else if (source === 'camera') await (on ? local.setCameraEnabled(true) : unpublished(room, LOCAL.camera));
        else await (on ? local.setScreenShareEnabled(true, SCREEN) : unpublished(room, LOCAL.screen));
        if (on) fault = null;
      } catch (error) {
        // Whoever closes the choice of a window has changed their mind; that is no fault.
        fault = source === 'screen' ? null : { of: source, fault: faultOf(error) };
        tell();
        return false;
      }
      tell();
      return true;
    },
    situate(now) {
      situation = now;
      settle();
    },
    async choose(kind, device) {
      const name = ({ microphone: 'audioinput', camera: 'videoinput', speaker: 'audiooutput' } as const)[kind];
      try {
        await room.switchActiveDevice(name, device || 'default', false);
        fault = null;
      } catch (error) {
        if (kind !== 'speaker') fault = { of: kind, fault: faultOf(error) };
      }
      tell();
    },
    mix: floor => mix.floor(floor),
    async look(served) {
      const now = new Map<string, readonly [number, number]>();
      for (const one of media.values()) {
        if (one.own || !isSound(one)) continue;
        const track = [...remote()].find(([publication]) => publication.trackSid === one.id)?.[0].audioTrack;
        const report = await track?.getRTCStatsReport();
        report?.forEach((stats: { type: string; packetsReceived?: number; packetsLost?: number }) => {
          if (stats.type === 'inbound-rtp') now.set(one.id, [stats.packetsReceived ?? 0, stats.packetsLost ?? 0]);
        });
      }
      const loss = lossBetween(before, now);
      before = now;
      return { at: Date.now(), loss, quality: qualityOf(room.localParticipant.connectionQuality), served };
    },
    startSound: () => void room.startAudio().then(tell, tell),
    inside: room,
    leave() {
      left = true;
      mix.stop();
      void room.disconnect();
    },
  };
}

const SCREEN = {
  audio: false,
  contentHint: 'detail',
  selfBrowserSurface: 'exclude',
  resolution: { width: 1920, height: 1080, frameRate: 10 },
} as const;

/** A camera that is only muted keeps its light on; it is let go of instead. */
async function unpublished(room: Room, source: Track.Source): Promise<void> {
  const track = room.localParticipant.getTrackPublication(source)?.track;
  if (track) await room.localParticipant.unpublishTrack(track, true);
}

function offerOf(publication: TrackPublication, from: string): Offer {
  return {
    from,
    source: REMOTE[publication.source] ?? (publication.kind === Track.Kind.Audio ? 'microphone' : 'camera'),
    channel: languageOfTrack(publication.trackName),
  };
}

function attaching(track: Track): Media['attach'] {
  return element => {
    track.attach(element);
    return () => {
      track.detach(element);
    };
  };
}

const qualityOf = (quality: ConnectionQuality): Quality => quality as Quality;

function volumeCanBeSet(): boolean {
  const element = document.createElement('audio');
  element.volume = 0.5;
  return element.volume === 0.5;
}
