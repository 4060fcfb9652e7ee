import type { refusalsOfAccounts as ru } from '../ru/refusals-of-accounts.js';
import type { Translation } from '../translation.js';

export const refusalsOfAccounts = {
  'desk.account_elsewhere':
    'This account belongs to another council too, or is an administrator’s. Only an administrator may disable or enable it.',
  'desk.last_administrator': 'Kengesh needs at least one administrator. Let another account found councils first.',
  'desk.own_account': 'You cannot disable your own account.',
  'letter.settled': 'The letter has gone already, or is not to go any more.',
} satisfies Translation<typeof ru>;
