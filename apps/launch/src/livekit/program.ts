/**
 * Finds the LiveKit server: one that is installed, else the one in the checkout's cache. It comes from its own makers'
 * module only, built here by the Go client; npm has none.
 */
import { spawn } from 'node:child_process';
import { access, constants, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A release whose module declares no replacements, so that the Go client builds it. */
export const LIVEKIT_VERSION = '1.13.5';
const MODULE = `github.com/livekit/livekit-server/cmd/server@v${LIVEKIT_VERSION}`;
/** What that release asks for. */
const GO = { major: 1, minor: 26 };

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const folder = path.join(root, '.cache', `livekit-${LIVEKIT_VERSION}`);
const program = (name: string) => (process.platform === 'win32' ? `${name}.exe` : name);
// The Go client names a program after its folder.
const cached = path.join(folder, program('server'));

/** The program to start, or undefined where there is none. Never installs. */
export async function findLiveKit(): Promise<string | undefined> {
  if ((await answerOf('livekit-server', ['--version'])) !== undefined) return 'livekit-server';
  return await access(cached, constants.X_OK).then(
    () => cached,
    () => undefined,
  );
}

/**
 * Builds it into the cache with the Go client. What a build that was cut short has compiled is kept by Go, so that the
 * next one goes on from there.
 * @param seconds after which the build is given up; 0: never
 * @throws Error in words for whoever asked
 */
export async function installLiveKit(seconds = 0, say: (line: string) => void = () => undefined): Promise<string> {
  const [, major, minor] = /go(\d+)\.(\d+)/.exec((await answerOf('go', ['version'])) ?? '') ?? [];
  if (major === undefined || minor === undefined)
    throw new Error(
      `There is no Go here to build LiveKit with. Install Go ${GO.major}.${GO.minor} or newer, or livekit-server itself.`,
    );
  if (Number(major) < GO.major || (Number(major) === GO.major && Number(minor) < GO.minor))
    throw new Error(
      `Go ${major}.${minor} is too old for LiveKit ${LIVEKIT_VERSION}, which needs ${GO.major}.${GO.minor}.`,
    );
  say(`Building LiveKit ${LIVEKIT_VERSION}; the first time this takes several minutes …`);
  const making = `${folder}.${process.pid}`;
  await mkdir(making, { recursive: true });
  try {
    await build(making, seconds);
    await rm(folder, { recursive: true, force: true });
    await rename(making, folder);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return cached;
}

async function build(into: string, seconds: number): Promise<void> {
  // In a group of its own: a build that is given up takes its compilers with it.
  const child = spawn('go', ['install', MODULE], {
    env: { ...process.env, GOBIN: into, GOFLAGS: '-trimpath', CGO_ENABLED: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  let told = '';
  child.stderr.on('data', chunk => {
    told = `${told}${chunk}`.slice(-2000);
  });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    if (process.platform === 'win32' || child.pid === undefined) child.kill();
    else process.kill(-child.pid, 'SIGTERM');
  }, seconds * 1000);
  if (seconds === 0) clearTimeout(timer);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearTimeout(timer);
  if (late)
    throw new Error(`Building LiveKit took longer than ${seconds} seconds and was given up; the next try goes on.`);
  if (code !== 0) throw new Error(`The Go client could not build LiveKit:\n${told}`);
}

/** What a program says on its standard output; undefined where it is not there, or fails. */
function answerOf(name: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise(resolve => {
    const child = spawn(name, args, { stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true });
    let said = '';
    child.stdout.on('data', chunk => {
      said += chunk;
    });
    child.once('error', () => resolve(undefined));
    child.once('close', code => resolve(code === 0 ? said : undefined));
  });
}
