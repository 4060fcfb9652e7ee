import type { rules as ru } from '../ru/rules.js';
import type { Translation } from '../translation.js';

/** A council's rules: what a vote will ask for, what does not fit in them, the simulator’s answers. */
export const rules = {
  'forecast.present': '{n, plural, one {# seat votes} other {# seats vote}}.',
  'forecast.cast':
    'If everyone votes for or against, {need} for out of {available} will be needed ({rule}). Abstentions do not count; with them it is fewer.',
  'forecast.ballots':
    'If everyone votes, {need} for out of {available} will be needed ({rule}). An abstention counts, a seat that does not vote does not.',
  'forecast.fixed':
    '{need} for out of {available} will be needed ({rule}). Whoever abstains or does not vote is as good as against.',
  'forecast.states': 'States for: {need} of {base} will be needed ({rule}).',
  'forecast.spare.all': 'Every vote is needed.',
  'forecast.spare.members': 'It passes even with {n, plural, one {# vote} other {# votes}} against.',
  'forecast.spare.weight': 'It passes even with {n} by weight against.',
  'forecast.spare.states.all': 'Every state present is needed.',
  'forecast.spare.states': 'It passes even without {n, plural, one {# state} other {# states}}.',
  'forecast.unreachable': 'Too few are present: the decision would fail even if everyone were for.',

  'problem.quorum_above_seats': 'There can never be a quorum: {need} are needed, and {filled} seats are filled.',
  'problem.quorum_above_category':
    'There can never be a quorum: {category, select, state {of state bodies} ngo {of NGOs} other {of experts}} {need} are needed, and {filled} seats are filled.',
  'problem.quorum_above_states':
    'There can never be a quorum: {need} states are needed, and so many seats ({each}) are held by {states} only.',
  'problem.need_above_seats': 'A decision can never pass: {need} for are needed, and {filled} seats are filled.',
  'problem.never_passes': 'There is no more than all: this rule cannot be met.',
  'problem.majority_twice': 'The majority “{key}” is there twice.',
  'problem.majority_unknown':
    'Procedure is to be decided by the majority “{key}”, but the rules have no such majority.',
  'problem.reconsider_below_two_thirds':
    'By the rule “{key}” a decided question is taken up again with less than two thirds. Check that this is what was meant.',
  'problem.opens_above_deciding': 'More must be present to open ({open}) than to decide ({decide}).',
  'problem.state_without_head':
    'The head of delegation speaks for its state, but there is none, or more than one: {states}.',
  'problem.tie_in_secret':
    'In a secret vote the presiding officer has no deciding vote: on a tie the usual rule decides.',
  'problem.tie_wider_than_votes':
    'By the rule “{key}” the presiding officer decides an equal vote though the majority is not of the votes cast: 6 to 6 may be adopted where 7 to 6 is not enough. Check that this is what was meant.',
  'problem.names_in_secret':
    'By the rule “{key}” no vote can be secret: a secret ballot carries neither weight nor state.',
  'problem.small_states':
    'Delegations with fewer than five seats: {states}. A result by state tells there how nearly everyone voted.',
  'problem.weights_unused': 'Seats differ in weight, but neither the quorum nor any majority counts by weight.',
  'problem.weights_missing': 'A rule counts by weight, but all seats have the same.',
  'problem.elections_unsaid':
    'Seats differ in weight, and the rules do not say what elections count: a plurality counts seats, the other methods weights.',
  'problem.secret_above_seats':
    'A secret vote can never be held: at least {need} must vote, and {filled} seats are filled.',
  'problem.secret_least_unsaid':
    'Your rules do not say how many must vote for a vote to be secret. Until they do, even one alone votes secretly, and everybody sees the choice.',
  'problem.silence_above_seats':
    'Silence can never decide: {need} must confirm receipt, and {filled} seats are filled.',
  'problem.written_least_unsaid':
    'Your rules do not say for how many minutes at least a written vote or a silence procedure stays open. Until they do, none can be opened in a session.',
  'problem.leaving_unsaid':
    'Your rules do not say whether a member who was present when a vote was opened, and then left, may still vote in it. Until they do, such a member may.',
  'problem.further_device_unsaid':
    'Your rules do not say which device votes where somebody comes in on one more. Until they do, all devices act.',
  'problem.presides_from_unsaid':
    'Your rules do not say from when an elected chair presides. Until they do, an election changes no roll: roles are set by hand.',
  'problem.equality_passes': 'By the rule “{key}” an equal vote is adopted. See whether that is meant.',
  'problem.half_plus_one':
    '50 per cent plus one vote of {size} is {need}, more than half is {more}. See which is meant.',

  'simulate.usage': 'Usage: npm run -s simulate -- CASE.json [--lang ru|en] [--json]',
  'simulate.unreadable': 'The file {file} cannot be read: {reason}',
  'simulate.not_json': 'The file {file} is not JSON: {reason}',
  'simulate.malformed': 'The case in {file} is malformed:',
  'simulate.fault': '{path}: {message}',
  'simulate.root': 'the case',
  'simulate.to_open': 'To open the session. {quorum}',
  'simulate.no_vote': 'No ballot opens.',
  'simulate.rule': 'Rule: {rule}.',
  'simulate.states': 'States: {list}.',
  'simulate.state': '{state} {position, select, for {for} against {against} other {no position}} ({yes}:{no})',
  'simulate.proxy':
    'The proxy of {principal} to {holder} does not count: {why, select, principal_present {the principal is present} holder_absent {the holder is absent} over_limit {the holder has as many as are allowed} holder_suspended {the holder is suspended} other_item {it was given for another item} late {it was registered when the item was already under way} revoked {it was revoked} other {a proxy cannot be passed on}}.',
  'simulate.asked': 'All seats are asked, the absent too: {n}.',
  'simulate.way': 'Way: {way}.',
  'simulate.called': 'By the lot “{seed}” the first to be called is {seat}.',
  'simulate.late':
    '{seat}: {why, select, deadline {the answer came at the deadline or later} left {the ballot came after whoever cast it had left} other {the objection came when the question was already closed}} and does not count.',
  'simulate.hall': 'Of these by hands in the hall: for {yes}, against {no}, abstained {abstain}.',
  'simulate.paper': 'Papers given out: {issued}, counted: {counted}.',
  'simulate.need':
    '{method, select, stv {The quota is {need} of {base} valid votes.} other {To be elected {need} of {base} are needed.}}',
  'simulate.counts': 'Votes: {list}.',
  'simulate.ballots':
    'Ballots: {cast}, of them valid {valid}{against, plural, =0 {} other { (against all #)}}, blank {blank}, invalid {invalid}.',
} satisfies Translation<typeof ru>;
