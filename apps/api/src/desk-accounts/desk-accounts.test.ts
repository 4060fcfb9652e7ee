import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AccountInvited, CouncilAccount, OwnDevice, SecurityEntry } from '@kengesh/contracts';
import PostalMime from 'postal-mime';
import { io } from 'socket.io-client';
import request from 'supertest';
import { type Letterbox, letterbox } from '../../../../test/support/letterbox.js';
import { readApiEnv } from '../config/env.js';
import { convene, cookieOf, councilInput, type Desk, DeskPage, startDesk } from '../identity/desk-kit.suite.js';
import { type DeskRight } from '../identity/desk-rights.js';
import { disableAccount } from '../identity/new-account.js';

const nobody = 'a_nobody';
let post: Letterbox;
let desk: Desk;
let page: DeskPage;
let convened: Awaited<ReturnType<typeof convene>>;
beforeAll(async () => {
  post = await letterbox();
  desk = await startDesk({ SMTP_URL: post.url, LETTER_SECRET: 'x'.repeat(32), LIMIT_COUNCILS_PER_ACCOUNT: '2' });
  page = await desk.account();
  convened = await convene(page);
});
afterAll(async () => {
  await desk?.close();
  await post?.close();
});

const accountsPath = () => `/api/councils/${convened.council.id}/accounts`;
const invite = (email: string, role: string, by = page) =>
  by.post(accountsPath(), { email, role, label: { en: 'Office' }, language: 'en' });
const secretIn = (text: string) => /\/j#([\w-]{43})/.exec(text)![1]!;
const letterTo = async (address: string, which = 1) => {
  for (let turn = 0; turn < 200; turn++) {
    const all = post.mails.filter(({ to }) => to === address);
    const found = all.at(-1);
    if (found && all.length >= which) return PostalMime.parse(found.raw);
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  throw new Error(`no letter to ${address}`);
};
const exchange = (secret: string) => request(desk.url).post('/api/links/exchange').send({ secret });
const askReset = (email: string) => request(desk.url).post('/api/password-reset').send({ email });
const signIn = (email: string, password: string) => request(desk.url).post('/api/sign-in').send({ email, password });
const events = async (topic: string) =>
  (
    (await page.get(`/api/councils/${convened.council.id}/security-log?topic=${topic}`).expect(200))
      .body as SecurityEntry[]
  ).map(({ event, subject, details }) => [event, subject?.handle, details.role ?? null]);

describe('accounts of a council', () => {
  test('a second secretary is invited by mail, sets a password and works; the last one cannot go', async () => {
    const { body } = await invite('second@desk.example', 'secretary').expect(201);
    const { row, link, mailed } = body as AccountInvited;
    expect(row).toMatchObject({ email: 'second@desk.example', role: 'secretary', hasPassword: false, disabled: false });
    expect(mailed).toBe(true);
    const letter = await letterTo('second@desk.example');
    expect(letter.text).toContain(link!.url);
    const second = await desk.enter(link!.url);
    await exchange(secretIn(link!.url)).expect(410);
    await second.put('/api/my/password', { current: null, password: 'a good while of tea' }).expect(204);
    await second.patch(`/api/councils/${convened.council.id}`, { mailbox: 'new@desk.example' }).expect(200);
    // One secretary may go, the last may not, nor become something else.
    await second.delete(`${accountsPath()}/${page.as}`).expect(204);
    await page.get(`/api/councils/${convened.council.id}`).expect(404);
    expect((await second.delete(`${accountsPath()}/${second.as}`).expect(409)).body.code).toBe('desk.last_secretary');
    expect((await invite('second@desk.example', 'auditor', second).expect(409)).body.code).toBe('desk.last_secretary');
    await second
      .post(accountsPath(), { email: 'someone1@desk.example', role: 'secretary', label: { en: 'x' }, language: 'en' })
      .expect(201);
    await page.get(`/api/councils/${convened.council.id}`).expect(200);
    const list = (await page.get(accountsPath()).expect(200)).body as CouncilAccount[];
    expect(list.map(({ email, role }) => [email, role]).sort()).toEqual([
      ['second@desk.example', 'secretary'],
      ['someone1@desk.example', 'secretary'],
    ]);
    expect(await events('role')).toEqual(
      expect.arrayContaining([
        ['role.given', second.as, 'secretary'],
        ['role.taken', page.as, 'secretary'],
      ]),
    );
  });

  test('a role that is taken back ends its places in sessions, with their lines, at once', async () => {
    await page.post(`/api/sessions/${convened.session.id}/prepare`, { command: 'prepare-1' }).expect(200);
    const { body } = await invite('chair.office@desk.example', 'chair').expect(201);
    const chair = await desk.enter(body.link.url);
    const entered = await chair.post(`/api/sessions/${convened.session.id}/enter`).expect(200);
    const place = new DeskPage(desk.url, entered.body.as, cookieOf(entered));
    const socket = io(desk.url, {
      auth: { as: place.as },
      extraHeaders: { cookie: place.cookie, origin: desk.url },
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    await new Promise((resolve, reject) => socket.on('snapshot', resolve).on('connect_error', reject));
    const bye = new Promise(resolve => socket.on('bye', resolve));
    await page.delete(`${accountsPath()}/${chair.as}`).expect(204);
    expect(await bye).toEqual({ code: 'revoked' });
    await place.get('/api/me').expect(401);
    await chair.get(`/api/councils/${convened.council.id}`).expect(404);
  });

  test('the table of rights: each role is held to it, with a request for each right', async () => {
    const { council, session } = convened;
    const requests: { readonly [right in Exclude<DeskRight, 'addresses'>]: (by: DeskPage) => request.Test } = {
      read: by => by.get(`/api/councils/${council.id}`),
      write: by => by.patch(`/api/councils/${council.id}`, { mailbox: 'council@desk.example' }),
      records: by => by.get(`/api/sessions/${session.id}/exports`),
      texts: by => by.get(`/api/sessions/${session.id}/texts`),
      log: by => by.get(`/api/councils/${council.id}/security-log`),
      enter: by => by.post(`/api/sessions/${session.id}/enter`),
      accounts: by => by.get(accountsPath()),
    };
    const expected = {
      secretary: ['read', 'write', 'records', 'texts', 'log', 'enter', 'accounts'],
      chair: ['read', 'records', 'texts', 'log', 'enter'],
      auditor: ['read', 'records', 'log'],
    } as const;
    for (const role of ['secretary', 'chair', 'auditor'] as const) {
      const member = await desk.account(council.id, role);
      const allowed: string[] = [];
      for (const [right, ask] of Object.entries(requests)) {
        const { status, body } = await ask(member);
        if (status === 403) expect(body.code).toBe('may.secretary_desk');
        // An export of a session that was not held is refused later, and by another code.
        else allowed.push(right);
      }
      expect([role, allowed.sort()]).toEqual([role, [...expected[role]].sort()]);
    }
    const stranger = await desk.account();
    for (const ask of Object.values(requests)) await ask(stranger).expect(404);
  });

  test('SEC-16: addresses of members are given to secretaries alone, as PERMISSIONS.md says; the others are told that they are withheld', async () => {
    const { council, session } = convened;
    const table = readFileSync(join(__dirname, '../../PERMISSIONS.md'), 'utf8');
    for (const [path, shown] of [
      [`/api/councils/${council.id}/seats`, '/api/councils/{id}/seats'],
      [`/api/sessions/${session.id}/roster`, '/api/sessions/{id}/roster'],
    ] as const) {
      const found: string[] = [];
      for (const role of ['secretary', 'chair', 'auditor'] as const) {
        const { body, text } = await (await desk.account(council.id, role)).get(path).expect(200);
        const rows: readonly { email: string | null; addressWithheld?: true }[] = body;
        const hasAddress = rows.some(({ email }) => email !== null);
        expect(text.includes('@')).toBe(hasAddress);
        expect(rows.every(({ addressWithheld = false }) => addressWithheld !== hasAddress)).toBe(true);
        found.push(hasAddress ? 'yes' : 'withheld');
      }
      expect(table).toContain(`| members' addresses in \`GET ${shown}\` | ${found.join(' | ')} |`);
    }
  });

  test('SEC-17: an account is disabled from the desk: everything of it ends at once, and is on the record', async () => {
    const patch = (account: string, disabled: boolean, by = page) =>
      by.patch(`${accountsPath()}/${account}`, { disabled });
    const { body } = await invite('shut.out@desk.example', 'auditor').expect(201);
    const shut = await desk.enter(body.link.url);
    await shut.put('/api/my/password', { current: null, password: 'a long enough sentence' }).expect(204);
    const { body: row } = await patch(shut.as, true).expect(200);
    expect(row).toMatchObject({ account: shut.as, disabled: true });
    expect((await shut.get('/api/me')).status).toBe(401);
    await signIn('shut.out@desk.example', 'a long enough sentence').expect(401);
    await patch(shut.as, true).expect(200);
    expect((await events('account'))[0]).toEqual(expect.arrayContaining(['account.disabled', shut.as]));
    await patch(shut.as, false).expect(200);
    await signIn('shut.out@desk.example', 'a long enough sentence').expect(200);
    expect((await events('account')).map(([event]) => event)).toEqual(['account.enabled', 'account.disabled']);
    // Oneself, whoever belongs elsewhere too, an administrator, who leads a council alone: each with its reason.
    const second = await desk.enter((await invite('plain@desk.example', 'secretary').expect(201)).body.link.url);
    const refusal = async (account: string, by: DeskPage) => (await patch(account, true, by).expect(409)).body.code;
    expect(await refusal(second.as, second)).toBe('desk.own_account');
    expect(await refusal(page.as, second)).toBe('desk.account_elsewhere');
    const other = await desk.account();
    const { council: alone } = await convene(other);
    await desk.pool.query(`insert into memberships (account_id, council_id, role) values ($1, $2, 'auditor')`, [
      other.as,
      convened.council.id,
    ]);
    expect(await refusal(other.as, second)).toBe('desk.account_elsewhere');
    expect(await refusal(other.as, page)).toBe('desk.last_secretary');
    await other.delete(`/api/councils/${alone.id}/accounts/${other.as}`).expect(409);
    await desk.pool.query('update accounts set may_found = false where id <> $1', [page.as]);
    try {
      expect(await refusal(page.as, page)).toBe('desk.last_administrator');
    } finally {
      await desk.pool.query('update accounts set may_found = true where id = any ($1)', [[page.as, other.as]]);
    }
    await patch(nobody, true).expect(404);
  });

  test('who was invited founds no council; who may founds so many', async () => {
    const invited = await desk.enter((await invite('reader@desk.example', 'auditor').expect(201)).body.link.url);
    expect((await invited.post('/api/councils', councilInput()).expect(403)).body.code).toBe('may.found_councils');
    expect((await invited.get('/api/me').expect(200)).body.mayFound).toBe(false);
    const founder = await desk.account();
    expect((await founder.get('/api/me').expect(200)).body.mayFound).toBe(true);
    // Asked at once, the last place is given once.
    const answers = await Promise.all([1, 2, 3, 4].map(() => founder.post('/api/councils', councilInput())));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({
      code: 'council.quota',
      params: { most: 2 },
    });
  });
});

describe('a forgotten password', () => {
  test('ASVS 6.5 a link by mail, once and for ten minutes; the new password ends every other device', async () => {
    const owner = await desk.account();
    const { rows } = await desk.pool.query('select email from accounts where id = $1', [owner.as]);
    await askReset(rows[0].email.toUpperCase()).expect(204);
    const letter = await letterTo(rows[0].email);
    await askReset(rows[0].email).expect(204);
    const second = await letterTo(rows[0].email, 2);
    const device = await desk.enter(`${desk.url}/j#${secretIn(letter.text!)}`);
    expect([device.as, device.answer.path]).toEqual([owner.as, `/desk/${owner.as}/account`]);
    await exchange(secretIn(letter.text!)).expect(410);
    const link = await desk.pool.query('select expires_at - issued_at as time from links where subject = $1', [
      owner.as,
    ]);
    expect(link.rows[0].time.minutes).toBeLessThanOrEqual(10);
    await device.put('/api/my/password', { current: null, password: 'quite another horse' }).expect(204);
    // Another link that was asked for meanwhile is worth nothing now.
    expect((await exchange(secretIn(second.text!)).expect(410)).body.code).toBe('link.revoked');
    await owner.get('/api/me').expect(401);
    await device.get('/api/me').expect(200);
    await signIn(rows[0].email, 'correct horse battery staple').expect(401);
    await signIn(rows[0].email, 'quite another horse').expect(200);
  });

  test('nobody learns whether an address has an account, and no mailbox is flooded', async () => {
    const before = post.mails.length;
    await askReset('nobody@desk.example').expect(204);
    const owner = await desk.account();
    const { rows } = await desk.pool.query('select email from accounts where id = $1', [owner.as]);
    for (let turn = 0; turn < 6; turn++) await askReset(rows[0].email).expect(204);
    await letterTo(rows[0].email);
    await new Promise(resolve => setTimeout(resolve, 500));
    expect(post.mails.slice(before).filter(({ to }) => to === 'nobody@desk.example')).toHaveLength(0);
    expect(post.mails.slice(before).filter(({ to }) => to === rows[0].email)).toHaveLength(3);
    for (let turn = 0; turn < 20; turn++) await askReset('nobody@desk.example');
    const { body } = await askReset('nobody@desk.example').expect(429);
    expect(body.code).toBe('signin.too_many');
  });

  test('without mail it is said so', async () => {
    const without = await startDesk();
    try {
      const { body } = await request(without.url)
        .post('/api/password-reset')
        .send({ email: 'a@b.example' })
        .expect(409);
      expect(body.code).toBe('mail.not_configured');
    } finally {
      await without.close();
    }
  });
});

describe('devices of an account', () => {
  test('ASVS 7.5.2 it sees its own and ends one; of others it sees and ends none', async () => {
    const mine = await desk.account();
    const { rows } = await desk.pool.query('select email from accounts where id = $1', [mine.as]);
    const answer = await signIn(rows[0].email, 'correct horse battery staple')
      .set('User-Agent', 'Firefox/140 Android')
      .expect(200);
    const phone = new DeskPage(desk.url, mine.as, cookieOf(answer));
    const list = (await mine.get('/api/my/devices').expect(200)).body as OwnDevice[];
    expect(list).toHaveLength(2);
    expect(list.filter(({ current }) => current)).toHaveLength(1);
    const other = list.find(({ browser }) => browser === 'Firefox · Android')!;
    await page.delete(`/api/my/devices/${other.id}`).expect(404);
    await phone.get('/api/me').expect(200);
    await mine.delete(`/api/my/devices/${other.id}`).expect(204);
    expect((await phone.get('/api/me').expect(401)).body.code).toBe('auth.revoked');
    expect((await mine.get('/api/my/devices').expect(200)).body).toHaveLength(1);
  });

  test('an account that the command line disables is out within five seconds, lines too, and stays out', async () => {
    const { body } = await invite('leaver@desk.example', 'chair').expect(201);
    const leaver = await desk.enter(body.link.url);
    await leaver.put('/api/my/password', { current: null, password: 'going away one day' }).expect(204);
    const entered = await leaver.post(`/api/sessions/${convened.session.id}/enter`).expect(200);
    const socket = io(desk.url, {
      auth: { as: entered.body.as },
      extraHeaders: { cookie: cookieOf(entered), origin: desk.url },
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    await new Promise((resolve, reject) => socket.on('snapshot', resolve).on('connect_error', reject));
    const bye = new Promise(resolve => socket.on('bye', resolve));
    const { url: DATABASE_URL, ownerUrl: DATABASE_OWNER_URL } = desk.database;
    const env = readApiEnv({ DATABASE_URL, DATABASE_OWNER_URL });
    const before = performance.now();
    expect(await disableAccount(env, 'Leaver@desk.example', true)).toBe(2);
    expect(await bye).toEqual({ code: 'revoked' });
    expect(performance.now() - before).toBeLessThan(6_000);
    await leaver.get('/api/me').expect(401);
    await signIn('leaver@desk.example', 'going away one day').expect(401);
    expect(await disableAccount(env, 'nobody@desk.example', true)).toBeNull();
    await disableAccount(env, 'leaver@desk.example', false);
    await signIn('leaver@desk.example', 'going away one day').expect(200);
    // The last administrator, as on the page: nothing has changed.
    const { rows: others } = await desk.pool.query(
      'update accounts set may_found = false where may_found and email <> $1 returning id',
      ['leaver@desk.example'],
    );
    await desk.pool.query('update accounts set may_found = true where id = $1', [leaver.as]);
    try {
      await expect(disableAccount(env, 'leaver@desk.example', true)).rejects.toThrow('desk.last_administrator');
      await signIn('leaver@desk.example', 'going away one day').expect(200);
    } finally {
      await desk.pool.query('update accounts set may_found = true where id = any ($1)', [others.map(({ id }) => id)]);
    }
    expect(await disableAccount(env, 'leaver@desk.example', true)).toBe(2);
  }, 20_000);
});

test('/metrics and the description of the API are there as the settings say', async () => {
  await request(desk.url).get('/metrics').expect(200);
  for (const path of ['/api/openapi.json', '/api/asyncapi.json']) await request(desk.url).get(path).expect(200);
  const closed = await startDesk({ METRICS: 'off', API_DOCS: 'off', METRICS_TOKEN: 'sixteen-characters' });
  try {
    await request(closed.url).get('/metrics').expect(404);
    await request(closed.url).get('/metrics').set('Authorization', 'Bearer sixteen-characters').expect(404);
    for (const path of ['/api/openapi.json', '/api/asyncapi.json', '/api/docs'])
      await request(closed.url).get(path).expect(404);
  } finally {
    await closed.close();
  }
});
