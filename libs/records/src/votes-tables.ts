/**
 * The votes as tables, one line a vote and one line a seat and vote. Columns for what is rare stand at the end, and only
 * where something is in them: a session that had none of it reads as it always did.
 */
import { goneAtClose, localizedText, ONE_VOTE, type Voting } from '@kengesh/domain';
import { outcomeSentence, phrase, ruleSentence, wayName, wayRule, weightText } from '@kengesh/phrases';
import { type People, UNNAMED } from './people.js';
import { defineReport } from './report.js';
import { representationReport, representationTable } from './representation.js';
import {
  type Cell,
  id,
  number,
  type Reader,
  type Row,
  rowByRow,
  sparse,
  type Table,
  text,
  time,
  times,
} from './table.js';
import { type VoteReport, votesReport } from './votes.js';
import { registerRows, word } from './voting-register.js';

/** The rule in words, as it was read aloud: "more than half of those present"; of a compound one, all of it (REC-02). */
function ruleCell(vote: VoteReport, reader: Reader): Cell {
  const { rule } = vote;
  const byWay = wayRule(reader.language, vote);
  if (byWay !== null) return byWay;
  if (!rule) {
    const method = `exports.rule.${vote.election?.method ?? 'plurality'}` as const;
    if (!vote.countsBy || !vote.weighs()) return word(method);
    return phrase(reader.language, 'exports.rule.counted', {
      rule: phrase(reader.language, method),
      by: vote.countsBy,
    });
  }
  return ruleSentence(reader.language, rule);
}

/** The vote as far as a sentence of its outcome needs it. */
const votingOf = (vote: VoteReport): Voting => ({
  ...vote,
  id: vote.voting,
  item: vote.item?.id ?? null,
  threshold: vote.rule,
  presiding: vote.presiding ?? null,
  closesAt: null,
  choices: vote.choices,
  ...(vote.acknowledgedBy === undefined ? {} : { acknowledged: Array<string>(vote.acknowledgedBy).fill('') }),
  result: vote.result && {
    ...vote.result,
    counts: Object.fromEntries(vote.choices.map(choice => [choice.id, choice.count ?? 0])),
  },
});

/** What the plain columns of rule, base and need do not hold is told as it was read aloud. */
const needsSentence = (vote: VoteReport) =>
  Boolean(
    vote.result?.parts ||
      vote.way ||
      vote.election ||
      vote.result?.casting ||
      vote.result?.awaits ||
      vote.voided ||
      vote.result?.outcome === 'void' ||
      goneAtClose(vote) ||
      (vote.countsBy && vote.weighs()),
  );

const weighed = (vote: VoteReport, choice: string) => {
  const votes = vote.result?.weights?.counts[choice];
  return votes === undefined ? null : votes / ONE_VOTE;
};

/**
 * One line a vote, and one line a seat and vote; where states were counted, one line a state too. The sparse columns are
 * all there: whether nothing stands in one only the last row tells.
 */
export function votesTables(
  report: readonly VoteReport[],
  reader: Reader,
  people: People = UNNAMED,
): readonly [Table, Table, ...Table[]] {
  const summary: Table = {
    name: 'summary',
    title: 'exports.votes.title',
    columns: [
      number('number', 'exports.col.number', 6),
      text('item', 'exports.col.item', 40),
      text('subject', 'exports.col.subject', 60),
      number('version', 'exports.col.version', 10),
      id('hash', 'exports.col.text_hash', 66),
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
      id('voting', 'exports.col.voting_id', 12),
      sparse(text('way', 'exports.col.way', 24)),
      sparse(text('mark', 'exports.col.mark', 30)),
      sparse(id('again', 'exports.col.again', 14)),
      sparse(text('sentence', 'exports.col.sentence', 80)),
      sparse(number('yes_weight', 'exports.col.yes_weight', 14)),
      sparse(number('no_weight', 'exports.col.no_weight', 14)),
      sparse(number('abstain_weight', 'exports.col.abstain_weight', 18)),
      sparse(number('present_weight', 'exports.col.present_weight', 20)),
      sparse(number('in_hall', 'exports.col.in_hall', 14)),
      sparse(text('winners_names', 'exports.col.winners_names', 40)),
      sparse(text('counts_weight', 'exports.col.counts_weight', 44)),
      sparse(number('agree', 'exports.col.agree', 14)),
      sparse(number('not_interested', 'exports.col.not_interested', 16)),
      sparse(number('reserve', 'exports.col.reserve', 16)),
      sparse(number('objections', 'exports.col.objections', 14)),
      sparse(number('acknowledged', 'exports.col.acknowledged', 16)),
      sparse(number('asked', 'exports.col.asked', 14)),
      sparse(number('again_number', 'exports.col.again_number', 12)),
      sparse(text('voided_by', 'exports.col.voided_by', 44)),
      sparse(number('papers_issued', 'exports.col.papers_issued', 14)),
      sparse(number('papers_counted', 'exports.col.papers_counted', 14)),
      sparse(number('present_at_close', 'exports.col.present_at_close', 16)),
      sparse(number('quorum_at_close', 'exports.col.quorum_at_close', 16)),
      sparse(text('one_hand', 'exports.col.one_hand', 40)),
    ],
    rows: rowByRow(function* () {
      const numbers = new Map(report.map(vote => [vote.voting, vote.number]));
      for (const vote of report) yield summaryRow(vote, numbers, reader, people);
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
      id('seat', 'exports.col.seat_id', 18),
      id('voting', 'exports.col.voting_id', 12),
      sparse(text('voted_by', 'exports.col.voted_by', 44)),
      sparse(number('weight', 'exports.col.weight', 12)),
      sparse(text('name', 'exports.col.name', 32)),
      sparse(text('voted_by_name', 'exports.col.voted_by_name', 32)),
      ...time('left', 'exports.col.left_before').map(sparse),
      ...time('cast', 'exports.col.cast_after').map(sparse),
    ],
    rows: rowByRow(function* () {
      for (const vote of report) yield* registerRows(vote, reader, people);
    }),
    sparseRows: rowByRow(function* () {
      for (const vote of report) {
        const weight = vote.weighs() ? ONE_VOTE : null;
        const name = people.seated ? '' : null;
        const [own, byAnother] = [
          [null, weight, name, null, null, null, null, null],
          ['', weight, name, name, null, null, null, null],
        ];
        for (const { votedBy, after } of vote.told()) {
          const row = votedBy ? byAnother : own;
          yield after ? [...row.slice(0, 4), '', '', '', ''] : row;
        }
      }
    }),
  };
  const counted = report.some(vote => vote.result?.states?.length);
  return counted ? [summary, register, statesTable(report)] : [summary, register];
}

function summaryRow(vote: VoteReport, numbers: ReadonlyMap<string, number>, reader: Reader, people: People): Row {
  const count = (id: string) => vote.choices.find(choice => choice.id === id)?.count ?? null;
  const gone = goneAtClose(vote)?.finding;
  const label = (id: string) => {
    const choice = vote.choices.find(one => one.id === id);
    return choice?.label ? localizedText(choice.label, reader.language) : id;
  };
  const candidates = (votes: (choice: (typeof vote.choices)[number]) => string) =>
    [...vote.choices.filter(choice => choice.label), ...vote.choices.filter(choice => choice.id === 'against_all')]
      .map(one => `${one.label ? label(one.id) : phrase(reader.language, 'exports.choice.against_all')}: ${votes(one)}`)
      .join('; ');
  return [
    vote.number,
    vote.item ? `${vote.item.number}. ${localizedText(vote.item.title, reader.language)}` : null,
    localizedText(vote.motion?.text ?? vote.office?.title ?? {}, reader.language),
    vote.motion?.version ?? null,
    vote.motion?.hash ?? null,
    word(`exports.method.${vote.method}`),
    ruleCell(vote, reader),
    vote.result?.base ?? null,
    vote.result?.need ?? null,
    vote.entitled,
    count('yes'),
    count('no'),
    count('abstain'),
    vote.kind === 'election' && vote.result ? candidates(({ count: votes }) => String(votes)) : null,
    vote.result?.invalid ?? null,
    vote.result?.notVoting ?? null,
    word(`exports.outcome.${vote.voided ? 'voided' : (vote.result?.outcome ?? 'open')}`),
    vote.result && word(`exports.decided_by.${decidedBy(vote, vote.result)}`),
    vote.result?.winners.map(label).join('; ') || null,
    ...times(vote.openedAt, reader),
    ...times(vote.closedAt, reader),
    vote.voting,
    wayName(reader.language, vote),
    vote.test ? word('exports.mark.test') : vote.voided ? word(`exports.mark.voided.${vote.voided.reason}`) : null,
    vote.repeats ?? vote.revoteOf ?? null,
    needsSentence(vote) ? outcomeSentence(reader.language, votingOf(vote)) : null,
    weighed(vote, 'yes'),
    weighed(vote, 'no'),
    weighed(vote, 'abstain'),
    vote.result?.weights ? vote.result.weights.present / ONE_VOTE : null,
    vote.result?.hall ? Object.values(vote.result.hall).reduce((sum, one) => sum + one, 0) : null,
    people.ofSeats(vote.result?.winners.map(id => vote.choices.find(one => one.id === id)?.seat ?? null) ?? [], reader),
    vote.kind === 'election' && vote.result?.weights
      ? candidates(({ id }) => weightText(reader.language, vote.result?.weights?.counts[id] ?? 0))
      : null,
    ...POSITIONS.map(position => (vote.way === 'consensus' ? count(position) : null)),
    vote.way === 'consensus' || vote.way === 'no_objection' || vote.way === 'silence' ? count('object') : null,
    vote.way === 'silence' ? (vote.acknowledgedBy ?? null) : null,
    vote.result?.asked ?? vote.quorum.asked ?? null,
    numbers.get(vote.repeats ?? vote.revoteOf ?? '') ?? null,
    vote.voided ? people.said(vote.voided.by, reader) : null,
    vote.result?.paper?.issued ?? null,
    vote.result?.paper?.counted ?? null,
    // Only where a quorum was gone (PROC-40).
    gone?.present ?? null,
    gone?.need ?? null,
    vote.oneHand ? word('exports.mark.one_hand') : null,
  ];
}

const POSITIONS = ['agree', 'not_interested', 'reserve'] as const;

/** What decided, in the words of the method: a quota is no plurality, nor is a majority of the ballots. */
function decidedBy({ election, runoffOf }: VoteReport, result: NonNullable<VoteReport['result']>): string {
  if (result.decidedBy !== 'plurality' || !election) return result.decidedBy;
  if (result.outcome !== 'elected') return 'none';
  if (election.method === 'stv') return 'quota';
  return election.method === 'absolute_majority' && runoffOf === null ? 'ballots' : 'plurality';
}

/** Of a double majority: where each state stood. Votes of its members are in heads, or in votes by weight. */
function statesTable(report: readonly VoteReport[]): Table {
  return {
    name: 'states',
    title: 'exports.states.title',
    columns: [
      number('number', 'exports.col.vote', 12),
      text('state', 'exports.col.state', 14),
      text('position', 'exports.col.position', 16),
      number('present', 'exports.col.state_present', 14),
      number('yes', 'exports.col.yes', 10),
      number('no', 'exports.col.no', 10),
      number('abstain', 'exports.col.abstain', 14),
      id('voting', 'exports.col.voting_id', 12),
    ],
    rows: report.flatMap(vote => {
      const unit = vote.rule?.by === 'weight' && vote.result?.weights ? ONE_VOTE : 1;
      return (vote.result?.states ?? []).map(state => [
        vote.number,
        state.delegation,
        word(`exports.position.${state.position}`),
        state.present,
        state.yes / unit,
        state.no / unit,
        state.abstain / unit,
        vote.voting,
      ]);
    }),
  };
}

export const votes = defineReport({
  formats: ['csv', 'xlsx', 'json'],
  concerning: '^voting\\.(opened|closed|assistConfirmed|paperCounted)$',
  tablesFromState: true,
  tableNames: state => [
    'summary',
    'register',
    ...(Object.values(state.votings).some(one => one.result?.states?.length) ? ['states'] : []),
    ...(representationReport(state).length > 0 ? ['representation'] : []),
  ],
  fold: ({ state, entries }) => votesReport(state, entries),
  tables: (report, reader, people, state) => {
    const stoodFor = representationTable(representationReport(state), reader, people);
    return [...votesTables(report, reader, people), ...(stoodFor ? [stoodFor] : [])];
  },
});
