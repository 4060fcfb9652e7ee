import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { ApiEnv } from '../config/env.js';
import { refused } from '../problems/refused-error.js';
import type { Identity } from './identity.js';

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
