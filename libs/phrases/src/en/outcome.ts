import type { outcome as ru } from '../ru/outcome.js';
import type { Translation } from '../translation.js';

/** The outcome of a vote and the quorum, as whoever presides reads them out. */
export const outcome = {
  open: 'The vote is open.',
  adopted: 'Adopted: {yes} for of {of}, {need} required ({rule}).',
  rejected: 'Not adopted: {yes} for of {of}, {need} required ({rule}).',
  'adopted.chairSide': 'Adopted: the votes were equal, {yes} and {no}; the presiding officer’s vote “for” decided.',
  'rejected.chairSide':
    'Not adopted: the votes were equal, {yes} and {no}; the presiding officer’s vote “against” decided.',
  'rejected.tie': 'Not adopted: the votes were equal, {yes} and {no}; {need} required ({rule}).',
  no_votes: 'No decision: there were no votes for or against.',
  elected: 'Elected. {office}: {winner}, {votes, plural, one {# vote} other {# votes}}.',
  tied: 'Nobody is elected: {winners} have equal votes, {votes} each. A second ballot is needed.',
  not_elected:
    'Nobody is elected: “against all” {against}, the first of the candidates {top, plural, one {# vote} other {# votes}}.',
  'no_votes.election': 'No decision: there were no votes for a candidate or against all.',
  counts:
    'For {yes}, against {no}, abstained {abstain}, {invalid, plural, =0 {} other {invalid #, }}not voting {notVoting}, present {present} in all.',
  'counts.election':
    '{list}; {invalid, plural, =0 {} other {invalid #; }}not voting {notVoting}, present {present} in all.',
  'counts.line': '{choice} {n}',
  'of.cast': '{base} voting for or against',
  'of.ballots': '{base} voting',
  'of.present': '{base} present',
  'of.filled': '{base, plural, one {# filled seat} other {# filled seats}}',
  'of.statutory': '{base, plural, one {# statutory seat} other {# statutory seats}}',
  rule: '{share} the {base, select, cast {votes for and against} ballots {votes, abstentions included} present {members present} filled {filled seats} other {statutory seats}}',
  plurality: 'whoever has most votes is elected',
  'share.half.gt': 'more than half of',
  'share.half.gte': 'at least half of',
  'share.twoThirds.gt': 'more than two thirds of',
  'share.twoThirds.gte': 'at least two thirds of',
  'share.threeQuarters.gt': 'more than three quarters of',
  'share.threeQuarters.gte': 'at least three quarters of',
  'share.other.gt': 'more than {num}/{den} of',
  'share.other.gte': 'at least {num}/{den} of',
  'quorum.met': 'There is a quorum: {present} of {base} present, {need} required.',
  'quorum.none': 'There is no quorum: {present} of {base} present, {need} required.',
} satisfies Translation<typeof ru>;
