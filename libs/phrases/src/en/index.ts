// The topics, a line each: see ../topics.ts.
export { chair } from './chair.js';
export { common } from './common.js';
export { dates } from './dates.js';
export { delegate } from './delegate.js';
export { desk } from './desk.js';
export { exports } from './exports.js';
export { hall } from './hall.js';
export { home } from './home.js';
export { join } from './join.js';
export { journal } from './journal.js';
export { mail } from './mail.js';
export { outcome } from './outcome.js';
export { refusals } from './refusals.js';
export { roles } from './roles.js';
export { rules } from './rules.js';
export { ways } from './ways.js';
