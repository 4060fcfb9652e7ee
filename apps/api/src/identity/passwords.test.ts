import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import request from 'supertest';
import { DataSource } from 'typeorm';
import { readApiEnv } from '../config/env.js';
import { startApi } from '../main.js';
import { SecurityLog } from '../security-log/security-log.js';
import { AccountsService } from './accounts.service.js';
import { cookieOf, type Desk, DeskPage, startDesk } from './desk-kit.suite.js';
import { passwordFault } from './password-rules.js';

describe('which passwords are refused', () => {
  const address = 'aigul.toktogulova@council-office.example';

  test.each([
    ['eleven char', 'password.short'],
    // Twelve as typed, eleven once composed.
    ['ёжик-лес-3ш'.normalize('NFD'), 'password.short'],
    ['unbelievable', 'password.common'],
    ['123456789012', 'password.common'],
    ['Password2026!', 'password.common'],
    ['!!!qwerty!!!!', 'password.common'],
    ['secretsecret', 'password.common'],
    ['aaaaaaaaaaaaaaa', 'password.common'],
    ['ababababababab', 'password.common'],
    ['пароль123456', 'password.common'],
    ['ПарольПароль', 'password.common'],
    [address, 'password.own_address'],
    [`${address.toUpperCase()}1`, 'password.own_address'],
    ['toktogulova-aigul', 'password.own_address'],
    ['Aigul.Toktogulova2026', 'password.own_address'],
    ['correct horse battery staple', null],
    ['Toktogulova likes tea in the yard', null],
    ['Бейший союз у реки', null],
    ['zw7#Kq9!vLp2', null],
  ])('%s: %s', async (password, fault) => {
    expect(await passwordFault(password, address)).toBe(fault);
  });
});

describe('an account', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(() => desk?.close());

  const signIn = (email: string, password: string, cookie = '') =>
    request(desk.url).post('/api/sign-in').set('Cookie', cookie).send({ email, password });
  const cookies = (answer: request.Response) =>
    (answer.get('Set-Cookie') ?? []).map(set => set.split(';')[0]!).join('; ');
  const make = async (email: string, password = 'correct horse battery staple') => {
    const { manager } = desk.api.app.get(DataSource);
    await desk.api.app.get(AccountsService).create(manager, { email, password, label: { en: 'Desk' }, language: 'en' });
    return { email, password };
  };

  test('ASVS 6.2 a new password that is short, common or the own address is refused, and the old one stays', async () => {
    const { email, password } = await make('clerk.office@desk.example');
    const answer = await signIn(email, password).expect(200);
    const page = new DeskPage(desk.url, answer.body.as, cookieOf(answer));
    const set = (next: string) => page.put('/api/my/password', { current: password, password: next });
    expect((await set('Password2026!').expect(422)).body).toMatchObject({ code: 'password.common' });
    expect((await set('clerk.office').expect(422)).body).toMatchObject({ code: 'password.own_address' });
    expect((await set('short').expect(400)).body.code).toBe('http.invalid');
    await signIn(email, password).expect(200);
    // Composed or not, it is the same password (L10N-32).
    await set('Новый ёжик у реки'.normalize('NFD')).expect(204);
    await signIn(email, 'Новый ёжик у реки'.normalize('NFC')).expect(200);
  });

  test('SEC-06 whoever guesses waits and is told how long; its owner signs in at once where it did before', async () => {
    const { email, password } = await make('owner@desk.example');
    const known = cookies(await signIn(email, password).expect(200));
    expect(known).toMatch(/kg_a_\S+; kd_a_\S+/);
    for (let turn = 0; turn < 10; turn++) await signIn(email, `guess ${turn}`).expect(401);
    const refused = await signIn(email, password).expect(429);
    expect(refused.body).toMatchObject({ code: 'signin.too_many' });
    expect(Number(refused.get('Retry-After'))).toBe(refused.body.params.seconds);
    // However often it is tried on, the security log has a line of it a minute.
    for (let turn = 0; turn < 5; turn++) await signIn(email, password).expect(429);
    await desk.api.app.get(SecurityLog).flush();
    const slowed = `select from security_events where event = 'signin.slowed' and subject = $1`;
    const { rows: accounts } = await desk.pool.query('select id from accounts where email = $1', [email]);
    expect((await desk.pool.query(slowed, [accounts[0].id])).rows).toHaveLength(1);
    // What the device shows after it signed out, and after its session is long over.
    const device = known.split('; ').find(cookie => cookie.startsWith('kd_'))!;
    const before = performance.now();
    await signIn(email, password, device).expect(200);
    expect(performance.now() - before).toBeLessThan(2_500);
    // Known is not trusted: the same device has its own bound, and another's account is not known there.
    for (let turn = 0; turn < 10; turn++) await signIn(email, `guess ${turn}`, device).expect(401);
    await signIn(email, password, device).expect(429);
    const other = await make('other@desk.example');
    for (let turn = 0; turn < 10; turn++) await signIn(other.email, 'guess', device).expect(401);
    await signIn(other.email, other.password, device).expect(429);
  });

  test('SEC-06 every node counts the same failures, and a restart forgets none', async () => {
    const { email, password } = await make('nodes@desk.example');
    const known = cookies(await signIn(email, password).expect(200));
    const env = { PORT: '0', DATABASE_URL: desk.database.url, DATABASE_OWNER_URL: desk.database.ownerUrl };
    const start = () => startApi(readApiEnv(env), pino({ level: 'silent' }));
    const at = (port: number, path: string, body: object, cookie = '') =>
      request(`http://127.0.0.1:${port}`).post(path).set('Cookie', cookie).send(body);
    const nobody = () => ({ secret: randomBytes(32).toString('base64url') });
    const second = await start();
    try {
      for (let turn = 0; turn < 10; turn++)
        await at(turn % 2 ? second.port : desk.api.port, '/api/sign-in', { email, password: 'guess' }).expect(401);
      for (const port of [second.port, desk.api.port]) await at(port, '/api/sign-in', { email, password }).expect(429);
      // More at once than the pool has connections: none may hold one while it waits for another to count.
      const ports = Array.from({ length: 200 }, (_, turn) => (turn % 2 ? second.port : desk.api.port));
      const answers = await Promise.all(ports.map(port => at(port, '/api/links/exchange', nobody())));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    } finally {
      await second.close();
    }
    const third = await start();
    try {
      const refused = await at(third.port, '/api/sign-in', { email, password }).expect(429);
      expect(refused.body.code).toBe('signin.too_many');
      expect(Number(refused.get('Retry-After'))).toBe(refused.body.params.seconds);
      expect(refused.body.params.seconds).toBeGreaterThan(600);
      const link = await at(third.port, '/api/links/exchange', nobody()).expect(429);
      expect(Number(link.get('Retry-After'))).toBe(link.body.params.seconds);
      await at(third.port, '/api/sign-in', { email, password }, known).expect(200);
    } finally {
      await third.close();
    }
    // Neither address nor name is kept with them.
    const { rows } = await desk.pool.query('select key from failed_attempts');
    expect(rows.length).toBeGreaterThan(3);
    for (const { key } of rows) expect(key).toMatch(/^[a-z.]+:[0-9a-f]{64}$/);
  });

  test('a changed password makes every device a stranger', async () => {
    const page = await desk.account();
    const { rows } = await desk.pool.query('select from known_devices where account_id = $1', [page.as]);
    expect(rows).toHaveLength(1);
    await page
      .put('/api/my/password', { current: 'correct horse battery staple', password: 'another horse, another staple' })
      .expect(204);
    expect((await desk.pool.query('select from known_devices where account_id = $1', [page.as])).rows).toHaveLength(0);
  });

  test('SEC-06 an address that failed too often waits two minutes at most, and those who were there before not at all', async () => {
    const { email, password } = await make('hall@desk.example');
    const known = cookies(await signIn(email, password).expect(200));
    for (let turn = 0; turn < 60; turn++) await signIn(`nobody${turn}@desk.example`, 'guess');
    const refused = await signIn('somebody@desk.example', 'guess').expect(429);
    expect(refused.body.params.seconds).toBeLessThanOrEqual(120);
    await signIn(email, password, known).expect(200);
  });
});
