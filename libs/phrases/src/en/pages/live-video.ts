export { interpretation } from '../interpretation.js';
export { refusalsOfActs } from '../refusals-of-acts.js';
export { video } from '../video.js';
