import {
  HALL,
  isKnown,
  type LineForms,
  lineParams,
  localizedText,
  participantOf,
  type Said,
  type SpeechLimits,
  type State,
  seatOf,
  type Voting,
  type Wording,
} from '@kengesh/domain';
import type { Entry } from '@kengesh/journal';
import { formatLocalDate, formatLocalDateTime, formatSpan, formatTime } from './dates.js';
import { outcomeSentence } from './outcome.js';
import { isPhraseKey, phrase } from './phrase.js';
import { quorumSentence } from './quorum.js';
import { ruleSentence, wayRule } from './threshold.js';
import { wayName } from './ways.js';

const LONGEST = 240;

/**
 * One line of the record for one entry. Of a ballot it says that it was taken, never what.
 *
 * @param state a state that knows the entry: that after it or any later one
 * @param offsetMinutes of the session's zone; null where times within the line (a recess until …) are left out
 */
export function journalLine(language: string, entry: Entry, state: State, offsetMinutes: number | null = null): string {
  // A page may have loaded no sentence of the record.
  if (!isKnown(entry) || !isPhraseKey(`journal.${entry.type}`))
    return phrase(language, 'journal.unknown', { type: entry.type });
  const writing = { language, state, offsetMinutes };
  const params = Object.entries(lineParams(entry, state)).map(([name, value]) => [
    name,
    typeof value === 'object' ? putIntoWords(value, writing) : value,
  ]);
  return phrase(language, `journal.${entry.type}`, Object.fromEntries(params));
}

/** How a line is written: in which language, from which state, and with which clock. */
interface Writing {
  readonly language: string;
  readonly state: State;
  readonly offsetMinutes: number | null;
}

const FORMS: { readonly [F in keyof LineForms]: (value: LineForms[F], writing: Writing) => string } = {
  text: (value, { language }) => cut(localizedText(value ?? {}, language)),
  texts: (values, writing) => values.map(value => FORMS.text(value, writing)).join(', '),
  name: (value, { language }) => localizedText(value ?? {}, language),
  names: (values, { language }) => values.flatMap(value => (value ? [localizedText(value, language)] : [])).join(', '),
  participant: (id, { language, state }) =>
    id === HALL ? phrase(language, 'roles.hallSound') : named(language, participantOf(state, String(id))?.label, id),
  seat: (id, { language, state }) => named(language, seatOf(state, String(id))?.label, id),
  time: (instant, { offsetMinutes }) =>
    instant !== null && offsetMinutes !== null ? formatTime(instant, offsetMinutes) : 'none',
  date: (date, { language }) => (date === null ? 'none' : formatLocalDate(language, date)),
  lastDate: (date, writing) => (date === null ? 'none' : ended(FORMS.date(date, writing))),
  wallClock: (local, { language }) => (local === undefined ? 'none' : formatLocalDateTime(language, local)),
  seconds: value => formatSpan(value),
  word: (key, { language }) => word(language, key),
  quorum: (finding, { language }) => quorumSentence(language, finding),
  limits: value => limitsText(value),
  counts: (counts, { language }) =>
    Object.entries(counts)
      .map(([choice, n]) => `${word(language, `roles.choice.${choice}`)} ${n}`)
      .join(', '),
  outcome: (voting, { language }) => (voting ? outcomeSentence(language, voting) : ''),
  rule: (voting, { language }) => openedRule(language, voting),
};

const putIntoWords = <F extends keyof LineForms>({ form, value }: Said<F>, writing: Writing): string =>
  FORMS[form](value, writing);

/** The rule with the way of the vote, and that it is only a test where it is one. */
function openedRule(language: string, voting: Voting): string {
  const rule = wayRule(language, voting) ?? ruleSentence(language, voting.threshold);
  const name = wayName(language, voting);
  const said = name ? `${rule} (${name})` : rule;
  return voting.test ? `${said}. ${ended(phrase(language, 'ways.test'))}` : said;
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

function named(language: string, label: Wording | undefined, id: string | null | undefined): string {
  return label ? localizedText(label, language) : (id ?? '');
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
