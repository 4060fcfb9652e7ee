import { later } from './later.js';

/** Each is loaded as a whole and opens when it is there, so that the focus finds its first field. */
export const DIALOGS = {
  member: later('member-dialog', () => import('./member-dialog.js')),
  link: later('link-dialog', () => import('./link-dialog.js')),
};
