import type { refusals as ru } from '../ru/refusals.js';
import type { Translation } from '../translation.js';

/** Refusals: what cannot be done, and what to do instead. The key is the refusal's code. */
export const refusals = {
  'act.malformed': 'The request is malformed and nothing was recorded. Check the field “{path}”.',
  'act.unknown': 'The system knows no such action. Reload the page.',

  'attendance.hall_by_secretary': 'Presence in the hall is recorded by the secretary.',
  'attendance.no_marks': 'There are no marks of that moment to be taken back.',
  'attendance.no_session': 'Presence can be recorded once the session is prepared and until it is closed.',

  'auth.expired': 'Your sign-in has expired. Enter again by your link.',
  'auth.forbidden': 'You may not do this.',
  'auth.invalid': 'Your sign-in is not valid. Enter again by your link.',
  'auth.none': 'Sign in first: by your link or with a password.',
  'auth.origin':
    'The request came from a page of an address that this server does not know as its own, and was refused. If it is the address people use, whoever runs the server sets PUBLIC_URL to it, or lets the proxy pass the header Host on.',
  'auth.revoked': 'This link was revoked. Ask the secretary for a new one.',

  'device.watches': 'Another device of yours votes, this one only shows.',

  'engine.busy': 'Too many requests at once; this one was not taken. Try again in a few seconds.',

  fault:
    '{again, select, true {It is not known yet whether this was recorded. Send it again: nothing is done twice. If that does not help, give the secretary the number {id}.} other {The fault is ours. Try again; if that does not help, give the secretary the number {id}.}}',

  'floor.already_speaking': 'This participant is speaking already.',
  'floor.asked_already': 'A request for the floor is on the list already. Take it back to make another.',
  'floor.debate_closed': 'The debate on this item is closed.',
  'floor.limit_replies': 'The right of reply on this item is used up: at most {limit} are allowed.',
  'floor.limit_speeches': 'No more speeches on this item: at most {limit} are allowed.',
  'floor.limit_time': 'The time to speak on this item is used up.',
  'floor.line_lost':
    'The speaker has no connection. The clock goes on when the connection is back; you may give the floor to the next, the place is kept.',
  'floor.list_changed': "The speakers' list has changed meanwhile. Look at it again and repeat.",
  'floor.list_closed': 'The list of speakers is closed.',
  'floor.no_quorum':
    'There is no quorum, and by the rules the debate stops. A recess can be declared, or the session closed.',
  'floor.no_voice': 'Observers and interpreters do not take the floor.',
  'floor.nobody_speaks': 'Nobody is speaking now.',
  'floor.not_here': 'This participant is not present now.',
  'floor.not_yours': 'You do not have the floor.',
  'floor.recused': 'This seat is recused and does not speak on the item.',
  'floor.voting_runs': 'A vote is open. The speech goes on after it is closed.',
  'floor.voting_open': 'A vote is open. Give the floor after it is closed.',

  'http.bad': 'The request is malformed.',
  'http.encoding': 'The encoding of the request is not supported; UTF-8 is needed.',
  'http.invalid': 'Some data is not valid. Check the fields marked.',
  'http.method': 'This address takes no such request.',
  'http.not_found': 'Nothing was found at this address.',
  'http.not_json': 'The request could not be read: it is not JSON.',
  'http.too_large': 'Too much data: at most {limit} are allowed.',

  'limit.lines': 'Too many pages of the session are open on this device. Close some and reload this one.',
  'limit.rate': 'Too often. Try again in {seconds, plural, one {# second} other {# seconds}}.',

  'link.expired': 'The link has expired. Ask the secretary for a new one.',
  'link.refused': 'This link was refused. Ask the secretary for a new one.',
  'link.revoked': 'This link was revoked. Ask the secretary for a new one.',
  'link.unknown': 'The link does not fit. Check that it was copied whole, or ask the secretary for a new one.',
  'link.waits': 'A second person has not confirmed this link yet.',
  'link.used': 'This link has been used already. Ask the secretary for a new one.',

  'may.members_only': 'Only members of the council and the secretary may do this.',
  'may.own_only': 'You can do this for yourself only.',
  'may.participant_only': 'Only participants of the session may do this.',

  'net.offline': 'There is no connection to the server. Check your network and try again.',

  'proxy.directed':
    'The proxy instructs you to vote otherwise: {choice, select, yes {for} no {against} abstain {abstain} other {{choice}}}.',
  'proxy.revoked': 'The proxy has been revoked.',
  'proxy.sleeps': 'The principal is present and votes in person; the proxy does not apply now.',

  'server.not_ready': 'The system is still starting. Try again in a few seconds.',

  'session.closed': 'The session is closed.',
  'session.not_open': 'The session is not in progress now.',
  'session.not_prepared': 'The session has not been prepared yet.',

  'video.door': 'First say that you are at the session. The secretary will see you and let you in.',
  'video.not_admitted': 'The video room can be entered once the session is prepared and until it is closed.',
  'video.not_configured': 'Video is not set up. Everything else works.',
  'video.presiding_stays': 'Whoever presides cannot be removed.',
  'video.removed':
    'The presiding officer has removed you from the video room. You can still vote and ask for the floor.',
  'video.stale': 'This message of the video server is too old.',
  'video.told_before': 'The video server has told of this before.',

  'voting.already_cast': 'The ballot of this seat has been taken and cannot be changed.',
  'voting.by_ballots': 'Ballots are cast in this vote; there is no separate objection in it.',
  'voting.closed': 'The vote is closed; the ballot was not taken.',
  'voting.hall_counted': 'This seat has been counted with the hall.',
  'voting.has_paper': 'This seat was given a paper ballot and does not vote on a device.',
  'voting.left':
    'You left after this vote was opened, and by the rules nobody votes in it after leaving. Come back to the session before the vote is closed, and you can vote again.',
  'voting.no_assist': 'There is no ballot of this seat that waits to be confirmed.',
  'voting.no_assistance': 'The rules of procedure allow no voting by telephone.',
  'voting.secret_few':
    'A secret vote cannot be held: {entitled, plural, one {# seat votes} other {# seats vote}}, and by the rules a secret needs at least {least} who vote. Hold a named vote.',
  'voting.no_ballots': 'No ballots are cast here: it is adopted unless somebody objects.',
  'voting.not_before': 'This vote cannot be closed before its time.',
  'voting.not_by_hands': 'Hands in the hall are not counted in this vote.',
  'voting.not_called': 'This seat is not being called now.',
  'voting.not_entitled':
    '{why, select, absent {The seat was not present when the vote was opened and has no ballot in it.} vacant {The seat is vacant and does not vote.} recused {The seat is recused from this item and does not vote.} suspended {The voting right of this seat is suspended.} missed {The seat missed a part of the hearing, and only those who heard the whole item vote on it.} state_speaks {Another seat speaks for this state.} unidentified {Only those whose identity the secretary has seen vote from afar.} other {The seat has no ballot in this vote.}}',
  'voting.not_in_hall': 'A raised hand can be entered only for a seat checked in to the hall.',
  'voting.not_silence': 'Receipt is confirmed in a silence procedure only.',
  'voting.not_your_seat': 'This is not your seat.',
  'voting.seat_twice': 'One seat is named twice.',
  'voting.secret_by_hand': 'In a secret vote no ballot can be entered for another.',
  'voting.secret_one_by_one': 'In a secret vote each seat is voted for separately.',
  'voting.unconfirmed_device':
    'This device was admitted by the secretary alone. It can vote in secret once a second person has confirmed it.',
  'voting.unknown': 'There is no such vote.',
  'voting.unknown_choice': 'This vote has no such choice.',
  'voting.unknown_majority': 'The rules of procedure know no such majority.',
} satisfies Translation<typeof ru>;
