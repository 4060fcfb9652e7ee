import { apiKilled } from './api-killed.js';
import { badLines } from './bad-lines.js';
import { clockSteps } from './clock-steps.js';
import type { Fault } from './fault.js';
import { fullDisk } from './full-disk.js';
import { hostileInput } from './hostile-input.js';
import { nodeKilled } from './node-killed.js';
import { postgresIll } from './postgres-ill.js';
import { postgresKilled } from './postgres-killed.js';
import { deafReaders } from './slow-consumers.js';

export const FAULTS: readonly Fault[] = [
  apiKilled,
  postgresKilled,
  postgresIll,
  badLines,
  deafReaders,
  fullDisk,
  clockSteps,
  nodeKilled,
  hostileInput,
];
