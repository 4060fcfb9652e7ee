/** What the delegate's phone must fetch before a ballot works: the built page with all that it names at once. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';

const dist = fileURLToPath(new URL('../apps/web/dist/', import.meta.url));
/** Bytes as they travel, packed: half a minute at 40 kbit/s. */
const LIMIT = 150_000;

test(`the delegate’s page weighs no more than ${LIMIT} bytes until a ballot works`, async () => {
  const html = await readFile(`${dist}delegate.html`, 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(one => one[1]!);
  const files = ['delegate.html', ...named];
  const seen = new Set(files);
  // What a script asks for in its first breath comes along, even where the page itself does not name it.
  for (const file of files.filter(one => one.endsWith('.js')))
    for (const [, path] of (await readFile(dist + file, 'utf8')).matchAll(/(?:from|import)"\.\/([^"]+\.js)"/g))
      seen.add(`assets/${path}`);
  expect([...seen].sort()).toEqual([...files].sort());
  expect(named.some(one => one.endsWith('.css'))).toBe(true);
  const weights = await Promise.all(files.map(async file => gzipSync(await readFile(dist + file)).length));
  const weight = weights.reduce((sum, one) => sum + one, 0);
  console.info(`the delegate’s page: ${weight} bytes`);
  // React alone is more than this: a page that names nothing is not what is built.
  expect(weight).toBeGreaterThan(60_000);
  expect(weight).toBeLessThanOrEqual(LIMIT);
});
