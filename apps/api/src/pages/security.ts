/** What browsers are told to allow our pages: ourselves, sockets, the video server; no third host. */
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { ApiEnv } from '../config/env.js';

export function securityHeaders(env: Pick<ApiEnv, 'livekit' | 'publicUrl'>): RequestHandler {
  const https = env.publicUrl?.startsWith('https:') ?? false;
  const strict = headers(env, https, ["'self'"]);
  // The API's document page (swagger-ui) brings a style element of its own; scripts stay ours there too.
  const docs = headers(env, https, ["'self'", "'unsafe-inline'"]);
  return (request, response, next) => {
    response.setHeader(
      'Permissions-Policy',
      'camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), geolocation=(), payment=(), usb=()',
    );
    const guard = /^\/api\/docs(\/|$)/.test(request.path) ? docs : strict;
    guard(request, response, next);
  };
}

function headers(env: Pick<ApiEnv, 'livekit' | 'publicUrl'>, https: boolean, styles: string[]): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: styles,
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ownSockets(env), ...videoHosts(env)],
        mediaSrc: ["'self'", 'blob:'],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    // A link's page must not tell the next page where it came from.
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: https,
  });
}

/** Older Safari does not count our own socket as 'self'. Where our public name is not known, the one that was asked for is it. */
function ownSockets({ publicUrl }: Pick<ApiEnv, 'publicUrl'>): string | ((request: IncomingMessage) => string) {
  if (publicUrl) return publicUrl.replace(/^http/, 'ws');
  return ({ headers: { host = '' } }) => (/^[a-z0-9.[\]:-]+$/i.test(host) ? `ws://${host} wss://${host}` : "'self'");
}

/** The client also asks the video server over http(s) before it opens its socket. */
function videoHosts({ livekit }: Pick<ApiEnv, 'livekit'>): string[] {
  if (!livekit) return [];
  const { host, protocol } = new URL(livekit.url);
  return /^(wss|https):$/.test(protocol) ? [`wss://${host}`, `https://${host}`] : [`ws://${host}`, `http://${host}`];
}
