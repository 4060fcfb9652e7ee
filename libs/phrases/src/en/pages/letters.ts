export { letters } from '../letters.js';
