/**
 * Annex of the minutes: every link that was issued, confirmed, refused and taken back while the session was under way, and every
 * device that came in by one (SEC-17). A line each, in the words of the record.
 */
import { localizedText, participantOf, type State, type Wording } from '@kengesh/domain';
import type { Entry } from '@kengesh/journal';
import { journalLine } from '@kengesh/phrases';
import { defineReport } from './report.js';
import { id, number, type Reader, type Table, text, time, times } from './table.js';

export interface KeyLine {
  readonly participant: string;
  readonly label: Wording;
  readonly entry: Entry;
}

export function keysReport(state: State, entries: Iterable<Entry>): readonly KeyLine[] {
  return Array.from(entries, entry => {
    const participant = String(entry.data.participant);
    const label = participantOf(state, participant)?.label ?? {};
    return { participant, label, entry };
  });
}

function keysTable(lines: readonly KeyLine[], reader: Reader, state: State): Table {
  return {
    name: 'keys',
    title: 'exports.keys.title',
    columns: [
      ...time('at', 'exports.col.key_at'),
      text('participant_label', 'exports.col.key_of', 44),
      text('line', 'exports.col.key_line', 90),
      number('seq', 'exports.col.entry', 10),
      id('event', 'exports.col.key_event', 18),
      id('participant', 'exports.col.participant_id', 18),
    ],
    rows: lines.map(({ participant, label, entry }) => [
      ...times(entry.at, reader),
      localizedText(label, reader.language) || participant,
      journalLine(reader.language, entry, state),
      entry.seq,
      entry.type,
      participant,
    ]),
  };
}

export const devices = defineReport({
  formats: ['csv', 'xlsx', 'json'],
  concerning: '^(link|device)\\.',
  tableNames: () => ['keys'],
  fold: ({ state, entries }) => keysReport(state, entries),
  tables: (lines, reader, _people, state) => [keysTable(lines, reader, state)],
});
