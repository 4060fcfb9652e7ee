import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BoxClosed, canonical, createEngine, type Entry, sha256Hex, verifyChain } from '@kengesh/journal';
import { Pool } from 'pg';
import { type Guestbook, guestbook } from '../../../../libs/journal/src/guestbook.suite.js';
import { describeStore, pages } from '../../../../libs/journal/src/store.suite.js';
import { testDatabase } from '../../../../test/support/postgres.js';
import { createPostgresStore } from './postgres-store.js';

type Database = Awaited<ReturnType<typeof testDatabase>>;

describeStore('postgres', async () => {
  const database = await testDatabase();
  const pool = new Pool({ connectionString: database.url, max: 4, pipeline: true });
  return {
    store: createPostgresStore(pool),
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
});

describe('the journal in Postgres', () => {
  let database: Database;
  let app: Pool;
  let owner: Pool;
  beforeAll(async () => {
    database = await testDatabase();
    app = new Pool({ connectionString: database.url, max: 4, pipeline: true });
    owner = new Pool({ connectionString: database.ownerUrl, max: 2 });
  });
  afterAll(async () => {
    await app?.end();
    await owner?.end();
    await database?.drop();
  });

  /** An engine as on a node of its own: own pool, own cache. */
  function node(clock: () => string = () => new Date().toISOString()) {
    const pool = new Pool({ connectionString: database.url, max: 4, pipeline: true });
    const told: Entry[] = [];
    const engine = createEngine<Guestbook>({
      def: guestbook,
      store: createPostgresStore(pool),
      now: clock,
      schedule: run => setImmediate(run),
      onCommitted: (_, { entries }) => told.push(...entries),
    });
    return { engine, told, pool, close: () => pool.end() };
  }
  const sign = (name: string, command: string, actor = 'p1') => ({
    id: command,
    actor: { id: actor, kind: 'participant' as const },
    act: { type: 'page.sign', name },
  });

  test.each([
    ['an update', `update public.journal_entries set data = '{}' where session_id = 'sealed'`],
    ['a delete', `delete from public.journal_entries where session_id = 'sealed'`],
    ['a truncate', 'truncate public.journal_entries'],
    ['an update of nothing', 'update public.journal_entries set seq = 9 where false'],
    [
      'an upsert',
      `insert into public.journal_entries select * from public.journal_entries
        on conflict (session_id, seq) do update set data = '{}'`,
    ],
  ])('J-65 %s is refused even to the owner', async (_, statement) => {
    await createPostgresStore(app).transact('sealed', async tx => {
      if (tx.head.seq === 0) await tx.append(pages(tx.head, {}, {}));
    });
    await expect(owner.query(statement)).rejects.toThrow('written once');
    expect(verifyChain(await createPostgresStore(app).read('sealed', 0))).toMatchObject({ intact: true, count: 2 });
  });

  test.each(['UTC', 'Asia/Kathmandu', 'America/St_Johns'])(
    'an instant is read as it was written, in a database that tells time of %s',
    async zone => {
      const pool = new Pool({ connectionString: database.url, max: 1, options: `-c timezone=${zone}` });
      try {
        const { read, transact } = createPostgresStore(pool);
        const journal = `zone ${zone}`;
        let written: Entry[] = [];
        await transact(journal, async tx => {
          written = pages(
            tx.head,
            {},
            { at: '2026-03-01T00:00:00.000Z' },
            { at: '2026-03-01T00:00:00.010Z' },
            { at: '2026-03-01T00:00:00.010Z' },
          );
          await tx.append(written);
        });
        expect(await read(journal, 0)).toEqual(written);
        expect(await transact(journal, tx => tx.read(1))).toEqual(written.slice(1));
      } finally {
        await pool.end();
      }
    },
  );

  test('J-65 the trigger fires also while a session calls itself a replica', async () => {
    const { rows } = await owner.query(
      `select tgenabled from pg_trigger where tgrelid = 'public.journal_entries'::regclass and not tgisinternal`,
    );
    expect(rows).toEqual([{ tgenabled: 'A' }]);
  });

  test('J-65 the role of the application owns no table of the journal and may not alter what is written', async () => {
    const { rows } = await app.query(
      `select privilege, has_table_privilege('public.journal_entries', privilege) as granted
        from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) as privilege`,
    );
    const granted = rows.filter(row => row.granted).map(row => row.privilege);
    expect(granted).toEqual(['SELECT', 'INSERT']);
    await expect(app.query('alter table public.journal_entries disable trigger all')).rejects.toThrow('must be owner');
    await expect(app.query('drop table public.journal_heads')).rejects.toThrow('must be owner');
  });

  test('J-51 J-53 after the seal no mark and no trace of the order is left, and the list is written once', async () => {
    const store = createPostgresStore(app);
    await store.transact('urn', async tx => {
      await tx.boxOpen('v1');
      for (let i = 0; i < 30; i++) await tx.boxPut({ box: 'v1', key: `seat${i}`, content: `of ${i}` }, `c${i}`);
    });
    await store.transact('urn', tx => tx.boxSeal('v1'));
    for (const table of ['box_marks', 'ballot_marks', 'ballots'])
      expect((await owner.query(`select 1 from public.${table} where session_id = 'urn'`)).rows).toEqual([]);
    const { rows } = await app.query(`select content, xmin from ballot_lists where session_id = 'urn' order by ctid`);
    const contents = Array.from({ length: 30 }, (_, i) => `of ${i}`);
    expect(rows.map(row => row.content)).not.toEqual(contents);
    expect(rows.map(row => row.content).sort()).toEqual(contents.sort());
    expect(new Set(rows.map(row => row.xmin)).size).toBe(1);
    await expect(app.query(`delete from ballot_lists where session_id = 'urn'`)).rejects.toThrow('permission denied');
    await expect(owner.query(`delete from ballot_lists where session_id = 'urn'`)).rejects.toThrow('written once');
  });

  test('J-53 PROC-29 of a destroyed box no content and no mark is left', async () => {
    const store = createPostgresStore(app);
    await store.transact('few', async tx => {
      await tx.boxOpen('v1');
      await tx.boxPut({ box: 'v1', key: 'seat1', content: 'yes' }, 'c1');
    });
    await store.transact('few', tx => tx.boxDestroy('v1'));
    for (const table of ['ballot_marks', 'ballots', 'ballot_lists'])
      expect((await owner.query(`select 1 from public.${table} where session_id = 'few'`)).rows).toEqual([]);
    expect((await owner.query(`select how from ballot_boxes_ended where session_id = 'few'`)).rows).toEqual([
      { how: 'destroyed' },
    ]);
  });

  test('SEC-25 the role of the application adds to boxes and reads them, and does nothing else', async () => {
    const { rows } = await app.query(
      `select name, array_agg(privilege) as granted
        from unnest(array['ballot_boxes', 'ballot_boxes_ended', 'ballot_marks', 'ballots', 'ballot_lists']) as name,
          unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) as privilege
        where has_table_privilege('public.' || name, privilege) group by name`,
    );
    expect(rows).toHaveLength(5);
    for (const { granted } of rows) expect(granted.sort()).toEqual(['INSERT', 'SELECT']);
    const store = createPostgresStore(app);
    await store.transact('kept', async tx => {
      await tx.boxOpen('v1');
      await tx.boxPut({ box: 'v1', key: 'seat1', content: 'sealed' }, 'c1');
    });
    await expect(app.query(`select empty_ballot_box('kept', 'v1')`)).rejects.toThrow('has not ended');
    await expect(app.query('drop table ballots')).rejects.toThrow('must be owner');
    await expect(app.query('create table urn.mine (content json)')).rejects.toThrow('permission denied');
    // Not even the owner removes a ballot by mistake.
    await expect(owner.query('delete from ballots')).rejects.toThrow('written once');
    expect(await store.transact('kept', tx => tx.boxQuery({ take: 'v1' }))).toMatchObject({ contents: ['sealed'] });
  });

  test('SEC-25 a box that an earlier build has opened takes ballots and is closed as it was opened', async () => {
    const store = createPostgresStore(app);
    const table = `urn.b_${sha256Hex(canonical(['before', 'v1'])).slice(0, 40)}`;
    const role = (await app.query('select current_user as role')).rows[0].role;
    await owner.query(`insert into urn.boxes (session_id, box) values ('before', 'v1')`);
    await owner.query(`create table ${table} (content json not null)`);
    const admin = new Pool({ connectionString: database.adminUrl, max: 1 });
    await admin.query(`alter table ${table} owner to ${role}`);
    await admin.end();
    await owner.query(`insert into box_marks values ('before', 'v1', 'seat1', 'c1')`);
    await app.query(`insert into ${table} values ('"yes"')`);
    await store.transact('before', async tx => {
      await expect(tx.boxOpen('v1')).rejects.toBeInstanceOf(BoxClosed);
      expect((await tx.boxQuery({ has: { box: 'v1', key: 'seat1' } })).mark).toBe('c1');
      expect(await tx.boxPut({ box: 'v1', key: 'seat2', content: 'no' }, 'c2')).toBe(true);
      expect(await tx.boxPut({ box: 'v1', key: 'seat1', content: 'no' }, 'c3')).toBe(false);
      expect(await tx.boxQuery({ take: 'v1' })).toMatchObject({ keys: ['seat1', 'seat2'], count: 2 });
    });
    await store.transact('before', tx => tx.boxSeal('v1'));
    expect((await owner.query(`select to_regclass('${table}') as name`)).rows).toEqual([{ name: null }]);
    expect((await owner.query(`select 1 from box_marks where session_id = 'before'`)).rows).toEqual([]);
    const { contents } = await store.transact('before', tx => tx.boxQuery({ list: 'v1' }));
    expect([...contents].sort()).toEqual(['no', 'yes']);
    await expect(store.transact('before', tx => tx.boxQuery({ take: 'v1' }))).rejects.toBeInstanceOf(BoxClosed);
  });

  test('J-61 what is still under way when work fails is not written into a later transaction', async () => {
    const store = createPostgresStore(app);
    const late: Promise<unknown>[] = [];
    const hasty = store.transact('hasty', async tx => {
      await tx.boxOpen('v1');
      late.push(
        tx.boxPut({ box: 'v1', key: 'a', content: 1 }, 'c1'),
        tx.append(pages(tx.head, {})),
        tx.boxQuery({ has: { box: 'v1', key: 'a' } }),
      );
      late.push(Promise.allSettled(late));
      throw new Error('in a hurry');
    });
    await expect(hasty).rejects.toThrow('in a hurry');
    await Promise.allSettled(late);
    expect(await store.read('hasty', 0)).toEqual([]);
    expect((await owner.query(`select 1 from public.ballot_marks where session_id = 'hasty'`)).rows).toEqual([]);
    expect((await owner.query(`select 1 from ballot_boxes where session_id = 'hasty'`)).rows).toEqual([]);
  });

  test('J-66 two nodes that write at once keep one gapless chain, and each is told of all, once, in order', async () => {
    const [a, b] = [node(), node()];
    try {
      await Promise.all([a.engine.state('race'), b.engine.state('race')]);
      const answers = await Promise.all(
        Array.from({ length: 200 }, async (_, i) => {
          if (i % 20 === 0) await new Promise(done => setTimeout(done, i / 4));
          return (i % 2 ? a : b).engine.submit('race', sign(`guest ${i}`, `c${i}`));
        }),
      );
      expect(answers.every(answer => answer.ok && !answer.repeated)).toBe(true);
      const entries = await createPostgresStore(app).read('race', 0);
      expect(verifyChain(entries)).toMatchObject({ intact: true, count: entries.length });
      const seqs = answers.flatMap(answer => (answer.ok ? answer.seqs : []));
      expect([...seqs].sort((x, y) => x - y)).toEqual(entries.map(entry => entry.seq));
      const states = await Promise.all([a.engine.state('race'), b.engine.state('race')]);
      expect(states[0]).toEqual(states[1]);
      expect(states[0].state.pages).toHaveLength(200);
      await Promise.all([a.engine.drain(), b.engine.drain()]);
      for (const { told } of [a, b]) expect(told).toEqual(entries);
    } finally {
      await Promise.all([a.close(), b.close()]);
    }
  });

  test('J-24 J-66 one command on two nodes at once is answered by both and written once', async () => {
    const [a, b] = [node(), node()];
    try {
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, i) =>
          [a, b].map(({ engine }) => engine.submit('twice', sign(`guest ${i}`, `c${i}`))),
        ).flat(),
      );
      const entries = await createPostgresStore(app).read('twice', 0);
      expect(entries.filter(entry => entry.type === 'page.signed')).toHaveLength(40);
      expect(answers.filter(answer => answer.ok && answer.repeated)).toHaveLength(40);
      for (let i = 0; i < answers.length; i += 2) {
        const [one, other] = [answers[i]!, answers[i + 1]!];
        expect(one.ok && one.seqs).toEqual(other.ok && other.seqs);
      }
    } finally {
      await Promise.all([a.close(), b.close()]);
    }
  });

  test('J-50 J-66 one key of a box is marked once, whichever node the two ballots went to', async () => {
    const [a, b] = [node(), node()];
    const drop = (command: string, wish: string) => ({
      id: command,
      actor: { id: 'p1', kind: 'participant' as const },
      act: { type: 'wish.drop', wish, who: 'p1' },
    });
    try {
      await a.engine.submit('wishes', { ...sign('', 'open', 'boss'), act: { type: 'box.open' } });
      const answers = await Promise.all([
        a.engine.submit('wishes', drop('c1', 'rain')),
        b.engine.submit('wishes', drop('c2', 'sun')),
      ]);
      expect(answers.filter(answer => answer.ok)).toHaveLength(1);
      expect(answers.find(answer => !answer.ok)).toMatchObject({ refusal: { refused: 'wish.twice' } });
      const winner = answers[0].ok ? 'c1' : 'c2';
      expect(await b.engine.submit('wishes', drop(winner, 'snow'))).toMatchObject({ ok: true, repeated: true });
      await b.engine.submit('wishes', { ...sign('', 'close', 'boss'), act: { type: 'box.close' } });
      const { state } = await a.engine.state('wishes');
      expect(state.wishes).toEqual([winner === 'c1' ? 'rain' : 'sun']);
    } finally {
      await Promise.all([a.close(), b.close()]);
    }
  });

  test('J-23 a node whose clock is slow does not write an earlier instant', async () => {
    const [right, slow] = [node(() => '2026-11-22T10:00:00.500Z'), node(() => '2026-11-22T09:59:00.000Z')];
    try {
      await right.engine.submit('clocks', sign('first', 'c1'));
      const answer = await slow.engine.submit('clocks', sign('second', 'c2'));
      expect(answer).toMatchObject({ ok: true, at: '2026-11-22T10:00:00.500Z' });
    } finally {
      await Promise.all([right.close(), slow.close()]);
    }
  });

  test('J-29 a line that breaks in mid-batch leaves the outcome open, and the same command brings the answer', async () => {
    const { engine, pool, close } = node();
    try {
      await engine.submit('broken', sign('first', 'c1'));
      // The lock is held by somebody else while the batch's own connection is cut.
      const blocker = await app.connect();
      await blocker.query('begin');
      await blocker.query(`select 1 from public.journal_heads where session_id = 'broken' for update`);
      pool.on('error', () => undefined);
      const asked = engine.submit('broken', sign('second', 'c2'));
      const outcome = expect(asked).rejects.toMatchObject({ name: 'OutcomeUnknown', command: 'c2' });
      let cut = 0;
      while (cut === 0) {
        await new Promise(done => setTimeout(done, 20));
        const { rowCount } = await blocker.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and wait_event_type = 'Lock'`,
        );
        cut = rowCount ?? 0;
      }
      await blocker.query('rollback');
      blocker.release();
      await outcome;
      expect(await engine.submit('broken', sign('second', 'c2'))).toMatchObject({ ok: true, repeated: false });
      expect(await engine.submit('broken', sign('second', 'c2'))).toMatchObject({ ok: true, repeated: true });
    } finally {
      await close();
    }
  });
});
