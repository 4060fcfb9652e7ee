/**
 * What `npm start` brings up: the embedded database where none is given, a video server where one is found, the API on
 * them, then the links. What stops by itself afterwards is started again. Everything that was started is stopped here, in the
 * other order; what a SIGKILL leaves behind, the next start adopts.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Env, loadEnvFile, readEnv, SettingsError } from '@kengesh/api/config/env';
import type { ReadyMessage } from '@kengesh/api/config/ready';
import { type ApiChild, type Exit, startApiChild } from './api-child.js';
import { type Embedded, startEmbedded } from './embedded.js';
import { type Keeper, type KeptPart, keepUp } from './keep.js';
import { linkLines, reachLines, writeLinks } from './links.js';
import { liveKitFor, type StartedLiveKit } from './livekit/video.js';
import { onParentExit } from './parent-watch.js';

const say = (line: string) => console.log(line);
const complain = (line: string) => console.error(line);

/** What runs at the moment. */
interface Installation {
  readonly env: Env;
  readonly home: string;
  child: ApiChild;
  embedded?: Embedded | undefined;
  video?: StartedLiveKit | undefined;
}

/** @param child reads its code meanwhile */
export async function runInstallation(child: ApiChild): Promise<number> {
  const stopAsked = new Promise<'asked'>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('asked'));
    onParentExit(() => resolve('asked'));
  });
  let installation: Installation | undefined;
  let keeper: Keeper | undefined;
  try {
    loadEnvFile();
    const env = readEnv();
    installation = { env, home: path.resolve(env.home), child };
    await bringUp(installation);
    const ready = await untilReady(installation, stopAsked);
    if (typeof ready === 'number') return ready;
    keeper = keepUp(partsOf(installation, ready), { say, complain });
    const end = await Promise.race([stopAsked, keeper.gaveUp]);
    if (end === 'asked') say('Stopping …');
    return end === 'asked' ? 0 : 1;
  } catch (error) {
    complain(error instanceof SettingsError ? error.message : `Kengesh cannot start: ${(error as Error).message}`);
    return 1;
  } finally {
    keeper?.end();
    // One that is being started ends with it.
    await (installation?.child ?? child).stop();
    await keeper?.idle();
    await installation?.child.stop();
    await installation?.video?.stop();
    await installation?.embedded?.stop();
  }
}

async function bringUp(installation: Installation): Promise<void> {
  const { env, home, child } = installation;
  await mkdir(home, { recursive: true });
  if (env.databaseUrl === undefined) installation.embedded = await startEmbedded(home, say);
  if (installation.embedded?.adopted) say('The database of an earlier start was still running and is taken over.');
  // Not beside it: only who holds the database may end a video server that a killed launcher left.
  installation.video = await liveKitFor(env, home, say);
  child.tell(environment(installation));
}

/** @returns what the server said when it was ready, or the launcher's exit code where it never was */
async function untilReady(installation: Installation, stopAsked: Promise<'asked'>): Promise<ReadyMessage | number> {
  const { env, home, child, embedded } = installation;
  // Not sooner: a start that finds another one running must leave it its links.
  await writeLinks(home, undefined);
  const lost = embedded ? embedded.lost.then(() => 'lost' as const) : new Promise<never>(() => undefined);
  const first = await Promise.race([child.ready, child.exited, stopAsked, lost]);
  if (typeof first === 'object' && 'ready' in first) {
    say(`\nKengesh is ready: ${first.url}\n`);
    const file = await writeLinks(home, first.links);
    if (first.links) say(`${linkLines(first.links).join('\n')}\n`);
    for (const line of reachLines(env, first.port)) say(line);
    if (file) say(`The same links as JSON: ${path.relative('', file)}`);
    say('Ctrl-C stops it.');
    return first;
  }
  if (first === 'asked') {
    say('Stopping …');
    return 0;
  }
  complain(
    first === 'lost'
      ? 'The embedded database has stopped by itself before all was ready; Kengesh stops too.'
      : 'Kengesh has not started; the reason stands above.',
  );
  return 1;
}

function partsOf(installation: Installation, { port }: ReadyMessage): KeptPart[] {
  const server: KeptPart = {
    title: 'The server',
    stopped: async () => `The server has stopped unexpectedly (${describe(await installation.child.exited)})`,
    startAgain: async () => {
      installation.child = startApiChild();
      // Where pages wait for it, also if any free port had been asked for.
      installation.child.tell({ ...environment(installation), PORT: String(port) });
      const next = await Promise.race([installation.child.ready, installation.child.exited]);
      if (!('ready' in next)) throw new Error(`it ended ${describe(next)}`);
    },
  };
  const parts = [server];
  const { embedded, video } = installation;
  if (embedded) parts.push(databasePart(installation, embedded));
  if (video)
    parts.push({
      title: 'The video server',
      without: 'There is no video from now on; all else works.',
      stopped: async () => {
        await video.gone();
        return 'The video server has stopped unexpectedly';
      },
      startAgain: video.startAgain,
    });
  return parts;
}

function databasePart(installation: Installation, first: Embedded): KeptPart {
  let embedded = first;
  return {
    title: 'The embedded database',
    stopped: async () => {
      await embedded.lost;
      return 'The embedded database has stopped by itself';
    },
    startAgain: async () => {
      const { url } = embedded;
      embedded = await startEmbedded(installation.home, say);
      installation.embedded = embedded;
      // Its port was taken meanwhile: a server that knows the old one has to be started anew.
      if (embedded.url !== url) await installation.child.stop();
    },
  };
}

const describe = ({ code, signal }: Exit) => (signal ? `by ${signal}` : `with code ${code}`);

/** The child is told what we were told; where the video server is, if we started one; about the embedded database also where it is, and that the sample belongs into it. */
function environment({ env, home, embedded, video }: Installation): NodeJS.ProcessEnv {
  const given = { ...process.env, ...video?.settings, TZ: 'UTC' };
  if (!embedded) return given;
  return {
    ...given,
    DATABASE_URL: embedded.url,
    DATABASE_OWNER_URL: embedded.ownerUrl,
    KENGESH_SAMPLE: env.sample ?? 'migration-council',
    LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
    SECURITY_LOG: process.env.SECURITY_LOG || path.join(home, 'security'),
  };
}
