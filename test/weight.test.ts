/** What a browser must fetch before a page works, packed: the html, what it draws in at once, and one language's sentences. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { INTERFACE_LANGUAGES } from '@kengesh/phrases';

const dist = fileURLToPath(new URL('../apps/web/dist/', import.meta.url));

/** Of the delegate's page: half a minute at 40 kbit/s. Of the others what they weigh, and a little. */
const PAGES = [
  { page: 'delegate', build: 'delegate', shows: 'src/delegate-page.tsx', says: 'delegate', limit: 150_000 },
  { page: 'first page', build: 'index', shows: 'src/pages/home/home-page.tsx', says: 'home', limit: 101_000 },
  { page: 'sign-in', build: 'index', shows: 'src/pages/home/sign-in-page.tsx', says: 'home', limit: 105_000 },
  { page: 'desk', build: 'index', shows: 'src/pages/desk/desk-face.tsx', says: 'desk', limit: 144_200 },
  ...(
    [
      ['members', 'members-page'],
      ['session, plan', 'session-page', 'plan-tab'],
      ['session, invite', 'session-page', 'invite-tab'],
      ['session, check-in', 'session-page', 'check-in-tab'],
      ['session, record', 'session-page', 'record-tab'],
      ['convene', 'convene-page'],
      ['council', 'council-page'],
      ['register', 'register-page'],
      ['cards', 'cards-page'],
      ['rehearsal', 'rehearsal-page'],
      ['account', 'account-page'],
    ] as const
  ).map(([page, ...within]) => ({
    page: `desk, ${page}`,
    build: 'index' as const,
    shows: 'src/pages/desk/desk-face.tsx',
    within: within.map(part => `src/pages/desk/${part}.tsx`),
    says: 'desk',
    limit: 250_000,
  })),
  {
    // Not of the first load: opened by a click, on the page that is there already.
    page: 'desk, members with the dialog',
    build: 'index',
    shows: 'src/pages/desk/desk-face.tsx',
    within: ['src/pages/desk/members-page.tsx', 'src/pages/desk/member-dialog.tsx'],
    says: 'desk',
    limit: 255_000,
  },
  { page: 'chair', build: 'index', shows: 'src/pages/chair/chair-face.tsx', says: 'chair', limit: 266_000 },
  {
    page: 'hall',
    build: 'index',
    shows: 'src/pages/hall/hall-face.tsx',
    says: 'hall',
    bilingual: true,
    limit: 155_000,
  },
] as const;

type Manifest = Readonly<Record<string, { file: string; imports?: readonly string[]; css?: readonly string[] }>>;

/** The files of these modules with all that they import statically, from what the build wrote down. */
function closure(manifest: Manifest, modules: readonly string[]): Set<string> {
  const files = new Set<string>();
  for (const module of new Set(modules)) gather(manifest, module, files);
  return files;
}
function gather(manifest: Manifest, module: string, files: Set<string>): void {
  const chunk = manifest[module];
  if (!chunk) throw new Error(`the build knows no ${module}`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const style of chunk.css ?? []) files.add(style);
  for (const next of chunk.imports ?? []) gather(manifest, next, files);
}

const packed = async (file: string) => gzipSync(await readFile(dist + file), { level: 9 }).length;

test.each(PAGES)('$page: no more than $limit bytes until it works', async page => {
  const { build, shows, says, limit } = page;
  const manifest: Manifest = JSON.parse(await readFile(`${dist}.vite/${build}.json`, 'utf8'));
  const html = `${build}.html`;
  const sentences = (language: string) => `../../libs/phrases/src/${language}/pages/${says}.ts`;
  const read = 'bilingual' in page ? [INTERFACE_LANGUAGES] : INTERFACE_LANGUAGES.map(language => [language]);
  const weights = await Promise.all(
    read.map(async languages => {
      const files = closure(manifest, [
        html,
        shows,
        ...('within' in page ? page.within : []),
        ...languages.map(sentences),
      ]);
      return (await Promise.all([html, ...files].map(packed))).reduce((sum, bytes) => sum + bytes, 0);
    }),
  );
  console.info(`${page.page}: ${weights.join(', ')} bytes`);
  // React alone is more than this: a page that names nothing is not what is built.
  expect(Math.min(...weights)).toBeGreaterThan(60_000);
  expect(Math.max(...weights)).toBeLessThanOrEqual(limit);
});

test('zod comes with forms only: no page draws it in before one is opened', async () => {
  const isZod = async (file: string) => (await readFile(dist + file, 'utf8')).includes('invalid_type');
  const drawn = await Promise.all(
    PAGES.filter(page => !('within' in page)).map(async ({ build, shows }) => {
      const manifest: Manifest = JSON.parse(await readFile(`${dist}.vite/${build}.json`, 'utf8'));
      return [...closure(manifest, [`${build}.html`, shows])];
    }),
  );
  const built = (await readdir(`${dist}assets`)).map(file => `assets/${file}`);
  const zod = (await Promise.all(built.map(async file => ((await isZod(file)) ? [file] : [])))).flat();
  expect(zod).not.toEqual([]);
  expect(drawn.flat().filter(file => zod.includes(file))).toEqual([]);
});

test('the delegate’s html names at once all that the page draws in', async () => {
  const html = await readFile(`${dist}delegate.html`, 'utf8');
  const manifest: Manifest = JSON.parse(await readFile(`${dist}.vite/delegate.json`, 'utf8'));
  const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(match => match[1]!);
  // The page's styles overrule those of every page.
  expect(named.filter(file => file.endsWith('.css')).slice(0, 1)).toEqual(manifest['delegate.html']!.css);
  expect(named.sort()).toEqual([...closure(manifest, ['delegate.html', 'src/delegate-page.tsx'])].sort());
});
