/**
 * Under which names we answer: that of PUBLIC_URL, this machine by name or address, and its own addresses. A page that was
 * led here under another name (DNS rebinding) reads and writes nothing; whoever set a name up is told which setting to make.
 */
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { refusalSentence } from '@kengesh/phrases';
import type { RequestHandler } from 'express';
import { type ApiEnv, isLoopback } from '../config/env.js';
import { refused } from '../problems/refused-error.js';
import { languageOf } from '../problems/wording.js';

type HostEnv = Pick<ApiEnv, 'publicUrl' | 'host'>;

/** Asked by programs of the installation itself, under whatever name; each has a check of its own, or tells nothing. */
const ANY_NAME = /^\/(health\/|metrics$|api\/video\/events$)/;
/** Milliseconds. */
const ADDRESSES_KEPT = 10_000;

let addresses: { readonly found: ReadonlySet<string>; readonly until: number } | undefined;
/** A network may come later than we do. */
function ownAddresses(): ReadonlySet<string> {
  if (addresses && addresses.until > Date.now()) return addresses.found;
  const found = Object.values(networkInterfaces()).flatMap(each => (each ?? []).map(({ address }) => address));
  addresses = { found: new Set([...found, hostname().toLowerCase()]), until: Date.now() + ADDRESSES_KEPT };
  return addresses.found;
}

/** Without its port and brackets; undefined where it is no host at all. */
function nameOf(host: string): string | undefined {
  const url = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined;
  if (!url || url.username || url.pathname !== '/' || url.search || url.hash) return undefined;
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** @param host header of a request: a name or an address, and perhaps a port */
export function isOwnHost({ publicUrl, host: listens }: HostEnv, host: string | undefined): boolean {
  const name = host === undefined ? undefined : nameOf(host);
  if (name === undefined) return false;
  if (publicUrl !== undefined && new URL(publicUrl).host === host?.toLowerCase()) return true;
  if (isLoopback(name) || name.endsWith('.localhost')) return true;
  return name === listens.toLowerCase() || ownAddresses().has(isIP(name) === 6 ? name.replace(/^::ffff:/, '') : name);
}

/** @param tell told of each name that was refused */
export function ownHostOnly(env: HostEnv, tell: (host: string) => void): RequestHandler {
  return (request, response, next) => {
    // Not X-Forwarded-Host: a page that was led here may send it, from this very machine.
    const { host = '' } = request.headers;
    if (isOwnHost(env, host) || ANY_NAME.test(request.path)) return next();
    tell(host);
    if (request.path.startsWith('/api/') || !request.accepts('html')) return next(refused('host.unknown', { host }));
    const language = languageOf(request.headers['accept-language']);
    const sentence = refusalSentence(language, 'host.unknown', { host });
    const safe = sentence.replace(/[&<>"']/g, sign => `&#${sign.codePointAt(0)};`);
    response
      .status(421)
      .set({ 'Content-Language': language, 'Cache-Control': 'no-store' })
      .type('html')
      .send(`<!doctype html><html lang="${language}"><title>Kengesh</title><p>${safe}</p></html>`);
  };
}
