import { AccessToken } from 'livekit-server-sdk';

/** Seconds. The room asks again with a fresh one when it reconnects later. */
export const TOKEN_LIFETIME = 600;

/**
 * A ticket to one room, for one participant on one device, to come in and no more. Hearing and speaking are given by the server to who is
 * in, never by a ticket: so a ticket that outlives its right opens an empty room.
 */
export function videoToken(
  livekit: { readonly apiKey: string; readonly apiSecret: string },
  room: string,
  identity: string,
): Promise<string> {
  const token = new AccessToken(livekit.apiKey, livekit.apiSecret, { identity, ttl: TOKEN_LIFETIME });
  token.addGrant({
    room,
    roomJoin: true,
    canSubscribe: false,
    canPublish: false,
    canPublishData: false,
    canPublishSources: [],
    canUpdateOwnMetadata: false,
  });
  return token.toJwt();
}
