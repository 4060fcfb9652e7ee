/** The journal's engine: define, submit, fold, follow, verify. Rules by number in ../SPEC.md. */
export * from './answered.js';
export { markOf } from './boxes.js';
export * from './command-id.js';
export * from './committed.js';
export * from './engine.js';
export * from './engine-api.js';
export * from './errors.js';
export * from './fold.js';
export * from './follow.js';
export * from './hash.js';
export type { ReplyHandler } from './journal-runtime.js';
export * from './memory-store.js';
export * from './refuse.js';
export * from './types.js';
