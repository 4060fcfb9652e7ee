import type { Me, VideoTicket } from '@kengesh/contracts';
import { Room } from 'livekit-client';
import { request } from '../../api/client.js';

/** `waiting`: to look into the waiting room, for the bureau; who waits is let there anyway. */
export const ticketFor = (me: Me, room: VideoTicket['room'] = 'session'): Promise<VideoTicket> =>
  request<VideoTicket>(
    me.as,
    'POST',
    `/api/sessions/${encodeURIComponent(me.sessionId ?? '')}/video-token${room === 'waiting' ? '?room=waiting' : ''}`,
  );

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
