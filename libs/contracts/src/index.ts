// What crosses the wire: one schema for HTTP, sockets, the API document and the forms.

export * from './accounts.js';
export { asciiAddress, isAddress, plainAddress } from './address.js';
export { asyncApiDocument } from './async-api.js';
export {
  type BallotKeyAnswer,
  type BallotKeyInput,
  ballotKeyAnswer,
  ballotKeyInput,
  type KeyConfirmation,
  type KeyCopies,
  type KeyCopiesInput,
  type KeyHolderInput,
  type KeyHolders,
  keyConfirmation,
  keyCopies,
  keyCopiesInput,
  keyHolderInput,
  keyHolders,
  RECOVERY_CODE,
} from './ballot-key.js';
export * from './councils.js';
export * from './letters.js';
export * from './live.js';
export * from './papers.js';
export type { Problem } from './problem.js';
export * from './rehearsal.js';
export * from './security.js';
export * from './sessions.js';
export * from './sign-in.js';
export * from './video.js';
