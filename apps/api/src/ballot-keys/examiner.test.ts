/**
 * An examiner with the disk: the superuser, every page of every table with its dead rows, the write-ahead log, the files as a
 * copy of them would be, a dump, the log. He looks for a seat and a choice that one transaction has written.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeKeyPair } from '@kengesh/ballot-key';
import { boxOf, type State } from '@kengesh/domain';
import { canonical, sha256Hex } from '@kengesh/journal';
import { Pool } from 'pg';
import { pino } from 'pino';
import { createPostgresStore } from '../event-store/postgres-store.js';
import { type LiveKit, liveKit, until } from '../live/live-kit.suite.js';
import { createOpener } from '../sealing/sealing.js';
import { keyKit } from './key-kit.suite.js';

let kit: LiveKit;
let admin: Pool;
const logged: string[] = [];
const { secretVote, end, give, stateOf } = keyKit(() => kit);

beforeAll(async () => {
  const log = pino({ level: 'trace' }, { write: line => void logged.push(line) });
  kit = await liveKit({ LOG_LEVEL: 'trace' }, undefined, log);
  admin = new Pool({ connectionString: kit.database.adminUrl, max: 2 });
  await admin.query('create extension if not exists pageinspect');
  await admin.query('create extension if not exists pg_walinspect');
});
afterAll(async () => {
  await admin?.end();
  await kit?.close();
});

/** What one transaction has left somewhere. */
interface Trace {
  readonly where: string;
  readonly xid: string;
  readonly text: string;
}
const head = async () => String((await admin.query('select pg_current_wal_insert_lsn() as lsn')).rows[0].lsn);
const tuples = (page: string) => `select t_xmin::text as xid, encode(t_data, 'escape') as text
  from heap_page_items(${page}) where t_data is not null`;

/** Every tuple, alive or dead, of every table, from its pages in memory and from its file. */
async function pages(): Promise<Trace[]> {
  const { rows: tables } = await admin.query(
    `select c.oid::regclass::text as name, pg_relation_filepath(c.oid) as file, pg_relation_size(c.oid) / 8192 as pages
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 't') and n.nspname in ('public', 'urn', 'pg_toast')`,
  );
  await admin.query('checkpoint');
  const found: Trace[] = [];
  for (const { name, file, pages: count } of tables)
    for (let page = 0; page < Number(count); page++) {
      const read = {
        page: tuples(`get_raw_page('${name}', ${page})`),
        file: tuples(`pg_read_binary_file('${file}', ${page * 8192}, 8192)`),
      };
      for (const [kind, query] of Object.entries(read))
        for (const row of (await admin.query(query)).rows) found.push({ where: `${kind} ${name}`, ...row });
    }
  return found;
}

/** What the write-ahead log holds since then: rows as they were added, and whole pages. */
async function log(since: string): Promise<Trace[]> {
  const { rows } = await admin.query(
    `select record.xid::text as xid, encode(block.block_data, 'escape') as text
      from pg_get_wal_block_info($1, pg_current_wal_insert_lsn()) as block
      join pg_get_wal_records_info($1, pg_current_wal_insert_lsn()) as record using (start_lsn)
      where block.block_data is not null and record.resource_manager = 'Heap'`,
    [since],
  );
  const { rows: images } = await admin.query(
    `select item.t_xmin::text as xid, encode(item.t_data, 'escape') as text
      from pg_get_wal_block_info($1, pg_current_wal_insert_lsn()) as block
      join pg_class c on pg_relation_filenode(c.oid) = block.relfilenode and c.relkind in ('r', 't')
      cross join lateral heap_page_items(block.block_fpi_data) as item
      where block.block_fpi_data is not null and block.relforknumber = 0 and item.t_data is not null`,
    [since],
  );
  return [...rows, ...images].map(row => ({ where: 'log', ...row }));
}

/** As a dump shows it, in the order of the rows. */
async function dump(): Promise<Trace[]> {
  const { rows: tables } = await admin.query(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
      where schemaname in ('public', 'urn')`,
  );
  const found: Trace[] = [];
  for (const { name } of tables) {
    const { rows } = await admin.query(
      `select xmin::text as xid, kept::text as text from ${name} as kept order by ctid`,
    );
    for (const row of rows) found.push({ where: `dump ${name}`, ...row });
  }
  return found;
}

const CHOICES = ['yes', 'no', 'abstain'];
/** Choices as they lie there; of sealed ones those that the key opens, where the examiner has one. */
function choicesIn(text: string, open: (sealed: string) => string | null): string[] {
  const plain = CHOICES.filter(choice => text.includes(`"${choice}"`));
  const sealed = text.match(/[A-Za-z0-9_-]{480,520}/g) ?? [];
  return [...plain, ...sealed.flatMap(each => open(each) ?? [])];
}

/** Which seats the traces tie to a choice: one transaction has written a mark of the seat and one choice. */
function linked(traces: readonly Trace[], box: string, open: (sealed: string) => string | null = () => null) {
  const byXid = new Map<string, { seats: Set<string>; choices: Set<string> }>();
  for (const { xid, text } of traces) {
    const of = byXid.get(xid) ?? { seats: new Set(), choices: new Set() };
    byXid.set(xid, of);
    // A sealed text may hold the letters of a seat by chance.
    const legible = text.includes(box) ? text.replace(/[A-Za-z0-9_-]{100,}/g, '') : '';
    for (const [, seat] of legible.matchAll(/(?<![a-z0-9])(s[1-9])(?![0-9a-z])/g)) of.seats.add(seat!);
    for (const choice of choicesIn(text, open)) of.choices.add(choice);
  }
  const links = [...byXid.values()].flatMap(({ seats, choices }) =>
    seats.size === 1 && choices.size === 1 ? [[[...seats][0]!, [...choices][0]!] as const] : [],
  );
  return Object.fromEntries(links);
}

function withKey(privateKey: string, state: State, voting: string) {
  const opener = createOpener(privateKey, `kengesh ballot ${boxOf(state, voting)}`);
  return (sealed: string): string | null => {
    try {
      return JSON.parse(opener.open(Buffer.from(sealed, 'base64url')).toString());
    } catch {
      return null;
    }
  };
}

const BALLOTS = { 1: 'yes', 2: 'no', 3: 'abstain', 4: 'no', 5: 'yes' };
const LINKED = { s1: 'yes', s2: 'no', s3: 'abstain', s4: 'no', s5: 'yes' };

describe('an examiner with the whole disk', () => {
  test('links every ballot of the boxes that earlier builds kept, open and closed', async () => {
    const pool = new Pool({ connectionString: kit.database.url, max: 2, pipeline: true });
    const store = createPostgresStore(pool);
    const table = `urn.b_${sha256Hex(canonical(['before', 'before/v1'])).slice(0, 40)}`;
    await admin.query(`insert into urn.boxes (session_id, box) values ('before', 'before/v1')`);
    await admin.query(`create table ${table} (content json not null)`);
    await admin.query(`alter table ${table} owner to kengesh_app`);
    const since = await head();
    for (const [n, choice] of Object.entries(BALLOTS))
      await store.transact('before', tx => tx.boxPut({ box: 'before/v1', key: `s${n}`, content: choice }, `c${n}`));
    expect(linked(await pages(), 'before/v1')).toEqual(LINKED);
    expect(linked(await dump(), 'before/v1')).toEqual(LINKED);
    await store.transact('before', tx => tx.boxSeal('before/v1'));
    expect(linked(await log(since), 'before/v1')).toEqual(LINKED);
    await pool.end();
  });

  test('SEC-24: links none of an open or a closed vote without its key; with a key that was kept he links all', async () => {
    const since = await head();
    const { session, deputy, pair, voting } = await secretVote(BALLOTS);
    const state = await stateOf(session);
    const box = boxOf(state, voting);
    const key = withKey(pair.privateKey, state, voting);
    const own = async () => ({ pages: await pages(), log: await log(since), dump: await dump() });
    const open = await own();
    await end(session, voting);
    expect(await give(deputy.device, pair)).toMatchObject({ body: { became: 'counted' } });
    await until(
      async () => (await admin.query('select 1 from ballots where session_id = $1', [session])).rowCount === 0,
    );
    const closed = await own();
    const all = [...Object.values(open), ...Object.values(closed)].flat();
    expect(all.length).toBeGreaterThan(500);
    expect(linked(all, box)).toEqual({});
    // It is the key that he lacks: who has one and what the disk once held links every ballot.
    for (const traces of Object.values(open)) expect(linked(traces, box, key)).toEqual(LINKED);
    expect(linked(closed.log, box, key)).toEqual(LINKED);
    expect(linked(all, box, withKey((await makeKeyPair()).privateKey, state, voting))).toEqual({});
    // While the vote was open no choice lay anywhere; what is left after the count is a list written at one stroke.
    const written = [...open.pages, ...open.log].filter(({ text }) => text.includes(box));
    expect(written.filter(({ text }) => choicesIn(text, () => null).length > 0)).toEqual([]);
    // Of the key itself nothing lies anywhere, nor in what was logged.
    const everything = [...all.map(({ text }) => text), ...logged].join('\n');
    expect(everything).not.toContain(pair.privateKey);
    expect(everything).not.toContain(Buffer.from(pair.privateKey, 'base64url').toString('hex'));
    expect(logged.filter(line => CHOICES.some(choice => line.includes(`"${choice}"`)))).toEqual([]);
    expect(logged.length).toBeGreaterThan(5);
  });
});
