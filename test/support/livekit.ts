/** A real LiveKit server for a story: on loopback, with keys and ports of its own; killed and started again as it was. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freeTcp, type LiveKitServer, liveKitPlace, startLiveKit } from '../../apps/launch/src/livekit/server.js';

export { freeTcp };

const program = process.env.KENGESH_TEST_LIVEKIT;

/** False where there is none (said loudly at the start): `(hasLiveKit ? describe : describe.skip)(…)`. */
export const hasLiveKit = program !== undefined;

export interface LiveKit {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** As the API is told. */
  readonly settings: Readonly<Record<string, string>>;
  readonly ports: { readonly http: number; readonly udp: number };
  /** SIGKILL: it cannot say good-bye to anyone. */
  kill(): Promise<void>;
  /** Again, at the same place with the same keys. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** @param webhook where it tells of what happens in its rooms */
export async function openLiveKit(webhook: string): Promise<LiveKit> {
  if (program === undefined) throw new Error('There is no LiveKit here; guard the story with `hasLiveKit`.');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'kengesh-livekit-'));
  const place = await liveKitPlace();
  let server: LiveKitServer | undefined;
  const start = async () => {
    server ??= await startLiveKit(program, place, folder, webhook);
  };
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    await server?.stop(signal);
    server = undefined;
  };
  await start();
  return {
    ...place,
    settings: {
      LIVEKIT_URL: place.url,
      LIVEKIT_API_KEY: place.apiKey,
      LIVEKIT_API_SECRET: place.apiSecret,
    },
    kill: () => end('SIGKILL'),
    start,
    close: async () => {
      await end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
