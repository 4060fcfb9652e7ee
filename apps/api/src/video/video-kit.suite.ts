// Against a real LiveKit server, by calls alone (no media): who is there on which device, and what LiveKit lets them do.
import { mediaIdentityOf } from '@kengesh/domain';
import { type ParticipantInfo, RoomServiceClient, TrackSource } from 'livekit-server-sdk';
import { freeTcp, openLiveKit, type LiveKit as VideoServer } from '../../../../test/support/livekit.js';
import { joinBySignal, type SignalLine } from '../../../../test/support/livekit-line.js';
import { type Act, type Device, type LiveKit, liveKit, until } from '../live/live-kit.suite.js';

export const SPEAKS = 'hears MICROPHONE CAMERA';
export const give = (participant: string): Act => ({ type: 'floor.give', participant, seconds: null });

/** What LiveKit says somebody may do: `hears`, and the sources that may be sent. */
export function permitted({ permission }: ParticipantInfo): string {
  const sources = permission?.canPublish ? permission.canPublishSources.map(source => TrackSource[source]) : [];
  return [permission?.canSubscribe ? 'hears' : 'deaf', ...sources].join(' ');
}

export interface VideoKit {
  readonly kit: LiveKit;
  readonly video: VideoServer;
  readonly rooms: RoomServiceClient;
  ticket(id: string, device: Device): Promise<string>;
  enter(token: string): SignalLine;
  /** In the room on this device; without one, on a new one. */
  comeIn(id: string, as: string, kind?: 'screen', device?: Device): Promise<SignalLine>;
  /** Of all connections of this participant, newest first. */
  all(room: string, participant: string): Promise<readonly ParticipantInfo[]>;
  /** Of the newest connection; null where nobody is. */
  may(room: string, participant: string): Promise<string | null>;
  becomes(room: string, participant: string, what: string | null, patience?: number): Promise<unknown>;
  /**
   * Open, no vote under way; p_3, p_4 and p_5 are here from afar, each with a page: without one they are recorded as lost after ten
   * seconds, and the floor of whoever speaks is paused.
   */
  floorOpen(rules?: object): Promise<string>;
  leaveAll(): void;
  close(): Promise<void>;
}

export async function videoKit(): Promise<VideoKit> {
  const port = await freeTcp();
  const video = await openLiveKit(`http://127.0.0.1:${port}/api/video/events`);
  const kit = await liveKit({ ...video.settings, PORT: String(port) });
  const rooms = new RoomServiceClient(video.url, video.apiKey, video.apiSecret);
  const lines: SignalLine[] = [];
  const pages: { disconnect(): unknown }[] = [];

  async function ticket(id: string, device: Device): Promise<string> {
    const { status, body } = await kit.http(device, 'POST', `${id}/video-token`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body.token;
  }
  function enter(token: string): SignalLine {
    const line = joinBySignal(video.url, token);
    lines.push(line);
    return line;
  }
  async function comeIn(id: string, as: string, kind?: 'screen', device?: Device): Promise<SignalLine> {
    const line = enter(await ticket(id, device ?? (await kit.device(id, as, kind))));
    await line.joined;
    return line;
  }
  async function all(room: string, participant: string): Promise<readonly ParticipantInfo[]> {
    const there = await rooms.listParticipants(room).catch(() => []);
    return there
      .filter(({ identity }) => mediaIdentityOf(identity).participant === participant)
      .sort((a, b) => Number(b.joinedAtMs - a.joinedAtMs));
  }
  async function may(room: string, participant: string): Promise<string | null> {
    const [newest] = await all(room, participant);
    return newest ? permitted(newest) : null;
  }
  async function floorOpen(rules: object = {}): Promise<string> {
    const id = await kit.session({ rules });
    const voting = await kit.voting(id);
    await kit.done(id, ['p_1', { type: 'voting.close', voting }]);
    for (const as of ['p_3', 'p_4', 'p_5']) pages.push((await kit.line(await kit.device(id, as))).socket);
    return id;
  }
  return {
    ...{ kit, video, rooms, ticket, enter, comeIn, all, may, floorOpen },
    becomes: (room, participant, what, patience = 2000) =>
      until(async () => (await may(room, participant)) === what, patience),
    leaveAll() {
      for (const line of lines.splice(0)) line.close();
      for (const page of pages.splice(0)) page.disconnect();
    },
    async close() {
      await kit.close();
      await video.close();
    },
  };
}
