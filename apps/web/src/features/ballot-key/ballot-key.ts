// What an officer's page does about the key of ballot boxes, in one piece of its own.
export { openWithKey } from './keeper-here.js';
export { KeyBand } from './key-band.js';
export { PreparedKey } from './prepared-key.js';
