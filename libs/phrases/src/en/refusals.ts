import type { refusals as ru } from '../ru/refusals.js';
import type { Translation } from '../translation.js';

/** Refusals: what cannot be done, and what to do instead. The key is the refusal's code. */
export const refusals = {
  'act.malformed': 'The request is malformed and nothing was recorded. Check the field “{path}”.',
  'act.unknown': 'The system knows no such action. Reload the page.',

  'agenda.full': 'The agenda holds 200 items already; no more can be added.',
  'agenda.none_current': 'Take up an agenda item first: an election is held under an item.',
  'agenda.not_current': 'This item is not under consideration now.',
  'agenda.not_the_same_items': 'The agenda has changed meanwhile. Look at it again and repeat.',
  'agenda.unknown_item': 'There is no such item on the agenda.',
  'agenda.voting_open': 'A vote is open. Change the item after it is closed.',

  'attendance.hall_by_secretary': 'Presence in the hall is recorded by the secretary.',
  'attendance.interval_open': 'Only the last interval may be left without an end, and only of someone who is here now.',
  'attendance.interval_order': 'Arrival must come before departure, and neither may lie in the future.',
  'attendance.interval_overlap': 'The intervals of presence overlap or are out of order.',
  'attendance.no_session': 'Presence can be recorded once the session is prepared and until it is closed.',

  'auth.expired': 'Your sign-in has expired. Enter again by your link.',
  'auth.forbidden': 'You may not do this.',
  'auth.invalid': 'Your sign-in is not valid. Enter again by your link.',
  'auth.none': 'Sign in first: by your link or with a password.',
  'auth.origin': 'The request came from a foreign page and was refused.',
  'auth.revoked': 'This link was revoked. Ask the secretary for a new one.',

  'elections.candidate_twice': 'One candidate is named twice.',
  'elections.not_tied': 'A second ballot is held only after a tie.',
  'elections.runoff_held': 'The second ballot of this vote has been opened already.',

  'engine.busy': 'Too many requests at once; this one was not taken. Try again in a few seconds.',

  'export.not_held': 'Documents appear once the session has been opened.',
  'export.unknown': 'There is no such document.',
  'export.voting_open': 'A vote is open. Documents can be had after it is closed.',

  fault: 'The fault is ours. Try again; if that does not help, give the secretary the number {id}.',

  'floor.already_speaking': 'This participant is speaking already.',
  'floor.list_changed': "The speakers' list has changed meanwhile. Look at it again and repeat.",
  'floor.no_quorum':
    'There is no quorum, and by the rules the debate stops. A recess can be declared, or the session closed.',
  'floor.no_voice': 'Observers and interpreters do not take the floor.',
  'floor.nobody_speaks': 'Nobody is speaking now.',
  'floor.not_here': 'This participant is not present now.',
  'floor.not_yours': 'You do not have the floor.',
  'floor.voting_open': 'A vote is open. Give the floor after it is closed.',

  'http.bad': 'The request is malformed.',
  'http.encoding': 'The encoding of the request is not supported; UTF-8 is needed.',
  'http.invalid': 'Some data is not valid. Check the fields marked.',
  'http.method': 'This address takes no such request.',
  'http.not_found': 'Nothing was found at this address.',
  'http.not_json': 'The request could not be read: it is not JSON.',
  'http.too_large': 'Too much data: at most {limit} are allowed.',

  'limit.rate': 'Too often. Try again in {seconds, plural, one {# second} other {# seconds}}.',

  'link.expired': 'The link has expired. Ask the secretary for a new one.',
  'link.revoked': 'This link was revoked. Ask the secretary for a new one.',
  'link.unknown': 'The link does not fit. Check that it was copied whole, or ask the secretary for a new one.',
  'link.used': 'This link has been used already. Ask the secretary for a new one.',

  'may.bureau_only': 'Only the chair, the deputy chair and the secretary may do this.',
  'may.chair_only': 'The session is opened by the chair or, in the chair’s absence, by the deputy chair.',
  'may.desk_only': 'A session can be prepared at the secretariat’s desk only.',
  'may.own_only': 'You can do this for yourself only.',
  'may.participant_only': 'Only participants of the session may do this.',
  'may.presiding_only': 'Only whoever presides may do this.',
  'may.secretary_desk': 'Only the council’s secretariat may do this.',
  'may.secretary_only': 'Only the secretary of the session may do this.',
  'may.system_only': 'The system does this by itself.',

  'motion.frozen': 'The text has been put to the vote or withdrawn and cannot be changed.',
  'motion.unknown': 'There is no such motion.',

  'net.offline': 'There is no connection to the server. Check your network and try again.',

  'proxy.already_given': 'This seat has already given a proxy for that item or time. Revoke it first.',
  'proxy.directed':
    'The proxy instructs you to vote otherwise: {choice, select, yes {for} no {against} abstain {abstain} other {{choice}}}.',
  'proxy.item_opened': 'This item is already under consideration. A proxy is registered before its item is opened.',
  'proxy.limit':
    '{limit, plural, one {One representative may hold only # proxy} other {One representative may hold at most # proxies}}.',
  'proxy.no_subdelegation': 'A proxy cannot be passed on: whoever has given one does not vote by proxy.',
  'proxy.none_allowed': 'The rules of procedure allow no voting by proxy.',
  'proxy.own_seat': 'A proxy is given to another seat, not to one’s own.',
  'proxy.revoked': 'The proxy has been revoked.',
  'proxy.sleeps': 'The principal is present and votes in person; the proxy does not apply now.',
  'proxy.unknown': 'There is no such proxy.',
  'proxy.vacant_seat': 'The seat is vacant: it neither gives nor holds a proxy.',

  'roll.unknown_participant': 'There is no such participant on the roll of this session.',
  'roll.unknown_seat': 'There is no such seat on the roll of this session.',

  'seat.debate_begun': 'Debate on the item has begun. A recusal is declared before it.',
  'seat.has_own': 'This participant has a seat and cannot take another.',
  'seat.in_use': 'The seat takes part in a prepared or past session and cannot be deleted.',
  'seat.no_substitutes': 'The rules of procedure allow no substitutes.',
  'seat.role_without_vote': 'Observers, interpreters and the secretary do not take a voting seat.',
  'seat.suspended': 'The voting right of this seat is suspended.',
  'seat.taken_already': 'Another substitute has taken this seat. Give it back first.',
  'seat.vacant': 'The seat is vacant; there is nobody to substitute for.',
  'seat.voting_open': 'A vote on this item is open. A recusal can be withdrawn after it is closed.',

  'server.not_ready': 'The system is still starting. Try again in a few seconds.',

  'session.already_opened': 'The session is open already.',
  'session.cannot_preside': 'The session may be presided over by the chair or the deputy chair.',
  'session.chair_is_here': 'The chair is present and opens the session.',
  'session.closed': 'The session is closed.',
  'session.ends_before_start': 'The session must end later than it begins.',
  'session.inconsistent':
    'The session cannot be prepared: {what, select, seat_twice {a seat is named twice} participant_twice {a participant is named twice} item_twice {an agenda item is named twice} majority_twice {a majority is named twice} seat_unknown {a participant sits on a seat that does not exist} seat_taken {one seat has two participants} observer_votes {an observer or interpreter has a voting seat} chair_twice {there are two chairs} rapporteur_unknown {the rapporteur is not among the seats} more_seats_than_statutory {there are more seats than the founding act fixed} ends_before_start {the end is not later than the beginning} other {the roll is inconsistent}} ({id}).',
  'session.no_chair': 'The roll of the council has no chair. Without one the session cannot be prepared.',
  'session.no_quorum': 'There is no quorum: present {present}, required {need}.',
  'session.no_such_time': 'The time {local} does not exist in the zone {zone}: clocks change at that hour.',
  'session.no_voting_seats':
    'The roll of the council has no voting seats. Without them the session cannot be prepared.',
  'session.not_in_recess': 'No recess has been called.',
  'session.not_open': 'The session is not in progress now.',
  'session.not_planned': 'The session has been prepared or cancelled already; this cannot be changed.',
  'session.not_prepared': 'The session has not been prepared yet.',
  'session.presiding_absent': 'Whoever presides must be present. Record the presence first.',
  'session.presiding_is_here': 'Whoever presides is present and connected; no replacement is needed.',
  'session.quorum_is_here': 'There is a quorum, {present} are present. The session can be opened.',
  'session.wait_for_quorum':
    'It is too early to declare the session not held: by the rules a quorum is waited for {minutes, plural, one {# minute} other {# minutes}}.',
  'session.unknown_zone': 'The time zone “{zone}” is unknown.',
  'session.voting_open': 'A vote is open. Close it first.',

  'signin.too_many': 'Too many attempts to sign in. Try again in {seconds, plural, one {# second} other {# seconds}}.',
  'signin.wrong': 'The address or the password is wrong.',

  'tasks.unknown_decision': 'There is no such decision.',

  'video.not_admitted': 'The video room can be entered once the session is prepared and until it is closed.',
  'video.not_configured': 'Video is not set up. Everything else works.',

  'voting.already_cast': 'The ballot of this seat has been taken and cannot be changed.',
  'voting.another_open': 'Another vote is open. Close it first.',
  'voting.closed': 'The vote is closed; the ballot was not taken.',
  'voting.item_not_current': 'The item this vote belongs to is not under consideration now.',
  'voting.names_needed':
    'This vote cannot be secret: its rule counts the weight of votes or the votes of states, and a secret ballot carries neither.',
  'voting.no_end_set': 'This vote has no set end, so there is nothing to extend.',
  'voting.no_quorum': 'The vote cannot be opened, there is no quorum: present {present}, required {need}.',
  'voting.no_tie_waits': 'This vote does not wait for a casting vote.',
  'voting.not_entitled':
    '{why, select, absent {The seat was not present when the vote was opened and has no ballot in it.} vacant {The seat is vacant and does not vote.} recused {The seat is recused from this item and does not vote.} suspended {The voting right of this seat is suspended.} state_speaks {Another seat speaks for this state.} other {The seat has no ballot in this vote.}}',
  'voting.not_in_hall': 'A raised hand can be entered only for a seat checked in to the hall.',
  'voting.not_your_seat': 'This is not your seat.',
  'voting.seat_twice': 'One seat is named twice.',
  'voting.secret_by_hand': 'In a secret vote no ballot can be entered for another.',
  'voting.secret_one_by_one': 'In a secret vote each seat is voted for separately.',
  'voting.tie_waits': 'The votes are equal. First the presiding officer gives the casting vote, or declines to.',
  'voting.unknown': 'There is no such vote.',
  'voting.unknown_choice': 'This vote has no such choice.',
  'voting.unknown_majority': 'The rules of procedure know no such majority.',
} satisfies Translation<typeof ru>;
