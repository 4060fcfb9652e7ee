import { createMemoryStore } from './memory-store.js';
import { createRandom } from './random.suite.js';
import { describeStore } from './store.suite.js';

describeStore('memory', async () => ({ store: createMemoryStore({ random: createRandom(7) }) }));
