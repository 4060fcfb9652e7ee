import type { refusalsOfKeys as ru } from '../ru/refusals-of-keys.js';
import type { Translation } from '../translation.js';

/** Refusals about the key of a ballot box: said by the pages of officers, once that part of them has come. */
export const refusalsOfKeys = {
  'session.count_waits': 'A vote that has ended is not counted yet. The session closes after it.',
  'session.key_waits':
    'A secret vote waits for its key. Wait for a holder of the key, enter the recovery code, or declare the vote void because the key is lost.',
  'voting.devices_vote': 'First end the voting on devices, then count the papers.',
  'voting.holders_needed':
    'A secret vote is opened when at least {least} who are connected hold its key; now there {holders, plural, one {is #} other {are #}}. Another officer opens their page, or write down a recovery code.',
  'voting.key_needed':
    'This page is out of date and makes no key for a secret vote. Load it anew and open the vote again.',
  'voting.key_not_asked': 'This vote does not wait for a key, so its key cannot be lost.',
  'voting.key_waits':
    'The vote has ended and waits for its key. A page of somebody who holds the key gives it by itself.',
  'voting.no_key': 'This vote has no key.',
  'voting.not_ended': 'The vote has not ended yet; its key is given after that.',
  'voting.wrong_key': 'This is not the key of any vote that waits for one.',
  'voting.no_copy':
    'There is no copy of this key here that was opened: only a page that has opened its own hands the key on.',
  'voting.key_impossible':
    'This browser cannot make the key of a ballot box, and without one no secret vote is opened. Update the browser, or hold the vote by name.',
} satisfies Translation<typeof ru>;
