import { beforeAll, describe, expect, test } from '@jest/globals';
import { councilSession, type State, textHash } from '@kengesh/domain';
import { createMemoryStore, type Entry, entryHash, fold, GENESIS, type JsonObject } from '@kengesh/journal';
import { HOSTILE, holdSession, openSession, openVote } from './held-session.suite.js';
import {
  attendanceReport,
  attendanceTables,
  decisionsReport,
  decisionsTables,
  duration,
  headOf,
  recordHeader,
  recordSession,
  type SessionRecord,
  verifyRecord,
  votesReport,
  votesTables,
} from './index.js';

const store = () => createMemoryStore({ random: () => 0.5 });
const reader = { language: 'ru', local: (instant: string) => instant.slice(0, 16).replace('T', ' ') };
const now = '2026-03-10T12:00:00.000Z';

let entries: readonly Entry[];
let state: State;
beforeAll(async () => {
  entries = (await holdSession(store(), 'session-1')).entries;
  state = fold(councilSession, entries);
});

function recordOf(of: readonly Entry[] = entries): SessionRecord {
  const provenance = { zone: 'Asia/Bishkek', exportedAt: now, software: 'kengesh 0', head: headOf(of) };
  const header = recordHeader(recordSession(state.prepared!), provenance);
  return JSON.parse(JSON.stringify({ ...header, entries: of })) as SessionRecord;
}

/** Writes the chain anew over entries somebody has changed, as a forger with the whole file could. */
function restamped(of: readonly Entry[]): Entry[] {
  let prev = '0'.repeat(64);
  return of.map((entry, index) => {
    const body = { ...entry, seq: index + 1, prev };
    prev = entryHash(prev, body);
    return { ...body, hash: prev };
  });
}
const faultsOf = (of: readonly Entry[]) => {
  const verdict = verifyRecord(recordOf(of));
  return 'malformed' in verdict ? [] : verdict.faults;
};
const change = (type: string, how: (data: JsonObject) => object, nth = 0): Entry[] => {
  const target = entries.filter(entry => entry.type === type)[nth]!;
  return entries.map(entry => (entry === target ? { ...entry, data: how(entry.data) as JsonObject } : entry));
};

describe('Attendance', () => {
  const line = (participant: string) =>
    attendanceReport(state, entries, now).lines.find(one => one.participant === participant)!;

  test('REC-01: the attendance total is the seats with a stay while the session lasted', () => {
    const report = attendanceReport(state, entries, now);
    expect(report.seatsPresent).toBe(7);
    expect(report.lines.filter(one => one.seat !== null && one.intervals.length > 0)).toHaveLength(7);
    expect(report).toMatchObject({
      statutory: 9,
      filled: 8,
      quorumAtOpening: { present: 7, base: 8, need: 5, met: true },
    });
  });

  test('PROC-12: a line that came back does not shorten a stay, one that did not ends it at the loss', () => {
    const back = line('p4');
    expect(back.lost).toEqual([{ seq: expect.any(Number), at: expect.any(String), until: expect.any(String) }]);
    expect(back.presentSeconds).toBe(
      (Date.parse(state.session.closedAt!) - Date.parse(state.session.openedAt!)) / 1000,
    );
    const gone = line('p6');
    expect(gone.lost).toEqual([expect.objectContaining({ until: null })]);
    expect(gone.lastAt).toBe(gone.lost[0]!.at);
    expect(gone.presentSeconds).toBe((Date.parse(gone.lastAt!) - Date.parse(state.session.openedAt!)) / 1000);
  });

  test('a correction is shown with what stood before and after it', () => {
    const corrected = line('p3');
    const [correction] = corrected.corrections;
    expect(correction).toMatchObject({ by: 'sec', reason: 'late_notice' });
    expect(correction!.before[0]!.to).toBe(state.session.closedAt);
    expect(correction!.after).toEqual(corrected.intervals);
    expect(corrected.presentSeconds).toBeLessThan(line('p1').presentSeconds);
  });

  test('stays are counted from opening to closing, and a stay that still runs up to now', async () => {
    const held = await openSession(store(), 'session-2');
    const open = await held.read();
    const report = attendanceReport(fold(councilSession, open), open, '2026-03-10T08:10:00.000Z');
    const first = report.lines.find(one => one.participant === 'p1')!;
    expect(first.firstAt! < report.openedAt!).toBe(true);
    expect(first.presentSeconds).toBe((Date.parse('2026-03-10T08:10:00.000Z') - Date.parse(report.openedAt!)) / 1000);
    expect(first.lastAt).toBeNull();
  });

  test('tables have a cell for every column, and name both sides of the correction', () => {
    const [sheet, ledger] = attendanceTables(attendanceReport(state, entries, now), reader);
    for (const table of [sheet, ledger]) for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    expect([...sheet.rows].map(row => row[1]).slice(0, 8)).toEqual(HOSTILE.slice(0, 8));
    const what = ledger.columns.findIndex(column => column.name === 'what');
    const shown = [...ledger.rows].map(row => (row[what] as { phrase: string }).phrase);
    expect(shown).toEqual(expect.arrayContaining(['exports.what.before', 'exports.what.after', 'exports.what.lost']));
  });

  test('durations are hours, minutes, seconds', () => {
    expect([0, 59.9, 61, 36061, -5].map(duration)).toEqual(['0:00:00', '0:00:59', '0:01:01', '10:01:01', '0:00:00']);
  });
});

describe('Votes', () => {
  test('REC-01, REC-02: each vote with its own rule, base, need and counts, and the sum holds', () => {
    const report = votesReport(state, entries);
    expect(report.map(one => [one.kind, one.method, one.result?.outcome])).toEqual([
      ['motion', 'named', 'adopted'],
      ['motion', 'secret', 'rejected'],
      ['election', 'named', 'elected'],
    ]);
    expect(report[0]).toMatchObject({
      rule: { key: 'simple', num: 1, den: 2, cmp: 'gt', base: 'cast' },
      result: { base: 5, need: 3, notVoting: 1 },
      entitled: 7,
    });
    for (const { choices, result, entitled } of report) {
      const counted = choices.reduce((sum, one) => sum + one.count!, 0);
      expect(result!.present).toBe(entitled);
      expect(counted + result!.invalid + result!.notVoting).toBe(entitled);
    }
    expect(report[0]!.register.map(one => one.why)).toEqual([...Array<string>(7).fill('present'), 'absent', 'vacant']);
  });

  test('REC-06: a secret vote shows neither a seat with its choice nor the time of a ballot', () => {
    const secret = votesReport(state, entries)[1]!;
    expect(secret.result!.ballots).toBeNull();
    const [, register] = votesTables(votesReport(state, entries), reader);
    const rows = [...register.rows].filter(row => row[0] === 2);
    expect(rows).toHaveLength(9);
    expect(new Set(rows.map(row => JSON.stringify(row[5])))).toEqual(
      new Set(['null', '{"phrase":"exports.choice.secret"}']),
    );
    const text = JSON.stringify(recordOf());
    expect(text).not.toContain(`"voting":"${secret.voting}","seat"`);
    expect(entries.some(entry => entry.type === 'voting.cast' && entry.data.voting === secret.voting)).toBe(false);
    // Even from a journal in which such ballots stood.
    const forged = {
      ...state,
      votings: {
        ...state.votings,
        [secret.voting]: {
          ...state.votings[secret.voting]!,
          result: {
            ...state.votings[secret.voting]!.result!,
            ballots: [{ seat: 's1', choice: 'yes', channel: 'device' as const }],
          },
        },
      },
    };
    expect(JSON.stringify(votesReport(forged, entries)[1]!.result)).not.toContain('"s1","choice"');
  });

  test('CM/Rec(2017)5, 24: nothing of the count of a vote that is still open', async () => {
    const held = await openSession(store(), 'session-3');
    await held.ask('p1', { type: 'agenda.take', item: 'i1' });
    const voting = await openVote(held, { ru: 'Текст' });
    await held.ask('p2', { type: 'voting.cast', voting, seat: 's2', choice: 'no' });
    const open = await held.read();
    const report = votesReport(fold(councilSession, open), open);
    expect(report[0]).toMatchObject({ result: null, closedAt: null });
    expect(report[0]!.choices.map(one => one.count)).toEqual([null, null, null]);
    const [summary, register] = votesTables(report, reader);
    expect([...summary.rows][0]![summary.columns.findIndex(one => one.name === 'no')]).toBeNull();
    for (const row of register.rows) expect([row[4], row[5], row[6]]).toEqual([null, null, null]);
  });

  test('tables have a cell for every column', () => {
    for (const table of votesTables(votesReport(state, entries), reader))
      for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  });
});

describe('Decisions', () => {
  test('REC-03: decision, vote and hash are of one text; each line cites its entry', () => {
    const { decisions, offices, tasks } = decisionsReport(state, entries);
    expect(decisions).toHaveLength(1);
    const [decision] = decisions;
    expect(textHash(decision!.text)).toBe(decision!.hash);
    expect(decision!.hash).toBe(state.votings[decision!.voting]!.motion!.hash);
    expect(entries[decision!.seq! - 1]!.type).toBe('decision.made');
    expect(decision!.counts).toMatchObject({ yes: 4, no: 1, abstain: 1 });
    expect(entries[offices[0]!.seq! - 1]!.type).toBe('office.filled');
    expect(offices[0]).toMatchObject({ office: 'chair', seat: 's1', candidateLabel: { en: 'Kyrgyzstan' } });
    expect(entries[tasks[0]!.seq! - 1]!.type).toBe('task.set');
    for (const table of decisionsTables({ decisions, offices, tasks }, reader))
      for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  });
});

describe('A record, checked by whoever holds it', () => {
  test('J-04, J-05: with the head it was printed with it is proven, without it only agrees with itself', () => {
    const record = recordOf();
    expect(verifyRecord(record)).toMatchObject({
      faults: [],
      against: 'none',
      proven: 0,
      votes: { named: 2, secret: 1 },
    });
    expect(verifyRecord(record, record.head.hash.toUpperCase())).toMatchObject({ faults: [], against: 'given' });
    const earlier = entries[9]!.hash;
    expect(verifyRecord(record, earlier)).toMatchObject({ faults: [], against: 'partly', proven: 10 });
    // A head that no entry has proves nothing, and that is said: also what stands before entry 1, and hashes beside the chain.
    const { hash: text } = entries.find(entry => entry.type === 'motion.submitted')!.data;
    for (const strange of ['a'.repeat(64), GENESIS, String(text)])
      expect(verifyRecord(record, strange)).toMatchObject({ faults: [{ seq: entries.length, fault: 'head' }] });
  });

  test('J-04: every single altered entry is named', () => {
    for (const [index, entry] of entries.entries()) {
      const altered = entries.map((one, at) => (at === index ? { ...one, actor: `${entry.actor}x` } : one));
      expect(verifyRecord(recordOf(altered))).toMatchObject({ faults: [{ seq: index + 1, fault: 'hash' }] });
    }
    const without = entries.filter(one => one.seq !== 7);
    expect(verifyRecord(recordOf(without))).toMatchObject({ faults: [{ seq: 7, fault: 'gap' }] });
  });

  test('a file cut short agrees with itself but not with the head it names', () => {
    const cut = { ...recordOf(), entries: entries.slice(0, 20) };
    expect(verifyRecord(cut)).toMatchObject({ faults: [{ seq: 20, fault: 'head' }] });
  });

  test('REC-01: a result that does not follow from the ballots is found although every hash is right', () => {
    const more = (data: JsonObject) => {
      const result = data.result as JsonObject & { counts: Record<string, number>; notVoting: number };
      return { ...data, result: { ...result, counts: { ...result.counts, yes: 5 }, notVoting: result.notVoting - 1 } };
    };
    const seq = entries.find(entry => entry.type === 'voting.closed')!.seq;
    expect(verifyRecord(recordOf(restamped(change('voting.closed', more))))).toMatchObject({
      faults: [{ seq, fault: 'tally' }],
    });
    const sum = (data: JsonObject) => ({ ...data, result: { ...(data.result as JsonObject), notVoting: 3 } });
    const faults = faultsOf(restamped(change('voting.closed', sum)));
    expect(faults).toEqual(expect.arrayContaining([{ seq, fault: 'sum', about: expect.any(String) }]));
  });

  test('a ballot turned round is found, in the entry of the result', () => {
    const turned = restamped(change('voting.cast', data => ({ ...data, choice: 'yes' }), 2));
    const faults = faultsOf(turned);
    expect(faults.map(one => one.fault)).toEqual(expect.arrayContaining(['ballots', 'tally']));
  });

  test('the sum of a secret vote cannot be rewritten without its list hash', () => {
    const swapped = (data: JsonObject) => {
      const result = data.result as JsonObject;
      return { ...data, result: { ...result, counts: { yes: 2, no: 1, abstain: 0 }, outcome: 'adopted' } };
    };
    const faults = faultsOf(restamped(change('voting.closed', swapped, 1)));
    expect(faults.map(one => one.fault)).toContain('tally');
  });

  test('REC-03: a decision in other words than were voted is found', () => {
    const text = { ru: 'Иное' };
    const other = restamped(change('decision.made', data => ({ ...data, text, hash: textHash(text) })));
    expect(verifyRecord(recordOf(other))).toMatchObject({ faults: [{ fault: 'decision' }] });
    const unhashed = restamped(change('motion.submitted', data => ({ ...data, text })));
    const { seq } = entries.find(entry => entry.type === 'motion.submitted')!;
    expect(faultsOf(unhashed)[0]).toMatchObject({ seq, fault: 'text' });
  });

  test('an entry of an impossible shape, rightly hashed, is a fault and no crash', () => {
    const odd = restamped(change('voting.opened', data => ({ ...data, register: 7 })));
    const faults = faultsOf(odd);
    expect(faults.map(one => one.fault)).toContain('shape');
  });

  test('what is no record is told where and why', () => {
    expect(verifyRecord(null)).toEqual({ malformed: true, path: '', expected: 'object' });
    expect(verifyRecord({ format: 'kengesh-record/2' })).toMatchObject({ path: 'format' });
    expect(verifyRecord({ ...recordOf(), entries: {} })).toMatchObject({ path: 'entries', expected: 'entries' });
    expect(verifyRecord({ ...recordOf(), entries: [] })).toMatchObject({ expected: 'some_entries' });
    expect(verifyRecord({ ...recordOf(), head: 1 })).toMatchObject({ path: 'head' });
    expect(verifyRecord({ ...recordOf(), session: { id: 'other' } })).toMatchObject({
      faults: [{ seq: 1, fault: 'session' }],
    });
    const renamed = { ...recordOf().session, title: { en: 'Another title' } };
    expect(verifyRecord({ ...recordOf(), session: renamed })).toMatchObject({ faults: [{ seq: 1, fault: 'session' }] });
  });
});
