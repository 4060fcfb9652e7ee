// Builds what Node runs (SWC, type-stripping only: `npm run types` is what checks types) and what browsers run (Vite).
// Usage: node apps/launch/build.mjs [--no-web]
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const root = fileURLToPath(new URL('../../', import.meta.url));
const nodeRooms = [
  ...['journal', 'domain', 'phrases', 'contracts', 'records'].map(name => ({
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
    const stale = !built.has(path.relative(target, file)) && !/\.\d+\.new$/.test(file);
    if (entry.isFile() && stale) await rm(file, { force: true });
  }
}

await Promise.all(nodeRooms.map(buildRoom));
if (!process.argv.includes('--no-web')) {
  const { build } = await import('vite');
  await build({ root: path.join(root, 'apps/web'), logLevel: 'warn' });
}
