import type { ways as ru } from '../ru/ways.js';
import type { Translation } from '../translation.js';

/** Ways of voting: what they are called and how they end. */
export const ways = {
  'name.hands': 'vote by show of hands',
  'name.roll_call': 'roll-call vote',
  'name.paper': 'secret vote, on paper in the hall',
  'name.no_objection': 'adoption without objection',
  'name.consensus': 'consensus',
  'name.silence': 'silence procedure',
  'name.written': 'written vote',
  'rule.no_objection': 'adopted unless somebody objects',
  'rule.consensus':
    '{except, select, 0 {adopted if there is no objection} 1 {adopted if at most one objects (“consensus minus one”)} other {adopted if there are at most {except} objections}}',
  'rule.silence': 'adopted unless somebody objects before the deadline',
  test: 'This is a test; it decides nothing.',
  voided: 'The vote was declared void and may be repeated.',
  'voided.few':
    'The vote is void: {ballots, plural, one {# ballot was} other {# ballots were}} handed in, and to keep the secret at least {least} are needed. Nothing is counted, the ballots are destroyed. The vote may be repeated.',
  'adopted.no_objection': 'There is no objection: adopted.',
  'adopted.consensus':
    '{objections, select, 0 {Adopted by consensus, without objection.} other {Adopted: {objections, plural, one {# objection} other {# objections}}, which the rules allow.}}',
  'adopted.silence': 'Adopted: no objection was received before the deadline.',
  'objected.no_objection': 'There is an objection: not adopted without a vote.',
  'objected.consensus': 'No consensus: {objections, plural, one {# objection} other {# objections}}. Not adopted.',
  'objected.silence': 'An objection was received: not adopted.',
  'unacknowledged.silence': 'Not adopted: {acknowledged} confirmed receipt, {need} required.',
  elected:
    '{many, select, one {Elected} other {Elected}}: {names}.{lot, select, none {} other { The lot was decided by “{lot}”.}}',
  'elected.one':
    'Elected. {office}: {names}, {whole, select, true {{n, plural, one {# vote} other {# votes}}} other {{votes} votes}}.{lot, select, none {} other { The lot was decided by “{lot}”.}}',
  counted:
    '{by, select, weights {Votes were counted by the weight of seats.} other {Each seat was counted as one vote.}}',
  'elected.runoff':
    '{many, select, one {Elected} other {Elected}}: {names}. The votes are equal; another ballot is held between: {tied}.',
  runoff:
    '{kind, select, second {Nobody has more than half of the votes. Going on to the second ballot} extra {The votes are equal. An extra ballot decides who goes on to the second one} other {The votes are equal. Another ballot is held between}}: {tied}.',
  lot: '{many, select, none {} one {Elected: {names}. } other {Elected: {names}. }}The votes are equal; a lot will decide between: {tied}.',
  round:
    'Round {number}. {kind, select, first {First preferences} surplus {The surplus of {from}, {surplus}, is passed on; each ballot is worth {factor} of what it was} other {{many, select, one {{from} is} other {{from} are}} excluded, and the ballots are passed on}}: {counts}.',
  'round.lot': 'Those equal were parted by the lot “{lot}”.',
  'round.earlier': 'Those equal were parted by an earlier round.',
  'round.elected':
    '{by, select, quota {The quota is reached by: {names}.} other {The places left go without the quota to: {names}.}}',
  'counts.no_objection': 'Present {present}, objecting {object}.',
  'counts.consensus':
    'Agreeing {agree}, agreeing with a reservation {reserve}, not interested {not_interested}, objecting {object}, silent {notVoting}, {by, select, state {states} other {present}} {present} in all.',
  'counts.silence': 'Seats asked: {present}, confirmed receipt {agree}, objected {object}.',
  not_filled:
    '{why, select, against_all {“Against all” has {against}, no fewer than any candidate.} below_threshold {Nobody has the votes needed.} other {There are fewer candidates than places.}} {many, select, none {Nobody is elected.} one {Elected: {names}.} other {Elected: {names}.}}',
} satisfies Translation<typeof ru>;
