import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sha256Hex } from '@kengesh/journal';
import pg from 'pg';
import { type Device, type LiveKit, liveKit } from '../live/live-kit.suite.js';
import { MOST_TEXTS } from './texts.service.js';

const key = '0123456789abcdef'.repeat(2);
const sealOf = (text: string, with_ = key) => sha256Hex(`${with_}\n${text}`);

let kit: LiveKit;
let owner: pg.Pool;
let session: string;
let voting: string;
let chair: Device;
let member: Device;
let other: Device;
const keep = (who: Device | null, body: object, id = session) => kit.http(who, 'POST', `${id}/texts`, body);
const read = (who: Device | null, id = session) => kit.http(who, 'GET', `${id}/texts`);
const stored = async () => (await owner.query('select count(*)::integer as n from remarks')).rows[0].n as number;

beforeAll(async () => {
  kit = await liveKit();
  owner = new pg.Pool({ connectionString: kit.database.ownerUrl, max: 1 });
  session = await kit.session();
  voting = await kit.voting(session);
  await kit.done(
    session,
    ['p_3', { type: 'voting.cast', voting, seat: 's3', choice: 'no' }],
    ['p_1', { type: 'voting.close', voting }],
  );
  chair = await kit.device(session, 'p_1');
  member = await kit.device(session, 'p_3');
  other = await kit.device(session, 'p_4');
});
afterAll(async () => {
  await owner?.end();
  await kit?.close();
});
const explain = (text: string) => ({
  type: 'decision.remark',
  kind: 'explanation',
  seat: 's3',
  about: voting,
  hash: sealOf(text),
});

describe('SEC-16: the words behind a seal', () => {
  test('are handed in before the act, once, and read by the bureau when the journal cites them', async () => {
    const text = 'Срок слишком мал.\n\tИ денег нет.';
    for (let time = 0; time < 2; time++)
      expect(await keep(member, { key, text })).toEqual({ status: 200, body: { hash: sealOf(text) } });
    expect(await stored()).toBe(1);
    expect((await read(chair)).body).toEqual([]);
    await kit.done(session, ['p_3', explain(text)]);
    const line = {
      seq: await kit.seq(session),
      kind: 'explanation',
      seat: 's3',
      about: voting,
      at: expect.stringMatching(/Z$/),
      hash: sealOf(text),
      key,
      text,
    };
    expect((await read(chair)).body).toEqual([line]);
    expect((await read(await kit.device(session, 'p_sec'))).body).toEqual([line]);
    const { rows } = await owner.query('select data::text as data from journal_entries');
    expect(rows.some(({ data }) => data.includes('Срок'))).toBe(false);
  });

  test('a report is read as its task and the responsible seat', async () => {
    await kit.done(session, [
      'p_sec',
      { type: 'task.set', decision: null, text: { ru: 'Разослать' }, responsible: 's4', due: null },
    ]);
    const task = (await kit.journal().state(session)).state.tasks[0]!.id;
    await keep(other, { key, text: 'Разослано.' });
    await kit.done(session, ['p_4', { type: 'task.report', task, hash: sealOf('Разослано.') }]);
    expect((await read(chair)).body.at(-1)).toMatchObject({
      kind: 'report',
      seat: 's4',
      about: task,
      text: 'Разослано.',
    });
  });

  test('are nobody else’s to read, and a screen or another session hands in nothing', async () => {
    expect(await read(member)).toMatchObject({ status: 403, body: { code: 'may.bureau_only' } });
    expect((await read(null)).status).toBe(401);
    const elsewhere = await kit.device(await kit.session(), 'p_1');
    expect((await read(elsewhere)).status).toBe(404);
    expect((await keep(elsewhere, { key, text: 'No' })).status).toBe(404);
    const screen = await kit.device(session, 'wall', 'screen');
    expect(await keep(screen, { key, text: 'No' })).toMatchObject({
      status: 403,
      body: { code: 'may.participant_only' },
    });
    expect((await read(screen)).status).toBe(403);
    expect((await keep(null, { key, text: 'No' })).status).toBe(401);
  });

  test('are plain and not too long, their key long enough', async () => {
    const before = await stored();
    for (const bad of [
      { key, text: 'a\u202eb' },
      { key, text: 'a\u0000' },
      { key, text: ' \n' },
      { key, text: 'a'.repeat(20_001) },
      { key: 'short', text: 'a' },
      { key, text: 'a', hash: sealOf('b') },
    ])
      expect((await keep(member, bad)).status).toBe(400);
    expect(await stored()).toBe(before);
    expect((await keep(member, { key, text: 'я'.repeat(20_000) })).status).toBe(200);
  });

  test('erased, they do not come back: after the act no text is taken', async () => {
    const text = 'Срок слишком мал.\n\tИ денег нет.';
    await owner.query('delete from remarks where hash = $1', [sealOf(text)]);
    expect(await keep(member, { key, text })).toMatchObject({ status: 409, body: { code: 'text.after_act' } });
    expect((await read(chair)).body.map((one: { kind: string }) => one.kind)).toEqual(['report']);
  });

  test('of an act that was never recorded are gone at the next text a day later; what is cited stays', async () => {
    await owner.query(`update remarks set at = now() - interval '25 hours'`);
    await keep(other, { key, text: 'Ещё одно.' });
    await keep(member, { key, text: 'И ещё.' });
    const { rows } = await owner.query('select text from remarks order by text');
    expect(rows.map(({ text }) => text).toSorted()).toEqual(['Ещё одно.', 'И ещё.', 'Разослано.'].toSorted());
  });

  test('are at most so many of one participant', async () => {
    await owner.query(
      `insert into remarks (session_id, hash, key, text, participant)
        select $1, encode(sha256(n::text::bytea), 'hex'), $2, 'x', 'p_4' from generate_series(1, $3::integer) n`,
      [session, key, MOST_TEXTS],
    );
    expect(await keep(other, { key, text: 'Лишнее' })).toMatchObject({
      status: 409,
      body: { code: 'text.limit', params: { limit: MOST_TEXTS } },
    });
    expect((await keep(member, { key, text: 'Не лишнее' })).status).toBe(200);
  });
});

test('SEC-03: the application may erase a text, never change it', async () => {
  const { rows } = await owner.query(
    `select string_agg(privilege_type, ' ' order by privilege_type) as may from information_schema.role_table_grants
      where table_name = 'remarks' and grantee <> current_user`,
  );
  expect(rows[0].may).toBe('DELETE INSERT SELECT');
});

test('REC-03: the text stands in the export of decisions where it is kept', async () => {
  const text = 'Мотивы: преждевременно.';
  const other = await kit.session();
  const vote = await kit.voting(other);
  await kit.done(other, ['p_1', { type: 'voting.close', voting: vote }]);
  await keep(await kit.device(other, 'p_3'), { key, text }, other);
  await kit.done(other, ['p_3', { ...explain(text), about: vote }]);
  const paper = await kit.http(await kit.device(other, 'p_1'), 'GET', `${other}/exports/decisions.json`);
  expect(paper.body.decisions.remarks).toMatchObject([{ kind: 'explanation', hash: sealOf(text), text }]);
});
