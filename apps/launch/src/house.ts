/**
 * What `npm start` brings up: the embedded database where none is given, a video server where one is found, the API on
 * them, then the links. Everything that was started is stopped here, in the other order; what a SIGKILL leaves behind, the
 * next start adopts.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Env, loadEnvFile, readEnv, SettingsError } from '@kengesh/api/config/env';
import type { ApiChild } from './api-child.js';
import { type Embedded, startEmbedded } from './embedded.js';
import { linkLines, reachLines, writeLinks } from './links.js';
import { liveKitFor, type StartedLiveKit } from './livekit/video.js';
import { onOrphaned } from './orphan.js';

const say = (line: string) => console.log(line);
const complain = (line: string) => console.error(line);

/** @param child reads its code meanwhile */
export async function hold(child: ApiChild): Promise<number> {
  const stopAsked = new Promise<'asked'>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('asked'));
    onOrphaned(() => resolve('asked'));
  });
  let embedded: Embedded | undefined;
  let video: StartedLiveKit | undefined;
  try {
    loadEnvFile();
    const env = readEnv();
    const home = path.resolve(env.home);
    await mkdir(home, { recursive: true });
    if (env.databaseUrl === undefined) embedded = await startEmbedded(home, say);
    if (embedded?.adopted) say('The database of an earlier start was still running and is taken over.');
    // Not beside it: only who holds the database may end a video server that a killed launcher left.
    video = await liveKitFor(env, home, say);
    child.tell(environment(env, embedded, video));
    return await watch(env, home, child, embedded, stopAsked);
  } catch (error) {
    complain(error instanceof SettingsError ? error.message : `Kengesh cannot start: ${(error as Error).message}`);
    return 1;
  } finally {
    await child.stop();
    await video?.stop();
    await embedded?.stop();
  }
}

async function watch(
  env: Env,
  home: string,
  child: ApiChild,
  embedded: Embedded | undefined,
  stopAsked: Promise<'asked'>,
): Promise<number> {
  // Not sooner: a start that finds another one running must leave it its links.
  await writeLinks(home, undefined);
  const lost = embedded ? embedded.lost.then(() => 'lost' as const) : new Promise<never>(() => undefined);
  const first = await Promise.race([child.ready, child.exited, stopAsked, lost]);
  let end = first;
  if (typeof first === 'object' && 'ready' in first) {
    say(`\nKengesh is ready: ${first.url}\n`);
    const file = await writeLinks(home, first.links);
    if (first.links) say(`${linkLines(first.links).join('\n')}\n`);
    for (const line of reachLines(env, first.port)) say(line);
    if (file) say(`The same links as JSON: ${path.relative('', file)}`);
    say('Ctrl-C stops it.');
    end = await Promise.race([child.exited, stopAsked, lost]);
  }
  if (end === 'asked') {
    say('Stopping …');
    return 0;
  }
  if (end === 'lost') complain('The embedded database has stopped by itself; Kengesh stops too.');
  else if (end === first) complain('Kengesh has not started; the reason stands above.');
  else complain(`The server has stopped unexpectedly (${describe(end)}); the reason, where it gave one, stands above.`);
  return 1;
}

function describe(end: unknown): string {
  const exit = end as { code: number | null; signal: string | null };
  return exit.signal ? `by ${exit.signal}` : `with code ${exit.code}`;
}

/** The child is told what we were told; where the video server is, if we started one; about the embedded database also where it is, and that the sample belongs into it. */
function environment(env: Env, embedded: Embedded | undefined, video: StartedLiveKit | undefined): NodeJS.ProcessEnv {
  const given = { ...process.env, ...video?.settings, TZ: 'UTC' };
  if (!embedded) return given;
  return {
    ...given,
    DATABASE_URL: embedded.url,
    DATABASE_OWNER_URL: embedded.ownerUrl,
    KENGESH_SAMPLE: env.sample ?? 'migration-council',
    LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
  };
}
