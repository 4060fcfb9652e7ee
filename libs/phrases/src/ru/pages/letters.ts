export { letters } from '../letters.js';
export { refusalsOfAccounts } from '../refusals-of-accounts.js';
