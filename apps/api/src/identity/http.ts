import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { parse } from 'cookie';
import type { Request, Response } from 'express';
import type { ApiEnv } from '../config/env.js';
import { refused } from '../problems/refused-error.js';
import type { Identity } from './identity.js';
import type { IssuedToken } from './identity.service.js';
import { newSecret } from './secrets.js';

const speaking = new WeakMap<Request, Identity>();

export const remember = (request: Request, identity: Identity): void => void speaking.set(request, identity);

/** Who asks, in a handler behind `AuthGuard`. */
export const CurrentIdentity = createParamDecorator((_data: unknown, context: ExecutionContext): Identity => {
  const identity = speaking.get(context.switchToHttp().getRequest<Request>());
  if (!identity) throw new Error('@Who() needs @UseGuards(SignedIn)');
  return identity;
});

/**
 * A page of another origin may not write in anybody's name: where the browser says its Origin, it must be ours.
 * @throws auth.origin
 */
export function ownOrigin(request: Request, env: Pick<ApiEnv, 'publicUrl'>): void {
  const origin = request.headers.origin;
  if (origin === undefined || origin === env.publicUrl) return;
  const host = URL.canParse(origin) ? new URL(origin).host : undefined;
  if (host === undefined || host !== request.headers.host)
    throw refused('auth.origin', { origin, host: request.headers.host ?? '' });
}

/** Under which origin links are written: PUBLIC_URL, else as this request reached us. */
export const originOf = (request: Request, env: Pick<ApiEnv, 'publicUrl'>): string =>
  env.publicUrl ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`;

const BROWSER = 'kg_browser';

/** The random name of this browser; a browser that has none yet is given one, for a year. Call after the cookie of the handle. */
export function browserOf(request: Request): { readonly name: string; readonly isNew: boolean } {
  const shown = parse(request.headers.cookie ?? '')[BROWSER];
  const isNew = shown === undefined || !/^[\w-]{20,60}$/.test(shown);
  return { name: isNew ? newSecret() : shown, isNew };
}
export function giveBrowser(
  response: Response,
  env: Pick<ApiEnv, 'publicUrl'>,
  { name, isNew }: ReturnType<typeof browserOf>,
): void {
  if (isNew) response.cookie(BROWSER, name, { ...cookieShape(env), maxAge: 365 * 24 * 3600_000 });
}

/** One cookie per handle, so that several participants can live in one browser. */
export function giveCookie(response: Response, env: Pick<ApiEnv, 'publicUrl'>, as: string, opened: IssuedToken): void {
  response.cookie(`kg_${as}`, opened.token, { ...cookieShape(env), expires: opened.expiresAt });
}
export function takeCookie(response: Response, env: Pick<ApiEnv, 'publicUrl'>, as: string): void {
  response.clearCookie(`kg_${as}`, cookieShape(env));
}
const cookieShape = (env: Pick<ApiEnv, 'publicUrl'>) => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  path: '/',
  secure: env.publicUrl?.startsWith('https:') ?? false,
});
