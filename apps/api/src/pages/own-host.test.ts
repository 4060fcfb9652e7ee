import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Request } from 'express';
import { io } from 'socket.io-client';
import request from 'supertest';
import { DataSource } from 'typeorm';
import { AccountsService } from '../identity/accounts.service.js';
import { browserOf } from '../identity/cookies.js';
import { convene, type Desk, DeskPage, startDesk } from '../identity/desk-kit.suite.js';
import { IdentityService } from '../identity/identity.service.js';
import { secretHash } from '../identity/secrets.js';
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

  const signedIn = async () => {
    const answer = await request(desk.url).post('/api/sign-in').send({ email, password }).expect(200);
    const [session, device] = answer.get('Set-Cookie') ?? [];
    const as: string = answer.body.as;
    const token = session!.split(';')[0]!.split('=')[1]!;
    const shows = (cookie: string) => new DeskPage(desk.url, as, cookie);
    return { session, device, as, token, shows };
  };

  test('ASVS 3.3.3 cookies are named __Host-; a name without it opens nothing, for a neighbour may have set it', async () => {
    const { session, device, as, token, shows } = await signedIn();
    expect(session).toMatch(/^__Host-kg_a_[\w-]+=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/);
    expect(device).toMatch(/^__Host-kd_a_[\w-]+=.*; HttpOnly; Secure; SameSite=Lax$/);
    await shows(`__Host-kg_${as}=${token}`).get('/api/me').expect(200);
    expect((await shows(`kg_${as}=${token}`).get('/api/me').expect(401)).body.code).toBe('auth.invalid');
    const both = shows(`kg_${as}=${'x'.repeat(43)}; __Host-kg_${as}=${token}`);
    await both.get('/api/me').expect(200);
    const out = await both.post('/api/sign-out').expect(204);
    expect(out.get('Set-Cookie')?.map(set => set.split('=')[0])).toEqual([`kg_${as}`, `__Host-kg_${as}`]);
  });

  test('ASVS 3.3.3 a device let in before cookies had the prefix stays until it expires, and no longer', async () => {
    const { as, token, shows } = await signedIn();
    const earlier = shows(`kg_${as}=${token}`);
    const change = async (column: 'created_at' | 'expires_at', at: string) => {
      await desk.pool.query(`update auth_sessions set ${column} = $1 where token_hash = $2`, [at, secretHash(token)]);
      const { known } = desk.api.app.get(IdentityService) as unknown as { known: Map<string, unknown> };
      known.clear();
    };
    await change('created_at', '2026-11-30T23:59:59Z');
    await earlier.get('/api/me').expect(200);
    await change('created_at', '2026-12-01T00:00:00Z');
    expect((await earlier.get('/api/me').expect(401)).body.code).toBe('auth.invalid');
    await change('created_at', '2026-11-30T23:59:59Z');
    await change('expires_at', '2026-12-01T00:00:00Z');
    expect((await earlier.get('/api/me').expect(401)).body.code).toBe('auth.expired');
  });

  test('ASVS 3.3.3 a known device and a known browser are known by the prefixed name only', async () => {
    const { as, device } = await signedIn();
    const [name, secret] = device!.split(';')[0]!.split('=');
    const again = (cookie: string) =>
      request(desk.url).post('/api/sign-in').set('Cookie', cookie).send({ email, password }).expect(200);
    const remembered = (answer: request.Response) => answer.get('Set-Cookie')!.map(set => set.split('=')[0]!);
    expect(remembered(await again(`${name}=${secret}`))).toEqual([`__Host-kg_${as}`]);
    expect(remembered(await again(`kd_${as}=${secret}`))).toEqual([`__Host-kg_${as}`, `__Host-kd_${as}`]);

    const shown = 'b'.repeat(43);
    const of = (cookie: string) =>
      browserOf({ headers: { cookie } } as Request, { publicUrl: 'https://council.example' });
    expect(of(`__Host-kg_browser=${shown}`)).toEqual({ name: shown, isNew: false });
    expect(of(`kg_browser=${shown}`)).toMatchObject({ isNew: true });
    expect(of(`kg_browser=${shown}`).name).not.toBe(shown);
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
