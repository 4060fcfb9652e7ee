import {
  HALL,
  holdersOf,
  lineOf,
  localizedText,
  participantOf,
  type QuorumFinding,
  type SpeechLimits,
  type State,
  seatOf,
  type Voting,
  type Wording,
} from '@kengesh/domain';
import type { Entry, Json } from '@kengesh/journal';
import { formatLocalDate, formatLocalDateTime, formatSpan, formatTime } from './dates.js';
import { outcomeSentence } from './outcome.js';
import { isPhraseKey, type PhraseParams, phrase } from './phrase.js';
import { quorumSentence } from './quorum.js';
import { ruleSentence, wayRule } from './threshold.js';
import { wayName } from './ways.js';

const LONGEST = 240;

/**
 * One line of the record for one entry, used by the desk and the minutes. Of a ballot it says that it was taken, never what.
 *
 * @param state a state that knows the entry: that after it or any later one
 * @param offsetMinutes of the session's zone; null where times within the line (a recess until …) are left out
 */
export function journalLine(language: string, entry: Entry, state: State, offsetMinutes: number | null = null): string {
  const key = `journal.${entry.type}`;
  if (!isPhraseKey(key)) return phrase(language, 'journal.unknown', { type: entry.type });
  return phrase(language, key, paramsOf(language, entry, state, offsetMinutes));
}

function paramsOf(language: string, entry: Entry, state: State, offsetMinutes: number | null): PhraseParams {
  const data = entry.data as { readonly [name: string]: Json | undefined };
  const text = (wording: unknown) => cut(localizedText((wording ?? {}) as Wording, language));
  const person = (id: unknown) =>
    id === HALL ? phrase(language, 'roles.hallSound') : named(language, participantOf(state, String(id))?.label, id);
  const seat = (id: unknown) => named(language, seatOf(state, String(id))?.label, id);
  const motionText = (id: unknown) => text(state.motions[String(id)]?.text);
  const time = (instant: unknown) =>
    typeof instant === 'string' && offsetMinutes !== null ? formatTime(instant, offsetMinutes) : 'none';

  const day = (local: unknown) => (typeof local === 'string' ? formatLocalDateTime(language, local) : 'none');

  switch (entry.type) {
    case 'session.prepared': {
      const count = (list: unknown) => (Array.isArray(list) ? list.length : 0);
      return { seats: count(data.seats), participants: count(data.participants), items: count(data.agenda) };
    }
    case 'session.opened':
      return {
        participant: person(data.presiding),
        quorum: quorumSentence(language, data.quorum as unknown as QuorumFinding),
      };
    case 'session.closed':
      return { next: day(data.next) };
    case 'session.notHeld':
      return {
        participant: person(data.by),
        quorum: quorumSentence(language, data.quorum as unknown as QuorumFinding),
        next: day(data.next),
      };
    case 'session.recessed':
      return { until: time(data.until) };
    case 'agenda.taken':
    case 'agenda.finished': {
      const index = state.agenda.items.findIndex(item => item.id === data.item);
      return { number: index === -1 ? '' : index + 1, title: text(state.agenda.items[index]?.title) };
    }
    case 'agenda.added':
      return { title: text(data.title) };
    case 'attendance.corrected':
      return { participant: person(data.participant), reason: word(language, `roles.correction.${data.reason}`) };
    case 'floor.moved':
      return { reason: word(language, `roles.move.${data.reason}`) };
    case 'floor.given':
      return {
        participant: person(data.participant),
        time: formatSpan(Number(data.seconds)),
        resumed: String(data.resumes ?? false),
      };
    case 'admission.granted':
      return { participant: person(data.participant), away: String(data.away ?? false) };
    case 'floor.withdrawn':
      return { participant: person(data.participant), kept: String(data.kept ?? false) };
    case 'floor.extended':
      return { time: formatSpan(Number(data.seconds)) };
    case 'agenda.debateSet': {
      const index = state.agenda.items.findIndex(item => item.id === data.item);
      return { number: index === -1 ? '' : index + 1, debate: data.debate };
    }
    case 'agenda.marked': {
      const index = state.agenda.items.findIndex(item => item.id === data.item);
      return { number: index === -1 ? '' : index + 1, whole: String(data.mustHearAll) };
    }
    case 'floor.limited':
      return { limits: limitsText(data.limits as unknown as SpeechLimits) };
    case 'motion.seconded':
    case 'motion.takenOver':
      return { seat: seat(data.seat ?? data.mover), text: motionText(data.id) };
    case 'motion.inadmissible':
    case 'motion.notPut':
      return { reason: data.reason, text: motionText(data.id) };
    case 'motion.deferred':
    case 'motion.referred': {
      const day = data.date ?? data.due;
      const date = typeof day === 'string' ? formatLocalDate(language, day) : 'none';
      return { date, body: text(data.body), text: motionText(data.id) };
    }
    case 'motion.lapsed':
      return { n: (data.ids as readonly unknown[]).length };
    case 'motion.divided':
      return { n: (data.parts as readonly unknown[]).length };
    case 'motion.superseded':
      return { how: data.how, text: motionText(data.id) };
    case 'motion.ordered':
      return { what: data.what };
    case 'motion.moved':
      return { number: state.agenda.items.findIndex(item => item.id === data.item) + 1, text: motionText(data.id) };
    case 'motion.admitted':
    case 'motion.merged':
    case 'motion.reconsidered':
    case 'motion.fell':
    case 'order.granted':
      return { text: motionText(data.id) };
    case 'order.divisionGranted':
    case 'order.secretGranted':
      return { text: motionText(data.motion) };
    case 'order.moved':
      return { text: text(data.text), seat: seat(data.seat) };
    case 'order.ruled':
    case 'order.pointWithdrawn':
      return { ruling: data.ruling, participant: person(state.order?.points[String(data.id)]?.participant) };
    case 'decision.signed':
    case 'decision.numbered': {
      const decision = state.decisions.find(one => one.id === data.decision);
      return { as: data.as, label: data.label, text: text(decision?.text) };
    }
    case 'decision.remarked':
      return { kind: data.kind, seat: seat(data.seat) };
    case 'task.started':
    case 'task.reported':
    case 'task.accepted':
    case 'task.returned':
    case 'task.withdrawn':
      return { reason: data.reason, text: text(state.tasks.find(one => one.id === data.id)?.text) };
    case 'amendment.submitted':
    case 'motion.submitted':
      return { text: text(data.text), mover: data.mover === null ? 'none' : seat(data.mover) };
    case 'motion.revised':
    case 'motion.amended':
    case 'motion.translated':
      return { version: data.version, text: text(data.text) };
    case 'motion.withdrawn':
    case 'motion.put':
    case 'motion.decided':
      return { status: data.status, text: motionText(data.id) };
    case 'voting.opened':
      return openedVote(language, data as unknown as Voting);
    case 'voting.cast':
      return { seat: seat(data.seat), channel: data.channel, replaces: data.replaces === undefined ? 'no' : 'yes' };
    case 'voting.called':
    case 'voting.paperIssued':
    case 'voting.objected':
    case 'voting.acknowledged':
    case 'voting.assistDenied':
    case 'voting.assistUnanswered':
      return { ...data, seat: seat(data.seat) };
    case 'voting.assistAsked':
      return { seat: seat(data.seat), asked: data.asked === undefined ? 'no' : 'yes' };
    case 'voting.assistConfirmed': {
      const line = lineOf(state.votings[String(data.voting)], String(data.seat));
      return { seat: seat(data.seat), own: line && holdersOf(line).includes(entry.actor) ? 'yes' : 'no' };
    }
    case 'voting.paperEntered':
      return { participant: person(data.teller) };
    case 'voting.handsNoted': {
      const counts = Object.entries((data.counts ?? {}) as { readonly [choice: string]: number });
      return { counts: counts.map(([choice, n]) => `${word(language, `roles.choice.${choice}`)} ${n}`).join(', ') };
    }
    case 'election.called':
      return {
        ...data,
        office: localizedText(((data.office as { title?: Wording })?.title ?? {}) as Wording, language),
      };
    case 'election.nominated':
      return { candidate: text(data.label) };
    case 'election.withdrawn': {
      const list = state.elections?.[String(data.election)]?.candidates;
      return { candidate: text(list?.find(one => one.id === data.candidate)?.label) };
    }
    case 'voting.lotDue': {
      const voting = state.votings[String(data.voting)];
      const names = (data.names ?? []) as readonly string[];
      return { candidates: names.map(name => text(voting?.choices.find(one => one.id === name)?.label)).join(', ') };
    }
    case 'voting.extended':
      return { until: time(data.closesAt) };
    case 'voting.closed':
    case 'voting.tieDecided': {
      const voting = state.votings[String(data.voting)];
      return { casting: data.casting, outcome: voting ? outcomeSentence(language, voting) : '' };
    }
    case 'decision.made':
      return { text: text(data.text) };
    case 'task.set': {
      const due = typeof data.due === 'string' ? ended(formatLocalDate(language, data.due)) : 'none';
      return { text: text(data.text), seat: seat(data.responsible), due };
    }
    case 'proxy.registered':
    case 'proxy.revoked':
    case 'seat.substituted':
    case 'seat.givenBack':
    case 'seat.recused':
    case 'seat.recusalWithdrawn':
    case 'seat.suspended':
    case 'seat.restored': {
      const item = state.agenda.items.find(one => one.id === data.item);
      return {
        ...data,
        principal: seat(data.principal),
        holder: seat(data.holder),
        seat: seat(data.seat),
        participant: person(data.participant),
        item: item ? text(item.title) : 'none',
      };
    }
    case 'interpretation.taken':
    case 'interpretation.offered':
    case 'interpretation.handedOver':
    case 'interpretation.sourceSet':
    case 'interpretation.left': {
      const into = word(language, `roles.interpretation.${data.language}`);
      const via =
        data.source === undefined || data.source === 'floor' ? 'floor' : word(language, `roles.tongue.${data.source}`);
      return { into, via, participant: person(data.participant) };
    }
    case 'office.filled': {
      const choices = state.votings[String(data.voting)]?.choices;
      const winner = choices?.find(one => one.id === data.candidate)?.label;
      return {
        office: localizedText((data.title ?? {}) as Wording, language),
        winner: winner ? localizedText(winner, language) : seat(data.seat),
      };
    }
    default:
      return data.participant === undefined ? data : { ...data, participant: person(data.participant) };
  }
}

/** The rule with the way of the vote, and that it is only a test where it is one. */
function openedRule(language: string, voting: Voting): string {
  const rule = wayRule(language, voting) ?? ruleSentence(language, voting.threshold);
  const name = wayName(language, voting);
  const said = name ? `${rule} (${name})` : rule;
  return voting.test ? `${said}. ${ended(phrase(language, 'ways.test'))}` : said;
}

function openedVote(language: string, voting: Voting): PhraseParams {
  const candidates = voting.choices.flatMap(one => (one.label ? [localizedText(one.label, language)] : []));
  return {
    kind: voting.kind,
    method: voting.method,
    text: cut(localizedText(voting.motion?.text ?? {}, language)),
    office: localizedText(voting.office?.title ?? {}, language),
    candidates: candidates.join(', '),
    rule: openedRule(language, voting),
    runoff: voting.runoffOf !== null,
    entitled: voting.register.filter(line => line.entitled).length,
  };
}

/** Limits as numbers with a clock: a speech, speeches, all of them together. */
function limitsText({ seconds, speeches, total }: SpeechLimits): string {
  const said = [
    ...(seconds === undefined ? [] : [formatSpan(seconds)]),
    ...(speeches === undefined ? [] : [`× ${speeches}`]),
    ...(total === undefined ? [] : [`Σ ${formatSpan(total)}`]),
  ];
  return said.length > 0 ? said.join(', ') : 'none';
}

function named(language: string, label: Wording | undefined, id: unknown): string {
  return label ? localizedText(label, language) : String(id ?? '');
}

function word(language: string, key: string): string {
  return isPhraseKey(key) ? phrase(language, key) : key;
}

/** A text on one line, not too long, with its full stop. */
function cut(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const short = [...line];
  return ended(
    short.length > LONGEST
      ? `${short
          .slice(0, LONGEST - 1)
          .join('')
          .trimEnd()}…`
      : line,
  );
}

function ended(text: string): string {
  return text === '' || /[.!?…]$/u.test(text) ? text : `${text}.`;
}
