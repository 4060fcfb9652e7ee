import { AccessToken } from 'livekit-server-sdk';

/** Seconds. The room asks again with a fresh one when it reconnects later. */
export const TOKEN_LIFETIME = 600;

/** A ticket to one session's room, for one participant, to come in and listen. Speaking is given by the server, never by a ticket. */
export function videoToken(
  livekit: { readonly apiKey: string; readonly apiSecret: string },
  sessionId: string,
  participant: string,
): Promise<string> {
  const token = new AccessToken(livekit.apiKey, livekit.apiSecret, { identity: participant, ttl: TOKEN_LIFETIME });
  token.addGrant({
    room: sessionId,
    roomJoin: true,
    canSubscribe: true,
    canPublish: false,
    canPublishData: false,
    canPublishSources: [],
    canUpdateOwnMetadata: false,
  });
  return token.toJwt();
}
