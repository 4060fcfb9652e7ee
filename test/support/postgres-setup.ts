import './typescript-imports.cjs';
import { provideLiveKit } from './find-livekit.js';
import { holdCluster } from './throwaway-cluster.js';

export default async function setUp(): Promise<void> {
  await provideLiveKit();
  await holdCluster();
}
