import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { io } from 'socket.io-client';
import request from 'supertest';
import { DataSource } from 'typeorm';
import { AccountsService } from '../identity/accounts.service.js';
import { convene, type Desk, DeskPage, startDesk } from '../identity/desk-kit.suite.js';
import { isOwnHost } from './own-host.js';

describe('under which names we answer', () => {
  const own = Object.values(networkInterfaces())
    .flatMap(found => found ?? [])
    .filter(({ family }) => family === 'IPv4')
    .map(({ address }) => address);

  test.each([
    ['127.0.0.1:3000', true],
    ['localhost', true],
    ['[::1]:3000', true],
    ...own.map(address => [`${address}:3000`, true] as const),
    ['evil.example', false],
    ['127.0.0.1.evil.example', false],
    ['203.0.113.77', false],
    ['user@127.0.0.1', false],
    ['127.0.0.1/x', false],
    ['', false],
  ])('without PUBLIC_URL %s: %s', (host, expected) => {
    expect(isOwnHost({ publicUrl: undefined, host: '0.0.0.0' }, host)).toBe(expected);
  });

  test.each([
    ['council.example', true],
    ['COUNCIL.example', true],
    ['council.example:444', false],
    ['other.council.example', false],
    ['localhost:3000', true],
    ['evil.example', false],
  ])('with PUBLIC_URL https://council.example %s: %s', (host, expected) => {
    expect(isOwnHost({ publicUrl: 'https://council.example', host: '0.0.0.0' }, host)).toBe(expected);
  });
});

describe('a server without PUBLIC_URL', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(() => desk?.close());

  test('a name that leads here is refused, with the setting to make, in the reader’s language', async () => {
    const page = await request(desk.url).get('/').set('Host', 'rebound.example').set('Accept', 'text/html').expect(421);
    expect(page.text).toMatch(/<p>.*rebound\.example.*PUBLIC_URL/);
    const russian = request(desk.url).get('/desk/a_x').set('Host', 'rebound.example').set('Accept-Language', 'ru');
    expect((await russian.set('Accept', 'text/html').expect(421)).text).toContain('Под именем');
    const api = await request(desk.url).get('/api/me').set('Host', 'rebound.example').expect(421);
    expect(api.body).toMatchObject({ code: 'host.unknown', params: { host: 'rebound.example' } });
    const page2 = await desk.account();
    await page2.get('/api/councils').set('Host', 'rebound.example').expect(421);
    await page2.get('/api/councils').set('Host', 'localhost').expect(200);
    await page2.get('/api/councils').set({ Host: 'rebound.example', 'X-Forwarded-Host': 'localhost' }).expect(421);
    // Whoever watches over it asks under whatever name.
    await request(desk.url).get('/health/live').set('Host', 'kengesh-1:3000').expect(200);
    const hostile = await request(desk.url).get('/').set('Host', '<script>.example').set('Accept', 'text/html');
    expect([400, 421]).toContain(hostile.status);
    expect(hostile.text).not.toContain('<script>');
  });

  test('neither does a socket come in under it', async () => {
    const page = await desk.account();
    const { session } = await convene(page);
    const [row] = (await page.get(`/api/sessions/${session.id}/roster`).expect(200)).body;
    const { body } = await page.post(`/api/sessions/${session.id}/participants/${row.participant}/link`).expect(201);
    const device = await desk.enter(body.url);
    const socket = io(desk.url, {
      auth: { as: device.as },
      extraHeaders: { cookie: device.cookie, host: 'rebound.example', origin: 'http://rebound.example' },
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    const refused = await new Promise(resolve => {
      socket.on('connect_error', error =>
        resolve((error as { data?: { code?: unknown } }).data?.code ?? error.message),
      );
      socket.on('connect', () => resolve('let in'));
    });
    socket.disconnect();
    expect(refused).toBe('auth.origin');
  });

  test('ASVS 14.3.2 no answer of the API is kept by a cache, and each says by what it differs', async () => {
    const page = await desk.account();
    const { council, session } = await convene(page);
    const paths = [
      ...['/api/me', '/api/councils', `/api/councils/${council.id}`, `/api/councils/${council.id}/seats`],
      ...[`/api/sessions/${session.id}`, `/api/sessions/${session.id}/roster`, '/api/my/devices', '/api/none'],
    ];
    for (const path of paths) {
      const { headers } = await page.get(path);
      expect([path, headers['cache-control']]).toEqual([path, expect.stringContaining('no-store')]);
      expect(headers.vary).toMatch(/Cookie.*X-Kengesh-As/);
    }
  });
});

describe('behind HTTPS', () => {
  let desk: Desk;
  const email = 'clerk@desk.example';
  const password = 'correct horse battery staple';
  beforeAll(async () => {
    desk = await startDesk({ PUBLIC_URL: 'https://council.example' });
    const { manager } = desk.api.app.get(DataSource);
    await desk.api.app.get(AccountsService).create(manager, { email, password, label: { en: 'D' }, language: 'en' });
  });
  afterAll(() => desk?.close());

  test('ASVS 3.3.3 cookies are named __Host-, and what was named without is read until it expires', async () => {
    const answer = await request(desk.url).post('/api/sign-in').send({ email, password }).expect(200);
    const [session, device] = answer.get('Set-Cookie') ?? [];
    expect(session).toMatch(/^__Host-kg_a_[\w-]+=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/);
    expect(device).toMatch(/^__Host-kd_a_[\w-]+=.*; HttpOnly; Secure; SameSite=Lax$/);
    const { as } = answer.body;
    const token = session!.split(';')[0]!.split('=')[1]!;
    const named = (name: string, value = token) => new DeskPage(desk.url, as, `${name}_${as}=${value}`);
    await named('__Host-kg').get('/api/me').expect(200);
    await named('kg').get('/api/me').expect(200);
    // The one that no other host can set is believed before the other.
    const both = new DeskPage(desk.url, as, `kg_${as}=${'x'.repeat(43)}; __Host-kg_${as}=${token}`);
    await both.get('/api/me').expect(200);
    const out = await both.post('/api/sign-out').expect(204);
    expect(out.get('Set-Cookie')?.map(set => set.split('=')[0])).toEqual([`kg_${as}`, `__Host-kg_${as}`]);
  });

  test('sockets are allowed to its own name only, and pages of others write nothing', async () => {
    const { headers } = await request(desk.url).get('/sign-in').set('Host', 'council.example');
    expect(String(headers['content-security-policy'])).toContain("connect-src 'self' wss://council.example;");
    const signIn = (origin: string, host: string) =>
      request(desk.url).post('/api/sign-in').set('Host', host).set('Origin', origin).send({ email, password });
    await signIn('https://council.example', 'council.example').expect(200);
    await signIn('https://evil.example', 'council.example').expect(403);
    await signIn('https://evil.example', 'evil.example').expect(421);
  });
});
