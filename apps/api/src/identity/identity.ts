import type { DeviceKind } from '../entities/auth-session.entity.js';

/** Who a request or a connection speaks for, decided by the server from a cookie or a bearer, never from what the client says. */
export interface Identity {
  /** The public handle the page address carries; its cookie is `kg_<as>`. */
  readonly handle: string;
  readonly kind: DeviceKind;
  readonly councilId: string;
  /** null for an account of the desk. */
  readonly sessionId: string | null;
  /** Participant id of the session; null for accounts and screens. */
  readonly participant: string | null;
  /** The device's own session, the thing that is revoked. */
  readonly authSession: string;
  /** Since when it is let in. */
  readonly since: string;
  /** The same for all participants of this session who come from one browser; null where it is not known. */
  readonly browser: string | null;
  readonly expiresAt: string;
}

export type AuthRefusal = 'auth.none' | 'auth.invalid' | 'auth.revoked' | 'auth.expired';

/** What a request shows: the handle it claims, its cookies, its bearer. */
export interface Credentials {
  readonly handle: string | undefined;
  readonly cookie: string | undefined;
  readonly authorization: string | undefined;
}

/** @param sessions of the council's sessions, those which the revoked were let in to */
export type RevocationListener = (authSessions: readonly string[], sessions: readonly string[]) => void;

/** Implemented by identity.service.ts; the journal's gateway and every guard ask it. */
export abstract class Identities {
  abstract authenticate(credentials: Credentials): Promise<Identity | { readonly refused: AuthRefusal }>;
  /** Called with device sessions that have just been revoked, so that their sockets close at once. */
  abstract onRevoked(listener: RevocationListener): void;
}
