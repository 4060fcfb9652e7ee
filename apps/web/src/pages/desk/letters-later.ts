import { letters } from '@kengesh/phrases/pages/letters';
import { withSentences } from '../../sentences.js';
import { later } from './later.js';

/** Of the tab of invitations, with sentences of its own. */
export const LETTERS = {
  list: later('letter-list', () => withSentences(import('./letter-list.js'), letters)),
};
