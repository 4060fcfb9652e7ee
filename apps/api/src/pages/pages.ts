/** The faces' files, as the web build left them: html is asked for anew each time, hashed assets never again. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import express, { type Response, Router } from 'express';

/** Which entry stands at which address; the rest of the address is the page's own affair. */
const entries = [
  { at: /^\/(d\/.*|j)\/?$/, html: 'delegate.html' },
  { at: /^\/(sign-in|desk.*|chair\/.*|hall\/.*)?$/, html: 'index.html' },
] as const;

/** The html that stands at an address; undefined where none does. */
export const htmlAt = (address: string): string | undefined => entries.find(({ at }) => at.test(address))?.html;

const textual = /\.(html|js|css|svg|json|webmanifest|txt|map)$/;
const year = 365 * 24 * 60 * 60;

const built = fileURLToPath(new URL('../../../web/dist', import.meta.url));

/** @param dist folder of the built pages; where it is empty or missing, requests pass on (and end as "nothing here") */
export function pages(dist = built): Router {
  const router = Router();
  const packed = packedFiles();

  router.use((request, _response, next) => {
    const html = request.method === 'GET' || request.method === 'HEAD' ? htmlAt(request.path) : undefined;
    if (html) request.url = `/${html}`;
    next();
  });
  // Small pages on weak networks: text goes out packed, and each file is packed once.
  router.use(async (request, response, next) => {
    const wanted =
      request.method === 'GET' && textual.test(request.path) && request.acceptsEncodings('gzip') === 'gzip';
    const file = wanted ? inside(dist, request.path) : undefined;
    const bytes = file && (await packed(file));
    if (!file || !bytes) return next();
    freshness(response, path.relative(dist, file));
    response.type(path.extname(file)).vary('Accept-Encoding').set('Content-Encoding', 'gzip').send(bytes);
  });
  router.use(
    express.static(dist, {
      index: false,
      redirect: false,
      setHeaders: (response: Response, file: string) => {
        freshness(response, path.relative(dist, file));
        if (textual.test(file)) response.vary('Accept-Encoding');
      },
    }),
  );
  return router;
}

function freshness(response: Response, file: string): void {
  const hashed = /^assets[\\/]/.test(file);
  response.set('Cache-Control', hashed ? `public, max-age=${year}, immutable` : 'no-cache');
}

/** The file an address names, or undefined where it would lead out of the folder. */
function inside(dist: string, address: string): string | undefined {
  try {
    const file = path.join(dist, decodeURIComponent(address));
    return file.startsWith(dist + path.sep) && !/(^|[\\/])\./.test(path.relative(dist, file)) ? file : undefined;
  } catch {
    return undefined;
  }
}

function packedFiles(): (file: string) => Promise<Buffer | undefined> {
  const pack = promisify(gzip);
  const known = new Map<string, { readonly stamp: string; readonly bytes: Promise<Buffer> }>();
  return async file => {
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) return undefined;
    // A page built anew while we run is packed anew.
    const stamp = `${found.mtimeMs} ${found.size}`;
    let entry = known.get(file);
    if (entry?.stamp !== stamp) {
      entry = { stamp, bytes: readFile(file).then(bytes => pack(bytes, { level: 9 })) };
      known.set(file, entry);
    }
    return await entry.bytes;
  };
}
