/**
 * REC-24: a second verifier in Python, written from RECORD.md alone by somebody who had not seen our code, agrees with ours: on every golden record, on
 * random ones, and on what somebody altered. Where the two differ the page is mended.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Entry, JsonObject } from '@kengesh/journal';
import { randomRecord } from '../../domain/src/random-record.suite.js';
import { heldWithDevices } from './held-with-devices.suite.js';
import { type RecordVerdict, type SessionRecord, verifyRecord } from './index.js';
import { recordOf, restamped } from './record-of.suite.js';
import { heldForForgers } from './verify/forged-session.suite.js';

const root = path.join(__dirname, '../../..');
const program = path.join(root, 'test/second-verifier/verify.py');
const vectors = path.join(root, 'libs/records/record.vectors.json');
const hasPython = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))']).status === 0;
if (!hasPython) process.stderr.write('SKIPPED: the second verifier needs python3, 3.8 or newer\n');

/** `RECORDS=3000 FROM=1` takes more of them. */
const COUNT = Number(process.env.RECORDS ?? 24);
const FROM = Number(process.env.FROM ?? 1);
/** One run of the program holds so many. */
const AT_ONCE = 100;

interface Told {
  readonly ok: boolean;
  readonly faults: readonly { readonly seq: number | null; readonly code: string; readonly detail: string }[];
  readonly head: string | null;
  readonly counted: { readonly [what: string]: number };
  readonly notChecked: readonly string[];
}

const folder = mkdtempSync(path.join(tmpdir(), 'kengesh-records-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the second verifier says of each. */
function second(records: { readonly [name: string]: SessionRecord | string }): { readonly [name: string]: Told } {
  const place = mkdtempSync(path.join(folder, 'some-'));
  const names = Object.keys(records);
  const files = names.map((name, index) => {
    const file = path.join(place, `${index}.json`);
    const record = records[name]!;
    writeFileSync(file, typeof record === 'string' ? record : JSON.stringify(record));
    return file;
  });
  const run = spawnSync('python3', ['-B', program, '--json', ...files], { encoding: 'utf8', maxBuffer: 1 << 28 });
  rmSync(place, { recursive: true });
  if (run.stderr) throw new Error(run.stderr);
  const lines = run.stdout.trim().split('\n');
  return Object.fromEntries(names.map((name, index) => [name, JSON.parse(lines[index]!) as Told]));
}

function first(record: SessionRecord): RecordVerdict {
  const verdict = verifyRecord(record);
  if ('malformed' in verdict) throw new Error(`no record: ${verdict.path}`);
  return verdict;
}

const goldenFiles = readdirSync(path.join(root, 'test/golden')).filter(name => !name.includes('.folded.'));
const golden = (name: string) =>
  recordOf(JSON.parse(readFileSync(path.join(root, 'test/golden', name), 'utf8')) as readonly Entry[]);

/** Both say the same of what nobody has touched: no fault, the head, how many votes were counted again. */
function agree(name: string, record: SessionRecord, told: Told): void {
  const { faults, head, votes } = first(record);
  expect({ name, faults }).toEqual({ name, faults: [] });
  expect({ name, faults: told.faults }).toEqual({ name, faults: [] });
  expect({ name, ...told }).toMatchObject({ name, ok: true, head, counted: votes });
}

const byType = (entries: readonly Entry[], type: string, fits: (data: JsonObject) => boolean = () => true) =>
  entries.findIndex(entry => entry.type === type && fits(entry.data));

function changed(record: SessionRecord, at: number, change: (entry: Entry) => Entry): readonly Entry[] {
  if (at < 0) throw new Error('there is no such entry to change');
  return record.entries.map((entry, index) => (index === at ? change(entry) : entry));
}
/** As a forger leaves it who has the whole file: every hash written anew. */
const forged = (record: SessionRecord, entries: readonly Entry[]) => {
  const anew = restamped(entries);
  return { ...record, entries: anew, head: { seq: anew.length, hash: anew.at(-1)!.hash } };
};

type Result = JsonObject & {
  readonly counts: { readonly [choice: string]: number };
  readonly voted: readonly string[];
  readonly listHash: string | null;
  readonly present: number;
};

/** Every kind of change that a record is to be proof against. */
function tampered(record: SessionRecord): { readonly [kind: string]: SessionRecord } {
  const { entries } = record;
  const secret = new Set(
    entries.flatMap(({ type, data }) =>
      type === 'voting.opened' && data.method === 'secret' ? [String(data.id)] : [],
    ),
  );
  const isSecret = (data: JsonObject) => secret.has(String(data.voting));
  const cast = byType(entries, 'voting.cast');
  const namedClose = byType(entries, 'voting.closed', data => !isSecret(data));
  const secretClose = byType(entries, 'voting.closed', isSecret);
  const withResult = (how: (result: Result) => object) => (entry: Entry) => ({
    ...entry,
    data: { ...entry.data, result: { ...(entry.data.result as Result), ...how(entry.data.result as Result) } },
  });
  const oneMore = withResult(({ counts }) => {
    const [choice] = Object.keys(counts);
    return { counts: { ...counts, [choice!]: counts[choice!]! + 1 } };
  });
  const other = (choice: unknown) => (choice === 'yes' ? 'no' : 'yes');
  const opened = byType(entries, 'voting.opened');
  const swapped = [...entries.slice(0, cast - 1), entries[cast]!, entries[cast - 1]!, ...entries.slice(cast + 1)];
  return {
    'an entry changed': {
      ...record,
      entries: changed(record, cast, one => ({ ...one, data: { ...one.data, choice: other(one.data.choice) } })),
    },
    'an entry removed': { ...record, entries: entries.filter((_, index) => index !== cast) },
    'the end removed': { ...record, entries: entries.slice(0, -1) },
    'two entries in the other order': { ...record, entries: swapped },
    'a hash changed': { ...record, entries: changed(record, cast, one => ({ ...one, hash: `0${one.hash.slice(1)}` })) },
    'a ballot changed, hashed anew': forged(
      record,
      changed(record, cast, one => ({ ...one, data: { ...one.data, choice: other(one.data.choice) } })),
    ),
    'a ballot removed, hashed anew': forged(
      record,
      entries.filter((_, index) => index !== cast),
    ),
    'a count changed, hashed anew': forged(record, changed(record, namedClose, oneMore)),
    'a sum of a secret vote changed, hashed anew': forged(record, changed(record, secretClose, oneMore)),
    'an outcome changed, hashed anew': forged(
      record,
      changed(
        record,
        namedClose,
        withResult(({ outcome }) => ({ outcome: outcome === 'adopted' ? 'rejected' : 'adopted' })),
      ),
    ),
    'who voted in secret changed, hashed anew': forged(
      record,
      changed(
        record,
        secretClose,
        withResult(({ voted }) => ({ voted: [...voted].reverse() })),
      ),
    ),
    'the hash of the list changed, hashed anew': forged(
      record,
      changed(
        record,
        secretClose,
        withResult(() => ({ listHash: 'ab'.repeat(32) })),
      ),
    ),
    'the register changed, hashed anew': forged(
      record,
      changed(record, opened, one => ({ ...one, data: { ...one.data, statutory: Number(one.data.statutory) + 1 } })),
    ),
    'a close put before the ballots, hashed anew': forged(record, [
      ...entries.slice(0, cast),
      { ...entries[namedClose]!, at: entries[cast]!.at },
      ...entries.slice(cast, namedClose),
      ...entries.slice(namedClose + 1),
    ]),
    'another session named': { ...record, session: { ...record.session, number: record.session.number + 1 } },
    'another head named': { ...record, head: { ...record.head, hash: 'ab'.repeat(32) } },
  };
}

(hasPython ? describe : describe.skip)('REC-24: a second verifier, by RECORD.md alone', () => {
  test('makes the worked examples', () => {
    const run = spawnSync('python3', ['-B', program, '--vectors', vectors], { encoding: 'utf8' });
    expect({ status: run.status, said: run.stdout + run.stderr }).toEqual({
      status: 0,
      said: expect.stringMatching(/^[1-9]\d* worked examples, 0 faults\n$/),
    });
  });

  test('agrees on every golden record', () => {
    const records = Object.fromEntries(goldenFiles.map(name => [name, golden(name)]));
    expect(goldenFiles.length).toBeGreaterThan(2);
    for (const [name, told] of Object.entries(second(records))) agree(name, records[name]!, told);
  });

  test(
    `agrees on ${COUNT} random records and on one with devices`,
    async () => {
      const sums: { [what: string]: number } = {};
      const hold = (records: { readonly [name: string]: SessionRecord }) => {
        for (const [name, told] of Object.entries(second(records))) {
          agree(name, records[name]!, told);
          for (const [what, number] of Object.entries(told.counted)) sums[what] = (sums[what] ?? 0) + number;
        }
      };
      hold({ devices: recordOf(await heldWithDevices()), forgers: recordOf(await heldForForgers()) });
      for (let from = FROM; from < FROM + COUNT; from += AT_ONCE) {
        const records: { [name: string]: SessionRecord } = {};
        for (let seed = from; seed < Math.min(from + AT_ONCE, FROM + COUNT); seed++)
          records[`seed ${seed}`] = recordOf((await randomRecord(seed)).entries);
        hold(records);
      }
      process.stdout.write(`second verifier, ${COUNT + 2} records: ${JSON.stringify(sums)}\n`);
      expect(Math.min(sums.named!, sums.secret!, sums.voided!)).toBeGreaterThan(0);
    },
    Math.max(60_000, COUNT * 2000),
  );

  test.each([['golden', golden(goldenFiles.at(-1)!)]] as const)(
    'both refuse every change to a %s record',
    (_, record) => {
      const altered = tampered(record);
      const told = second(altered);
      for (const [kind, forgery] of Object.entries(altered)) {
        expect({ kind, refused: first(forgery).faults.length > 0 }).toEqual({ kind, refused: true });
        expect({ kind, ...told[kind] }).toMatchObject({
          kind,
          ok: false,
          faults: [expect.anything(), ...told[kind]!.faults.slice(1)],
        });
      }
    },
  );

  test('refuses what names a member twice, or is no record', () => {
    const text = JSON.stringify(golden(goldenFiles[0]!));
    const told = second({
      twice: text.replace('"format":', '"format":"kengesh-record/1","format":'),
      other: text.replace('kengesh-record/1', 'kengesh-record/9'),
      cut: text.slice(0, -20),
    });
    expect(Object.values(told).map(({ ok, faults }) => [ok, faults[0]?.code])).toEqual([
      [false, 'unreadable'],
      [false, 'format'],
      [false, 'unreadable'],
    ]);
  });
});
