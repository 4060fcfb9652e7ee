// Builds what Node runs (SWC, type-stripping only: `npm run types` is what checks types) and what browsers run (Vite).
// Usage: node apps/launch/build.mjs [--no-web]
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
  { from: 'apps/launch/src', to: 'apps/launch/dist' },
  { from: 'migrations', to: 'migrations/dist' },
];

async function buildRoom({ from, to }) {
  const source = path.join(root, from);
  const target = path.join(root, to);
  await rm(target, { recursive: true, force: true });
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
      await writeFile(out, `${code}\n//# sourceMappingURL=${path.basename(out)}.map\n`);
      await writeFile(`${out}.map`, map);
    }),
  );
}

await Promise.all(nodeRooms.map(buildRoom));
if (!process.argv.includes('--no-web')) {
  const { build } = await import('vite');
  await build({ root: path.join(root, 'apps/web'), logLevel: 'warn' });
}
