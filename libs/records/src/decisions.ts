/**
 * What came of the session: decisions in the words that were voted (REC-03), offices that were filled, and tasks with
 * the one seat that answers for each. Every line cites the entry of the journal that says so.
 */
import {
  type AdoptedDecision,
  goneAtClose,
  type OfficeAppointment,
  procedureOf,
  type Remark,
  type State,
  seatOf,
  type Task,
  type Voting,
  type Wording,
} from '@kengesh/domain';
import type { Entry } from '@kengesh/journal';
import { goneQuorumSentence, outcomeSentence } from '@kengesh/phrases';
import { type Texts } from './report.js';
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
