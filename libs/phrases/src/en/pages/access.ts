export { refusalsOfAccess } from '../refusals-of-access.js';
export { security } from '../security.js';
