import type { journal as ru } from '../ru/journal.js';
import type { Translation } from '../translation.js';

/** The line of the record for each event of the journal. The key is the event's type. */
export const journal = {
  'session.prepared':
    'The session is prepared: {seats, plural, one {# seat} other {# seats}}, {participants, plural, one {# participant} other {# participants}}, {items, plural, one {# agenda item} other {# agenda items}}.',
  'session.opened': 'The session is opened. Presiding: {participant}. {quorum}',
  'session.recessed': '{until, select, none {A recess is called.} other {A recess is called until {until}.}}',
  'session.resumed': 'The recess is over, the session goes on.',
  'session.presided':
    '{reason, select, handed {Presiding is handed over to: {participant}.} returned {Presiding is taken back by: {participant}.} elected {Presiding passes to the elected chair: {participant}.} other {In the absence of the presiding officer the session is presided over by: {participant}.}}',
  'session.closed': 'The session is closed.{next, select, none {} other { Next session: {next}.}}',
  'session.notHeld':
    'The session was not held: {participant} declares that there is no quorum. {quorum}{next, select, none {} other { Next session: {next}.}}',

  'agenda.taken': 'Item {number} is taken up: {title}',
  'agenda.finished': 'Item {number} is finished: {title}',
  'agenda.added': 'An item is added to the agenda: {title}',
  'agenda.debateSet':
    '{debate, select, closed {The debate on item {number} is closed} adjourned {The debate on item {number} is adjourned} other {The debate on item {number} is open}}.',
  'agenda.marked':
    '{whole, select, true {Only those who heard the whole of item {number} vote on it} other {All who are present vote on item {number}: hearing the whole of it is no longer required}}.',
  'agenda.reordered': 'The order of the agenda is changed.',

  'attendance.arrived':
    'Present: {participant}, {mode, select, hall {in the hall} other {by video link}}{source, select, secretary { (recorded by the secretary)} other {}}.',
  'attendance.lost': 'Connection lost: {participant}.',
  'attendance.returned': 'Connection restored: {participant}.',
  'attendance.left':
    '{reason, select, grace {Absent, the connection was not restored: {participant}.} secretary {Absent (recorded by the secretary): {participant}.} closed {Present to the end: {participant}.} other {Leaves the session: {participant}.}}',
  'attendance.corrected': 'The record of presence is corrected: {participant}. Reason: {reason}.',

  'floor.asked':
    'Asks for the floor: {participant}{entered, select, true { (hand raised in the hall, entered by the secretary)} other {}}.',
  'floor.withdrawn':
    '{kept, select, true {The speech that was broken off waits, the place is kept: {participant}.} other {No longer asks for the floor: {participant}.}}',
  'floor.moved': 'The order of speakers is changed. Reason: {reason}.',
  'floor.given':
    '{resumed, select, true {The speech that was broken off goes on: {participant}, {time} left.} other {The floor is given to: {participant}, time {time}.}}',
  'floor.extended': 'The time to speak is extended by {time}.',
  'floor.paused': 'The speaker’s clock is stopped.',
  'floor.resumed': 'The speaker’s clock goes on.',
  'floor.ended':
    '{reason, select, lost {The speech is broken off, the connection is lost: {participant}.} other {The speech is over: {participant}{reason, select, time { (time ran out)} chair { (ended by the presiding officer)} left { (no longer present)} other {}}.}}',

  'floor.listClosed': 'The list of speakers is closed.',
  'floor.listOpened': 'The list of speakers is open.',
  'floor.modeSet':
    'Order of speakers: {mode, select, proContra {for and against in turn} delegation {by delegation} firstTime {those who have not spoken first} roundRobin {states in turn} other {in the order of asking}}.',
  'floor.limited': '{limits, select, none {The limits of speaking are lifted.} other {Limits of speaking: {limits}.}}',
  'floor.cleared': 'The debate is over, the list of speakers is cleared.',

  'motion.submitted': 'A motion is submitted: {text}{mover, select, none {} other { Mover: {mover}.}}',
  'motion.revised': 'The motion is reworded, version {version}: {text}',
  'motion.withdrawn': 'The motion is withdrawn: {text}',
  'motion.put': 'The motion is put to the vote: {text}',
  'motion.decided':
    '{status, select, adopted {The motion is adopted} rejected {The motion is not adopted} other {No decision on the motion}}: {text}',
  'motion.seconded': 'The motion is seconded: {seat}. {text}',
  'motion.admitted': 'The motion is admitted: {text}',
  'motion.inadmissible':
    'The motion is not admitted ({reason, select, not_on_agenda {not on the agenda} not_competent {not within the council’s competence} not_seconded {not seconded} already_decided {decided already} replaces_all {it replaces the whole text and is another proposal} unclear {not clear} other {out of order}}): {text}',
  'motion.takenOver': 'The motion withdrawn is taken over by: {seat}. {text}',
  'motion.deferred': 'The motion is deferred{date, select, none {} other { to {date}}}: {text}',
  'motion.referred': 'The motion is referred to: {body}{date, select, none {} other {, by {date}}}. {text}',
  'motion.moved': 'The motion is moved to item {number}: {text}',
  'motion.merged': 'The motion is merged with another: {text}',
  'motion.lapsed': 'The session is closed, {n, plural, one {# motion lapses} other {# motions lapse}}.',
  'motion.superseded':
    '{how, select, repeals {An earlier decision is repealed} other {An earlier decision is superseded}}: {text}',
  'motion.reconsidered': 'The council takes up again: {text}',
  'amendment.submitted': 'An amendment is submitted: {text}{mover, select, none {} other { Mover: {mover}.}}',
  'motion.amended': 'With what was adopted, version {version}: {text}',
  'motion.translated': 'A translation of the motion is added, version {version}: {text}',
  'motion.notPut':
    'Not put to the vote ({reason, select, excluded {excluded by what was adopted} parent_gone {fell with what it belonged to} rival_adopted {another proposal was adopted} other {by agreement}}): {text}',
  'motion.ordered':
    'The presiding officer sets the order of voting on {what, select, rivals {proposals} other {amendments}}.',
  'motion.divided': 'The motion is voted in parts: {n, plural, one {# part} other {# parts}}.',
  'motion.fell': 'All operative parts are rejected, and with them the whole: {text}',

  'order.moved': 'A procedural motion: {text} Mover: {seat}.',
  'order.granted': 'No objection, adopted: {text}',
  'order.pointRaised':
    'A point of order: {participant} ({about, select, quorum {about the quorum} voting {about the vote} language {about interpretation} time {about time} technical {about the connection} other {about procedure}}).',
  'order.pointWithdrawn': 'The point of order is withdrawn: {participant}.',
  'order.ruled':
    'Ruling of the presiding officer: the point of order is {ruling, select, upheld {upheld} other {dismissed}} ({participant}).',
  'order.appealDecided':
    '{outcome, select, overruled {The ruling of the presiding officer is overruled.} other {The ruling of the presiding officer stands.}}',
  'order.adjourning': 'The council has decided to adjourn the meeting.',
  'order.divisionGranted': 'To be voted in parts: {text}',
  'order.secretGranted': 'To be voted by secret ballot: {text}',

  'voting.acknowledged': 'Receipt of the text is confirmed: {seat}.',
  'voting.assistAsked':
    'A ballot given by telephone is entered by the secretary: {seat}. {asked, select, yes {The participant is asked on their own device.} other {It waits to be confirmed.}}',
  'voting.assistConfirmed':
    'The ballot given by telephone is confirmed by {own, select, yes {the participant} other {a second person}}: {seat}.{oneHand, select, yes { One hand: there is no third person.} other {}}',
  'voting.assistDenied':
    'The ballot given by telephone does not count: {seat}. {why, select, not_so {The participant said that it is not so.} other {The ballot of this seat was cast otherwise.}}',
  'voting.assistUnanswered':
    'Ballot given by telephone: {seat}. The device did not answer in 20 seconds; the chair or the deputy confirms it.',
  'voting.called': 'Called: {seat}{call, select, 2 { (second call)} other {}}.',
  'voting.handsCounted': 'The hands in the hall are counted.',
  'voting.handsNoted': 'The count of hands in the hall is entered: {counts}.',
  'voting.lotDue': 'The votes are equal; a lot is needed between: {candidates}.',
  'voting.objected':
    '{kind, select, amendment {An amendment was put in, which is an objection} other {Objection}}: {seat}.',
  'voting.opened':
    '{kind, select, election {{method, select, secret {An election by secret vote is opened} other {An election by named vote is opened}}. {office}. Candidates: {candidates}. {runoff, select, true {Second ballot. } other {}}} other {{method, select, secret {A secret vote is opened} other {A named vote is opened}}: {text} Rule: {rule}. }}{entitled, plural, one {# seat votes} other {# seats vote}}.',
  'voting.cast':
    'Ballot taken: {seat}{channel, select, hand { (hand raised in the hall, entered by the secretary)} voice { (in the roll call, entered by the secretary)} assisted { (by telephone, confirmed)} other {}}.{replaces, select, yes { It takes the place of the one entered before.} other {}}',
  'voting.extended': '{until, select, none {The vote is extended.} other {The vote is extended until {until}.}}',
  'voting.ended': 'The vote has ended: no more ballots are taken. It is counted once its key is given.',
  'voting.unsealed': 'The ballot box is opened with its key. The count waits for the paper ballots or for a lot.',
  'voting.closed': 'The vote is closed. {outcome}',
  'voting.paperCounted':
    'The paper ballots are counted, with the same result by both tellers.{oneHand, select, yes { One hand: there is no third person.} other {}}',
  'voting.paperDiffers': 'The two tellers’ counts of the papers differ; the papers are counted again.',
  'voting.paperEntered': 'The first teller has entered a count of the papers: {participant}.',
  'voting.paperIssued': 'A paper ballot is given out: {seat}.',
  'voting.tieDecided':
    '{casting, select, yes {The presiding officer’s casting vote: “for”.} no {The presiding officer’s casting vote: “against”.} other {No casting vote was given.}} {outcome}',
  'voting.voided':
    'The vote is declared void. Reason: {reason, select, outage {failure of the system} irregular {irregularity} few {too few ballots for a secret vote, they are destroyed} key_lost {nobody has the key of the ballot box any more} other {mistake}}.',

  'decision.made': 'A decision is adopted: {text}',
  'task.set': 'A task is set: {text} Responsible: {seat}. {due, select, none {Due: standing.} other {Due: {due}}}',
  'decision.signed':
    'The decision is signed: {as, select, presiding {the presiding officer} other {the secretary}}{oneHand, select, yes { (one hand: there is no third person)} other {}}. {text}',
  'decision.numbered': 'The decision is given the number {label}: {text}',
  'decision.remarked':
    '{kind, select, dissent {A dissenting opinion is filed} reservation {A reservation is filed} other {An explanation of vote is filed}}: {seat}.',
  'task.started': 'Work on the task has begun: {text}',
  'task.reported': 'A report on the task is given: {text}',
  'task.accepted': 'The report is accepted, the task is done: {text}',
  'task.returned':
    'The report is returned ({reason, select, incomplete {incomplete} late {late} other {not to the point}}): {text}',
  'task.withdrawn':
    'The task is withdrawn ({reason, select, not_needed {not needed any more} merged {merged with another} other {set by mistake}}): {text}',
  'office.filled': 'Elected: {office} — {winner}.',

  'proxy.registered':
    'Proxy {proof} is registered: {holder} votes for the seat “{principal}”, {item, select, none {for the whole session} other {on the item: {item}}}.',
  'proxy.revoked': 'Proxy revoked: {principal} — {holder}.',

  'seat.givenBack': 'The seat “{seat}” is given back by the substitute: {participant}.',
  'seat.recusalWithdrawn': 'Recusal withdrawn: {seat}, item: {item}.',
  'seat.recused':
    'Recusal: {seat}, item: {item}. {mode, select, present {The seat counts as present and does not vote.} other {The seat is not counted for this item.}}',
  'seat.restored': 'Voting right restored: {seat}.',
  'seat.substituted': 'The seat “{seat}” is taken by a substitute: {participant}.',
  'seat.suspended':
    'Voting right suspended: {seat}. Ground: {reason, select, credentials {credentials not confirmed} dues {dues} other {decision of the council}}.',

  'election.called':
    'An election is called: {office}, places: {seats}. {method, select, block_plurality {Those with the most votes are elected} approval {Those most approved are elected} absolute_majority {Elected by more than half of the votes} stv {Single transferable vote} other {}}.',
  'election.nominated': 'Nominated: {candidate}.',
  'election.withdrawn': 'Candidature withdrawn: {candidate}.',

  'admission.asked': 'Waits at the door: {participant}.',
  'admission.granted':
    'Admitted: {participant}{away, select, true { (no connection now, presence begins when it is back)} other {}}.',
  'admission.lineLost': 'Not present yet and without a connection: {participant}.',
  'admission.lineBack': 'Connection restored at the door: {participant}.',
  'admission.refused':
    'Not admitted: {participant}. Reason: {reason, select, identity {identity not confirmed} not_expected {not among those invited} other {asked to come later}}.',
  'admission.identitySeen': 'The secretary has seen face and document: {participant}.',
  'video.muted': 'The presiding officer switched off the microphone: {participant}.',
  'video.unmuted': 'The microphone is allowed again: {participant}.',
  'video.removed':
    'Removed from the video room: {participant}. Reason: {reason, select, disorder {disorder} identity {identity not confirmed} other {technical interference}}. Seat and vote are kept.',
  'video.readmitted': 'Let into the video room again: {participant}.',
  'interpretation.taken': 'Interprets {into}: {participant}{via, select, floor {} other { (relay: {via})}}.',
  'interpretation.offered': 'Ready to take over interpretation {into}: {participant}.',
  'interpretation.handedOver': 'Interpretation {into} is handed over to: {participant}.',
  'interpretation.sourceSet':
    'Interpretation {into} is now made {via, select, floor {from the speaker’s language} other {by relay: {via}}}.',
  'interpretation.left': 'No longer interprets {into}: {participant}.',
  'interpretation.signalled':
    '{about, select, slower {The interpreters ask the speaker to slow down} other {The interpreters hear the speaker badly}}: {participant}.',
  'link.issued':
    '{replaces, select, yes {The secretariat issued a new link in place of the one before} other {The secretariat issued a link}}: {participant}. Reason: {reason, select, first {first entry} lost {the device is lost} broken {the device does not work} changed {another device} leaked {a stranger may know the link} unsaid {none given} other {another}}.{asked, select, yes { It has to be confirmed by a second person.} other {}}',
  'link.revoked':
    'The secretariat took the link back: {participant}. Reason: {reason, select, first {first entry} lost {the device is lost} broken {the device does not work} changed {another device} leaked {a stranger may know the link} unsaid {none given} other {another}}.',
  'link.confirmed':
    'The new link is confirmed: {participant}. {as, select, own {Confirmed by the participant on an earlier device} other {Confirmed by: {by}}}.',
  'link.refused':
    'The new link is refused: {participant}. {as, select, own {Refused by the participant on an earlier device} other {Refused by: {by}}}.',
  'link.admitted': 'Admitted by one: the secretary admitted {participant} without the confirmation of a second person.',
  'device.admitted':
    'A device came in: {participant}, {by, select, new {by the new link} account {by the own account} other {by a link given out earlier}}.{watches, select, yes { The device before it votes, this one only shows.} other {}}',
  'device.tookOver':
    'Another device votes: {participant}. {how, select, lost {The one before had no connection and is disconnected} handed {Handed over by the participant} other {So decided by the secretary}}.',
  'device.ended':
    '{by, select, self {The participant disconnected a device} signedOut {The participant signed out on a device} expired {The time of a device ran out} password {A device ended, for the password of its account was changed} access {A device ended, for the access of its account ended} other {The secretariat disconnected a device}}: {participant}.',
  'recording.started': 'The presiding officer announced that the session is recorded.',
  'recording.confirmed': 'The session is being recorded.',
  'recording.failed':
    '{reason, select, broke_off {The recording of the session broke off by itself} other {The recording of the session did not begin}}.',
  'recording.stopped': 'The recording of the session is stopped.',

  unknown: 'Entry {type}.',
} satisfies Translation<typeof ru>;
