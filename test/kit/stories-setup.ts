import './typescript-imports.cjs';
import { findChromium } from './find-chromium.js';
import { holdCluster } from './throwaway-cluster.js';

export default async function setUp(): Promise<void> {
  await findChromium();
  await holdCluster();
}
