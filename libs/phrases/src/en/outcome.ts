import type { outcome as ru } from '../ru/outcome.js';
import type { Translation } from '../translation.js';

/** The outcome of a vote and the quorum, as whoever presides reads them out. */
export const outcome = {
  goesOn: 'goes on to the second ballot',
  open: 'The vote is open.',
  adopted: 'Adopted: {parts}.',
  rejected: 'Not adopted: {parts}.',
  void: 'The vote is void. {quorum}',
  part: '{yes} for out of {of}, {need} required ({rule})',
  'part.weight':
    'by weight {got} for out of {base}, {strict, select, true {more than {need}} other {{need}}} required ({rule})',
  'part.states': 'states for: {got} of {base}, {need} required ({rule})',
  short: ', short by {n, plural, one {# vote} other {# votes}}',
  'short.states': ', short by {n, plural, one {# state} other {# states}}',
  'short.weight': ', which is not enough',
  'adopted.chairSide': 'Adopted: the votes were equal, {yes} and {no}; the presiding officer’s vote “for” decided.',
  'rejected.chairSide':
    'Not adopted: the votes were equal, {yes} and {no}; the presiding officer’s vote “against” decided.',
  'adopted.chairExtra':
    'Adopted: the votes were equal, {yes} and {no}; the presiding officer gave the casting vote “for”.',
  'rejected.chairExtra':
    'Not adopted: the votes were equal, {yes} and {no}; the presiding officer gave the casting vote “against”.',
  'rejected.noCasting': 'Not adopted: the votes were equal, {yes} and {no}; no casting vote was given.',
  'rejected.chairNotEnough':
    'Not adopted: the votes were equal, {yes} and {no}; the presiding officer is for, but even so the rule is not met ({rule}).',
  'tied.chair': 'The votes are equal, {yes} and {no}. The casting vote is the presiding officer’s.',
  'tied.revote': 'The votes are equal, {yes} and {no}. The vote is held once more.',
  'rejected.tie': 'Not adopted: the votes were equal, {yes} and {no}; {need} required ({rule}).',
  no_votes: 'No decision: there were no votes for or against.',
  elected: 'Elected. {office}: {winner}, {votes, plural, one {# vote} other {# votes}}.',
  tied: 'Nobody is elected: {winners} have equal votes, {votes} each. A second ballot is needed.',
  not_elected:
    'Nobody is elected: “against all” {against}, the first of the candidates {top, plural, one {# vote} other {# votes}}.',
  'not_elected.weight': 'Nobody is elected: “against all” {against}, the first of the candidates {top}.',
  'no_votes.election': 'No decision: there were no votes for a candidate or against all.',
  counts:
    'For {yes}, against {no}, abstained {abstain}, {invalid, plural, =0 {} other {invalid #, }}not voting {notVoting}, present {present} in all.',
  'counts.weight':
    'By weight: for {yes}, against {no}, abstained {abstain}, without a vote {notVoting}, {present} in all.',
  'counts.election':
    '{list}; {invalid, plural, =0 {} other {invalid #; }}not voting {notVoting}, present {present} in all.',
  'counts.election.weight': 'By weight: {list}; without a vote {notVoting}, {present} in all.',
  'counts.asked':
    'For {yes}, against {no}, abstained {abstain}, {invalid, plural, =0 {} other {invalid #, }}not voting {notVoting}, asked {asked} in all.',
  'counts.here': 'Present at the opening: {n}.',
  'counts.line': '{choice} {n}',
  'of.cast': '{base} voting for or against',
  'of.ballots': '{base} voting',
  'of.present': '{base} present',
  'of.filled': '{base, plural, one {# filled seat} other {# filled seats}}',
  'of.statutory': '{base, plural, one {# statutory seat} other {# statutory seats}}',
  'of.withInvalid': '{base, plural, one {# vote, spoiled ones included} other {# votes, spoiled ones included}}',
  rule: '{share} the {base, select, cast {votes for and against} ballots {votes, abstentions included} present {members present} filled {filled seats} spoiled {votes, spoiled ones included} other {statutory seats}}',
  'rule.half_plus_one':
    '50 per cent plus one vote of the {base, select, cast {votes for and against} ballots {votes, abstentions included} present {members present} filled {filled seats} other {statutory seats}}',
  'rule.unanimity':
    'unanimously, {base, select, cast {no vote against} ballots {all who vote are for} present {all present are for} filled {all members are for} other {all statutory seats are for}}',
  'rule.consensus':
    '{base, select, cast {consensus, with at most {except, plural, one {# vote} other {# votes}} against} other {consensus, with at most {except, plural, one {# vote} other {# votes}} not for}}',
  'rule.weight': '{rule}, by weight',
  'rule.states': '{share} the {base, select, all {states} present {states present} other {states that take a side}}',
  'rule.and': '{one}, and also {other}',
  decimal: '.',
  plurality: 'whoever has most votes is elected',
  'share.half.gt': 'more than half of',
  'share.half.gte': 'at least half of',
  'share.twoThirds.gt': 'more than two thirds of',
  'share.twoThirds.gte': 'at least two thirds of',
  'share.threeQuarters.gt': 'more than three quarters of',
  'share.threeQuarters.gte': 'at least three quarters of',
  'share.whole.gt': 'more than all of',
  'share.whole.gte': 'all of',
  'share.other.gt': 'more than {num}/{den} of',
  'share.other.gte': 'at least {num}/{den} of',
  'quorum.met': 'There is a quorum: {parts}.',
  'quorum.none': 'There is no quorum: {parts}.',
  'quorum.gone': 'There was no quorum at the close: {parts}.',
  'quorum.gone.opening': 'By the rules the quorum is tested when a vote opens, so the outcome stands.',
  'quorum.gone.answers': 'By the rules the ballots handed in count, so the outcome stands.',
  'quorum.part.heads':
    '{got} of {base} {tested, select, ballots {voted} past {present} other {present}}, {need} required',
  'quorum.part.number': '{got} {tested, select, ballots {voted} past {present} other {present}}, {need} required',
  'quorum.part.weight': 'by weight {got} of {base}, {need} required',
  'quorum.part.category': '{category, select, state {state bodies} ngo {NGOs} other {experts}}: {got}, {need} required',
  'quorum.part.states': '{got, plural, one {# state} other {# states}} of {base} represented, {need} required',
  'quorum.part.states_each':
    'states with at least {each} {tested, select, past {present} other {present}}: {got} of {base}, {need} required',
  'quorum.part.participation':
    '{got} of {base} {counted, select, cast {voted for or against} other {voted}}, {need} required',
  'quorum.no_vote': 'The vote cannot be opened. {quorum}',
  'quorum.short': ', {n} missing',
} satisfies Translation<typeof ru>;
