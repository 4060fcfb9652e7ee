// `npm start [-- --no-web]`: builds, then becomes the launcher, in one process, so that npm's signals reach the launcher itself.
// (With `build && launch` they would reach a shell between them, which dies and leaves the launcher alone.)
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const build = fileURLToPath(new URL('build.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [build, ...process.argv.slice(2)], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
await import(new URL('dist/main.js', import.meta.url).href);
