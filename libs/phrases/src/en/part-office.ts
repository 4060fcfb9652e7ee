import type { partOffice as ru } from '../ru/part-office.js';
import type { Translation } from '../translation.js';

/** What a delegate reads who was elected in this very session. */
export const partOffice = {
  'office.heading': 'You are elected',
  'office.chair':
    'You are elected chair, and by the rules you may preside over this session. Open the chair’s page and take the chair.',
  'office.presiding': 'You preside over this session. That is done on the chair’s page.',
  'office.deputy': 'You are elected deputy chair. The chair’s page is open to you.',
  'office.open': 'Open the chair’s page',
} satisfies Translation<typeof ru>;
