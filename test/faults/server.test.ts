import { apiKilled } from './api-killed.js';
import { clockSteps } from './clock-steps.js';
import { deafReaders } from './deaf-readers.js';
import { held } from './held.suite.js';
import { hostileInput } from './hostile-input.js';
import { nodeKilled } from './node-killed.js';

held([apiKilled, deafReaders, clockSteps, nodeKilled, hostileInput]);
