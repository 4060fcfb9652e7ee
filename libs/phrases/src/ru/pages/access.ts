export { refusalsOfAccess } from '../refusals-of-access.js';
export { refusalsOfAccounts } from '../refusals-of-accounts.js';
export { security } from '../security.js';
