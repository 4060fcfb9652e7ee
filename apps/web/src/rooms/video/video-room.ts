import type { Me } from '@kengesh/contracts';
import type { Participant, RemoteTrack, RemoteTrackPublication, Track } from 'livekit-client';
import { request } from '../../api/client.js';

interface VideoToken {
  readonly url: string;
  readonly token: string;
}

interface TrackView {
  readonly id: string;
  readonly kind: 'audio' | 'video';
  /** Plays into an element; answers how to stop. Keeps its identity, so that an element is attached once. */
  readonly attach: (element: HTMLMediaElement) => () => void;
}

export interface RoomView {
  readonly tracks: readonly TrackView[];
  readonly reconnecting: boolean;
  /** The browser plays no sound before somebody clicks. */
  readonly soundBlocked: boolean;
  /** The floor (or the chair) is ours: microphone and camera may be sent. */
  readonly mayPublish: boolean;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly deviceRefused: boolean;
}

export interface VideoRoom {
  microphone(on: boolean): Promise<void>;
  camera(on: boolean): Promise<void>;
  startSound(): void;
  leave(): void;
}

/** Asks for a token, loads the room's code and joins, listening only. Throws where any of it fails. */
export async function joinRoom(
  me: Me,
  told: { readonly changed: (view: RoomView) => void; readonly ended: () => void },
): Promise<VideoRoom> {
  // The ticket first: who is not admitted, or has no line, need not load the room's code.
  const { url, token } = await request<VideoToken>(
    me.as,
    'POST',
    `/api/sessions/${encodeURIComponent(me.sessionId ?? '')}/video-token`,
  );
  const { Room, RoomEvent } = await import('livekit-client');
  // The picture follows the size it is shown at and rests while nobody looks: a weak line carries the sound first.
  const room = new Room({ adaptiveStream: true, dynacast: true, stopLocalTrackOnUnpublish: true });
  const views = new Map<string, TrackView>();
  let reconnecting = false;
  let deviceRefused = false;
  let left = false;

  const tell = () => {
    if (left) return;
    const local = room.localParticipant;
    told.changed({
      tracks: [...views.values()],
      reconnecting,
      soundBlocked: !room.canPlaybackAudio,
      mayPublish: local.permissions?.canPublish === true,
      microphone: local.isMicrophoneEnabled,
      camera: local.isCameraEnabled,
      deviceRefused,
    });
  };
  const device = async (change: () => Promise<unknown>) => {
    try {
      await change();
      deviceRefused = false;
    } catch {
      deviceRefused = true;
    }
    tell();
  };
  const microphone = (on: boolean) => device(() => room.localParticipant.setMicrophoneEnabled(on));
  const camera = (on: boolean) => device(() => room.localParticipant.setCameraEnabled(on));

  // The floor opens the microphone and its end closes it; the camera is always a choice of one's own.
  const permitted = async (_before: unknown, who: Participant) => {
    if (who !== room.localParticipant) return;
    const may = who.permissions?.canPublish === true;
    tell();
    await microphone(may);
    if (!may) await camera(false);
  };
  room
    .on(RoomEvent.TrackSubscribed, (track: RemoteTrack, publication: RemoteTrackPublication) => {
      views.set(publication.trackSid, viewOf(publication.trackSid, track));
      tell();
    })
    .on(RoomEvent.TrackUnsubscribed, (_track, publication) => {
      views.delete(publication.trackSid);
      tell();
    })
    .on(RoomEvent.ParticipantPermissionsChanged, (before, who) => void permitted(before, who))
    .on(RoomEvent.AudioPlaybackStatusChanged, tell)
    .on(RoomEvent.LocalTrackPublished, tell)
    .on(RoomEvent.LocalTrackUnpublished, tell)
    .on(RoomEvent.TrackMuted, tell)
    .on(RoomEvent.TrackUnmuted, tell)
    .on(RoomEvent.Reconnecting, () => {
      reconnecting = true;
      tell();
    })
    .on(RoomEvent.Reconnected, () => {
      reconnecting = false;
      tell();
    })
    .on(RoomEvent.Disconnected, () => {
      if (left) return;
      left = true;
      told.ended();
    });
  try {
    await room.connect(url, token);
  } catch (error) {
    left = true;
    await room.disconnect();
    throw error;
  }
  tell();
  if (room.localParticipant.permissions?.canPublish) await microphone(true);
  return {
    microphone,
    camera,
    startSound: () => void room.startAudio().then(tell, tell),
    leave() {
      left = true;
      void room.disconnect();
    },
  };
}

function viewOf(id: string, track: Track): TrackView {
  return {
    id,
    kind: track.kind === 'video' ? 'video' : 'audio',
    attach(element) {
      track.attach(element);
      return () => {
        track.detach(element);
      };
    },
  };
}
