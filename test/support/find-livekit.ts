/**
 * Which LiveKit server the video story plays with: one on PATH, the one in the cache, else one that the Go client builds now.
 * The first build may take minutes; it has a bound, and what it has compiled is kept for the next run.
 */
import { findLiveKit, installLiveKit } from '../../apps/launch/src/livekit/program.js';

/** What the test files are told: the program. */
export const liveKitVariable = 'KENGESH_TEST_LIVEKIT';
const BOUND = 360;

export async function provideLiveKit(): Promise<void> {
  if (process.env[liveKitVariable]) return;
  try {
    process.env[liveKitVariable] = (await findLiveKit()) ?? (await installLiveKit(BOUND, console.warn));
  } catch (error) {
    const told = `${(error as Error).message}\n\`npm run livekit:install\` builds it without haste.`;
    console.warn(`\n${'!'.repeat(80)}\n${told}\nTHE STORIES THAT NEED LIVEKIT ARE SKIPPED.\n${'!'.repeat(80)}\n`);
  }
}
