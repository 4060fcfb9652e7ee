// The topics, a line each: see ../topics.ts.
export { chair } from './chair.js';
export { common } from './common.js';
export { delegate } from './delegate.js';
export { desk } from './desk.js';
export { exports } from './exports.js';
export { hall } from './hall.js';
export { join } from './join.js';
export { mail } from './mail.js';
export { refusals } from './refusals.js';
