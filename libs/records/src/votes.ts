/**
 * Every vote as it was held: what was put, by which rule, who was entitled and why others were not, the count, and of a
 * named vote each seat's choice. Of a secret vote no line ties a seat to a choice (REC-06). Rule and base are the vote's
 * own, frozen when it was opened, not today's settings (REC-02).
 */
import {
  type Choice,
  type Outcome,
  type QuorumFinding,
  type RegisterLine,
  type Result,
  type State,
  say,
  type Threshold,
  type TieRule,
  type Voting,
  type Wording,
} from '@kengesh/domain';
import type { Entry } from '@kengesh/journal';
import { type Cell, number, type Reader, type Table, text, time, times, type Word } from './table.js';

export interface VoteReport {
  /** 1, 2, 3 … in the order of opening. */
  readonly number: number;
  readonly voting: string;
  readonly item: { readonly id: string; readonly number: number; readonly title: Wording } | null;
  readonly kind: Voting['kind'];
  readonly method: Voting['method'];
  /** What was put: the text with version and hash, or the office. */
  readonly motion: Voting['motion'];
  readonly office: Voting['office'];
  readonly runoffOf: string | null;
  readonly rule: (Threshold & { readonly key: string }) | null;
  readonly tie: TieRule;
  readonly quorum: QuorumFinding;
  readonly statutory: number;
  readonly filled: number;
  readonly entitled: number;
  readonly register: readonly (RegisterLine & { readonly label: Wording; readonly delegation: string })[];
  readonly choices: readonly (Choice & { readonly count: number | null })[];
  readonly openedAt: string;
  readonly openedSeq: number | null;
  /** null: still open; then nothing of the count is here. */
  readonly closedAt: string | null;
  readonly closedSeq: number | null;
  readonly result: (Omit<Result, 'counts'> & { readonly outcome: Outcome }) | null;
}

export function votesReport(state: State, entries: Iterable<Entry>): readonly VoteReport[] {
  const seqs = new Map<string, number>();
  for (const { seq, type, data } of entries) {
    if (type === 'voting.opened') seqs.set(`opened ${String(data.id)}`, seq);
    if (type === 'voting.closed') seqs.set(`closed ${String(data.voting)}`, seq);
  }
  const seqOf = (what: string, voting: string) => seqs.get(`${what} ${voting}`) ?? null;
  const votings = Object.values(state.votings).sort(
    (one, other) => (seqOf('opened', one.id) ?? 0) - (seqOf('opened', other.id) ?? 0),
  );
  const seats = new Map(state.prepared?.seats.map(seat => [seat.id, seat]));
  return votings.map((voting, index) => {
    const result = voting.result;
    return {
      number: index + 1,
      voting: voting.id,
      item: itemOf(state, voting.item),
      kind: voting.kind,
      method: voting.method,
      motion: voting.motion,
      office: voting.office,
      runoffOf: voting.runoffOf,
      rule: voting.threshold,
      tie: voting.tie,
      quorum: voting.quorum,
      statutory: voting.statutory,
      filled: voting.filled,
      entitled: voting.register.filter(line => line.entitled).length,
      register: voting.register.map(line => {
        const seat = seats.get(line.seat);
        return { ...line, label: seat?.label ?? {}, delegation: seat?.delegation ?? '' };
      }),
      choices: voting.choices.map(choice => ({ ...choice, count: result ? (result.counts[choice.id] ?? 0) : null })),
      openedAt: voting.openedAt,
      openedSeq: seqOf('opened', voting.id),
      closedAt: voting.closedAt,
      closedSeq: seqOf('closed', voting.id),
      result: result && publicResult(voting, result),
    };
  });
}

/** Even where a journal held ballots of a secret vote, no report shows them (REC-06). */
function publicResult(voting: Voting, { counts: _, ...result }: Result): NonNullable<VoteReport['result']> {
  return voting.method === 'secret' ? { ...result, ballots: null } : result;
}

export function itemOf(state: State, item: string | null): VoteReport['item'] {
  const index = state.agenda.items.findIndex(one => one.id === item);
  const found = state.agenda.items[index];
  return found ? { id: found.id, number: index + 1, title: found.title } : null;
}

export const choiceCell = (choice: Choice | undefined, id: string, reader: Reader): Cell =>
  choice?.label ? say(choice.label, reader.language) : word(`exports.choice.${id}`);
const word = (phrase: string, params?: Word['params']): Word => (params ? { phrase, params } : { phrase });

/** The rule in words, as minutes state it: "more than 1/2 of those present". */
function ruleCell({ rule }: VoteReport): Cell {
  if (!rule) return word('exports.rule.plurality');
  return word(`exports.rule.${rule.cmp}.${rule.base}`, { num: rule.num, den: rule.den });
}

/** Two tables: one line a vote, and one line a seat and vote. */
export function votesTables(report: readonly VoteReport[], reader: Reader): readonly [Table, Table] {
  const summary: Table = {
    name: 'summary',
    title: 'exports.votes.title',
    columns: [
      number('number', 'exports.col.number', 6),
      text('item', 'exports.col.item', 40),
      text('subject', 'exports.col.subject', 60),
      number('version', 'exports.col.version', 10),
      text('hash', 'exports.col.text_hash', 66),
      text('method', 'exports.col.method', 14),
      text('rule', 'exports.col.rule', 40),
      number('base', 'exports.col.base', 10),
      number('need', 'exports.col.need', 12),
      number('entitled', 'exports.col.entitled', 14),
      number('yes', 'exports.col.yes', 10),
      number('no', 'exports.col.no', 10),
      number('abstain', 'exports.col.abstain', 14),
      text('counts', 'exports.col.counts', 44),
      number('invalid', 'exports.col.invalid', 16),
      number('not_voting', 'exports.col.not_voting', 16),
      text('outcome', 'exports.col.outcome', 24),
      text('decided_by', 'exports.col.decided_by', 28),
      text('winners', 'exports.col.winners', 40),
      ...time('opened', 'exports.col.opened'),
      ...time('closed', 'exports.col.closed'),
      text('voting', 'exports.col.voting_id', 12),
    ],
    rows: report.map(vote => {
      const count = (id: string) => vote.choices.find(choice => choice.id === id)?.count ?? null;
      const label = (id: string) => {
        const choice = vote.choices.find(one => one.id === id);
        return choice?.label ? say(choice.label, reader.language) : id;
      };
      return [
        vote.number,
        vote.item ? `${vote.item.number}. ${say(vote.item.title, reader.language)}` : null,
        say(vote.motion?.text ?? vote.office?.title ?? {}, reader.language),
        vote.motion?.version ?? null,
        vote.motion?.hash ?? null,
        word(`exports.method.${vote.method}`),
        ruleCell(vote),
        vote.result?.base ?? null,
        vote.result?.need ?? null,
        vote.entitled,
        count('yes'),
        count('no'),
        count('abstain'),
        vote.kind === 'election' && vote.result
          ? vote.choices
              .filter(choice => choice.label)
              .map(choice => `${label(choice.id)}: ${choice.count}`)
              .concat(
                vote.choices
                  .filter(choice => choice.id === 'against_all')
                  .map(one => `${word('exports.choice.against_all')}: ${one.count}`),
              )
              .join('; ')
          : null,
        vote.result?.invalid ?? null,
        vote.result?.notVoting ?? null,
        word(`exports.outcome.${vote.result?.outcome ?? 'open'}`),
        vote.result && word(`exports.decided_by.${vote.result.decidedBy}`),
        vote.result?.winners.map(label).join('; ') || null,
        ...times(vote.openedAt, reader),
        ...times(vote.closedAt, reader),
        vote.voting,
      ];
    }),
  };
  const register: Table = {
    name: 'register',
    title: 'exports.register.title',
    columns: [
      number('number', 'exports.col.vote', 12),
      text('seat_label', 'exports.col.seat', 44),
      text('delegation', 'exports.col.delegation', 14),
      text('entitled', 'exports.col.entitled_seat', 20),
      text('voted', 'exports.col.voted', 16),
      text('choice', 'exports.col.choice', 30),
      text('channel', 'exports.col.channel', 22),
      text('seat', 'exports.col.seat_id', 18),
      text('voting', 'exports.col.voting_id', 12),
    ],
    rows: report.flatMap(vote => {
      const ballots = new Map(vote.result?.ballots?.map(one => [one.seat, one]));
      const choices = new Map(vote.choices.map(one => [one.id, one]));
      const votedSeats = new Set(vote.result?.voted);
      return vote.register.map(line => {
        const ballot = ballots.get(line.seat);
        const voted = votedSeats.has(line.seat);
        return [
          vote.number,
          say(line.label, reader.language),
          line.delegation,
          word(line.entitled ? 'exports.entitled.yes' : `exports.entitled.${line.why}`),
          vote.result && line.entitled ? word(voted ? 'exports.voted.yes' : 'exports.voted.no') : null,
          ballot
            ? choiceCell(choices.get(ballot.choice), ballot.choice, reader)
            : voted
              ? word('exports.choice.secret')
              : null,
          ballot ? word(`exports.channel.${ballot.channel}`) : null,
          line.seat,
          vote.voting,
        ];
      });
    }),
  };
  return [summary, register];
}
