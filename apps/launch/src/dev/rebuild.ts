// What the server is made of: watched, and built anew by the build script itself in a process of its own.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DevPages } from './pages.js';

const fromRoot = (file: string) => fileURLToPath(new URL(`../../../../${file}`, import.meta.url));
const ROOT = fromRoot('');
/** The API as the build leaves it, file by file: the one file of `npm start` takes longer to make than to do without. */
export const PLAIN_PROGRAM = fromRoot('apps/api/dist/main.js');

const FOLDERS = [
  ...['journal', 'domain', 'phrases', 'contracts', 'records'].map(name => `libs/${name}/src`),
  'apps/api/src',
  'apps/rehearse/src',
  'migrations',
].map(fromRoot);
/** An editor that saves several files at once brings one restart. */
const SETTLE_MS = 150;

const isOfServer = (file: string) =>
  /\.ts$/.test(file) &&
  !/\.(test|suite)\.ts$|[\\/](dist|node_modules)[\\/]/.test(file) &&
  FOLDERS.some(folder => file.startsWith(folder + path.sep));

/** @param onChange is given the changed file's path from the root */
export function watchServerSources({ watcher }: DevPages, onChange: (file: string) => void): void {
  let settling: NodeJS.Timeout | undefined;
  watcher.add(FOLDERS);
  watcher.on('all', (_event, file) => {
    if (!isOfServer(file)) return;
    clearTimeout(settling);
    settling = setTimeout(() => onChange(path.relative(ROOT, file)), SETTLE_MS);
  });
}

/** @returns whether it went well; what went wrong was said by the build */
export function rebuild(): Promise<boolean> {
  const child = spawn(process.execPath, [fromRoot('apps/launch/build.mjs'), '--no-web', '--no-one-file'], {
    stdio: 'inherit',
  });
  return new Promise(resolve => {
    child.once('error', () => resolve(false));
    child.once('exit', code => resolve(code === 0));
  });
}
