export { common } from '../common.js';
export { dates } from '../dates.js';
export { hall } from '../hall.js';
export { outcome } from '../outcome.js';
export { refusals } from '../refusals.js';
export { roles } from '../roles.js';
export { ways } from '../ways.js';
