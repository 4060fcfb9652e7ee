/**
 * Bad input at every endpoint of the built product: each answered with a code and a sentence in the language that was asked for,
 * and the database afterwards is, row for row, what it was before.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readApiEnv } from '@kengesh/api/config/env';
import { accountLink } from '@kengesh/api/identity/new-account';
import { refusalSentence } from '@kengesh/phrases';
import pg from 'pg';
import { io } from 'socket.io-client';
import {
  type Act,
  type Called,
  call,
  type Device,
  enter,
  enterSession,
  lineOf,
  type Member,
} from './support/member.js';
import { type TestDatabase, testDatabase } from './support/postgres.js';
import { type Server, startServer } from './support/server.js';
import { readCsv } from './support/spreadsheets.js';

const COUNCIL = '6b1d0000-c000-4000-8000-000000000001';
const FOUNDING = '6b1d0000-5000-4000-8000-000000000001';
const SECOND = '6b1d0000-5000-4000-8000-000000000002';

let database: TestDatabase;
let server: Server;
let pool: pg.Pool;
let desk: Device;
let secretary: Device;
let chair: Device;
let remote: Device;
let late: Device;
let hall: Device;
let screen: Device;
/** Seats of the second session by their Russian names. */
const seats = new Map<string, { seat: string; participant: string }>();

beforeAll(async () => {
  database = await testDatabase();
  server = await startServer({
    databaseUrl: database.url,
    databaseOwnerUrl: database.ownerUrl,
    sample: 'migration-council',
  });
  pool = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
  const { links } = server;
  if (!links) throw new Error('no links');
  desk = await enter(links.desk);
  secretary = await enterSession(desk, SECOND);
  [chair, remote, late, hall, screen] = (await Promise.all(
    [links.chair, links.remoteDelegate1, links.remoteDelegate2, links.hallDelegate, links.hallScreen].map(enter),
  )) as [Device, Device, Device, Device, Device];
  const { body } = await call(server.url, secretary, 'GET', `/api/sessions/${SECOND}/state`);
  for (const { id, label } of body.state.prepared.seats as { id: string; label: { ru: string } }[]) {
    const who = body.state.prepared.participants.find((one: { seat: string | null }) => one.seat === id);
    seats.set(label.ru, { seat: id, participant: who.id });
  }
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await pool?.end();
  await database?.drop();
});

/** Every row of every table but when a device was last seen, and what tells of refusals: the security log, the count of wrong tries. */
async function everything(): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'urn') and tablename not in ('security_events', 'failed_attempts') order by 1`,
  );
  const tables: string[] = [];
  for (const { name } of rows) {
    const found = await pool.query(`select row_to_json(t)::text as row from ${name} t order by 1`);
    for (const { row } of found.rows) tables.push(`${name} ${String(row).replace(/"last_seen_at":"[^"]*"/, '')}`);
  }
  return tables;
}
/** Rows that were added or changed, and rows that are no longer there. */
async function traces(since: readonly string[]): Promise<{ added: string[]; gone: string[] }> {
  const now = await everything();
  const [old, fresh] = [new Set(since), new Set(now)];
  return { added: now.filter(row => !old.has(row)), gone: since.filter(row => !fresh.has(row)) };
}
const NONE = { added: [], gone: [] };
let before: readonly string[] = [];
const untouched = () => {
  beforeEach(async () => {
    before = await everything();
  });
  afterEach(async () => {
    expect(await traces(before)).toEqual(NONE);
  });
};

type Language = 'ru' | 'en';
type LanguageRequest = (headers: { 'accept-language': Language }) => Promise<Called>;

const act =
  (who: () => Device, what: () => Act): LanguageRequest =>
  headers =>
    call(server.url, who(), 'POST', `/api/sessions/${SECOND}/acts`, { command: randomUUID(), act: what() }, headers);
const post =
  (who: () => Device | null, path: string, body: () => unknown, more: Record<string, string> = {}): LanguageRequest =>
  headers =>
    call(server.url, who(), 'POST', path, body(), { ...headers, ...more });
const session = (change: Record<string, unknown>) => () => ({
  title: { ru: 'Заседание' },
  form: 'hybrid',
  place: { ru: 'Бишкек' },
  startsLocal: '2027-03-10T14:00',
  endsLocal: '2027-03-10T18:00',
  zone: 'Asia/Bishkek',
  ...change,
});
const convene = (change: Record<string, unknown>) =>
  post(() => desk, `/api/councils/${COUNCIL}/sessions`, session(change));

interface Refused {
  readonly title: string;
  readonly ask: LanguageRequest;
  readonly status: number;
  readonly code: string;
  /** Part of the sentence, in the language it is asked in. */
  readonly says: string;
}
const bad = (title: string, ask: LanguageRequest, status: number, code: string, says: string): Refused => ({
  title,
  ask,
  status,
  code,
  says,
});

/** Refused with this code, in a sentence, in a problem of RFC 9457. */
async function refuses({ ask, status, code, says }: Refused): Promise<void> {
  const language: Language = /[а-яё]/i.test(says) ? 'ru' : 'en';
  const { headers, body, status: answered } = await ask({ 'accept-language': language });
  expect({ status: answered, code: body.code }).toEqual({ status, code });
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(headers.get('content-language')).toBe(language);
  expect(body.detail).toContain(says);
  expect(body.detail).toBe(refusalSentence(language, code, body.params));
  // A parameter that was forgotten shows as an ellipsis or as braces.
  expect(body.detail).not.toMatch(/[{}…]/);
}

const me = (name: string) => seats.get(name) ?? { seat: 'none', participant: 'none' };
const [REMOTE, HALL, LATE] = ['Россия · эксперт', 'Кыргызстан · НПО', 'Армения · государственный орган'] as const;
const forged = () => randomBytes(32).toString('base64url');

describe('before the opening', () => {
  untouched();

  test.each([
    bad(
      'opened by a delegate',
      act(
        () => remote,
        () => ({ type: 'session.open' }),
      ),
      403,
      'may.chair_only',
      'председатель',
    ),
    bad(
      'opened by a chair who is not there',
      act(
        () => chair,
        () => ({ type: 'session.open' }),
      ),
      409,
      'session.presiding_absent',
      'must be present',
    ),
    bad(
      'the hall checked in by a delegate',
      act(
        () => hall,
        () => ({ type: 'attendance.checkInAll' }),
      ),
      403,
      'may.secretary_only',
      'Only the secretary',
    ),
    bad(
      'oneself checked in to the hall',
      act(
        () => hall,
        () => ({ type: 'attendance.join', mode: 'hall' }),
      ),
      409,
      'attendance.hall_by_secretary',
      'секретар',
    ),
    bad(
      'an act that only the desk has',
      act(
        () => secretary,
        () => ({ type: 'session.prepare', session: {} }),
      ),
      400,
      'act.malformed',
      'malformed',
    ),
    bad(
      'an act that only the system does',
      act(
        () => chair,
        () => ({ type: 'attendance.lineLost', participant: me(HALL).participant }),
      ),
      403,
      'may.system_only',
      'by itself',
    ),
    bad(
      'an act nobody knows',
      act(
        () => chair,
        () => ({ type: 'session.burn' }),
      ),
      400,
      'act.unknown',
      'не знает',
    ),
    bad(
      'an act named like what every object has',
      act(
        () => chair,
        () => ({ type: 'constructor' }),
      ),
      400,
      'act.unknown',
      'no such action',
    ),
    bad(
      'an act with a field too many',
      act(
        () => chair,
        () => ({ type: 'session.open', quorum: true }),
      ),
      400,
      'act.malformed',
      'malformed',
    ),
    bad(
      'an act by the screen, which only looks',
      act(
        () => screen,
        () => ({ type: 'attendance.join', mode: 'remote' }),
      ),
      403,
      'may.participant_only',
      'Only participants',
    ),
    bad(
      'a session that ends before it starts',
      convene({ endsLocal: '2027-03-10T13:59' }),
      422,
      'session.ends_before_start',
      'позже',
    ),
    bad('an unknown zone', convene({ zone: 'Asia/Nowhere' }), 422, 'session.unknown_zone', '“Asia/Nowhere”'),
    bad(
      'a local time that does not exist',
      convene({ zone: 'Europe/Berlin', startsLocal: '2027-03-28T02:30', endsLocal: '2027-03-28T09:00' }),
      422,
      'session.no_such_time',
      '2027-03-28 02:30',
    ),
    bad(
      'a day that does not exist',
      convene({ startsLocal: '2027-02-30T10:00' }),
      422,
      'session.no_such_time',
      '2027-02-30',
    ),
    bad('a title of a megabyte', convene({ title: { ru: 'ы'.repeat(500_000) } }), 413, 'http.too_large', '256'),
    bad('a title too long by one', convene({ title: { ru: 'ы'.repeat(501) } }), 400, 'http.invalid', 'Проверьте'),
    bad(
      'a title with a control character',
      convene({ title: { ru: 'Засе\u0000дание' } }),
      400,
      'http.invalid',
      'Check',
    ),
    bad('a title in no language', convene({ title: {} }), 400, 'http.invalid', 'Check'),
    bad('a field nobody knows', convene({ phase: 'closed' }), 400, 'http.invalid', 'Check'),
    bad(
      'a name with a line break',
      post(
        () => desk,
        `/api/councils/${COUNCIL}/seats`,
        () => ({
          label: { ru: 'Место' },
          role: 'delegate',
          votes: true,
          filled: true,
          delegation: 'KG',
          category: 'state',
          email: null,
          language: 'ru',
          mode: 'hall',
          holder: 'Первая строка\r\nBcc: everyone@council.example',
        }),
      ),
      400,
      'http.invalid',
      'Проверьте',
    ),
    bad(
      'JSON that is none',
      post(
        () => desk,
        `/api/councils/${COUNCIL}/sessions`,
        () => '{"title": {',
      ),
      400,
      'http.not_json',
      'JSON',
    ),
    bad(
      'JSON that is only a word',
      post(
        () => desk,
        '/api/councils',
        () => '"совет"',
      ),
      400,
      'http.not_json',
      'JSON',
    ),
    bad(
      'a list where an act should be',
      post(
        () => chair,
        `/api/sessions/${SECOND}/acts`,
        () => [],
      ),
      400,
      'act.malformed',
      'malformed',
    ),
    bad(
      'a command id that is none',
      post(
        () => chair,
        `/api/sessions/${SECOND}/acts`,
        () => ({ command: '<b>', act: { type: 'session.open' } }),
      ),
      400,
      'act.malformed',
      'command',
    ),
    bad(
      'nobody',
      post(
        () => null,
        `/api/sessions/${SECOND}/acts`,
        () => ({}),
      ),
      401,
      'auth.none',
      'Сначала войдите',
    ),
    bad(
      'a forged token',
      post(
        () => ({ ...chair, token: forged() }),
        `/api/sessions/${SECOND}/acts`,
        () => ({}),
      ),
      401,
      'auth.invalid',
      'not valid',
    ),
    bad(
      'a page of strangers',
      post(() => desk, `/api/councils/${COUNCIL}/sessions`, session({}), { origin: 'https://elsewhere.example' }),
      403,
      'auth.origin',
      'does not know as its own',
    ),
    bad(
      'a link exchanged by a page of strangers',
      post(
        () => null,
        '/api/links/exchange',
        () => ({ secret: forged() }),
        { origin: 'https://elsewhere.example' },
      ),
      403,
      'auth.origin',
      'не считает своим',
    ),
    bad(
      'an act in the session of others',
      post(
        () => chair,
        `/api/sessions/${FOUNDING}/acts`,
        () => ({ command: randomUUID(), act: { type: 'session.close' } }),
      ),
      404,
      'http.not_found',
      'Nothing',
    ),
    bad(
      'a delegate at the desk',
      post(
        () => remote,
        `/api/sessions/${SECOND}/cancel`,
        () => ({}),
      ),
      403,
      'may.secretary_desk',
      'secretariat',
    ),
  ])('$title: $code', refuses);
});

describe('of one council nothing is there for another', () => {
  untouched();
  const address = 'clerk@elsewhere.example';
  let stranger: Device;
  let seat = '';

  beforeAll(async () => {
    const settings = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, PUBLIC_URL: server.url };
    stranger = await enter(await accountLink(readApiEnv(settings), address));
    const { body } = await call(server.url, desk, 'GET', `/api/councils/${COUNCIL}`);
    const { id: _id, ...input } = body;
    const founded = await call(server.url, stranger, 'POST', '/api/councils', {
      name: input.name,
      mailbox: 'council@elsewhere.example',
      zone: input.zone,
      statutorySeats: input.statutorySeats,
      rules: input.rules,
    });
    expect(founded.status).toBe(201);
    seat = (await call(server.url, desk, 'GET', `/api/councils/${COUNCIL}/seats`)).body[0].id;
  });

  /** Every request of the API's own description that names a council, a seat or a session, with ids that are there. */
  const requests = async (session: string, participant: string): Promise<[method: string, path: string][]> => {
    const { body } = await call(server.url, null, 'GET', '/api/openapi.json');
    const ids: Record<string, string> = { participant, name: 'record', format: 'json' };
    return Object.entries(body.paths as Record<string, object>)
      .filter(([path]) => path.includes('{id}'))
      .flatMap(([path, methods]) => {
        const id = { councils: COUNCIL, seats: seat, sessions: session }[path.split('/')[2] ?? ''];
        if (id === undefined) throw new Error(`whose id stands in ${path}?`);
        const filled = path.replace('{id}', id).replaceAll(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? name);
        return Object.keys(methods).map((method): [string, string] => [method.toUpperCase(), filled]);
      });
  };
  const bodies: Readonly<Record<string, () => unknown>> = {
    acts: () => ({ command: randomUUID(), act: { type: 'session.open' } }),
    prepare: () => ({ command: randomUUID() }),
    agenda: () => ({ items: [] }),
    sessions: session({}),
  };
  const tellsNothing = async (who: Device, session: string, but = /^$/): Promise<number> => {
    const asked = (await requests(session, me(HALL).participant)).filter(([, path]) => !but.test(path));
    const told: string[] = [];
    for (const [method, path] of asked) {
      const query = path.endsWith('/frames') ? '?after=0' : '';
      const body = method === 'GET' ? undefined : (bodies[path.split('/').at(-1) ?? '']?.() ?? {});
      const answer = await call(server.url, who, method, path + query, body);
      const refusal = answer.headers.get('content-type')?.startsWith('application/problem+json');
      // A request that is wrong in itself may be told so before anyone asks whose it is.
      const expected = method === 'GET' ? [403, 404] : [400, 403, 404];
      if (!refusal || !expected.includes(answer.status)) told.push(`${method} ${path}: ${answer.status}`);
      expect(JSON.stringify(answer.body)).not.toMatch(/мигра|Кыргызстан|kengesh\.example/i);
    }
    expect(told).toEqual([]);
    return asked.length;
  };

  test('for the secretary of another council: every request there is, on a held and on a coming session', async () => {
    for (const id of [FOUNDING, SECOND]) expect(await tellsNothing(stranger, id)).toBeGreaterThan(30);
    const own = await call(server.url, stranger, 'GET', '/api/councils');
    expect(own.body).toHaveLength(1);
    expect(JSON.stringify(own.body)).not.toContain(COUNCIL);
    expect((await call(server.url, stranger, 'GET', '/api/my/sessions')).body).toEqual([]);
  });

  test('whoever came in by a link of one session reads nothing of another, and of the desk only the registers', async () => {
    // The registers are for all of the council's own people.
    const registers = /^\/api\/councils\/[^/]+\/(decisions|tasks|offices)$/;
    for (const who of [remote, screen]) await tellsNothing(who, FOUNDING, registers);
  });
});

describe('links', () => {
  test('a forged one, a used one, an expired one and a revoked one let nobody in', async () => {
    const exchange = (secret: string): LanguageRequest =>
      post(
        () => null,
        '/api/links/exchange',
        () => ({ secret }),
      );
    const secretOf = (link: string) => new URL(link).hash.slice(1);
    const issue = async (name: string) => {
      const path = `/api/sessions/${SECOND}/participants/${me(name).participant}/link`;
      return { path, secret: secretOf((await call(server.url, desk, 'POST', path)).body.url) };
    };
    const expired = await issue('Узбекистан · эксперт');
    await pool.query(
      `update links set expires_at = now() - interval '1 second' where subject = $1 and revoked_at is null`,
      [me('Узбекистан · эксперт').participant],
    );
    const revoked = await issue('Казахстан · эксперт');
    expect((await call(server.url, desk, 'DELETE', revoked.path)).status).toBe(204);
    const replaced = await issue('Армения · НПО');
    await issue('Армения · НПО');
    // Good for one exchange, as a link of the desk's that is mailed.
    const once = await issue('Узбекистан · государственный орган');
    await pool.query('update links set once = true where subject = $1 and revoked_at is null', [
      me('Узбекистан · государственный орган').participant,
    ]);
    expect((await exchange(once.secret)({ 'accept-language': 'ru' })).status).toBe(200);
    const start = await everything();
    for (const [secret, code, says] of [
      [forged(), 'link.unknown', 'не подходит'],
      [once.secret, 'link.used', 'used already'],
      [expired.secret, 'link.expired', 'has expired'],
      [revoked.secret, 'link.revoked', 'отозвана'],
      [replaced.secret, 'link.revoked', 'was revoked'],
    ] as const)
      await refuses({ title: code, ask: exchange(secret), status: code === 'link.unknown' ? 404 : 410, code, says });
    expect(await traces(start)).toEqual(NONE);
  });

  test('a revoked one ends its device: the socket is told and closed at once, the next request is refused', async () => {
    const path = `/api/sessions/${SECOND}/participants/${me('Узбекистан · НПО').participant}/link`;
    const device = await enter((await call(server.url, desk, 'POST', path)).body.url);
    const line = lineOf(device);
    await new Promise<void>(resolve => line.socket.on('snapshot', () => resolve()));
    const closed = new Promise(resolve => line.socket.on('disconnect', resolve));
    await call(server.url, desk, 'DELETE', path);
    expect(await line.bye).toBe('revoked');
    await closed;
    line.leave();
    await refuses({
      title: 'revoked',
      ask: act(
        () => device,
        () => ({ type: 'attendance.join', mode: 'remote' }),
      ),
      status: 401,
      code: 'auth.revoked',
      says: 'отозвана',
    });
  });
});

describe('sockets', () => {
  untouched();

  const refusal = (auth: object, headers: Record<string, string> = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const socket = io(server.url, {
        auth,
        extraHeaders: headers,
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
      });
      socket.on('connect', () => {
        socket.disconnect();
        reject(new Error('let in'));
      });
      socket.on('connect_error', error => resolve((error as { data?: { code?: string } }).data?.code ?? error.message));
    });

  test('without a token, with a forged one, from a foreign origin, of the desk: not let in', async () => {
    const foreign = { origin: 'https://elsewhere.example' };
    expect(await refusal({ as: chair.as }, { origin: server.url })).toBe('auth.none');
    expect(await refusal({ token: forged() })).toBe('auth.invalid');
    expect(await refusal({ token: chair.token }, foreign)).toBe('auth.origin');
    expect(await refusal({ as: chair.as }, { ...foreign, cookie: `kg_${chair.as}=${chair.token}` })).toBe(
      'auth.origin',
    );
    // A cookie without an origin could be sent along by anybody's page.
    expect(await refusal({ as: chair.as }, { cookie: `kg_${chair.as}=${chair.token}` })).toBe('auth.origin');
    expect(await refusal({ as: remote.as, token: chair.token })).toBe('auth.invalid');
    expect(await refusal({ token: desk.token })).toBe('auth.invalid');
    for (const code of ['auth.none', 'auth.invalid', 'auth.origin'])
      for (const language of ['ru', 'en']) expect(refusalSentence(language, code)).not.toContain(code);
  });

  test('what is no envelope is answered and does no harm; what is too large ends the line, which comes back', async () => {
    const line = lineOf(remote);
    await new Promise<void>(resolve => line.socket.on('snapshot', () => resolve()));
    for (const envelope of [
      null,
      7,
      'ask',
      [],
      {},
      { command: 'cmd-12345678' },
      { command: 'cmd-12345678', act: [] },
      { act: {} },
    ])
      expect(await line.socket.timeout(5000).emitWithAck('ask', envelope)).toMatchObject({
        ok: false,
        refused: 'act.malformed',
      });
    // Without a place for the answer it is not heard; a name nobody listens to is nothing.
    line.socket.emit(
      'ask',
      { command: randomUUID(), act: { type: 'attendance.join', mode: 'remote' } } as never,
      'no' as never,
    );
    line.socket.emit('resync', { seq: 'x' } as never);
    (line.socket as unknown as { emit(name: string): void }).emit('constructor');
    const gone = new Promise(resolve => line.socket.once('disconnect', resolve));
    line.socket.emit(
      'ask',
      { command: randomUUID(), act: { type: 'floor.ask', junk: 'x'.repeat(1 << 20) } },
      () => undefined,
    );
    await gone;
    await new Promise<void>(resolve => line.socket.once('connect', () => resolve()));
    expect(await line.ask({ type: 'floor.yield' })).toMatchObject({ ok: false, refused: 'floor.not_yours' });
    line.leave();
  });
});

describe('around a vote', () => {
  let line: Member | undefined;
  afterAll(() => line?.leave());
  let voting = '';
  let mine = '';
  const doneBy = async (who: Device, what: Act) => {
    const answer = await act(
      () => who,
      () => what,
    )({ 'accept-language': 'ru' });
    if (answer.status !== 200) throw new Error(`${what.type}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const state = async () => (await call(server.url, secretary, 'GET', `/api/sessions/${SECOND}/state`)).body.state;
  const ballot =
    (name: string, choice: string, of = () => voting) =>
    () => ({
      type: 'voting.cast',
      voting: of(),
      seat: me(name).seat,
      choice,
    });

  test('opening without a quorum', async () => {
    await doneBy(chair, { type: 'attendance.join', mode: 'hall' });
    before = await everything();
    await refuses(
      bad(
        '',
        act(
          () => chair,
          () => ({ type: 'session.open' }),
        ),
        409,
        'session.no_quorum',
        'присутствуют 1, требуется 8',
      ),
    );
    expect(await traces(before)).toEqual(NONE);
  });

  describe('while it is open', () => {
    beforeAll(async () => {
      await doneBy(secretary, { type: 'attendance.checkInAll' });
      // Nobody is present from afar without a line.
      line = lineOf(remote);
      await new Promise<void>(resolve => line?.socket.on('snapshot', () => resolve()));
      await doneBy(remote, { type: 'attendance.join', mode: 'remote' });
      await doneBy(chair, { type: 'session.open' });
      const { agenda, motions } = await state();
      const [item] = agenda.items as { id: string }[];
      await doneBy(chair, { type: 'agenda.take', item: item?.id });
      const motion = Object.values(motions as Record<string, { id: string; item: string }>).find(
        one => one.item === item?.id,
      );
      await doneBy(chair, {
        type: 'voting.open',
        motion: motion?.id,
        method: 'named',
        majority: 'simple',
        closesInSeconds: null,
      });
      voting = Object.keys((await state()).votings)[0] ?? '';
      mine = (await doneBy(remote, ballot(REMOTE, 'yes')())).receipt;
    });
    untouched();

    test.each([
      bad(
        "a ballot for another's seat",
        act(() => remote, ballot(HALL, 'yes')),
        409,
        'voting.not_your_seat',
        'not your seat',
      ),
      bad(
        'a second ballot with another choice',
        act(() => remote, ballot(REMOTE, 'no')),
        409,
        'voting.already_cast',
        'изменить',
      ),
      bad(
        'a choice that does not exist',
        act(() => hall, ballot(HALL, 'maybe')),
        409,
        'voting.unknown_choice',
        'no such choice',
      ),
      bad(
        'a choice named like what every object has',
        act(() => hall, ballot(HALL, 'toString')),
        409,
        'voting.unknown_choice',
        'no such choice',
      ),
      bad(
        'a vote that does not exist',
        act(
          () => hall,
          ballot(HALL, 'yes', () => 'v999'),
        ),
        409,
        'voting.unknown',
        'no such vote',
      ),
      bad(
        'a seat that does not exist',
        act(() => hall, ballot('Луна · НПО', 'yes')),
        409,
        'roll.unknown_seat',
        'no such seat',
      ),
      bad(
        'a seat that was not there at the opening',
        act(() => late, ballot(LATE, 'yes')),
        409,
        'voting.not_entitled',
        'not present',
      ),
      bad(
        'a raised hand entered by a delegate',
        act(
          () => hall,
          () => ({ ...ballot(HALL, 'yes')(), type: 'voting.enter' }),
        ),
        403,
        'may.secretary_only',
        'секретарь',
      ),
      bad(
        'a raised hand of a remote seat',
        act(
          () => secretary,
          () => ({ ...ballot('Россия · эксперт', 'no')(), type: 'voting.enter' }),
        ),
        409,
        'voting.not_in_hall',
        'checked in',
      ),
      bad(
        'closed by the secretary',
        act(
          () => secretary,
          () => ({ type: 'voting.close', voting }),
        ),
        403,
        'may.presiding_only',
        'председательствующий',
      ),
      bad(
        'another item taken up meanwhile',
        act(
          () => chair,
          () => ({ type: 'agenda.take', item: 'helpline' }),
        ),
        409,
        'agenda.voting_open',
        'vote is open',
      ),
      bad(
        'the session closed over it',
        act(
          () => chair,
          () => ({ type: 'session.close' }),
        ),
        409,
        'session.voting_open',
        'голосование',
      ),
      bad(
        'papers fetched meanwhile',
        headers => call(server.url, desk, 'GET', `/api/sessions/${SECOND}/exports/record.json`, undefined, headers),
        409,
        'export.voting_open',
        'vote is open',
      ),
    ])('$title: $code', refuses);

    test('the same ballot sent again, by the same and by a new command, is one ballot', async () => {
      expect((await doneBy(remote, ballot(REMOTE, 'yes')())).seqs).toEqual([]);
    });
  });

  describe('after it is closed', () => {
    beforeAll(async () => {
      await doneBy(chair, { type: 'voting.close', voting });
      // What follows of it by itself is written a moment later: the decision in the council's register.
      for (let made = 0; made === 0; await new Promise(resolve => setTimeout(resolve, 20)))
        made = (await pool.query('select from decisions where session_id = $1', [SECOND])).rowCount ?? 0;
    });
    untouched();

    test.each([
      bad(
        'a ballot after the close',
        act(() => hall, ballot(HALL, 'yes')),
        409,
        'voting.closed',
        'was not taken',
      ),
      bad(
        'the other choice after the close',
        act(() => remote, ballot(REMOTE, 'no')),
        409,
        'voting.closed',
        'голос не принят',
      ),
      bad(
        'closed twice',
        act(
          () => chair,
          () => ({ type: 'voting.close', voting }),
        ),
        409,
        'voting.closed',
        'is closed',
      ),
      bad(
        'an adopted text reworded',
        act(
          () => secretary,
          () => ({ type: 'motion.revise', motion: 'm2', text: { ru: 'Иначе' } }),
        ),
        409,
        'motion.frozen',
        'cannot be changed',
      ),
    ])('$title: $code', refuses);

    test('the one ballot counts, with the receipt it was acknowledged with', async () => {
      const { result } = (await state()).votings[voting];
      expect(result.counts).toEqual({ yes: 1, no: 0, abstain: 0 });
      const { rows } = await pool.query(
        `select data from journal_entries where session_id = $1 and type = 'voting.cast'`,
        [SECOND],
      );
      expect(rows).toHaveLength(1);
      expect(rows[0].data).toMatchObject({ seat: me(REMOTE).seat, choice: 'yes', receipt: mine });
    });
  });
});

test('names with quotes, line breaks and =1+1 are kept as they were written, and are no formulas on paper', async () => {
  const title = '=1+1 "кавычки", \'апостроф\'; <b>\n@SUM(A1)';
  const path = `/api/sessions/${SECOND}/acts`;
  const added = await call(server.url, secretary, 'POST', path, {
    command: randomUUID(),
    act: { type: 'task.set', decision: null, text: { ru: title }, responsible: me(HALL).seat, due: null },
  });
  expect(added.status).toBe(200);
  const tasks = `/api/sessions/${SECOND}/exports/decisions.csv?lang=ru&table=tasks&about=0`;
  const csv = await call(server.url, desk, 'GET', tasks);
  const [row] = readCsv(csv.body).rows;
  expect(Object.values(row ?? {})).toContain(`'${title}`);
});
