import { badLines } from './bad-lines.js';
import { fullDisk } from './full-disk.js';
import { held } from './held.suite.js';
import { postgresIll } from './postgres-ill.js';
import { postgresKilled } from './postgres-killed.js';

held([postgresKilled, postgresIll, fullDisk, badLines]);
