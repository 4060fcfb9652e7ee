import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SeatRow } from '@kengesh/contracts';
import { migrate } from '../database/migrate.js';
import { convene, type Desk, type DeskPage, seatInput, sessionInput, startDesk } from '../identity/desk-kit.suite.js';
import { JournalService } from '../live/journal.service.js';
import { nameHash } from './name-hash.js';

let desk: Desk;
let page: DeskPage;
beforeAll(async () => {
  desk = await startDesk();
  page = await desk.account();
});
afterAll(() => desk?.close());

let commands = 0;
const prepare = (session: string) =>
  page.post(`/api/sessions/${session}/prepare`, { command: `prepare-${++commands}` });
const ask = async (session: string, id: string, act: { type: string; [key: string]: string | number | null }) => {
  const command = { id: `names-${++commands}`, actor: { id, kind: 'participant' as const }, act };
  const answer = await desk.api.app.get(JournalService, { strict: false }).submit(session, command);
  if (!answer.ok) throw new Error(`${JSON.stringify(act)}: ${JSON.stringify(answer.refusal)}`);
  return answer.seqs[0]!;
};

interface Session {
  readonly id: string;
  readonly council: string;
  readonly seats: readonly SeatRow[];
  /** By position of the seat. */
  readonly people: readonly string[];
}
/** Seats of `convene` and an adviser's without a vote; prepared. */
async function preparedSession(): Promise<Session> {
  const { council, seats, session } = await convene(page);
  const adviser = seatInput({ votes: false, label: { en: 'Adviser' }, holder: 'Adviser by name' });
  const { body } = await page.post(`/api/councils/${council.id}/seats`, adviser).expect(201);
  const items = [{ id: 'i1', title: { en: 'Election' }, rapporteurSeatId: null }];
  await page.put(`/api/sessions/${session.id}/agenda`, { items }).expect(200);
  await prepare(session.id).expect(200);
  const { rows } = await desk.pool.query('select id from participants where session_id = $1 order by position', [
    session.id,
  ]);
  return { id: session.id, council: council.id, seats: [...seats, body], people: rows.map(({ id }) => id) };
}
/** Held with a substitute on the fourth seat, a latecomer on the fifth, an election and a task. */
async function heldSession(): Promise<Session> {
  const session = await preparedSession();
  const { id, people, seats } = session;
  for (const who of [0, 1, 2, 5, 7]) await ask(id, people[who]!, { type: 'attendance.join', mode: 'remote' });
  await ask(id, people[0]!, { type: 'session.open' });
  await ask(id, people[5]!, { type: 'seat.substitute', seat: seats[3]!.id, participant: people[7]! });
  await ask(id, people[4]!, { type: 'attendance.join', mode: 'remote' });
  await ask(id, people[0]!, { type: 'agenda.take', item: 'i1' });
  const election = {
    ...{ type: 'voting.openElection', office: { id: 'chair', title: { en: 'Chair' } }, method: 'named' },
    candidates: [{ label: { en: 'Seat 2' }, seat: seats[1]!.id }],
    closesInSeconds: null,
  };
  const voting = `v${await ask(id, people[0]!, election as never)}`;
  await ask(id, people[7]!, { type: 'voting.cast', voting, seat: seats[3]!.id, choice: 'c1' });
  await ask(id, people[0]!, { type: 'voting.close', voting });
  const task = { type: 'task.set', decision: null, text: { en: 'Report' }, responsible: seats[2]!.id, due: null };
  await ask(id, people[5]!, task as never);
  await ask(id, people[0]!, { type: 'session.close' });
  return session;
}

/** Rows of a table by its columns' headers. */
async function table(session: string, name: string, query = ''): Promise<Record<string, string>[]> {
  const { text } = await page
    .get(`/api/sessions/${session}/exports/${name}.csv?lang=en&about=0&delimiter=,${query}`)
    .expect(200);
  const [header, ...rows] = text
    .slice(1)
    .split('\r\n')
    .map(line =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain),
    );
  return rows.slice(0, -1).map(row => Object.fromEntries(header!.map((title, place) => [title, row[place] ?? ''])));
}
const attendance = async (session: string) => (await table(session, 'attendance')).map(row => row.Name);
const rename = (seat: SeatRow, holder: string | null) => page.patch(`/api/seats/${seat.id}`, { holder }).expect(200);
const kept = async (session: string) =>
  (
    await desk.pool.query(
      `select k.participant, k.name, k.salt, k.hash, k.erased_at from participant_names k
        join participants p on p.id = k.participant where k.session_id = $1 order by p.position`,
      [session],
    )
  ).rows;
const NAMES = [1, 2, 3, 4, 5, 6, 7].map(n => `Holder ${n}`).concat('Adviser by name');

describe('REC-21: names of the day', () => {
  test('stay with a closed session, whoever fills the seats since', async () => {
    const { id, seats } = await heldSession();
    await rename(seats[0]!, 'Somebody else');
    await rename(seats[1]!, 'Holder  2, spelled well');
    await rename(seats[2]!, null);
    expect(await attendance(id)).toEqual(NAMES);
    const { text } = await page.get(`/api/sessions/${id}/exports/record.json`).expect(200);
    for (const name of NAMES) expect(text).not.toContain(name);
  });

  test('a substitute and a latecomer are named in the votes; who was elected and charged, beside the seat', async () => {
    const { id, seats } = await heldSession();
    await rename(seats[1]!, 'Somebody else');
    const register = await table(id, 'votes', '&table=register');
    expect(register.map(row => [row.Name, row['Name of who votes for this seat']])).toEqual([
      ['Holder 1', ''],
      ['Holder 2', ''],
      ['Holder 3', ''],
      ['Adviser by name', 'Adviser by name'],
      ['Holder 5', ''],
    ]);
    expect(await table(id, 'votes', '&table=representation')).toMatchObject([
      { Name: 'Holder 4', 'Name of who votes for this seat': 'Adviser by name' },
    ]);
    expect(await table(id, 'decisions', '&table=offices')).toMatchObject([{ Name: 'Holder 2' }]);
    expect(await table(id, 'decisions', '&table=tasks')).toMatchObject([{ 'Name of who is responsible': 'Holder 3' }]);
    for (const name of ['votes', 'decisions']) {
      const { body } = await page.get(`/api/sessions/${id}/exports/${name}.json`).expect(200);
      expect(body.people.map((one: { name: string }) => one.name)).toEqual(NAMES);
    }
  });

  test('prepared again before the opening, they follow; what the journal does not cite is kept nowhere', async () => {
    const { id, seats, people } = await preparedSession();
    const first = await kept(id);
    expect(first.map(row => row.name)).toEqual(NAMES);
    await rename(seats[3]!, 'Somebody else');
    await rename(seats[4]!, null);
    expect((await kept(id)).map(row => row.name)).toEqual(NAMES);
    await prepare(id).expect(200);
    const names = NAMES.with(3, 'Somebody else').toSpliced(4, 1);
    expect((await kept(id)).map(row => row.name)).toEqual(names);
    for (const { name, salt, hash } of await kept(id)) expect(nameHash(salt, name)).toBe(hash);
    for (const who of [0, 1, 2]) await ask(id, people[who]!, { type: 'attendance.join', mode: 'remote' });
    await ask(id, people[0]!, { type: 'session.open' });
    await rename(seats[3]!, 'Yet another');
    await prepare(id).expect(409);
    expect((await kept(id)).map(row => row.name)).toEqual(names);
    expect(await attendance(id)).toEqual(NAMES.with(3, 'Somebody else').with(4, ''));
  });

  test('two who prepare it at once do not throw out each other’s names', async () => {
    const { id, seats } = await preparedSession();
    for (let round = 0; round < 5; round++) {
      const both = [prepare(id), rename(seats[3]!, `Round ${round}`).then(() => prepare(id))];
      for (const answer of await Promise.all(both)) expect(answer.status).toBe(200);
      const { state } = await desk.api.app.get(JournalService, { strict: false }).state(id);
      const cited = state.prepared!.participants.map(one => one.nameHash);
      expect((await kept(id)).map(row => row.hash)).toEqual(cited);
    }
  });

  test('a name is composed, however it was typed', async () => {
    const { id, seats } = await preparedSession();
    const { body } = await rename(seats[3]!, 'Йорг Мu\u0308ller'.normalize('NFD'));
    expect(body.holder).toBe('Йорг Мüller'.normalize('NFC'));
    // Typed before that was so.
    await desk.pool.query('update seats set holder = $2 where id = $1', [seats[4]!.id, 'Й'.normalize('NFD')]);
    await prepare(id).expect(200);
    const names = (await kept(id)).map(row => row.name);
    expect(names.slice(3, 5)).toEqual(['Йорг Мüller', 'Й'].map(name => name.normalize('NFC')));
  });
});

describe('SEC-13: a name that is erased', () => {
  test('is gone with its salt, its papers say so, and nothing brings it back', async () => {
    const { id, people, seats, council } = await heldSession();
    const before = await kept(id);
    const { rows: salts } = await desk.pool.query('select name_salt from participants where id = $1', [people[1]!]);
    await page.delete(`/api/sessions/${id}/participants/${people[1]!}/name`).expect(204);
    await page.delete(`/api/sessions/${id}/participants/${people[1]!}/name`).expect(204);
    expect(await attendance(id)).toEqual(NAMES.with(1, 'name erased'));
    expect(await table(id, 'decisions', '&table=offices')).toMatchObject([{ Name: 'name erased' }]);
    const after = await kept(id);
    expect(after[1]).toMatchObject({ name: null, salt: null, hash: before[1]!.hash, erased_at: expect.any(Date) });
    expect(after.toSpliced(1, 1)).toEqual(before.toSpliced(1, 1));
    const { rows } = await desk.pool.query('select name_salt from participants where id = $1', [people[1]!]);
    expect(rows[0].name_salt).not.toBe(salts[0].name_salt);
    // The desk's roll has it still, and the session's papers must not take it from there.
    expect((await page.get(`/api/councils/${council}/seats`)).body[1].holder).toBe('Holder 2');
    await rename(seats[1]!, 'Holder 2');
    await prepare(id).expect(409);
    expect(await attendance(id)).toEqual(NAMES.with(1, 'name erased'));
  });

  test('is listed as the papers print it, to the council’s secretary', async () => {
    const { id, people, seats, council } = await preparedSession();
    await page.delete(`/api/sessions/${id}/participants/${people[1]!}/name`).expect(204);
    const { body } = await page.get(`/api/sessions/${id}/names`).expect(200);
    expect(body.slice(0, 2)).toEqual([
      { participant: people[0], seat: seats[0]!.id, label: { en: 'Seat 1' }, role: 'chair', name: 'Holder 1' },
      {
        ...{ participant: people[1], seat: seats[1]!.id, label: { en: 'Seat 2' }, role: 'deputy' },
        ...{ name: null, missing: 'erased' },
      },
    ]);
    await (await desk.account(council, 'chair')).get(`/api/sessions/${id}/names`).expect(403);
    await (await desk.account()).get(`/api/sessions/${id}/names`).expect(404);
    const { body: planned } = await page.post(`/api/councils/${council}/sessions`, sessionInput()).expect(201);
    expect((await page.get(`/api/sessions/${planned.id}/names`).expect(200)).body).toEqual([]);
  });

  test('only by the council’s secretary, of a participant there is', async () => {
    const { id, people, council } = await preparedSession();
    const path = `/api/sessions/${id}/participants/${people[1]!}/name`;
    expect((await (await desk.account(council, 'chair')).delete(path)).body.code).toBe('may.secretary_desk');
    await (await desk.account()).delete(path).expect(404);
    await page.delete(`/api/sessions/${id}/participants/nobody/name`).expect(404);
    await page.delete('/api/sessions/no-uuid/participants/nobody/name').expect(400);
    expect((await kept(id)).map(row => row.name)).toEqual(NAMES);
  });

  test('SEC-03: the application may erase a name, never change it', async () => {
    const { rows } = await desk.pool.query(
      `select string_agg(privilege_type, ' ' order by privilege_type) as may from information_schema.role_table_grants
        where table_name = 'participant_names' and grantee <> current_user`,
    );
    expect(rows[0].may).toBe('DELETE INSERT SELECT');
  });

  test('what was put in its place does not match the journal, and is not told', async () => {
    const { id, people } = await heldSession();
    await desk.pool.query(`update participant_names set name = 'A forger' where participant = $1`, [people[0]!]);
    await desk.pool.query(`update seats set holder = 'Somebody else' where holder = 'Holder 1'`);
    expect(await attendance(id)).toEqual(NAMES.with(0, 'name not kept'));
  });
});

describe('REC-21: the registers', () => {
  const read = async (who: DeskPage, council: string, register: string) =>
    (await who.get(`/api/councils/${council}/${register}`).expect(200)).body;

  test('name persons to the desk, and to members the seats alone', async () => {
    const { id, council, seats, people } = await heldSession();
    await rename(seats[2]!, 'Somebody else');
    const lines = async (who: DeskPage) => [
      ...(await read(who, council, 'tasks')),
      ...(await read(who, council, 'offices')),
    ];
    const deadline = Date.now() + 10_000;
    while ((await lines(page)).length < 2 && Date.now() < deadline) await new Promise(done => setTimeout(done, 50));
    expect(await lines(page)).toMatchObject([
      { responsibleLabel: { en: 'Seat 3' }, responsiblePerson: { name: 'Holder 3' }, co: [] },
      { candidateLabel: { en: 'Seat 2' }, person: { name: 'Holder 2' } },
    ]);
    await page.delete(`/api/sessions/${id}/participants/${people[1]!}/name`).expect(204);
    expect((await read(page, council, 'offices'))[0].person).toEqual({ missing: 'erased' });
    const { body } = await page.post(`/api/sessions/${id}/participants/${people[2]!}/link`).expect(201);
    const member = await desk.enter(body.url);
    expect(JSON.stringify(await lines(member))).not.toMatch(/[Pp]erson|Holder/);
  });
});

describe('REC-21: a database of an earlier build', () => {
  test('keeps the names that still match, of the last preparation; of the others it says so', async () => {
    const closed = await heldSession();
    const prepared = await preparedSession();
    const repeated = await preparedSession();
    await rename(repeated.seats[2]!, 'Taken up again');
    await prepare(repeated.id).expect(200);
    await rename(closed.seats[0]!, 'Somebody else');
    await rename(prepared.seats[1]!, 'Nobody prepared');
    // As it was before: no table, and nothing of it known.
    await desk.pool.query('drop table participant_names');
    await desk.pool.query(`delete from migrations where name like 'KeepNamesOfTheDay%'`);
    const { ran } = await migrate(desk.database.url, desk.database.ownerUrl);
    expect(ran).toEqual(['KeepNamesOfTheDay1700000001000']);

    expect(await attendance(closed.id)).toEqual(NAMES.with(0, 'name not kept'));
    expect((await kept(prepared.id)).map(row => row.name)).toEqual(NAMES.toSpliced(1, 1));
    expect((await kept(repeated.id)).map(row => row.name)).toEqual(NAMES.with(2, 'Taken up again'));
    for (const { salt, name, hash } of await kept(closed.id)) expect(nameHash(salt, name)).toBe(hash);
    // And goes on: the names outlast what comes.
    await rename(closed.seats[4]!, 'Somebody else too');
    expect(await attendance(closed.id)).toEqual(NAMES.with(0, 'name not kept'));
    await page.delete(`/api/sessions/${closed.id}/participants/${closed.people[4]!}/name`).expect(204);
    expect(await attendance(closed.id)).toEqual(NAMES.with(0, 'name not kept').with(4, 'name erased'));
  });
});
