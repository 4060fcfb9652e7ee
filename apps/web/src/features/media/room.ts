// The video server's room as this page sees it: what is sent, what is taken in, how the line is. LiveKit stays behind this file.
import type { VideoTicket } from '@kengesh/contracts';
import { ELSEWHERE, mediaIdentityOf } from '@kengesh/domain';
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
import type { Quality, Sample } from './bandwidth-adaptation.js';
import { voice } from './devices.js';
import { lossBetween } from './loss.js';
import { attaching, type Media, offerOf } from './media.js';
import { createMix } from './mix.js';
import { CAMERA, createSending, type Sending, type SendingFault, type Source } from './sending.js';
import { isSound, mainOf, type Situation, wanted } from './wanted.js';

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
  readonly fault: SendingFault | null;
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
  readonly send: Sending['send'];
  readonly choose: Sending['choose'];
  /** Takes in what is wanted from here on. */
  situate(situation: Situation): void;
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

const participantOf = (who: Participant): string => mediaIdentityOf(who.identity).participant;

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
      ...CAMERA,
      ...(choice.camera ? { deviceId: { exact: choice.camera } } : {}),
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
  let left = false;
  let before = new Map<string, readonly [received: number, lost: number]>();

  const remote = function* () {
    for (const who of room.remoteParticipants.values())
      for (const publication of who.trackPublications.values())
        yield [publication as RemoteTrackPublication, offerOf(publication, participantOf(who))] as const;
  };
  const tell = () => {
    if (left) return;
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
      may: sending.may(),
      sending: sending.now(),
      fault: sending.fault(),
      quality: qualityOf(room.localParticipant.connectionQuality),
    });
  };
  const sending = createSending(room, tell);
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
        ...{
          id: publication.trackSid,
          from: participantOf(room.localParticipant),
          own: true,
          small: true,
          channel: null,
        },
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
      const offer = offerOf(publication, participantOf(who));
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
    .on(RoomEvent.ParticipantMetadataChanged, (_before, who) => {
      if (who === room.localParticipant && who.metadata === ELSEWHERE) over('elsewhere');
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
    send: sending.send,
    choose: sending.choose,
    situate(now) {
      situation = now;
      settle();
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

const qualityOf = (quality: ConnectionQuality): Quality => quality as Quality;

function volumeCanBeSet(): boolean {
  const element = document.createElement('audio');
  element.volume = 0.5;
  return element.volume === 0.5;
}
