import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RosterRow, SessionRow } from '@kengesh/contracts';
import type { Entry } from '@kengesh/journal';
import { convene, type Desk, type DeskPage, seatInput, sessionInput, startDesk } from '../identity/desk-kit.suite.js';
import { JournalService } from '../live/journal.service.js';
import { nameHash } from '../names/name-hash.js';

let desk: Desk;
let page: DeskPage;
beforeAll(async () => {
  desk = await startDesk();
  page = await desk.account();
});
afterAll(() => desk?.close());

const journal = () => desk.api.app.get(JournalService, { strict: false });
const entries = (id: string): Promise<Entry[]> => journal().entries(id);
const roster = async (id: string): Promise<RosterRow[]> =>
  (await page.get(`/api/sessions/${id}/roster`).expect(200)).body;

/** Prepared, everybody here, opened by the chair: through the journal, as pages do it. */
async function open(session: SessionRow): Promise<void> {
  await page.post(`/api/sessions/${session.id}/prepare`, { command: 'prepare-open' }).expect(200);
  const roll = await roster(session.id);
  const devices: DeskPage[] = [];
  for (const { participant } of roll.slice(0, 4)) {
    const path = `/api/sessions/${session.id}/participants/${participant}/link`;
    const device = await desk.enter((await page.post(path).expect(201)).body.url);
    devices.push(device);
    // As from a page that has a line; over HTTP alone nobody is present from afar (PROC-34).
    const act = { type: 'attendance.join', mode: 'remote' };
    const actor = { id: participant, kind: 'participant' } as const;
    expect(await journal().submit(session.id, { id: `join-${participant}`, actor, act })).toMatchObject({
      ok: true,
    });
  }
  const opening = { command: 'open-the-session', act: { type: 'session.open' } };
  await devices[0]!.post(`/api/sessions/${session.id}/acts`, opening).expect(200);
}

describe('convening', () => {
  test('TZ-01 what is stored is wall clock and zone, the instant computed, and by which tables', async () => {
    const { council, session } = await convene(page);
    expect(session).toEqual({
      ...sessionInput(),
      id: session.id,
      councilId: council.id,
      number: 1,
      phase: 'planned',
      startsAt: '2027-03-10T08:00:00.000Z',
      endsAt: '2027-03-10T12:00:00.000Z',
      sequence: 0,
      sample: false,
      agenda: [],
      revision: 1,
    });
    const { rows } = await desk.pool.query('select tzdb_version, starts_local from sessions where id = $1', [
      session.id,
    ]);
    expect(rows[0]).toEqual({ tzdb_version: process.versions.tz, starts_local: '2027-03-10T14:00' });
    const { body: second } = await page.post(`/api/councils/${council.id}/sessions`, sessionInput()).expect(201);
    expect(second.number).toBe(2);
  });

  test.each([
    ['ends before it starts', { endsLocal: '2027-03-10T13:59' }, 422, 'session.ends_before_start'],
    ['ends as it starts', { endsLocal: '2027-03-10T14:00' }, 422, 'session.ends_before_start'],
    ['TZ-06 an abbreviation', { zone: 'AMT' }, 422, 'session.unknown_zone'],
    ['an unknown zone', { zone: 'Asia/Atlantis' }, 422, 'session.unknown_zone'],
    [
      'TZ-10 a time that does not exist',
      { startsLocal: '2027-03-28T02:30', endsLocal: '2027-03-28T05:00', zone: 'Europe/Zurich' },
      422,
      'session.no_such_time',
    ],
    ['30 February', { startsLocal: '2027-02-30T10:00' }, 422, 'session.no_such_time'],
    ['a title of a megabyte', { title: { en: 'x'.repeat(1024 * 1024) } }, 413, 'http.too_large'],
    ['a title too long', { title: { en: 'x'.repeat(501) } }, 400, 'http.invalid'],
    ['a form that is none', { form: 'dream' }, 400, 'http.invalid'],
    ['seconds', { startsLocal: '2027-03-10T14:00:00' }, 400, 'http.invalid'],
  ])('refused: %s, and no row changed', async (_what, more, status, code) => {
    const { council, session } = await convene(page);
    const before = await desk.rows();
    const created = await page.post(`/api/councils/${council.id}/sessions`, { ...sessionInput(), ...more });
    expect([created.status, created.type, created.body.code]).toEqual([status, 'application/problem+json', code]);
    const changed = await page.patch(`/api/sessions/${session.id}`, { ...sessionInput(), ...more });
    expect([changed.status, changed.body.code]).toEqual([status, code]);
    expect(await desk.rows()).toBe(before);
  });

  test('CAL-13 CAL-14 a change of time, place or zone raises sequence, another does not', async () => {
    const { session } = await convene(page);
    const change = async (body: object) =>
      (await page.patch(`/api/sessions/${session.id}`, body).expect(200)).body.sequence;
    expect(await change({ title: { en: 'Another title' }, form: 'remote' })).toBe(0);
    expect(await change({ startsLocal: '2027-03-10T14:00', place: { en: 'Bishkek' } })).toBe(0);
    expect(await change({ startsLocal: '2027-03-10T15:00' })).toBe(1);
    expect(await change({ place: { en: 'Osh' } })).toBe(2);
    expect(await change({ zone: 'Asia/Tashkent' })).toBe(3);
    const { body } = await page.get(`/api/sessions/${session.id}`).expect(200);
    expect([body.startsAt, body.sequence]).toEqual(['2027-03-10T10:00:00.000Z', 3]);
  });

  test('CAL-13 a cancelled session raises sequence once, ends its links, and is not changed any more', async () => {
    const { session } = await convene(page);
    const [line] = await roster(session.id);
    const { url } = (await page.post(`/api/sessions/${session.id}/participants/${line!.participant}/link`)).body;
    const device = await desk.enter(url);
    const { body: cancelled } = await page.post(`/api/sessions/${session.id}/cancel`).expect(200);
    expect([cancelled.phase, cancelled.sequence]).toEqual(['cancelled', 1]);
    await page.post(`/api/sessions/${session.id}/cancel`).expect(200, cancelled);
    expect((await device.get('/api/me').expect(401)).body.code).toBe('auth.revoked');
    for (const again of [
      page.patch(`/api/sessions/${session.id}`, { title: { en: 'x' } }),
      page.post(`/api/sessions/${session.id}/prepare`, { command: 'too-late' }),
      page.post(`/api/sessions/${session.id}/participants/${line!.participant}/link`),
      page.post(`/api/sessions/${session.id}/screen-link`),
      page.post(`/api/sessions/${session.id}/enter`),
    ])
      expect((await again).body).toMatchObject({ status: 409, code: 'session.not_planned' });
  });
});

describe('the agenda', () => {
  test('items keep the id they bring, others get one; a rapporteur is a voting seat of this council', async () => {
    const { session, seats } = await convene(page);
    const put = (items: object[]) => page.put(`/api/sessions/${session.id}/agenda`, { items });
    const { body: first } = await put([
      { id: 'budget', title: { en: 'Budget' }, rapporteurSeatId: seats[2]!.id },
      { title: { ru: 'Разное' }, rapporteurSeatId: null },
    ]).expect(200);
    expect(first.agenda[0].id).toBe('budget');
    const { body: swapped } = await put([...first.agenda].reverse()).expect(200);
    expect(swapped.agenda).toEqual([...first.agenda].reverse());
    const before = await desk.rows();
    const twice = await put([first.agenda[0], first.agenda[0]]).expect(422);
    expect(twice.body).toMatchObject({ code: 'session.inconsistent', params: { what: 'item_twice', id: 'budget' } });
    const { seats: others } = await convene(await desk.account());
    const middle = await desk.rows();
    const foreign = await put([{ title: { en: 'x' }, rapporteurSeatId: others[0]!.id }]).expect(422);
    expect(foreign.body).toMatchObject({ code: 'session.inconsistent', params: { what: 'rapporteur_unknown' } });
    expect(middle).not.toBe(before);
    expect(await desk.rows()).toBe(middle);
  });
});

describe('preparing', () => {
  test('entry 1 is what the desk knows, without a name; the same command is answered once', async () => {
    const { council, session, seats } = await convene(page);
    const answer = await page.post(`/api/sessions/${session.id}/prepare`, { command: 'prepare-1' }).expect(200);
    expect(answer.body).toMatchObject({ seq: 1, head: 1, repeated: false });
    const again = await page.post(`/api/sessions/${session.id}/prepare`, { command: 'prepare-1' }).expect(200);
    expect(again.body).toEqual({ ...answer.body, repeated: true });
    const [entry, ...more] = await entries(session.id);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ type: 'session.prepared', actor: 'desk', command: 'prepare-1' });
    expect(JSON.stringify(entry)).not.toContain('Holder');
    expect(JSON.stringify(entry)).not.toContain('desk.example');
    const data = entry!.data as unknown as { participants: { nameHash: string }[]; seats: { id: string }[] };
    expect(data).toMatchObject({ council: { id: council.id }, statutorySeats: 5, rules: council.rules });
    expect(data.seats.map(seat => seat.id)).toEqual(seats.filter(seat => seat.votes).map(seat => seat.id));
    const { rows } = await desk.pool.query(
      `select p.name_salt as salt, t.holder from participants p join seats t on t.id = p.seat_id
        where p.session_id = $1 order by p.position`,
      [session.id],
    );
    expect(data.participants.map(one => one.nameHash)).toEqual(rows.map(row => nameHash(row.salt, row.holder)));
    expect(new Set(rows.map(row => row.salt)).size).toBe(7);
    expect((await page.get(`/api/sessions/${session.id}`)).body.phase).toBe('prepared');
  });

  test('may be repeated until it is opened: a renamed roll is caught, a changed agenda taken up', async () => {
    const { session, seats } = await convene(page);
    await page.post(`/api/sessions/${session.id}/prepare`, { command: 'prepare-1' }).expect(200);
    await page.patch(`/api/seats/${seats[3]!.id}`, { holder: 'Somebody else' }).expect(200);
    await page.put(`/api/sessions/${session.id}/agenda`, { items: [{ title: { en: 'One' }, rapporteurSeatId: null }] });
    await page.post(`/api/sessions/${session.id}/prepare`, { command: 'prepare-2' }).expect(200);
    const [one, two] = await entries(session.id);
    const hashes = (entry?: Entry) =>
      (entry!.data as unknown as { participants: { nameHash: string }[] }).participants.map(line => line.nameHash);
    expect(hashes(one).flatMap((hash, index) => (hash === hashes(two)[index] ? [] : [index]))).toEqual([3]);
    expect(two!.data).toMatchObject({ agenda: [{ title: { en: 'One' } }] });
  });

  test('a vacant seat is counted and has nobody to take part', async () => {
    const { session, seats } = await convene(page);
    await page.patch(`/api/seats/${seats[4]!.id}`, { filled: false }).expect(200);
    await page.post(`/api/sessions/${session.id}/prepare`, { command: 'prepare-1' }).expect(200);
    const { state } = await journal().state(session.id);
    expect(state.prepared?.seats.map(seat => seat.filled)).toEqual([true, true, true, true, false]);
    expect(state.prepared?.participants).toHaveLength(6);
  });

  test('refused without a chair, without a voting seat, with more seats than the council has', async () => {
    const { council, session, seats } = await convene(page);
    const refusal = async () =>
      (await page.post(`/api/sessions/${session.id}/prepare`, { command: 'prepare-1' }).expect(409)).body;
    await page.post(`/api/councils/${council.id}/seats`, seatInput()).expect(201);
    expect(await refusal()).toMatchObject({
      code: 'session.inconsistent',
      params: { what: 'more_seats_than_statutory' },
    });
    await page.patch(`/api/seats/${seats[0]!.id}`, { filled: false }).expect(200);
    expect((await refusal()).code).toBe('session.no_chair');
    const empty = await page.post('/api/councils', { ...council, id: undefined, revision: undefined }).expect(201);
    const { body: bare } = await page.post(`/api/councils/${empty.body.id}/sessions`, sessionInput()).expect(201);
    const none = await page.post(`/api/sessions/${bare.id}/prepare`, { command: 'prepare-1' }).expect(409);
    expect(none.body.code).toBe('session.no_voting_seats');
    expect(await entries(session.id)).toEqual([]);
  });
});

describe('PROC-35: nothing that was put in is lost', () => {
  test('what an agenda without its item would orphan is listed, and goes where the desk says', async () => {
    const { session, seats } = await convene(page);
    const path = `/api/sessions/${session.id}`;
    const items = ['one', 'two'].map(id => ({ id, title: { en: `Item ${id}` }, rapporteurSeatId: null }));
    await page.put(`${path}/agenda`, { items }).expect(200);
    await page.get(`${path}/orphans`).expect(200, []);
    await page.post(`${path}/prepare`, { command: 'prepare-35-a' }).expect(200);
    const secretary = (await roster(session.id)).find(line => line.role === 'secretary')!;
    const act = { type: 'motion.submit', item: 'two', text: { en: 'Adopt the plan' }, mover: seats[0]!.id };
    const actor = { id: secretary.participant, kind: 'participant' } as const;
    expect(await journal().submit(session.id, { id: 'motion-35', actor, act })).toMatchObject({ ok: true });

    await page.put(`${path}/agenda`, { items: items.slice(0, 1) }).expect(200);
    const { body: orphans } = await page.get(`${path}/orphans`).expect(200);
    expect(orphans).toMatchObject([
      { kind: 'motion', item: 'two', itemTitle: { en: 'Item two' }, text: { en: 'Adopt the plan' } },
    ]);
    expect(orphans[0].seats).toHaveLength(1);
    const refused = await page.post(`${path}/prepare`, { command: 'prepare-35-b' }).expect(409);
    expect(refused.body).toMatchObject({ code: 'session.orphans', params: { n: 1 } });
    const [{ kind, id, item }] = orphans;
    const answer = { command: 'prepare-35-c', orphans: [{ kind, id, item, to: 'one' }] };
    await page.post(`${path}/prepare`, answer).expect(200);
    expect((await journal().state(session.id)).state.motions[id]).toMatchObject({ item: 'one', status: 'admitted' });
    await page.get(`${path}/orphans`).expect(200, []);
    const other = await desk.account();
    await other.get(`${path}/orphans`).expect(404);
  });
});

describe('once opened', () => {
  test('the desk changes nothing of it', async () => {
    const { session } = await convene(page);
    const [line] = await roster(session.id);
    const path = `/api/sessions/${session.id}/participants/${line!.participant}`;
    const { body: moved } = await page.patch(path, { mode: 'hall' }).expect(200);
    expect(moved).toEqual({ ...line, mode: 'hall' });
    await open(session);
    expect((await page.get(`/api/sessions/${session.id}`)).body.phase).toBe('open');
    const before = await desk.rows();
    for (const asked of [
      page.patch(`/api/sessions/${session.id}`, { startsLocal: '2027-03-10T13:00' }),
      page.put(`/api/sessions/${session.id}/agenda`, { items: [] }),
      page.post(`/api/sessions/${session.id}/cancel`),
      page.post(`/api/sessions/${session.id}/prepare`, { command: 'prepare-9' }),
      page.patch(path, { mode: 'remote' }),
    ])
      expect((await asked).body).toMatchObject({ status: 409, code: 'session.already_opened' });
    expect(await desk.rows()).toBe(before);
  });
});
