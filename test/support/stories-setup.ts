import './typescript-imports.cjs';
import { findChromium } from './find-chromium.js';
import { provideLiveKit } from './find-livekit.js';
import { holdCluster } from './throwaway-cluster.js';

export default async function setUp(): Promise<void> {
  await findChromium();
  await provideLiveKit();
  await holdCluster();
}
