import { later } from './later.js';

export const TABS = {
  plan: later('plan', () => import('./plan-tab.js')),
  invite: later('invite', () => import('./invite-tab.js')),
  checkIn: later('check-in', () => import('./check-in-tab.js')),
  record: later('record', () => import('./record-tab.js')),
};
