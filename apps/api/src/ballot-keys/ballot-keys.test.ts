import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeKeyPair } from '@kengesh/ballot-key';
import { boxOf, receiptOf } from '@kengesh/domain';
import { markOf } from '@kengesh/journal';
import { Pool } from 'pg';
import { readApiEnv } from '../config/env.js';
import { type LiveKit, liveKit, quiet, until } from '../live/live-kit.suite.js';
import { startApi } from '../main.js';
import { keyKit } from './key-kit.suite.js';

let kit: LiveKit;
let admin: Pool;

beforeAll(async () => {
  kit = await liveKit();
  admin = new Pool({ connectionString: kit.database.adminUrl, max: 4 });
  admin.on('error', () => undefined);
});
afterAll(async () => {
  await admin?.end();
  await kit?.close();
});

const { call, officer, sealedFor, opened, confirm, handOut, give, stateOf, end, secretVote } = keyKit(() => kit);
type Officer = Awaited<ReturnType<typeof officer>>;

describe('the key of a ballot box', () => {
  test('SEC-23: is held by two who are connected, as the server finds, or no secret vote is opened', async () => {
    const session = await kit.session();
    const [chair, deputy] = [await officer(session, 'p_1'), await officer(session, 'p_2')];
    const member = await kit.device(session, 'p_3');
    expect(await call(member, 'PUT', 'holder', { publicKey: deputy.own.publicKey })).toMatchObject({ status: 403 });
    const first = await kit.voting(session);
    await kit.done(session, ['p_1', { type: 'voting.close', voting: first }]);
    const pair = await makeKeyPair();
    await kit.done(session, ['p_sec', { type: 'motion.submit', item: 'one', text: { ru: 'Тайно' }, mover: null }]);
    const motion = Object.keys((await stateOf(session)).motions).at(-1)!;
    const opening = { type: 'voting.open', motion, method: 'secret', majority: 'simple', closesInSeconds: null };
    const claimed = [{ participant: 'p_1' }, { participant: 'p_2' }, { recoveryCode: true as const }];
    const ask = () => chair.line.ask({ ...opening, key: pair.publicKey, holders: claimed });
    expect(await ask()).toMatchObject({ refused: 'voting.holders_needed', params: { holders: 0, least: 2 } });
    const copy = { holder: chair.device.authSession, sealed: 'A'.repeat(80) };
    const handed = { publicKey: pair.publicKey, copies: [copy] };
    expect(await call(deputy.device, 'PUT', 'copies', handed)).toMatchObject({ status: 409 });
    await handOut(chair, [chair, deputy], pair);
    expect((await call(chair.device, 'GET', 'holders')).body.holders).toEqual([
      expect.objectContaining({ participant: 'p_1', confirmed: [pair.publicKey] }),
      expect.objectContaining({ participant: 'p_2', confirmed: [pair.publicKey] }),
    ]);
    deputy.line.socket.disconnect();
    await until(async () => (await call(chair.device, 'GET', 'holders')).body.holders.length === 1);
    expect(await ask()).toMatchObject({ refused: 'voting.holders_needed', params: { holders: 1, least: 2 } });
    const code = await makeKeyPair();
    const sealed = await sealedFor(code.publicKey, pair);
    const copies = [{ holder: 'recovery-code', recoveryKey: code.publicKey, sealed }];
    expect(await call(chair.device, 'PUT', 'copies', { publicKey: pair.publicKey, copies })).toMatchObject({
      status: 204,
    });
    await call(chair.device, 'POST', 'confirmations', { publicKey: pair.publicKey, holder: 'recovery-code' });
    expect(await ask()).toMatchObject({ ok: true });
    const { votings } = await stateOf(session);
    expect(Object.values(votings).at(-1)!.key).toEqual({
      public: pair.publicKey,
      holders: [{ participant: 'p_1' }, { recoveryCode: true }],
    });
  });

  test('SEC-23: is handed on by a page that can open its copy, and by no other; officers are told', async () => {
    const { session, chair, deputy, pair } = await secretVote();
    const secretary = await officer(session, 'p_sec');
    const noticesOf = ({ line }: Officer) => line.sent.filter(([name]) => String(name) === 'ballotKey').length;
    await until(() => noticesOf(chair) > 0);
    const sealed = await sealedFor(secretary.own.publicKey, pair);
    const copies = [{ holder: secretary.device.authSession, sealed }];
    const given = { publicKey: pair.publicKey, copies };
    expect(await call(secretary.device, 'PUT', 'copies', given)).toMatchObject({
      status: 409,
      body: { code: 'voting.no_copy' },
    });
    const before = noticesOf(secretary);
    expect(await call(deputy.device, 'PUT', 'copies', given)).toMatchObject({ status: 204 });
    await until(() => noticesOf(secretary) > before);
    await confirm(secretary, pair);
    // Whose device has lost its key says another half, and its copy is of no use.
    await call(secretary.device, 'PUT', 'holder', { publicKey: (await makeKeyPair()).publicKey });
    expect((await call(secretary.device, 'GET', 'copies')).body.copies).toEqual([]);
  });

  test('SEC-24, SEC-26: nothing readable lies in the database while the vote is open; its key counts it, once', async () => {
    const { session, chair, deputy, pair, voting } = await secretVote();
    const command = kit.command();
    const cast = { type: 'voting.cast', voting, seat: 's5', choice: 'no' };
    const line = await kit.line(await kit.device(session, 'p_5'));
    const box = boxOf(await stateOf(session), voting);
    const receipt = receiptOf(session, markOf({ box, sealTo: pair.publicKey }, command));
    expect(await line.ask(cast, command)).toMatchObject({ ok: true, receipt });
    expect(await line.ask(cast, command)).toMatchObject({ ok: true, repeated: true, receipt });
    expect(await line.ask(cast)).toMatchObject({ refused: 'voting.already_cast' });
    const laid = (await admin.query('select content from ballots where session_id = $1', [session])).rows;
    expect(laid).toHaveLength(5);
    expect(new Set(laid.map(({ content }) => content.length)).size).toBe(1);
    const marks = (await admin.query('select command_id from ballot_marks where session_id = $1', [session])).rows;
    for (const { command_id } of marks) expect(command_id).toMatch(/^[0-9a-f]{64}$/);
    expect(await give(deputy.device, pair)).toMatchObject({ status: 200, body: { voting, became: 'waiting' } });
    expect((await stateOf(session)).votings[voting]).not.toHaveProperty('endedAt');
    await end(session, voting);
    const other = await makeKeyPair();
    expect(await give(deputy.device, other)).toMatchObject({ status: 409, body: { code: 'voting.wrong_key' } });
    expect(await give(deputy.device, { ...other, publicKey: pair.publicKey })).toMatchObject({ status: 409 });
    expect(await line.ask({ type: 'voting.count', voting })).toMatchObject({ refused: 'voting.key_waits' });
    const given = kit.command();
    expect(await give(deputy.device, pair, given)).toMatchObject({ status: 200, body: { voting, became: 'counted' } });
    expect(await give(deputy.device, pair, given)).toMatchObject({ status: 200, body: { voting, became: 'counted' } });
    expect(await give(chair.device, pair)).toMatchObject({ status: 200, body: { voting, became: 'counted' } });
    const { result } = (await stateOf(session)).votings[voting]!;
    expect(result).toMatchObject({ counts: { yes: 2, no: 2, abstain: 1 }, voted: ['s1', 's2', 's3', 's4', 's5'] });
    const left = await admin.query('select content from ballot_lists where session_id = $1', [session]);
    expect(left.rows.map(row => row.content).sort()).toEqual(['abstain', 'no', 'no', 'yes', 'yes']);
    for (const table of ['ballots', 'ballot_marks', 'ballot_key_copies'])
      await until(
        async () => (await admin.query(`select 1 from ${table} where session_id = $1`, [session])).rowCount === 0,
      );
  });

  test('SEC-26: given to two nodes at once it counts the vote once', async () => {
    const { session, chair, deputy, pair, voting } = await secretVote();
    const env = { PORT: '0', DATABASE_URL: kit.database.url, DATABASE_OWNER_URL: kit.database.ownerUrl };
    const second = await startApi(readApiEnv(env), quiet);
    try {
      await end(session, voting);
      const there = fetch(`http://127.0.0.1:${second.port}/api/sessions/${session}/ballot-key/keys`, {
        method: 'POST',
        headers: { authorization: `Bearer ${deputy.device.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ commandId: kit.command(), ...pair }),
      });
      const [one, other] = await Promise.all([give(chair.device, pair), there.then(answer => answer.json())]);
      expect([one.body, other]).toEqual([
        { voting, became: 'counted' },
        { voting, became: 'counted' },
      ]);
      const closed = (await kit.journal().entries(session)).filter(entry => entry.data.voting === voting);
      expect(closed.filter(entry => entry.type === 'voting.closed')).toHaveLength(1);
      expect((await admin.query('select 1 from ballot_lists where session_id = $1', [session])).rowCount).toBe(4);
    } finally {
      await second.close();
    }
  });

  test('SEC-26: where the count is cut off before its commit nothing has happened, and the same key is given again', async () => {
    const { session, deputy, pair, voting } = await secretVote();
    await end(session, voting);
    const blocking = await admin.connect();
    await blocking.query('begin');
    await blocking.query('select from journal_heads where session_id = $1 for update', [session]);
    const command = kit.command();
    const first = give(deputy.device, pair, command);
    const waiting = await until(async () => {
      const { rows } = await admin.query(
        `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows[0];
    });
    await admin.query('select pg_terminate_backend($1)', [waiting.pid]);
    const { status } = await first;
    await blocking.query('rollback');
    blocking.release();
    // Not known what became of it: the same command again tells.
    expect(status).toBe(503);
    expect((await stateOf(session)).votings[voting]).toMatchObject({ closedAt: null });
    expect((await admin.query('select 1 from ballots where session_id = $1', [session])).rowCount).toBe(4);
    expect(await give(deputy.device, pair, command)).toMatchObject({ body: { voting, became: 'counted' } });
  });

  test('SEC-27: with every holder gone it waits; the first who returns resolves it', async () => {
    const { session, chair, deputy, pair, voting } = await secretVote(undefined, { closesInSeconds: 10 });
    for (const { line } of [chair, deputy]) line.socket.disconnect();
    await until(async () => (await stateOf(session)).votings[voting]?.endedAt, 15_000);
    expect((await stateOf(session)).votings[voting]).toMatchObject({ closedAt: null, result: null });
    const back = await kit.line(deputy.device);
    const privateKey = await opened(deputy, pair.publicKey);
    expect(await give(deputy.device, { publicKey: pair.publicKey, privateKey })).toMatchObject({
      body: { became: 'counted' },
    });
    back.socket.disconnect();
  });

  test('SEC-28: lost, it leaves the vote void, and nothing of its ballots', async () => {
    const { session, chair, pair, voting } = await secretVote();
    await end(session, voting);
    expect(await chair.line.ask({ type: 'voting.void', voting, reason: 'key_lost' })).toMatchObject({ ok: true });
    expect(await give(chair.device, pair)).toMatchObject({ body: { voting, became: 'voided' } });
    for (const table of ['ballots', 'ballot_marks', 'ballot_lists'])
      expect((await admin.query(`select 1 from ${table} where session_id = $1`, [session])).rowCount).toBe(0);
  });
});
