export { devices } from '../devices.js';
export { partOffice } from '../part-office.js';
export { refusalsOfActs } from '../refusals-of-acts.js';
