export { ballotKey } from '../ballot-key.js';
export { refusalsOfKeys } from '../refusals-of-keys.js';
