// Every sentence a person reads, per language, by code: all of them at once. Pages take `page.ts` instead.
import './complete.js';

export * from './page.js';
