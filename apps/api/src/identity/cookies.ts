/**
 * Cookies of one handle each, so that several participants can live in one browser. On HTTPS they are named `__Host-…`, so
 * that no neighbouring host can set them (ASVS 3.3.3). There a name without it is read only of devices of earlier versions.
 */
import { parse } from 'cookie';
import type { Request, Response } from 'express';
import type { ApiEnv } from '../config/env.js';
import { newSecret } from './secrets.js';

/** Milliseconds. */
const YEAR = 365 * 24 * 3_600_000;

type CookieEnv = Pick<ApiEnv, 'publicUrl'>;
/** `kg`: the session of a device. `kd`: that an account has signed in on this device before. */
type CookieKind = 'kg' | 'kd';

const isSecure = ({ publicUrl }: CookieEnv): boolean => publicUrl?.startsWith('https:') ?? false;
const nameOf = (kind: CookieKind, handle: string, secure: boolean) => `${secure ? '__Host-' : ''}${kind}_${handle}`;
const shapeOf = (env: CookieEnv) => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  path: '/',
  secure: isSecure(env),
});

const BROWSER = 'kg_browser';

/** The random name of this browser; a browser that has none yet is given one, for a year. */
export function browserOf(request: Request, env: CookieEnv): { readonly name: string; readonly isNew: boolean } {
  const shown = parse(request.headers.cookie ?? '')[`${isSecure(env) ? '__Host-' : ''}${BROWSER}`];
  const isNew = shown === undefined || !/^[\w-]{20,60}$/.test(shown);
  return { name: isNew ? newSecret() : shown, isNew };
}
/** Call after the cookie of the handle. */
export function giveBrowser(response: Response, env: CookieEnv, { name, isNew }: ReturnType<typeof browserOf>): void {
  if (!isNew) return;
  response.cookie(`${isSecure(env) ? '__Host-' : ''}${BROWSER}`, name, { ...shapeOf(env), maxAge: YEAR });
}

/** Until then devices were let in on HTTPS by a cookie without the prefix; the last of them has expired three days later. */
const PREFIXED_SINCE = '2026-12-01T00:00:00.000Z';

interface ShownCookie {
  readonly value: string;
  /** A neighbouring host may have set it: it counts for a device that `mayBeUnprefixed` only. */
  readonly isUnprefixed: boolean;
}

/** @param since ISO 8601: when the device was let in, as the server knows it */
export const mayBeUnprefixed = (since: string): boolean => since < PREFIXED_SINCE;

/** @param header `Cookie` of a request */
export function readCookie(
  header: string | undefined,
  env: CookieEnv,
  kind: CookieKind,
  handle: string,
): ShownCookie | undefined {
  if (header === undefined || !/^[aps]_[\w.:-]{1,61}$/.test(handle)) return undefined;
  const cookies = parse(header);
  const value = cookies[nameOf(kind, handle, isSecure(env))];
  if (value) return { value, isUnprefixed: false };
  // Known devices have had the prefix from the first.
  const earlier = isSecure(env) && kind === 'kg' ? cookies[nameOf(kind, handle, false)] : undefined;
  return earlier ? { value: earlier, isUnprefixed: true } : undefined;
}

export function giveCookie(
  response: Response,
  env: CookieEnv,
  kind: CookieKind,
  handle: string,
  { token, expiresAt }: { readonly token: string; readonly expiresAt: Date },
): void {
  response.cookie(nameOf(kind, handle, isSecure(env)), token, { ...shapeOf(env), expires: expiresAt });
}

/** Under whichever name it has. */
export function takeCookie(response: Response, env: CookieEnv, kind: CookieKind, handle: string): void {
  response.clearCookie(nameOf(kind, handle, false), shapeOf(env));
  if (isSecure(env)) response.clearCookie(nameOf(kind, handle, true), shapeOf(env));
}
