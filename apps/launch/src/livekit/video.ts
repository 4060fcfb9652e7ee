/** The video server of `npm start`, where one is found and none was named: a newcomer who has LiveKit has video at once. */
import path from 'node:path';
import { type Env, isLoopback } from '@kengesh/api/config/env';
import { findLiveKit } from './program.js';
import { freeTcp, liveKitPlace, startLiveKit } from './server.js';

export interface StartedLiveKit {
  /** What the API is told. */
  readonly settings: Readonly<Record<string, string>>;
  /** Resolves when the one that runs now is gone, by whatever cause. */
  gone(): Promise<void>;
  /** In its place, with the same keys. @throws Error with what it wrote when it does not come up */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

/** Ours is reached from this machine alone, so only pages of this machine get it; elsewhere the settings name a server. */
export async function liveKitFor(
  env: Env,
  home: string,
  say: (line: string) => void,
): Promise<StartedLiveKit | undefined> {
  if (env.livekit) return undefined;
  if (env.publicUrl !== undefined || !isLoopback(env.host)) {
    say(
      'There is no video, all else works: for pages of other machines LIVEKIT_URL must name a server they can reach.',
    );
    return undefined;
  }
  const program = await findLiveKit();
  if (program === undefined) {
    say(
      'No LiveKit server was found: there is no video, all else works. `npm run livekit:install` builds one (needs Go).',
    );
    return undefined;
  }
  // It must know where to tell us of what happens before we listen there.
  const port = env.port === 0 ? await freeTcp() : env.port;
  const place = await liveKitPlace();
  const host = env.host.includes(':') ? `[${env.host}]` : env.host;
  try {
    const start = () =>
      startLiveKit(program, place, path.join(home, 'livekit'), `http://${host}:${port}/api/video/events`);
    let server = await start();
    const settings = {
      PORT: String(port),
      LIVEKIT_URL: place.url,
      LIVEKIT_API_KEY: place.apiKey,
      LIVEKIT_API_SECRET: place.apiSecret,
    };
    return {
      settings,
      gone: () => server.gone,
      startAgain: async () => {
        server = await start();
      },
      stop: () => server.stop(),
    };
  } catch (error) {
    say(`There is no video, all else works. ${(error as Error).message}`);
    return undefined;
  }
}
