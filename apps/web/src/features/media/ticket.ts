import type { Me, VideoTicket } from '@kengesh/contracts';
import { Room } from 'livekit-client';
import { request } from '../../api/client.js';
import { videoTicket } from '../../api/session.js';

export const ticketFor = (me: Me, room: VideoTicket['room'] = 'session'): Promise<VideoTicket> =>
  request(me.as, videoTicket(me.sessionId ?? '', room));

/** Comes in for a moment, to see whether sound and picture get through. */
export async function reaches({ url, token }: VideoTicket): Promise<boolean> {
  const room = new Room();
  try {
    await room.connect(url, token, { autoSubscribe: false, maxRetries: 0 });
    return true;
  } catch {
    return false;
  } finally {
    await room.disconnect();
  }
}
