/** The attendance of a session as tables. */
import { type Interval, localizedText } from '@kengesh/domain';
import { phrase, quorumSentence } from '@kengesh/phrases';
import { type AttendanceLine, type AttendanceReport, attendanceReport, overlaps } from './attendance.js';
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

/** After every instant. */
const FOREVER = '9999';

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
