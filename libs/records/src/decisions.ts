/**
 * What came of the session: decisions in the words that were voted (REC-03), offices that were filled, and tasks with
 * the one seat that answers for each. Every line cites the entry of the journal that says so.
 */
import {
  type AdoptedDecision,
  goneAtClose,
  localizedText,
  type OfficeAppointment,
  ONE_VOTE,
  procedureOf,
  type Remark,
  type State,
  seatOf,
  type Task,
  type Voting,
  type Wording,
} from '@kengesh/domain';
import type { Entry } from '@kengesh/journal';
import { goneQuorumSentence, outcomeSentence, phrase } from '@kengesh/phrases';
import { type People, UNNAMED } from './people.js';
import { defineReport, type Texts } from './report.js';
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
import { itemOf, type VoteReport } from './votes.js';

export interface DecisionReport extends Omit<AdoptedDecision, 'item'> {
  readonly number: number;
  readonly seq: number | null;
  readonly item: VoteReport['item'];
  /** `yes`, `no`, `abstain` and so on, as counted; null where the vote is not in this journal. */
  readonly counts: { readonly [choice: string]: number } | null;
  /** The same by weight, in millionths of a vote, where seats have weights. */
  readonly weights?: { readonly [choice: string]: number };
  /** The outcome of its vote as it was announced. Left to the tables: JSON has the vote. */
  readonly sentence?: (language: string) => string;
  /** As the table of votes numbers it. */
  readonly voteNumber?: number;
}
export interface OfficeReport extends OfficeAppointment {
  readonly voteNumber?: number;
  readonly seq: number | null;
  readonly candidateLabel: Wording | null;
  readonly seatLabel: Wording | null;
  /** That there was no quorum when its ballot was closed, where so (PROC-40). Left to the tables: JSON has the vote. */
  readonly goneQuorum?: (language: string) => string;
}
export interface TaskReport extends Task {
  /** Of the decision that it follows from. */
  readonly decisionNumber?: number;
  readonly number: number;
  readonly seq: number | null;
  readonly responsibleLabel: Wording | null;
  /** Seats that help, and the one that watches. */
  readonly coLabels?: readonly (Wording | null)[];
  readonly controlLabel?: Wording | null;
  /** What became of it, entry by entry. */
  readonly life?: readonly TaskStep[];
}
export interface TaskStep {
  readonly seq: number;
  readonly at: string;
  readonly step: 'started' | 'reported' | 'accepted' | 'returned' | 'withdrawn';
  /** Why it was returned or withdrawn. */
  readonly reason: string | null;
  /** Of a report: salted hash of its text, null where it was given by word of mouth. */
  readonly hash?: string | null;
  /** Its text, where it is kept. */
  readonly text?: string;
}
/** A dissent, a reservation, an explanation of vote: that it was given, by which seat, and the hash of its text (SEC-16). */
export interface RemarkReport extends Remark {
  readonly seatLabel: Wording | null;
  readonly voteNumber?: number;
  /** Its text, where it is kept. */
  readonly text?: string;
}
export interface DecisionsReport {
  readonly decisions: readonly DecisionReport[];
  readonly offices: readonly OfficeReport[];
  readonly tasks: readonly TaskReport[];
  /** Where there are any. */
  readonly remarks?: readonly RemarkReport[];
}

export function decisionsReport(state: State, entries: Iterable<Entry>, texts: Texts = new Map()): DecisionsReport {
  const wordsOf = (hash: unknown) => (texts.has(String(hash)) ? { text: texts.get(String(hash))! } : {});
  // The nth entry of a kind is the nth line of the state's list: both are in the order of the journal.
  const seqs: { [type: string]: number[] } = { 'decision.made': [], 'office.filled': [], 'task.set': [] };
  const lives = new Map<string, TaskStep[]>();
  for (const { seq, type, data, at } of entries) {
    seqs[type]?.push(seq);
    const step = type.startsWith('task.') ? type.slice('task.'.length) : '';
    if (!isStep(step)) continue;
    const hash =
      step === 'reported' ? { hash: data.hash === null ? null : String(data.hash), ...wordsOf(data.hash) } : {};
    const reason = data.reason === undefined ? null : String(data.reason);
    const id = String(data.id);
    lives.set(id, [...(lives.get(id) ?? []), { seq, at, step, reason, ...hash }]);
  }
  const seqOf = (type: string, index: number) => seqs[type]?.[index] ?? null;
  // Papers of the first procedure stay as they were given out.
  const refers = procedureOf(state) > 1;
  const votes = Object.keys(state.votings);
  const voteOf = (voting: string) => (refers && state.votings[voting] ? { voteNumber: votes.indexOf(voting) + 1 } : {});
  const decisionOf = (id: string | null) => {
    const place = state.decisions.findIndex(one => one.id === id);
    return refers && place >= 0 ? { decisionNumber: place + 1 } : {};
  };
  return {
    decisions: state.decisions.map((one, index) => ({
      ...one,
      number: index + 1,
      seq: seqOf('decision.made', index),
      item: itemOf(state, one.item),
      counts: state.votings[one.voting]?.result?.counts ?? null,
      ...outcomeOf(state.votings[one.voting], refers),
      ...voteOf(one.voting),
    })),
    offices: state.offices.map((one, index) => ({
      ...one,
      seq: seqOf('office.filled', index),
      candidateLabel: state.votings[one.voting]?.choices.find(choice => choice.id === one.candidate)?.label ?? null,
      seatLabel: one.seat === null ? null : (seatOf(state, one.seat)?.label ?? null),
      ...voteOf(one.voting),
      ...goneQuorumOf(state.votings[one.voting]),
    })),
    tasks: state.tasks.map((one, index) => ({
      ...one,
      number: index + 1,
      seq: seqOf('task.set', index),
      responsibleLabel: labelOf(state, one.responsible),
      ...decisionOf(one.decision),
      ...(one.co?.length ? { coLabels: one.co.map(seat => labelOf(state, seat)) } : {}),
      ...(one.control === undefined ? {} : { controlLabel: labelOf(state, one.control) }),
      ...(lives.has(one.id) ? { life: lives.get(one.id)! } : {}),
    })),
    ...(state.remarks?.length
      ? {
          remarks: state.remarks.map(one => ({
            ...one,
            seatLabel: labelOf(state, one.seat),
            ...(one.voting === null ? {} : voteOf(one.voting)),
            ...wordsOf(one.hash),
          })),
        }
      : {}),
  };
}

function outcomeOf(voting: Voting | undefined, announced: boolean): Pick<DecisionReport, 'weights' | 'sentence'> {
  const weights = voting?.result?.weights?.counts;
  return {
    ...(weights ? { weights } : {}),
    ...(voting && announced ? { sentence: language => outcomeSentence(language, voting) } : {}),
  };
}

const goneQuorumOf = (voting: Voting | undefined): Pick<OfficeReport, 'goneQuorum'> =>
  voting && goneAtClose(voting) ? { goneQuorum: language => goneQuorumSentence(language, voting) } : {};

const STEPS = ['started', 'reported', 'accepted', 'returned', 'withdrawn'] as const;
const isStep = (step: string): step is TaskStep['step'] => (STEPS as readonly string[]).includes(step);
const labelOf = (state: State, seat: string) => seatOf(state, seat)?.label ?? null;

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
