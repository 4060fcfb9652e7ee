import { apiKilled } from './api-killed.js';
import { badLines } from './bad-lines.js';
import type { Fault } from './fault.js';
import { postgresIll } from './postgres-ill.js';
import { postgresKilled } from './postgres-killed.js';

export const FAULTS: readonly Fault[] = [apiKilled, postgresKilled, postgresIll, badLines];
