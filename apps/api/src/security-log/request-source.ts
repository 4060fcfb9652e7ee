/** Where a request comes from and who asks, for whatever is logged while it is answered. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestHandler } from 'express';

export interface RequestSource {
  readonly address: string | null;
  readonly userAgent: string | null;
  actor: string | null;
}

const sources = new AsyncLocalStorage<RequestSource>();
const MAX_USER_AGENT = 300;

/** What a browser says of itself is shortened, and cannot begin a line of its own. */
const plain = (userAgent: string | undefined) => userAgent?.replace(/\p{Cc}+/gu, ' ').slice(0, MAX_USER_AGENT) || null;

/** Middleware: after it, `requestSource()` is known wherever the request leads. */
export const rememberSource: RequestHandler = (request, _response, next) => {
  const source = { address: request.ip ?? null, userAgent: plain(request.headers['user-agent']), actor: null };
  sources.run(source, next);
};

/** Once it is known who asks. */
export function rememberActor(handle: string): void {
  const source = sources.getStore();
  if (source) source.actor = handle;
}

/** Undefined where nobody asked: a start, a program, a socket. */
export const requestSource = (): RequestSource | undefined => sources.getStore();
