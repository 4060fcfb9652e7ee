export { refusalsOfActs } from '../refusals-of-acts.js';
