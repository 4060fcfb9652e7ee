export { common } from '../common.js';
export { dates } from '../dates.js';
export { home } from '../home.js';
export { outcome } from '../outcome.js';
export { refusals } from '../refusals.js';
export { refusalsOfActs } from '../refusals-of-acts.js';
export { roles } from '../roles.js';
export { ways } from '../ways.js';
