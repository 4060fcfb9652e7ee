/**
 * Authenticates the socket's handshake: checks origin and credentials and says for whom the connection speaks;
 * nothing the page itself says about that is believed.
 */
import type { HandshakeRefusal } from '@kengesh/contracts';
import type { ApiEnv } from '../config/env.js';
import type { Credentials, Identities, Identity } from '../identity/identity.js';
import { isOwnHost } from '../pages/own-host.js';

export interface HandshakeRequest {
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly auth: unknown;
}

export type LiveIdentity = Identity & { readonly sessionId: string };

export interface HandshakeAccepted {
  readonly identity: LiveIdentity;
  readonly credentials: Credentials;
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

/**
 * Browsers name the origin of a page. Ours are PUBLIC_URL and the very host that is asked. Without an origin only a
 * bearer counts, for a cookie may be sent along by a page of others; a browser that says "same-origin" itself is believed.
 * Where polling carries the line, its first request is a GET, and of such a browser names no origin, nor older ones and those on
 * plain HTTP the site: a header of our own tells, for a page of others may not send one without our leave.
 */
export function originAllowed(
  headers: HandshakeRequest['headers'],
  publicUrl: string | undefined,
  bearer: boolean,
): boolean {
  const origin = one(headers.origin);
  if (origin === undefined)
    return bearer || one(headers['sec-fetch-site']) === 'same-origin' || headers['x-kengesh-as'] !== undefined;
  if (origin === publicUrl) return true;
  const host = one(headers.host);
  if (!URL.canParse(origin) || host === undefined) return false;
  const url = new URL(origin);
  return /^https?:$/.test(url.protocol) && url.host === host.toLowerCase();
}

/** Who a handshake speaks for, or why it is refused. Accounts of the desk have no line: they enter as participants. */
export async function authenticateHandshake(
  knock: HandshakeRequest,
  env: Pick<ApiEnv, 'publicUrl' | 'host'>,
  identities: Identities,
): Promise<HandshakeAccepted | { readonly refused: HandshakeRefusal }> {
  const auth = typeof knock.auth === 'object' && knock.auth !== null ? (knock.auth as { [key: string]: unknown }) : {};
  const token = typeof auth.token === 'string' ? auth.token : undefined;
  const authorization = token === undefined ? one(knock.headers.authorization) : `Bearer ${token}`;
  if (!isOwnHost(env, one(knock.headers.host))) return { refused: 'auth.origin' };
  if (!originAllowed(knock.headers, env.publicUrl, authorization !== undefined)) return { refused: 'auth.origin' };
  const credentials: Credentials = {
    handle: typeof auth.as === 'string' ? auth.as : undefined,
    cookie: one(knock.headers.cookie),
    authorization,
  };
  const identity = await identities.authenticate(credentials);
  if ('refused' in identity) return identity;
  const { sessionId } = identity;
  if (sessionId === null || identity.kind === 'account') return { refused: 'auth.invalid' };
  return { identity: { ...identity, sessionId }, credentials };
}
