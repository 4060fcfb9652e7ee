import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { grants, videoOf } from '@kengesh/domain';
import { convene, councilInput, type Desk, type DeskPage, seatInput, startDesk } from '../identity/desk-kit.suite.js';
import { JournalService } from '../live/journal.service.js';

let desk: Desk;
let page: DeskPage;
beforeAll(async () => {
  desk = await startDesk();
  page = await desk.account();
});
afterAll(() => desk?.close());

describe('councils', () => {
  test('who founds a council belongs to it; a change keeps what it does not name', async () => {
    const input = councilInput({ name: { en: `O'Hara "quoted" <b>&amp; \\ ; drop table` } });
    const { body: made } = await page.post('/api/councils', input).expect(201);
    expect(made).toEqual({ ...input, rules: { ...input.rules, version: 1 }, id: made.id, revision: 1 });
    await page.get(`/api/councils/${made.id}`).expect(200, made);
    const { body: changed } = await page.patch(`/api/councils/${made.id}`, { statutorySeats: 7 }).expect(200);
    expect(changed).toEqual({ ...made, statutorySeats: 7, revision: 2 });
    const { body: list } = await page.get('/api/councils').expect(200);
    expect(list).toContainEqual(changed);
  });

  test('a council in a zone that is none is refused, now and at a change', async () => {
    const refused = await page.post('/api/councils', councilInput({ zone: 'AMT' })).expect(422);
    expect(refused.body).toMatchObject({ code: 'session.unknown_zone', params: { zone: 'AMT' } });
    const { body: made } = await page.post('/api/councils', councilInput()).expect(201);
    await page.patch(`/api/councils/${made.id}`, { zone: 'UTC+6' }).expect(422);
    await page.get(`/api/councils/${made.id}`).expect(200, made);
  });

  test('an account may belong to several councils, and sees no other', async () => {
    const other = await desk.account();
    const { body: one } = await page.post('/api/councils', councilInput()).expect(201);
    const { body: two } = await other.post('/api/councils', councilInput()).expect(201);
    const both = await desk.account(one.id);
    await both.get(`/api/councils/${two.id}`).expect(404);
    const { body: third } = await both.post('/api/councils', councilInput()).expect(201);
    const { body: list } = await both.get('/api/councils').expect(200);
    expect(list.map((council: { id: string }) => council.id)).toEqual([one.id, third.id]);
  });
});

describe('rules of procedure', () => {
  const history = async (id: string) => (await page.get(`/api/councils/${id}/rules`).expect(200)).body;

  test('every change of what they say is a version of its own, kept with who made it and when', async () => {
    const { body: made } = await page.post('/api/councils', councilInput()).expect(201);
    const rules = { ...made.rules, tie: 'chairExtra', version: 77 };
    const { body: changed } = await page.patch(`/api/councils/${made.id}`, { rules }).expect(200);
    expect(changed.rules).toEqual({ ...rules, version: 2 });
    // The same again, in another order and under another number, says nothing new.
    const same = Object.fromEntries(Object.entries({ ...changed.rules, version: 5 }).reverse());
    expect((await page.patch(`/api/councils/${made.id}`, { rules: same }).expect(200)).body).toEqual(changed);
    await page.patch(`/api/councils/${made.id}`, { mailbox: 'other@desk.example' }).expect(200);
    const second = await desk.account(made.id);
    await second.patch(`/api/councils/${made.id}`, { rules: { ...rules, tie: 'revote' } }).expect(200);
    expect(await history(made.id)).toEqual([
      {
        version: 3,
        at: expect.stringMatching(/Z$/),
        by: { en: 'Desk' },
        rules: { ...rules, tie: 'revote', version: 3 },
      },
      { version: 2, at: expect.any(String), by: { en: 'Desk' }, rules: { ...rules, version: 2 } },
      { version: 1, at: expect.any(String), by: { en: 'Desk' }, rules: made.rules },
    ]);
    const chair = await desk.account(made.id, 'chair');
    await chair.get(`/api/councils/${made.id}/rules`).expect(200);
    await (await desk.account()).get(`/api/councils/${made.id}/rules`).expect(404);
  });

  test('two who save at once get a version each', async () => {
    const { body: made } = await page.post('/api/councils', councilInput()).expect(201);
    await Promise.all(
      [10, 20, 30, 40].map(seconds =>
        page.patch(`/api/councils/${made.id}`, { rules: { ...made.rules, presenceGrace: seconds } }).expect(200),
      ),
    );
    expect((await history(made.id)).map((one: { version: number }) => one.version)).toEqual([5, 4, 3, 2, 1]);
  });

  test('what no session could ever satisfy is refused at its place, and nothing is kept', async () => {
    const input = councilInput();
    const impossible = { ...input.rules, quorum: { kind: 'number' as const, seats: 6 } };
    const refused = await page.post('/api/councils', { ...input, rules: impossible }).expect(422);
    expect(refused.body).toMatchObject({
      code: 'http.invalid',
      params: { issues: [{ path: 'rules.quorum', message: 'quorum_above_seats', params: { need: 6, filled: 5 } }] },
    });
    const { body: made } = await page.post('/api/councils', input).expect(201);
    const twice = { ...input.rules, majorities: [...input.rules.majorities, ...input.rules.majorities] };
    const { body } = await page.patch(`/api/councils/${made.id}`, { rules: twice }).expect(422);
    expect(body.params.issues).toMatchObject([{ path: 'rules.majorities.1.key', message: 'majority_twice' }]);
    const quorum = { kind: 'number', seats: 5 };
    await page.patch(`/api/councils/${made.id}`, { rules: { ...input.rules, quorum } }).expect(200);
    // A council that shrinks below its own quorum is told as well.
    await page.patch(`/api/councils/${made.id}`, { statutorySeats: 4 }).expect(422);
    expect(await history(made.id)).toHaveLength(2);
  });
});

describe('how a council meets by video', () => {
  test('a prepared session keeps what held then; what the council decides later holds for the next one', async () => {
    const { council, session } = await convene(page);
    const decides = (video: object) =>
      page.patch(`/api/councils/${council.id}`, { rules: { ...council.rules, video } }).expect(200);
    const journal = desk.api.app.get(JournalService, { strict: false });
    await decides({ admission: 'oneByOne', camera: 'always', languages: ['ru'] });
    await page.post(`/api/sessions/${session.id}/prepare`, { command: 'prepare-v' }).expect(200);
    await decides({ admission: 'everyone', languages: ['en'] });
    const { state } = await journal.state(session.id);
    expect(videoOf(state)).toMatchObject({ admission: 'oneByOne', camera: 'always', languages: ['ru'] });
    // The door, as the roll's own: nobody of it comes in from afar unseen.
    const remote = state.prepared!.participants.find(one => one.role === 'delegate')!.id;
    expect(grants(state, remote)).toMatchObject({ join: false });
  });
});

describe('seats', () => {
  test('PROC-07: weigh to six places of a vote, and lead their delegation; both reach the prepared roll', async () => {
    const { council, seats, session } = await convene(page);
    await page.patch(`/api/seats/${seats[0]!.id}`, { weight: 2_500_001, head: true }).expect(200);
    const { body: list } = await page.get(`/api/councils/${council.id}/seats`).expect(200);
    expect(list[0]).toMatchObject({ weight: 2_500_001, head: true });
    expect(list[1]).toMatchObject({ weight: 1_000_000, head: false });
    for (const weight of [0, -1, 1.5, 100_000_000_001, '1'])
      await page.patch(`/api/seats/${seats[0]!.id}`, { weight }).expect(400);
    await page.patch(`/api/seats/${seats[0]!.id}`, { label: { en: 'Chair' } }).expect(200);
    await page.post(`/api/sessions/${session.id}/prepare`, { command: 'prepare-w' }).expect(200);
    const { state } = await desk.api.app.get(JournalService, { strict: false }).state(session.id);
    const [first, second] = state.prepared!.seats;
    expect(first).toMatchObject({ weight: 2_500_001, head: true, label: { en: 'Chair' } });
    expect(second).not.toHaveProperty('weight');
    expect(second).not.toHaveProperty('head');
    // PROC-04: the wait for a quorum is counted from the hour that was promised.
    expect(state.prepared!.session.startsAt).toBe('2027-03-10T08:00:00.000Z');
    expect(state.prepared!.rules.version).toBe(1);
  });

  test('stand in protocol order, and move within it', async () => {
    const { council, seats } = await convene(page);
    const order = async () => {
      const { body } = await page.get(`/api/councils/${council.id}/seats`).expect(200);
      expect(body.map((seat: { position: number }) => seat.position)).toEqual(seats.map((_, index) => index + 1));
      return body.map((seat: { label: { en: string } }) => seat.label.en.slice(5)).join('');
    };
    expect(await order()).toBe('1234567');
    await page.patch(`/api/seats/${seats[4]!.id}`, { position: 2 }).expect(200);
    expect(await order()).toBe('1523467');
    await page.patch(`/api/seats/${seats[0]!.id}`, { position: 20000 }).expect(200);
    expect(await order()).toBe('5234671');
  });

  test('a seat taken up by a session is not deleted; another is, with its line on the roll', async () => {
    const { council, seats, session } = await convene(page);
    await page.delete(`/api/seats/${seats[6]!.id}`).expect(204);
    const { body: roster } = await page.get(`/api/sessions/${session.id}/roster`).expect(200);
    expect(roster).toHaveLength(6);
    const agenda = { items: [{ title: { en: 'One' }, rapporteurSeatId: seats[4]!.id }] };
    await page.put(`/api/sessions/${session.id}/agenda`, agenda).expect(200);
    const named = await page.delete(`/api/seats/${seats[4]!.id}`).expect(409);
    expect(named.body.code).toBe('seat.in_use');
    await page.post(`/api/sessions/${session.id}/prepare`, { command: 'prepare-1' }).expect(200);
    const used = await page.delete(`/api/seats/${seats[3]!.id}`).expect(409);
    expect(used.body).toMatchObject({ code: 'seat.in_use', status: 409 });
    const { body: left } = await page.get(`/api/councils/${council.id}/seats`).expect(200);
    expect(left).toHaveLength(6);
  });

  test('a seat added or renamed reaches the rolls of sessions that are not opened', async () => {
    const { council, seats, session } = await convene(page);
    await page.post(
      `/api/councils/${council.id}/seats`,
      seatInput({ label: { en: 'Late' }, votes: false, role: 'observer' }),
    );
    await page.patch(`/api/seats/${seats[2]!.id}`, { label: { ru: 'Новое имя' } }).expect(200);
    const { body: roster } = await page.get(`/api/sessions/${session.id}/roster`).expect(200);
    expect(roster.map((line: { label: object }) => line.label)).toEqual([
      { en: 'Seat 1' },
      { en: 'Seat 2' },
      { ru: 'Новое имя' },
      ...['Seat 4', 'Seat 5', 'Seat 6', 'Seat 7', 'Late'].map(en => ({ en })),
    ]);
    for (const { participant } of roster) expect(participant).toMatch(/^p_[\w-]{10}$/);
  });
});

describe('hostile input leaves no trace', () => {
  test.each([
    ['a name of a megabyte', { holder: 'x'.repeat(1024 * 1024) }, 413, 'http.too_large'],
    ['a name with line breaks', { holder: 'Name\r\nBCC: all@desk.example' }, 400, 'http.invalid'],
    ['a name with a NUL', { holder: 'Name\u0000' }, 400, 'http.invalid'],
    ['half a character', { holder: '\ud800' }, 400, 'http.invalid'],
    ['half a character in a label', { label: { en: 'x\udfff' } }, 400, 'http.invalid'],
    ['a label with control characters', { label: { en: 'x\u0007' } }, 400, 'http.invalid'],
    ['a label in no language', { label: {} }, 400, 'http.invalid'],
    ['an address with a header in it', { email: 'a@desk.example\r\nBCC: b@desk.example' }, 400, 'http.invalid'],
    ['a role that does not exist', { role: 'king' }, 400, 'http.invalid'],
    ['a field that does not exist', { admin: true }, 400, 'http.invalid'],
  ])('%s', async (_what, more, status, code) => {
    const { body: council } = await page.post('/api/councils', councilInput()).expect(201);
    const before = await desk.rows();
    const answer = await page
      .post(`/api/councils/${council.id}/seats`)
      .set('Content-Type', 'application/json')
      .send(JSON.stringify({ ...seatInput(), ...more }));
    expect([answer.status, answer.type, answer.body.code]).toEqual([status, 'application/problem+json', code]);
    expect(await desk.rows()).toBe(before);
  });

  test('quotes, formulas and scripts in names are plain text', async () => {
    const { body: council } = await page.post('/api/councils', councilInput()).expect(201);
    for (const holder of [`O"Hara 'x'`, '=1+1', '@sum', '<script>alert(1)</script>', 'Ёлка — «ü» Ծառ']) {
      const input = seatInput({ holder, label: { en: holder } });
      const { body } = await page.post(`/api/councils/${council.id}/seats`, input).expect(201);
      expect([body.holder, body.label.en]).toEqual([holder, holder]);
    }
  });

  test('JSON that is none', async () => {
    const before = await desk.rows();
    const answer = await page.post('/api/councils').set('Content-Type', 'application/json').send('{"name": nobody');
    expect([answer.status, answer.body.code]).toEqual([400, 'http.not_json']);
    const list = await page.post('/api/councils', []);
    expect([list.status, list.body.code]).toEqual([400, 'http.invalid']);
    expect(await desk.rows()).toBe(before);
  });
});
