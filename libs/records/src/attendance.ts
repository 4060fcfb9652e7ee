/**
 * The sheet of who was there: every stay with how it was established, every line lost, every correction with what stood
 * before and after it, and how long each was present while the session lasted (REC-01).
 */
import {
  type Category,
  type Interval,
  localizedText,
  type Mode,
  type QuorumFinding,
  type Role,
  type State,
  secondsBetween,
  type Wording,
} from '@kengesh/domain';
import type { Entry } from '@kengesh/journal';
import { phrase, quorumSentence } from '@kengesh/phrases';
import { type People, UNNAMED } from './people.js';
import { defineReport } from './report.js';
import {
  type Cell,
  duration,
  id,
  machine,
  number,
  type Reader,
  type Row,
  rowByRow,
  type Table,
  text,
  time,
  times,
} from './table.js';

export interface AttendanceCorrection {
  readonly seq: number;
  readonly at: string;
  /** Participant who made it. */
  readonly by: string;
  readonly reason: string;
  readonly before: readonly Interval[];
  readonly after: readonly Interval[];
}
export interface LostLine {
  readonly seq: number;
  readonly at: string;
  /** When the line came back; null: it did not during this stay. */
  readonly until: string | null;
}
export interface AttendanceLine {
  readonly participant: string;
  readonly role: Role;
  readonly seat: string | null;
  readonly label: Wording;
  readonly delegation: string | null;
  readonly category: Category | null;
  /** How this participant was expected. */
  readonly expected: Mode;
  /** As corrected. `to` null: still here when the report was made. */
  readonly intervals: readonly Interval[];
  readonly lost: readonly LostLine[];
  readonly corrections: readonly AttendanceCorrection[];
  /** Seconds present between opening and closing, stays that overlap counted once. */
  readonly presentSeconds: number;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
}
export interface AttendanceReport {
  readonly openedAt: string | null;
  readonly closedAt: string | null;
  readonly quorumAtOpening: QuorumFinding | null;
  readonly statutory: number;
  readonly filled: number;
  /** Seats whose participant was present at any moment while the session lasted (REC-01), or had come to one not held (PROC-04). */
  readonly seatsPresent: number;
  readonly lines: readonly AttendanceLine[];
}

/** @param asOf end of stays that are still running in a session that is not closed, an instant */
export function attendanceReport(state: State, entries: Iterable<Entry>, asOf: string): AttendanceReport {
  const { prepared, session } = state;
  const { openedAt, closedAt } = session;
  const ledger = readLedger(entries);
  const seats = new Map(prepared?.seats.map(seat => [seat.id, seat]));
  const lines = (prepared?.participants ?? []).map((who): AttendanceLine => {
    const seat = who.seat === null ? undefined : seats.get(who.seat);
    const { lost, corrections } = ledger.get(who.id) ?? NOTHING;
    const intervals = state.attendance[who.id]?.intervals ?? [];
    const last = intervals.at(-1);
    return {
      participant: who.id,
      role: who.role,
      seat: who.seat,
      label: who.label,
      delegation: seat?.delegation ?? null,
      category: seat?.category ?? null,
      expected: who.mode,
      intervals,
      lost,
      corrections,
      presentSeconds: openedAt === null ? 0 : presentSeconds(intervals, openedAt, closedAt ?? asOf),
      firstAt: intervals[0]?.from ?? null,
      lastAt: last ? last.to : null,
    };
  });
  const counted = lines.filter(
    line =>
      line.seat !== null &&
      seats.get(line.seat)?.filled === true &&
      openedAt !== null &&
      line.intervals.some(one => overlaps(one, openedAt, closedAt ?? asOf)),
  );
  return {
    openedAt,
    closedAt,
    quorumAtOpening: session.quorumAtOpening,
    statutory: prepared?.statutorySeats ?? 0,
    filled: prepared?.seats.filter(seat => seat.filled).length ?? 0,
    seatsPresent: session.notHeld?.present.length ?? counted.length,
    lines,
  };
}

interface Ledger {
  readonly lost: LostLine[];
  readonly corrections: AttendanceCorrection[];
}
const NOTHING: Ledger = { lost: [], corrections: [] };

/** What the state forgets: when lines were lost, and what each correction made of the stays. */
function readLedger(entries: Iterable<Entry>): ReadonlyMap<string, Ledger> {
  const all = new Map<string, Ledger & { intervals: readonly Interval[]; down: boolean }>();
  for (const { seq, type, at, actor, data } of entries) {
    if (!type.startsWith('attendance.')) continue;
    const who = String(data.participant);
    const one = all.get(who) ?? { lost: [], corrections: [], intervals: [], down: false };
    all.set(who, one);
    const ended = (to: string) => one.intervals.map(each => (each.to === null ? { ...each, to } : each));
    const back = () => {
      const last = one.lost.at(-1);
      if (one.down && last) one.lost[one.lost.length - 1] = { ...last, until: at };
      one.down = false;
    };
    switch (type) {
      case 'attendance.arrived': {
        back();
        const { mode, source } = data as unknown as Interval;
        one.intervals = [...ended(at), { from: at, to: null, mode, source }];
        break;
      }
      case 'attendance.lost':
        one.lost.push({ seq, at, until: null });
        one.down = true;
        break;
      case 'attendance.returned':
        back();
        break;
      case 'attendance.left':
        one.down = false;
        one.intervals = ended(String(data.at));
        break;
      case 'attendance.corrected': {
        const after = data.intervals as unknown as readonly Interval[];
        one.corrections.push({ seq, at, by: actor, reason: String(data.reason), before: one.intervals, after });
        if (after.at(-1)?.to !== null) one.down = false;
        one.intervals = after;
        break;
      }
    }
  }
  return all;
}

/** After every instant. */
const FOREVER = '9999';

const overlaps = (one: Interval, from: string, to: string) => one.from <= to && (one.to ?? to) >= from;

/** Seconds of [from, to] that any of the stays covers. */
function presentSeconds(intervals: readonly Interval[], from: string, to: string): number {
  let covered = from;
  let seconds = 0;
  for (const one of [...intervals].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const start = one.from > covered ? one.from : covered;
    const end = one.to !== null && one.to < to ? one.to : to;
    if (end <= start) continue;
    seconds += secondsBetween(start, end);
    covered = end;
  }
  // Whole seconds: a spreadsheet in Russian reads 31.451 as text, and 10.12 as a date.
  return Math.floor(seconds);
}

const who = [
  number('number', 'exports.col.number', 6),
  text('label', 'exports.col.participant', 44),
  text('name', 'exports.col.name', 32),
  text('delegation', 'exports.col.delegation', 14),
];
const whoCells = (line: AttendanceLine, index: number, reader: Reader, people: People): readonly Cell[] => [
  index + 1,
  localizedText(line.label, reader.language),
  people.cell(line.participant),
  line.delegation,
];

/**
 * Two tables: the sheet, one line a participant, and every stay, lost line and correction behind it. Who corrected is told by
 * office and name (REC-21).
 */
export function attendanceTables(
  report: AttendanceReport,
  reader: Reader,
  people: People = UNNAMED,
): readonly [Table, Table] {
  const sheet: Table = {
    name: 'summary',
    title: 'exports.attendance.title',
    byHand: ['exports.col.signature'],
    foot: footOf(report, reader.language),
    columns: [
      ...who,
      text('category', 'exports.col.category', 20),
      text('role', 'exports.col.role', 18),
      text('expected', 'exports.col.expected', 14),
      text('took_part', 'exports.col.took_part', 18),
      ...time('arrived', 'exports.col.arrived'),
      ...time('left', 'exports.col.left'),
      { name: 'present', header: 'exports.col.present', kind: 'duration', width: 14 },
      machine(number('present_seconds', 'exports.col.present_seconds', 16)),
      number('stays', 'exports.col.stays', 10),
      number('lost_lines', 'exports.col.lost_lines', 14),
      number('corrections', 'exports.col.corrections', 14),
      id('participant', 'exports.col.participant_id', 18),
      id('seat', 'exports.col.seat_id', 18),
    ],
    rows: rowByRow(function* () {
      for (const [index, line] of report.lines.entries())
        yield [
          ...whoCells(line, index, reader, people),
          line.category && { phrase: `exports.category.${line.category}` },
          { phrase: `exports.role.${line.role}` },
          { phrase: `exports.mode.${line.expected}` },
          tookPart(line, report),
          ...times(line.firstAt, reader),
          ...times(line.lastAt, reader),
          duration(line.presentSeconds),
          line.presentSeconds,
          line.intervals.length,
          line.lost.length,
          line.corrections.length,
          line.participant,
          line.seat,
        ];
    }),
  };
  const ledger: Table = {
    name: 'intervals',
    title: 'exports.intervals.title',
    columns: [
      ...who,
      text('what', 'exports.col.what', 26),
      text('mode', 'exports.col.mode', 14),
      text('source', 'exports.col.source', 22),
      ...time('from', 'exports.col.from'),
      ...time('to', 'exports.col.to'),
      text('note', 'exports.col.note', 34),
      machine(number('entry', 'exports.col.entry', 10)),
    ],
    rows: rowByRow(function* () {
      for (const [index, line] of report.lines.entries())
        yield* ledgerRows(line, whoCells(line, index, reader, people), reader, people);
    }),
  };
  return [sheet, ledger];
}

/** What an attendance sheet says below its list, with the place where the secretary signs. */
function footOf({ statutory, filled, seatsPresent, quorumAtOpening }: AttendanceReport, language: string): string {
  const seats = phrase(language, 'exports.sheet.seats', { statutory, filled, present: seatsPresent });
  const quorum = quorumAtOpening ? ` ${quorumSentence(language, quorumAtOpening)}` : '';
  return `${seats}${quorum}\n${phrase(language, 'exports.sheet.secretary')}`;
}

function ledgerRows(line: AttendanceLine, start: readonly Cell[], reader: Reader, people: People): Row[] {
  const stay = (what: string, one: Interval, note: Cell, seq: number | null): Row => [
    ...start,
    { phrase: `exports.what.${what}` },
    { phrase: `exports.mode.${one.mode}` },
    { phrase: `exports.source.${one.source}` },
    ...times(one.from, reader),
    ...times(one.to, reader),
    note,
    seq,
  ];
  return [
    ...line.intervals.map(one => stay('stay', one, null, null)),
    ...line.lost.map(one => [
      ...start,
      { phrase: 'exports.what.lost' },
      null,
      null,
      ...times(one.at, reader),
      ...times(one.until, reader),
      { phrase: one.until !== null ? 'exports.lost.returned' : 'exports.lost.gone' },
      one.seq,
    ]),
    ...line.corrections.flatMap(one => {
      const by = people.said(one.by, reader);
      const note = { phrase: `exports.reason.${one.reason}`, params: { at: reader.local(one.at), by } };
      const none = (what: string): Row => [
        ...start,
        { phrase: `exports.what.${what}` },
        ...[null, null, null, null, null, null],
        note,
        one.seq,
      ];
      return [
        ...(one.before.length === 0
          ? [none('before_none')]
          : one.before.map(each => stay('before', each, note, one.seq))),
        ...(one.after.length === 0 ? [none('after_none')] : one.after.map(each => stay('after', each, note, one.seq))),
      ];
    }),
  ];
}

/** How: by the stays that fell into the session. Of one not held there is only who had come. */
function tookPart({ intervals }: AttendanceLine, { openedAt, closedAt }: AttendanceReport): Cell {
  const during = openedAt === null ? intervals : intervals.filter(one => overlaps(one, openedAt, closedAt ?? FOREVER));
  const modes = new Set(during.map(one => one.mode));
  if (modes.size === 0 && intervals.some(one => one.from <= (openedAt ?? ''))) return { phrase: 'exports.mode.before' };
  if (modes.size === 0) return { phrase: 'exports.mode.absent' };
  return { phrase: modes.size > 1 ? 'exports.mode.both' : `exports.mode.${[...modes][0]}` };
}

export const attendance = defineReport({
  formats: ['csv', 'xlsx'],
  ofNotHeld: true,
  concerning: '^attendance\\.',
  tableNames: () => ['summary', 'intervals'],
  fold: ({ state, entries, asOf }) => attendanceReport(state, entries, asOf),
  tables: attendanceTables,
  about: ({ seatsPresent }) => [['exports.about.seats_present', String(seatsPresent)]],
});
