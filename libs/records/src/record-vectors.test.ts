/** REC-24: the worked examples that strangers are given are what our code makes of them. `WRITE_SCHEMAS=1` writes them anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { needed, ONE_VOTE, reaches, receiptOf } from '@kengesh/domain';
import { canonical, type Entry, entryHash, GENESIS, sha256Hex } from '@kengesh/journal';
import { countElection, drawLot, type ElectionBallot, type Method } from '../../domain/src/rules/elections/index.js';

const file = `${__dirname}/../record.vectors.json`;

const VALUES = [
  { b: 1, a: [true, false, null], ab: {} },
  { seat: 's1', text: { ru: 'Кеңеш: «за»', en: 'line\nbreak, "quotes", \\, /, tab\t, \u0001, \u007f, 𝒦' } },
];

function chain(): readonly Entry[] {
  let prev = GENESIS;
  return [
    { type: 'attendance.arrived', data: { participant: 'p1', mode: 'hall', source: 'secretary' } },
    { type: 'agenda.added', data: { id: 'i2', title: { ru: 'Разное', en: 'Any other business' }, rapporteur: null } },
  ].map(({ type, data }, index) => {
    const entry = {
      seq: index + 1,
      type,
      at: `2026-03-10T09:00:0${index}.250Z`,
      actor: 'sec',
      command: `c-0000000${index + 1}`,
      part: 0,
      data,
      prev,
    };
    const hash = entryHash(prev, entry);
    prev = hash;
    return { ...entry, hash };
  });
}

const HALF = { kind: 'fraction', num: 1, den: 2, cmp: 'gt' } as const;
const SHARES = [
  { part: 8, base: 15, rule: HALF, unit: 1 },
  { part: 8, base: 16, rule: HALF, unit: 1 },
  { part: 8, base: 15, rule: { kind: 'half_plus_one', num: 1, den: 2, cmp: 'gte' }, unit: 1 },
  { part: 10, base: 15, rule: { kind: 'fraction', num: 2, den: 3, cmp: 'gte' }, unit: 1 },
  { part: 14, base: 15, rule: { kind: 'unanimity', num: 1, den: 1, cmp: 'gte', except: 1 }, unit: 1 },
  { part: 0, base: 0, rule: { kind: 'fraction', num: 1, den: 2, cmp: 'gte' }, unit: 1 },
  { part: 4_000_000, base: 7_500_000, rule: HALF, unit: ONE_VOTE },
] as const;

interface Ballots {
  readonly election: {
    readonly method: Method;
    readonly seats: number;
    readonly onTie: 'runoff' | 'lot';
    readonly ballot: { readonly kind: 'first' | 'second' };
  };
  readonly candidates: readonly string[];
  /** As in `voting.cast`. */
  readonly ballots: readonly string[];
  readonly seed: string | null;
}
const times = (count: number, ballot: string) => Array<string>(count).fill(ballot);
const first = { kind: 'first' } as const;
const ELECTIONS: readonly Ballots[] = [
  {
    election: { method: 'stv', seats: 2, onTie: 'lot', ballot: first },
    candidates: ['c1', 'c2', 'c3', 'c4'],
    ballots: [...times(8, 'c1.c2.c3'), ...times(4, 'c2.c3'), ...times(3, 'c3.c4'), ...times(5, 'c4.c3')],
    seed: null,
  },
  {
    election: { method: 'stv', seats: 2, onTie: 'lot', ballot: first },
    candidates: ['c1', 'c2', 'c3', 'c4', 'c5'],
    ballots: [
      ...times(9, 'c1'),
      ...times(2, 'c2.c3'),
      ...times(2, 'c3.c2'),
      ...times(4, 'c4'),
      'against_all',
      'abstain',
    ],
    seed: '4-1-6',
  },
  {
    election: { method: 'block_plurality', seats: 2, onTie: 'runoff', ballot: first },
    candidates: ['c1', 'c2', 'c3'],
    ballots: ['c1.c2', 'c1.c3', 'c1', 'c2', 'c3', 'against_all', 'abstain'],
    seed: null,
  },
  {
    election: { method: 'approval', seats: 2, onTie: 'lot', ballot: first },
    candidates: ['c1', 'c2', 'c3'],
    ballots: ['c1.c2.c3', 'c1', 'c2', 'c3', 'against_all'],
    seed: '4-1-6',
  },
  {
    election: { method: 'absolute_majority', seats: 1, onTie: 'runoff', ballot: first },
    candidates: ['c1', 'c2', 'c3'],
    ballots: ['c1', 'c1', 'c2', 'c3', 'abstain'],
    seed: null,
  },
];

function countOf({ election, candidates, ballots, seed }: Ballots) {
  const { method, seats, onTie, ballot } = election;
  const read = (text: string): ElectionBallot => {
    if (text === 'against_all') return { kind: 'against_all' };
    if (text === 'abstain') return { kind: 'blank' };
    const names = text.split('.');
    return method === 'stv' ? { kind: 'ranking', ranking: names } : { kind: 'marks', marks: names };
  };
  const options = { candidates, againstAll: true, issued: ballots.length, seed, seats, onTie, ballot };
  return countElection(method, ballots.map(read), options as never);
}

function vectors() {
  const lot = { seed: '4-1-6', names: ['c1', 'c2', 'c3'] };
  const list = ['yes', 'no', 'yes', 'abstain', ':spoiled'];
  const receipt = { session: 'session-1', command: 'c-00000001' };
  return {
    canonical: VALUES.map(value => ({ value, text: canonical(value), sha256: sha256Hex(canonical(value)) })),
    chain: chain(),
    lots: [{ ...lot, drawn: drawLot(lot.seed, lot.names).drawn }],
    lists: [{ choices: list, listHash: sha256Hex(canonical([...list].sort())) }],
    receipts: [{ ...receipt, receipt: receiptOf(receipt.session, receipt.command) }],
    shares: SHARES.map(({ part, base, rule, unit }) => ({
      ...{ part, base, rule, unit },
      need: needed(base, rule, unit),
      reached: reaches(part, base, rule, unit),
    })),
    elections: ELECTIONS.map(one => ({ ...one, result: countOf(one) })),
  };
}

test('REC-24: record.vectors.json is what our own code makes', () => {
  const made = vectors();
  if (process.env.WRITE_SCHEMAS) writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(made)));
  // Each way in which an election may come out, and that a lot was drawn, stands among them.
  expect(new Set(made.elections.map(one => one.result.outcome))).toEqual(new Set(['elected', 'runoff']));
  expect(made.elections.filter(one => one.result.decidedBy === 'lot')).toHaveLength(2);
});
