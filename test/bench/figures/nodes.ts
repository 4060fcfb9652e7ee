/** A12: what a second node costs. */
import type { Figure } from '../figure.js';

export const nodes: Figure = {
  id: 'A12',
  what: 'two nodes against one',
  lines: [
    {
      what: 'server CPU per delivered frame, two nodes against one',
      unit: 'µs',
      product: 'two.frame',
      floor: 'one.frame',
      bound: { must: 1.15, reach: 1.05, more: false },
    },
  ],
  set: async () => 'one session on several nodes is not there yet',
};
