// Builds what Node runs (SWC, type-stripping only: `npm run types` is what checks types; then the server once more in one
// file, for a start that does not open two thousand) and what browsers run (Vite).
// Usage: node apps/launch/build.mjs [--no-web] [--no-one-file]
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const root = fileURLToPath(new URL('../../', import.meta.url));
const nodeRooms = [
  ...['ballot-key', 'journal', 'domain', 'phrases', 'contracts', 'records'].map(name => ({
    from: `libs/${name}/src`,
    to: `libs/${name}/dist`,
  })),
  { from: 'apps/api/src', to: 'apps/api/dist' },
  { from: 'apps/rehearse/src', to: 'apps/rehearse/dist' },
  { from: 'apps/launch/src', to: 'apps/launch/dist' },
  { from: 'migrations', to: 'migrations/dist' },
];

async function buildRoom({ from, to }) {
  const source = path.join(root, from);
  const target = path.join(root, to);
  const files = (await readdir(source, { recursive: true })).filter(
    file => /\.ts$/.test(file) && !/\.(test|suite|d)\.ts$/.test(file) && !/^(dist|node_modules)[\\/]/.test(file),
  );
  await Promise.all(
    files.map(async file => {
      const { code, map } = await transform(await readFile(path.join(source, file), 'utf8'), {
        filename: file,
        sourceMaps: true,
        swcrc: false,
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
          target: 'es2023',
        },
        module: { type: 'es6' },
      });
      const out = path.join(target, file.replace(/\.ts$/, '.js'));
      await mkdir(path.dirname(out), { recursive: true });
      await put(out, `${code}\n//# sourceMappingURL=${path.basename(out)}.map\n`);
      await put(`${out}.map`, map);
    }),
  );
  await dropStale(target, files);
}

/** Whole or not at all, and only where something changed: a server may be running from these files, or just starting. */
async function put(file, text) {
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return;
  await writeFile(`${file}.${process.pid}.new`, text);
  await rename(`${file}.${process.pid}.new`, file);
}

/** What has no source any more must not be imported by mistake. */
async function dropStale(target, files) {
  const built = new Set(files.flatMap(file => [file.replace(/\.ts$/, '.js'), file.replace(/\.ts$/, '.js.map')]));
  for (const entry of await readdir(target, { recursive: true, withFileTypes: true }).catch(() => [])) {
    const file = path.join(entry.parentPath, entry.name);
    const stale =
      !built.has(path.relative(target, file)) && !/\.\d+\.new$/.test(file) && !file.startsWith(path.dirname(oneFile));
    if (entry.isFile() && stale) await rm(file, { force: true });
  }
}

/** The server in one file: as deep below its package as what it is made of, so that what lies beside is found from both. */
const oneFile = path.join(root, 'apps/api/dist/one-file/main.js');
/** What stays where it is: libraries with native parts, threads or drivers of their own, those few starts have a use for, and our module that starts a program of its own. */
const leftOut = [
  ...[
    '@node-rs/argon2',
    '@zxcvbn-ts/language-common',
    'nodemailer',
    'pg',
    'pg-boss',
    'pino',
    'redis',
    'reflect-metadata',
    'typeorm',
    'write-excel-file',
  ],
  ...['@kengesh/rehearse', '@kengesh/rehearse/desk', '@kengesh/rehearse/rehearse'],
];
/** Nest asks for these and does without them. */
const absent = ['@nestjs/microservices', 'class-transformer', 'class-validator'];

async function buildOneFile() {
  if (!(await isStale(oneFile, [...nodeRooms.map(({ to }) => to), 'package-lock.json', 'apps/launch/build.mjs'])))
    return;
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: path.join(root, 'apps/api'),
    logLevel: 'warn',
    ssr: { noExternal: true, external: [...leftOut, ...absent] },
    build: {
      ssr: 'dist/main.js',
      outDir: path.dirname(oneFile),
      emptyOutDir: false,
      // A map of three megabytes is read at each start; what it would tell is readable as it is.
      minify: false,
      rolldownOptions: { output: { entryFileNames: path.basename(oneFile), codeSplitting: false, keepNames: true } },
    },
  });
}

const isCode = name => name.endsWith('.js') && !name.startsWith(path.basename(path.dirname(oneFile)));

/** Whether something it is made of is newer. */
async function isStale(file, sources) {
  const made = (await stat(file).catch(() => undefined))?.mtimeMs ?? 0;
  for (const source of sources) {
    const at = path.join(root, source);
    const names = (await stat(at)).isDirectory() ? (await readdir(at, { recursive: true })).filter(isCode) : [''];
    for (const name of names) if ((await stat(path.join(at, name))).mtimeMs > made) return true;
  }
  return false;
}

await Promise.all(nodeRooms.map(buildRoom));
if (!process.argv.includes('--no-one-file')) await buildOneFile();
if (!process.argv.includes('--no-web')) {
  const { build } = await import('vite');
  await build({ root: path.join(root, 'apps/web'), logLevel: 'warn' });
}
