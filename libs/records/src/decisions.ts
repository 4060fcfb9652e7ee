/**
 * What came of the session: decisions in the words that were voted (REC-03), offices that were filled, and tasks with
 * the one seat that answers for each. Every line cites the entry of the journal that says so.
 */
import { type Decided, type OfficeFilled, type State, say, seatOf, type Task, type Wording } from '@kengesh/domain';
import type { Entry } from '@kengesh/journal';
import { number, type Reader, type Table, text, time, times } from './table.js';
import { itemOf, type VoteReport } from './votes.js';

export interface DecisionReport extends Omit<Decided, 'item'> {
  readonly number: number;
  readonly seq: number | null;
  readonly item: VoteReport['item'];
  /** `yes`, `no`, `abstain` and so on, as counted; null where the vote is not in this journal. */
  readonly counts: { readonly [choice: string]: number } | null;
}
export interface OfficeReport extends OfficeFilled {
  readonly seq: number | null;
  readonly candidateLabel: Wording | null;
  readonly seatLabel: Wording | null;
}
export interface TaskReport extends Task {
  readonly number: number;
  readonly seq: number | null;
  readonly responsibleLabel: Wording | null;
}
export interface DecisionsReport {
  readonly decisions: readonly DecisionReport[];
  readonly offices: readonly OfficeReport[];
  readonly tasks: readonly TaskReport[];
}

export function decisionsReport(state: State, entries: Iterable<Entry>): DecisionsReport {
  // The nth entry of a kind is the nth line of the state's list: both are in the order of the journal.
  const seqs: { [type: string]: number[] } = { 'decision.made': [], 'office.filled': [], 'task.set': [] };
  for (const { seq, type } of entries) seqs[type]?.push(seq);
  const seqOf = (type: string, index: number) => seqs[type]?.[index] ?? null;
  return {
    decisions: state.decisions.map((one, index) => ({
      ...one,
      number: index + 1,
      seq: seqOf('decision.made', index),
      item: itemOf(state, one.item),
      counts: state.votings[one.voting]?.result?.counts ?? null,
    })),
    offices: state.offices.map((one, index) => ({
      ...one,
      seq: seqOf('office.filled', index),
      candidateLabel: state.votings[one.voting]?.choices.find(choice => choice.id === one.candidate)?.label ?? null,
      seatLabel: one.seat === null ? null : (seatOf(state, one.seat)?.label ?? null),
    })),
    tasks: state.tasks.map((one, index) => ({
      ...one,
      number: index + 1,
      seq: seqOf('task.set', index),
      responsibleLabel: seatOf(state, one.responsible)?.label ?? null,
    })),
  };
}

export function decisionsTables(report: DecisionsReport, reader: Reader): readonly [Table, Table, Table] {
  const worded = (wording: Wording | null) => wording && say(wording, reader.language);
  return [
    {
      name: 'decisions',
      title: 'exports.decisions.title',
      columns: [
        number('number', 'exports.col.number', 6),
        text('item', 'exports.col.item', 40),
        text('text', 'exports.col.decision', 80),
        number('yes', 'exports.col.yes', 10),
        number('no', 'exports.col.no', 10),
        number('abstain', 'exports.col.abstain', 14),
        ...time('made', 'exports.col.made'),
        text('hash', 'exports.col.text_hash', 66),
        text('decision', 'exports.col.decision_id', 12),
        text('voting', 'exports.col.voting_id', 12),
        number('entry', 'exports.col.entry', 10),
      ],
      rows: report.decisions.map(one => [
        one.number,
        one.item ? `${one.item.number}. ${say(one.item.title, reader.language)}` : null,
        worded(one.text),
        one.counts?.yes ?? null,
        one.counts?.no ?? null,
        one.counts?.abstain ?? null,
        ...times(one.at, reader),
        one.hash,
        one.id,
        one.voting,
        one.seq,
      ]),
    },
    {
      name: 'offices',
      title: 'exports.offices.title',
      columns: [
        text('title', 'exports.col.office', 40),
        text('elected', 'exports.col.elected', 44),
        text('seat', 'exports.col.seat', 44),
        ...time('filled', 'exports.col.filled'),
        text('voting', 'exports.col.voting_id', 12),
        number('entry', 'exports.col.entry', 10),
      ],
      rows: report.offices.map(one => [
        worded(one.title),
        worded(one.candidateLabel),
        worded(one.seatLabel),
        ...times(one.at, reader),
        one.voting,
        one.seq,
      ]),
    },
    {
      name: 'tasks',
      title: 'exports.tasks.title',
      columns: [
        number('number', 'exports.col.number', 6),
        text('text', 'exports.col.task', 80),
        text('responsible', 'exports.col.responsible', 44),
        text('due', 'exports.col.due', 14),
        text('decision', 'exports.col.decision_id', 12),
        ...time('set', 'exports.col.set'),
        number('entry', 'exports.col.entry', 10),
      ],
      rows: report.tasks.map(one => [
        one.number,
        worded(one.text),
        worded(one.responsibleLabel) ?? one.responsible,
        one.due ?? { phrase: 'exports.due.standing' },
        one.decision,
        ...times(one.at, reader),
        one.seq,
      ]),
    },
  ];
}
