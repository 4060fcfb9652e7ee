import type { refusalsOfActs as ru } from '../ru/refusals-of-acts.js';
import type { Translation } from '../translation.js';

/** Refusals of acts that the delegate’s first view does not ask for: the rest of `refusals`. */
export const refusalsOfActs = {
  'admission.nobody_to_see': 'An identity can be marked as seen only of someone who waits at the door or is present.',
  'admission.not_waiting': 'This participant does not wait at the door.',

  'agenda.full': 'The agenda holds 200 items already; no more can be added.',
  'agenda.none_current': 'Take up an agenda item first: an election is held under an item.',
  'agenda.not_current': 'This item is not under consideration now.',
  'agenda.not_the_same_items': 'The agenda has changed meanwhile. Look at it again and repeat.',
  'agenda.speakers_wait': 'Somebody still waits to speak. Only the council may close the debate.',
  'agenda.unknown_item': 'There is no such item on the agenda.',
  'agenda.voted_on': 'A vote on this item has been held already. It is too late to change who votes on it.',
  'agenda.voting_open': 'A vote is open. Change the item after it is closed.',

  'attendance.interval_open': 'Only the last interval may be left without an end, and only of someone who is here now.',
  'attendance.interval_order': 'Arrival must come before departure, and neither may lie in the future.',
  'attendance.interval_overlap': 'The intervals of presence overlap or are out of order.',
  'attendance.marks_too_old': 'Marks can be taken back for {seconds} seconds. Check people out one by one.',
  'attendance.marks_used':
    'The marks stay: the session or a vote has begun since, or somebody marked has acted. Check people out one by one.',

  'ask.in_doubt':
    'The connection ended before the answer came: it is not known whether this was recorded. Enter again, and the page asks by itself.',
  'ask.put_back':
    'The record of the session was restored to an earlier state, and this action is not in it. Look at what is shown and do it again.',

  'decision.had_no_vote': 'This seat had no vote in that voting.',
  'decision.mover_explains': 'The mover of a proposal does not explain the vote on it.',
  'decision.not_signed': 'The number is given after the presiding officer and the secretary have signed.',
  'decision.number_gap': 'Numbers of decisions must follow one another, without gaps and repetitions.',
  'decision.numbered': 'The decision is signed and numbered already; this cannot be changed.',
  'decision.other_text': 'The text of the decision is another one. Reload the page and read it again.',
  'decision.reconsidered': 'The council has taken the question up again; the earlier decision is not signed.',
  'decision.register_only': 'The number is given by the register of decisions.',
  'decision.remarked_already': 'This seat has filed such a statement already.',
  'decision.signers_only': 'A decision is signed by the presiding officer and the secretary.',
  'decision.vote_open': 'The vote is still open. A statement is filed after it is closed.',

  'elections.candidate_twice': 'One candidate is named twice.',
  'elections.list_frozen': 'The list of candidates is closed: a ballot was opened on it.',
  'elections.lot_due': 'The votes are equal and a lot is needed. Draw it before everyone and enter what came up.',
  'elections.no_candidates': 'There are no candidates yet.',
  'elections.no_lot_due': 'No lot is needed, or it is too early to draw it.',
  'elections.not_tied': 'A second ballot is held only after a tie.',
  'elections.one_office': 'One office at a time is filled by absolute majority.',
  'elections.same_method':
    '{method, select, secret {The further ballot is secret too: enough vote for that.} other {The further ballot is named too.}}',
  'elections.runoff_held': 'The second ballot of this vote has been opened already.',
  'elections.term_order': 'The term of office ends before it begins.',
  'elections.too_many': 'There can be at most {limit} candidates.',
  'elections.weights_secret':
    'By the rules of the council elections count the weights of seats, and a secret ballot carries none. Hold a named vote.',
  'elections.unknown': 'There is no such election or candidate.',

  'export.not_held': 'Documents appear once the session has been opened.',
  'export.unknown': 'There is no such document.',
  'export.voting_open': 'A vote is open. Documents can be had after it is closed.',

  'interpretation.double_relay':
    'A relay of a relay loses too much. Choose the speaker’s language, or a channel interpreted straight from it.',
  'interpretation.no_channel': 'There is no interpretation into this language in the session.',
  'interpretation.no_relief': 'Nobody is ready to take over from you yet.',
  'interpretation.no_source': 'This language cannot be chosen as a source.',
  'interpretation.not_here': 'First say that you are at the session.',
  'interpretation.not_yours': 'This channel is not yours.',

  'device.not_by_secretary':
    'By the rules another device of a participant comes to vote without the secretary: the participant hands over, or the one before loses its connection.',
  'device.unknown': 'The participant has no such device, or it is disconnected already.',

  'link.confirmers_only':
    'A new link is confirmed by the chair, the deputy chair, or the participant on an earlier device.',
  'link.desk_only': 'Only the secretariat issues links and takes them back.',
  'link.earlier_device': 'You can confirm your own new link on a device that came in before it.',
  'link.not_asked': 'This link does not wait to be confirmed.',
  'link.not_by_issuer': 'Whoever issued a link does not confirm it: a second person has to.',
  'link.unconfirmed_device':
    'Your device was admitted by the secretary alone. Until a second person has confirmed it, it cannot be used to admit others.',

  'may.bureau_only': 'Only the chair, the deputy chair and the secretary may do this.',
  'may.chair_only': 'The session is opened by the chair or, in the chair’s absence, by the deputy chair.',
  'may.desk_only': 'A session can be prepared at the secretariat’s desk only.',
  'may.interpreter_only': 'Only interpreters of the session may do this.',
  'may.presiding_only': 'Only whoever presides may do this.',
  'may.same_device': 'Both halves were done on one device. The second person has to confirm on another.',
  'may.second_person': 'A ballot given by telephone is confirmed by a second person: the chair or the deputy chair.',
  'may.secretary_desk': 'Only the council’s secretariat may do this.',
  'may.secretary_only': 'Only the secretary of the session may do this.',
  'may.system_only': 'The system does this by itself.',
  'may.unconfirmed_device':
    'One of the two devices came by a link that the other half of this act issued, and nobody else has confirmed it.',

  'motion.amendments_first': 'Amendments and parts are voted first.',
  'motion.consent_needed':
    'The council has changed this text already. It is withdrawn only with its consent, which the presiding officer declares.',
  'motion.divided_already': 'The motion is divided already.',
  'motion.division_not_granted': 'The council must first agree to vote in parts.',
  'motion.frozen': 'The text has been put to the vote or withdrawn and cannot be changed.',
  'motion.in_the_hands_of_the_body':
    'The text is in the hands of the council: it votes on an amendment, or has adopted one.',
  'motion.list_changed': 'The list has changed meanwhile. Look at it again and repeat.',
  'motion.no_amendment': 'This cannot be amended.',
  'motion.no_merge': 'Only two motions on the same item can be merged.',
  'motion.no_proposal': 'This can be done with a proposal only, not with an amendment, a part or a procedural motion.',
  'motion.no_rival': 'A rival proposal is made to a proposal on the same item.',
  'motion.not_a_translation': 'A text that is there already is not changed by a translation.',
  'motion.not_admitted': 'The motion has not been admitted yet.',
  'motion.not_adopted': 'What you refer to has not been adopted.',
  'motion.not_decided': 'Nothing has been decided on this motion yet.',
  'motion.not_withdrawn': 'Only a motion that was withdrawn can be taken over.',
  'motion.other_first': 'Another amendment is voted first: it is further from the text.',
  'motion.other_majority': 'This is decided only by the majority “{majority}”.',
  'motion.own_motion': 'One’s own motion cannot be supported again.',
  'motion.parts_not_whole': 'The parts together are not the whole text.',
  'motion.passage_gone': 'The words that the amendment changes are not in the text any more.',
  'motion.passage_not_found': 'There are no such words in the text.',
  'motion.passage_unclear': 'These words stand in the text more than once. Quote them with their neighbours.',
  'motion.replaces_all': 'The amendment replaces the whole text. Submit it as a rival proposal.',
  'motion.rival_first': 'The proposal submitted earlier is voted first.',
  'motion.seconds_missing': 'Seconders are missing: there are {have}, required {need}.',
  'motion.secret_only': 'The council has decided to vote on this by secret ballot.',
  'motion.too_deep': 'An amendment to an amendment is not amended.',
  'motion.unknown': 'There is no such motion.',
  'motion.words_missing': 'Write the words that the amendment puts in.',

  'order.adjourning': 'The council has decided to adjourn the meeting.',
  'order.already_so': 'This has been decided already.',
  'order.appealed_already': 'This ruling has been appealed already.',
  'order.debate_adjourned': 'The debate on the item is adjourned.',
  'order.members_only': 'Only members of the council may raise a point of order.',
  'order.moved_already': 'This has been moved already and waits for a decision.',
  'order.must_be_voted': 'This is decided by a vote only.',
  'order.no_item': 'Take up an agenda item first.',
  'order.no_quorum':
    'There is no quorum: present {present}, required {need}. Without it this is not decided, nor without a vote.',
  'order.no_such_majority': 'The rules of procedure know no majority by which a decided question is taken up again.',
  'order.not_procedural': 'This is not a procedural motion.',
  'order.not_in_hall': 'This participant is not in the hall, and raises a point of order on their own device.',
  'order.not_ruled': 'The presiding officer has not ruled on this yet.',
  'order.only_about_voting': 'A vote is open. It is interrupted only by a point of order about this vote.',
  'order.point_first': 'Rule on the point of order first.',
  'order.precedence': 'A procedural motion that goes before it is decided first.',
  'order.procedure_first': 'The procedural motion is decided first.',
  'order.ruled_already': 'This has been ruled on already.',
  'order.too_late': 'Only the last ruling can be appealed, and at once.',
  'order.unknown_point': 'There is no such point of order.',
  'order.vote_now': 'This motion is put to the vote at once, without debate.',
  'order.voting_open': 'A vote is open. Do this after it is closed.',

  'proxy.already_given': 'This seat has already given a proxy for that item or time. Revoke it first.',
  'proxy.item_opened': 'This item is already under consideration. A proxy is registered before its item is opened.',
  'proxy.limit':
    '{limit, plural, one {One representative may hold only # proxy} other {One representative may hold at most # proxies}}.',
  'proxy.no_subdelegation': 'A proxy cannot be passed on: whoever has given one does not vote by proxy.',
  'proxy.none_allowed': 'The rules of procedure allow no voting by proxy.',
  'proxy.own_seat': 'A proxy is given to another seat, not to one’s own.',
  'proxy.unknown': 'There is no such proxy.',
  'proxy.vacant_seat': 'The seat is vacant: it neither gives nor holds a proxy.',

  'recording.not_configured':
    'Recording is not set up on the server. The session goes on without it; only your own means in the hall can record it.',

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

  'revision.stale':
    'Somebody else has saved this since you opened it. What they changed stands in the form now, what you typed is kept. Look it over, then save again.',
  'rules.unknown_decision': 'The council has no such decision in force.',
  'rules.unknown_version': 'There is no version {version} of the rules.',

  'session.already_opened': 'The session is open already.',
  'session.cannot_preside': 'The session may be presided over by the chair or the deputy chair.',
  'session.chair_is_here': 'The chair is present and opens the session.',
  'session.too_long':
    'A session cannot last longer than {days, plural, one {# day} other {# days}}. Check the year and the month.',
  'session.out_of_range': 'Check the year: such a date is not accepted.',
  'session.ends_before_start': 'The session must end later than it begins.',
  'session.instructions_meet':
    'The proxy would have two instructions on one item. Move them to different items, or withdraw one.',
  'session.inconsistent':
    'The session cannot be prepared: {what, select, seat_twice {a seat is named twice} participant_twice {a participant is named twice} item_twice {an agenda item is named twice} majority_twice {a majority is named twice} seat_unknown {a participant sits on a seat that does not exist} seat_taken {one seat has two participants} observer_votes {an observer or interpreter has a voting seat} chair_twice {there are two chairs} rapporteur_unknown {the rapporteur is not among the seats} more_seats_than_statutory {there are more seats than the founding act fixed} ends_before_start {the end is not later than the beginning} other {the roll is inconsistent}} ({id}).',
  'link.account_since_opening':
    'This account has its role only since the session was opened. Ask the secretary for a link: a second person confirms it.',
  'session.chair_elected_since':
    'Another member was elected chair since this account was given to the chair. Enter by the personal link. For the account to open the new chair’s place, the secretariat sets the former chair’s role in the list of members.',
  'session.no_chair': 'The roll of the council has no chair. Without one the session cannot be prepared.',
  'session.orphans':
    '{n, plural, one {# thing was put in} other {# things were put in}} on items that are not on the agenda any more. Say of each to which item it moves, or that it is withdrawn.',
  'session.rivals_apart': 'Rival proposals are voted on together: move them to one and the same item.',
  'session.no_quorum': 'There is no quorum: present {present}, required {need}.',
  'session.no_such_time': 'The time {local} does not exist in the zone {zone}: clocks change at that hour.',
  'session.no_voting_seats':
    'The roll of the council has no voting seats. Without them the session cannot be prepared.',
  'session.not_in_recess': 'No recess has been called.',
  'session.not_planned': 'The session has been prepared or cancelled already; this cannot be changed.',
  'session.presiding_absent': 'Whoever presides must be present. Record the presence first.',
  'session.presiding_is_here': 'Whoever presides is present and connected; no replacement is needed.',
  'session.quorum_is_here': 'There is a quorum, {present} are present. The session can be opened.',
  'session.wait_for_quorum':
    'It is too early to declare the session not held: by the rules a quorum is waited for {minutes, plural, one {# minute} other {# minutes}}.',
  'session.unknown_zone': 'The time zone “{zone}” is unknown.',
  'session.voting_open': 'A vote is open. Close it first.',

  'signin.too_many': 'Too many attempts to sign in. Try again in {seconds, plural, one {# second} other {# seconds}}.',
  'signin.wrong': 'The address or the password is wrong.',

  'tasks.not_responsible': 'This can be done by the responsible seat, those who help it, or the bureau.',
  'tasks.other_state':
    '{status, select, open {There is no report on the task yet.} in_progress {There is no report on the task yet.} reported {A report on the task has been given already.} accepted {The task is done already.} other {The task was withdrawn.}}',
  'tasks.report_in_writing': 'This task asks for a written report.',
  'tasks.seat_twice': 'One seat is named twice.',
  'tasks.two_dates': 'Give either a date or the next session.',
  'tasks.unknown': 'There is no such task.',
  'tasks.unknown_decision': 'There is no such decision.',

  'text.after_act': 'The statement or report of this text is recorded already; an erased text does not come back.',
  'text.characters': 'The text holds characters that are not allowed, or is too long. Nothing was recorded.',
  'text.limit': 'You have handed in {limit} texts in this session; no more are taken. Nothing was recorded.',
  'text.not_kept': 'The text could not be kept, so nothing was recorded. Try again.',

  'voting.another_open': 'Another vote is open. Close it first.',
  'voting.assist_differs': 'The secretary entered a different ballot. Ask the participant once more.',
  'voting.counted': 'The vote is closed and counted; it cannot be declared void.',
  'voting.deadline_near':
    'The deadline is too near: by the rules such a vote stays open for at least {minutes, plural, one {# minute} other {# minutes}}.',
  'voting.deadline_past': 'The deadline must be later than now.',
  'voting.deadline_stands': 'The deadline of this vote has been announced to all and cannot be moved.',
  'voting.device_asked': 'The participant is being asked on their own device. Wait for the answer, 20 seconds at most.',
  'voting.hands_not_counted': 'First enter the count of hands in the hall.',
  'voting.item_not_current': 'The item this vote belongs to is not under consideration now.',
  'voting.more_hands': 'More hands ({hands}) than seats in the hall that have not voted yet ({seats}).',
  'voting.more_papers': 'More papers ({papers}) than were given out ({issued}).',
  'voting.names_needed':
    'This vote cannot be secret: its rule counts the weight of votes or the votes of states, and a secret ballot carries neither.',
  'voting.silence_least': 'By the rules at least {least, plural, one {# seat} other {# seats}} must confirm receipt.',
  'voting.written_least_unsaid':
    'Your rules do not say for how many minutes at least a vote stays open in which the absent are asked too. Vote here and now instead. To have it in future, set that time on the rules page: it holds from the next session that is prepared.',
  'voting.no_end_set': 'This vote has no set end, so there is nothing to extend.',
  'voting.no_paper': 'There are no paper ballots in this vote.',
  'voting.no_quorum': 'The vote cannot be opened, there is no quorum: present {present}, required {need}.',
  'voting.no_roll_call': 'This vote is not taken by roll call.',
  'voting.no_tie_waits': 'This vote does not wait for a casting vote.',
  'voting.paper_counted': 'The paper ballots have been counted.',
  'voting.paper_entered': 'You have entered your count. Wait for the other teller.',
  'voting.paper_not_counted': 'First both tellers have to count the paper ballots.',
  'voting.roll_done': 'The roll call is over: every seat was called twice.',
  'voting.seat_left':
    'Whoever votes for this seat left after the vote was opened, and by the rules nobody votes in it after leaving. Once they are back in the session, before the close, the ballot can be taken.',
  'voting.seed_missing': 'A roll call, and nothing else, needs a draw of whom to begin with.',
  'voting.tellers_missing': 'Paper ballots, and nothing else, need two different tellers.',
  'voting.tellers_only': 'Only the tellers appointed count the papers.',
  'voting.tie_waits': 'The votes are equal. First the presiding officer gives the casting vote, or declines to.',
  'voting.way_and_method': 'Paper ballots are for secret votes only; hands and roll calls for open ones only.',

  'rehearsal.too_late': 'A session can be rehearsed until it is opened. This one has been opened, or cancelled.',
  'rehearsal.running':
    'A rehearsal is being held already, here or for another session. Wait until it is over, then start again.',
  'rehearsal.no_owner':
    'This server may not make a copy of the session: the database owner’s address (DATABASE_OWNER_URL) is missing or not usable. Ask whoever runs the server.',
  'rehearsal.within': 'This is a rehearsal itself.',
  'rehearsal.cancelled': 'The rehearsal was stopped.',
  'rehearsal.cut_short': 'The rehearsal was cut short: the server was ended meanwhile. Start it again.',
  'rehearsal.failed':
    'The rehearsal could not be held to its end; the server’s log says why. The session itself was not touched.',

  'line.no_answer': 'The server did not answer in time.',
} satisfies Translation<typeof ru>;
