/** The decisions, offices, tasks and remarks of a session as tables. */
import { localizedText, ONE_VOTE, type Wording } from '@kengesh/domain';
import { phrase } from '@kengesh/phrases';
import { type DecisionReport, type DecisionsReport, decisionsReport, type TaskStep } from './decisions.js';
import { type People, UNNAMED } from './people.js';
import { defineReport } from './report.js';
import {
  date,
  id,
  machine,
  number,
  type Reader,
  sparse,
  type Table,
  text,
  time,
  times,
  withoutEmpty,
} from './table.js';

export function decisionsTables(
  report: DecisionsReport,
  reader: Reader,
  people: People = UNNAMED,
): readonly [Table, Table, Table, ...Table[]] {
  const worded = (wording: Wording | null) => wording && localizedText(wording, reader.language);
  const signed = (one: DecisionReport, as: 'presiding' | 'secretary') =>
    times(one.signed?.find(each => each.as === as)?.at ?? null, reader);
  const signedBy = (one: DecisionReport, as: 'presiding' | 'secretary') => {
    const by = one.signed?.find(each => each.as === as)?.participant;
    return by === undefined ? null : people.said(by, reader);
  };
  const weighed = ({ weights }: DecisionReport, choice: string) =>
    weights?.[choice] === undefined ? null : weights[choice] / ONE_VOTE;
  const moved = report.tasks.some(one => one.status !== undefined);
  const remarks = remarksTable(report, reader, people);
  return [
    withoutEmpty({
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
        id('hash', 'exports.col.text_hash', 66),
        id('decision', 'exports.col.decision_id', 12),
        id('voting', 'exports.col.voting_id', 12),
        machine(number('entry', 'exports.col.entry', 10)),
        sparse(text('registered', 'exports.col.registered', 16)),
        ...time('presiding', 'exports.col.signed_presiding').map(sparse),
        ...time('secretary', 'exports.col.signed_secretary').map(sparse),
        sparse(text('mark', 'exports.col.mark', 30)),
        sparse(text('presiding_by', 'exports.col.signed_presiding_by', 44)),
        sparse(text('secretary_by', 'exports.col.signed_secretary_by', 44)),
        sparse(text('sentence', 'exports.col.sentence', 80)),
        sparse(number('yes_weight', 'exports.col.yes_weight', 14)),
        sparse(number('no_weight', 'exports.col.no_weight', 14)),
        sparse(number('abstain_weight', 'exports.col.abstain_weight', 18)),
        sparse(number('vote_number', 'exports.col.vote', 12)),
        sparse(text('one_hand', 'exports.col.one_hand', 40)),
      ],
      rows: report.decisions.map(one => [
        one.number,
        one.item ? `${one.item.number}. ${localizedText(one.item.title, reader.language)}` : null,
        worded(one.text),
        one.counts?.yes ?? null,
        one.counts?.no ?? null,
        one.counts?.abstain ?? null,
        ...times(one.at, reader),
        one.hash,
        one.id,
        one.voting,
        one.seq,
        one.registered?.label ?? null,
        ...signed(one, 'presiding'),
        ...signed(one, 'secretary'),
        one.reconsidered ? { phrase: 'exports.mark.reconsidered' } : null,
        signedBy(one, 'presiding'),
        signedBy(one, 'secretary'),
        one.sentence?.(reader.language) ?? null,
        ...(['yes', 'no', 'abstain'] as const).map(choice => weighed(one, choice)),
        one.voteNumber ?? null,
        one.signed?.some(({ oneHand }) => oneHand) ? { phrase: 'exports.mark.one_hand' } : null,
      ]),
    }),
    withoutEmpty({
      name: 'offices',
      title: 'exports.offices.title',
      columns: [
        text('title', 'exports.col.office', 40),
        text('elected', 'exports.col.elected', 44),
        text('seat', 'exports.col.seat', 44),
        ...time('filled', 'exports.col.filled'),
        id('voting', 'exports.col.voting_id', 12),
        machine(number('entry', 'exports.col.entry', 10)),
        sparse(date('term_from', 'exports.col.term_from')),
        sparse(date('term_to', 'exports.col.term_to')),
        sparse(text('name', 'exports.col.name', 32)),
        sparse(number('vote_number', 'exports.col.vote', 12)),
        sparse(text('quorum', 'exports.col.quorum', 60)),
      ],
      rows: report.offices.map(one => [
        worded(one.title),
        worded(one.candidateLabel),
        worded(one.seatLabel),
        ...times(one.at, reader),
        one.voting,
        one.seq,
        one.term?.from ?? null,
        one.term?.to ?? null,
        people.ofSeat(one.seat),
        one.voteNumber ?? null,
        one.goneQuorum?.(reader.language) || null,
      ]),
    }),
    withoutEmpty({
      name: 'tasks',
      title: 'exports.tasks.title',
      columns: [
        number('number', 'exports.col.number', 6),
        text('text', 'exports.col.task', 80),
        text('responsible', 'exports.col.responsible', 44),
        date('due', 'exports.col.due'),
        id('decision', 'exports.col.decision_id', 12),
        ...time('set', 'exports.col.set'),
        machine(number('entry', 'exports.col.entry', 10)),
        sparse(text('co', 'exports.col.co', 44)),
        sparse(text('control', 'exports.col.control', 44)),
        sparse(text('report', 'exports.col.report', 16)),
        sparse(text('status', 'exports.col.status', 16)),
        sparse(text('life', 'exports.col.life', 80)),
        sparse(id('report_hash', 'exports.col.report_hash', 66)),
        sparse(text('report_text', 'exports.col.report_text', 80)),
        sparse(text('responsible_name', 'exports.col.responsible_name', 32)),
        sparse(text('co_names', 'exports.col.co_names', 32)),
        sparse(text('control_name', 'exports.col.control_name', 32)),
        sparse(number('decision_number', 'exports.col.decision_number', 12)),
      ],
      rows: report.tasks.map(one => [
        one.number,
        worded(one.text),
        worded(one.responsibleLabel) ?? one.responsible,
        one.due ?? { phrase: one.next ? 'exports.due.next' : 'exports.due.standing' },
        one.decision,
        ...times(one.at, reader),
        one.seq,
        one.co?.map((seat, place) => worded(one.coLabels?.[place] ?? null) || seat).join('; ') ?? null,
        one.control === undefined ? null : worded(one.controlLabel ?? null) || one.control,
        one.report ? { phrase: `exports.report.${one.report}` } : null,
        moved ? { phrase: `exports.status.${one.status ?? 'open'}` } : null,
        one.life?.map(step => stepText(step, reader)).join('; ') ?? null,
        one.reportHash ?? null,
        one.life?.filter(step => step.step === 'reported').at(-1)?.text ?? null,
        people.ofSeat(one.responsible),
        people.ofSeats(one.co ?? [], reader),
        people.ofSeat(one.control ?? null),
        one.decisionNumber ?? null,
      ]),
    }),
    ...(remarks ? [remarks] : []),
  ];
}

function stepText({ step, reason, at }: TaskStep, reader: Reader): string {
  const said = phrase(reader.language, `exports.life.${step}`, { at: reader.local(at) });
  if (reason === null || (step !== 'returned' && step !== 'withdrawn')) return said;
  return `${said} (${phrase(reader.language, `exports.life.reason.${reason}` as 'exports.life.reason.late')})`;
}

function remarksTable({ remarks = [], decisions }: DecisionsReport, reader: Reader, people: People): Table | null {
  if (remarks.length === 0) return null;
  return withoutEmpty({
    name: 'remarks',
    title: 'exports.remarks.title',
    columns: [
      text('kind', 'exports.col.kind', 22),
      text('seat_label', 'exports.col.seat', 44),
      text('decision', 'exports.col.decision', 80),
      ...time('at', 'exports.col.made'),
      id('hash', 'exports.col.text_hash', 66),
      id('voting', 'exports.col.voting_id', 12),
      id('seat', 'exports.col.seat_id', 18),
      sparse(text('text', 'exports.col.remark_text', 80)),
      sparse(text('name', 'exports.col.name', 32)),
      sparse(number('vote_number', 'exports.col.vote', 12)),
    ],
    rows: remarks.map(one => [
      { phrase: `exports.remark.${one.kind}` },
      (one.seatLabel && localizedText(one.seatLabel, reader.language)) || one.seat,
      localizedText(decisions.find(each => each.id === one.decision)?.text ?? {}, reader.language) || null,
      ...times(one.at, reader),
      one.hash,
      one.voting,
      one.seat,
      one.text ?? null,
      people.sitting(one.seat, one.at),
      one.voteNumber ?? null,
    ]),
  });
}

export const decisions = defineReport({
  formats: ['csv', 'xlsx', 'json'],
  concerning: '^(decision|office|task)\\.',
  withTexts: true,
  tableNames: state => ['decisions', 'offices', 'tasks', ...(state.remarks?.length ? ['remarks'] : [])],
  fold: ({ state, entries, texts }) => decisionsReport(state, entries, texts),
  tables: decisionsTables,
});
