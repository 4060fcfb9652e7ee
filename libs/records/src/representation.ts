/**
 * Who stood for whom, and who was kept from voting: proxies with the mark of their written form, substitutes, recusals,
 * suspensions. In the order of the journal's lists; labels are those of the roll.
 */
import { localizedText, participantOf, type State, seatOf, type Wording } from '@kengesh/domain';
import { type People, UNNAMED } from './people.js';
import { id, type PhraseCell, type Reader, sparse, type Table, text, time, times, withoutEmpty } from './table.js';
import { itemOf, type VoteReport } from './votes.js';

export interface RepresentationLine {
  readonly kind: 'proxy' | 'substitute' | 'recusal' | 'suspension';
  readonly seat: string;
  readonly label: Wording | null;
  /** Who votes for it: the holder's seat, or the substitute. */
  readonly by: string | null;
  readonly byLabel: Wording | null;
  readonly item: VoteReport['item'];
  /** Of a proxy `free` or `directed`; of a recusal its mode; of a suspension its reason. */
  readonly how: string | null;
  /** Registration code or hash of a proxy's written form. */
  readonly proof: string | null;
  readonly from: string;
  readonly to: string | null;
}

export function representationReport(state: State): readonly RepresentationLine[] {
  const { proxies = [], substitutes = [], recusals = [], suspensions = [] } = state.represent ?? {};
  const label = (seat: string) => seatOf(state, seat)?.label ?? null;
  const common = (seat: string) => ({ seat, label: label(seat), by: null, byLabel: null, item: null, proof: null });
  return [
    ...proxies.map(one => ({
      ...common(one.principal),
      kind: 'proxy' as const,
      by: one.holder,
      byLabel: label(one.holder),
      item: itemOf(state, one.item),
      how: one.instruction.kind,
      proof: one.proof,
      from: one.at,
      to: one.revokedAt,
    })),
    ...substitutes.map(one => ({
      ...common(one.seat),
      kind: 'substitute' as const,
      by: one.participant,
      byLabel: participantOf(state, one.participant)?.label ?? null,
      how: null,
      from: one.from,
      to: one.to,
    })),
    ...recusals.map(one => ({
      ...common(one.seat),
      kind: 'recusal' as const,
      item: itemOf(state, one.item),
      how: one.mode,
      from: one.at,
      to: one.withdrawnAt,
    })),
    ...suspensions.map(one => ({
      ...common(one.seat),
      kind: 'suspension' as const,
      how: one.reason,
      from: one.from,
      to: one.to,
    })),
  ];
}

const word = (phrase: string): PhraseCell => ({ phrase });

/** Null where nobody stood for anybody. */
export function representationTable(
  report: readonly RepresentationLine[],
  reader: Reader,
  people: People = UNNAMED,
): Table | null {
  if (report.length === 0) return null;
  const worded = (wording: Wording | null, id: string | null) =>
    (wording && localizedText(wording, reader.language)) || id;
  return withoutEmpty({
    name: 'representation',
    title: 'exports.representation.title',
    columns: [
      text('kind', 'exports.col.kind', 18),
      text('seat_label', 'exports.col.seat', 44),
      text('by', 'exports.col.voted_by', 44),
      text('item', 'exports.col.item', 40),
      text('how', 'exports.col.how', 34),
      id('proof', 'exports.col.proof', 66),
      ...time('from', 'exports.col.from'),
      ...time('to', 'exports.col.to'),
      id('seat', 'exports.col.seat_id', 18),
      sparse(text('name', 'exports.col.name', 32)),
      sparse(text('by_name', 'exports.col.voted_by_name', 32)),
      sparse(text('registration', 'exports.col.registration', 30)),
    ],
    rows: report.map(one => [
      word(`exports.kind.${one.kind}`),
      worded(one.label, one.seat),
      worded(one.byLabel, one.by),
      one.item ? `${one.item.number}. ${localizedText(one.item.title, reader.language)}` : null,
      one.how === null ? null : word(`exports.how.${one.kind}.${one.how}`),
      one.proof,
      ...times(one.from, reader),
      ...times(one.to, reader),
      one.seat,
      people.ofSeat(one.seat),
      // Of a proxy another seat, of a substitute the participant.
      one.kind === 'proxy' && one.by !== null ? people.sitting(one.by, one.from) : people.cell(one.by),
      // A hash of the written form says to people that there is one.
      one.proof !== null && /^[0-9a-f]{64}$/i.test(one.proof) ? word('exports.proof.written') : one.proof,
    ]),
  });
}
