export { fromBase64Url, toBase64Url } from './base64url.js';
export { BallotKeyError, type BallotKeyFault } from './errors.js';
export { type BallotKeyPair, makeKeyPair, publicKeyOf } from './key-pair.js';
export { groupsOf, keyPairOfRecoveryCode, makeRecoveryCode } from './recovery-code.js';
export { open, seal } from './seal.js';
