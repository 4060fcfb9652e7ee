// `npm run dev`: builds what Node runs, then becomes the launcher for work on the code, in one process as `npm start` does.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const build = fileURLToPath(new URL('build.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [build, '--no-web', '--no-one-file'], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
await import(new URL('dist/dev.js', import.meta.url).href);
