import { apiKilled } from './api-killed.js';
import { clockSteps } from './clock-steps.js';
import { held } from './held.suite.js';
import { hostileInput } from './hostile-input.js';
import { nodeKilled } from './node-killed.js';
import { deafReaders } from './slow-consumers.js';

held([apiKilled, deafReaders, clockSteps, nodeKilled, hostileInput]);
