import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SecurityEntry } from '@kengesh/contracts';
import request from 'supertest';
import { DataSource } from 'typeorm';
import { readApiEnv } from '../config/env.js';
import { convene, type Desk, type DeskPage, startDesk } from '../identity/desk-kit.suite.js';
import { accountLink } from '../identity/new-account.js';
import { logTo } from '../main.js';
import { DailyFiles } from './daily-files.js';
import { forgetOldAddresses } from './security-events.queries.js';
import { SecurityLog } from './security-log.js';

const lines: string[] = [];
let desk: Desk;
let page: DeskPage;
let convened: Awaited<ReturnType<typeof convene>>;
beforeAll(async () => {
  desk = await startDesk({ LOG_LEVEL: 'error' }, logTo('error', { write: line => void lines.push(line) }));
  page = await desk.account();
  convened = await convene(page);
});
afterAll(() => desk?.close());

const logOf = async (reader: DeskPage, query = ''): Promise<SecurityEntry[]> =>
  (await reader.get(`/api/councils/${convened.council.id}/security-log${query}`).expect(200)).body;
const streamed = () =>
  lines.map(line => JSON.parse(line) as Record<string, unknown>).filter(line => line.log === 'security');

describe('the security log', () => {
  test('SEC-12 sign-ins, failures, links, devices, exports: who, about whom, from where, and no secret', async () => {
    const wrong = { email: 'someone1@desk.example', password: 'not the password' };
    await request(desk.url).post('/api/sign-in').set('User-Agent', 'Browser\tof one').send(wrong).expect(401);
    await request(desk.url)
      .post('/api/sign-in')
      .send({ ...wrong, email: 'a-password-typed-here@desk.example' })
      .expect(401);
    const roll = (await page.get(`/api/sessions/${convened.session.id}/roster`).expect(200)).body;
    const { participant } = roll[0];
    const { body } = await page
      .post(`/api/sessions/${convened.session.id}/participants/${participant}/link`)
      .expect(201);
    const device = await desk.enter(body.url);
    await page.delete(`/api/sessions/${convened.session.id}/participants/${participant}/link`).expect(204);
    const secret = new URL(body.url).hash.slice(1);
    await request(desk.url).post('/api/links/exchange').send({ secret }).expect(410);
    await page.patch(`/api/councils/${convened.council.id}`, { mailbox: 'other@desk.example' }).expect(200);
    const auditor = await desk.account(convened.council.id, 'auditor');
    const found = await logOf(auditor);
    const named = found.map(({ event, actor, subject }) => [event, actor?.handle ?? null, subject?.handle ?? null]);
    expect(named.reverse().slice(-10)).toEqual([
      ['council.founded', page.as, page.as],
      ['signin.failed', null, page.as],
      ['signin.failed', null, null],
      ['link.replaced', page.as, participant],
      ['link.exchanged', participant, participant],
      ['link.revoked', page.as, participant],
      ['device.ended', page.as, participant],
      ['link.refused', null, participant],
      ['council.changed', page.as, null],
      ['signin.done', auditor.as, auditor.as],
    ]);
    const failed = found.find(({ event, subject }) => event === 'signin.failed' && subject?.handle === page.as)!;
    expect(found.find(({ event }) => event === 'council.changed')?.details).toEqual({ fields: ['mailbox'] });
    expect(
      found.filter(({ event }) => event !== 'settings.read').every(({ address }) => address?.endsWith('127.0.0.1')),
    ).toBe(true);
    expect(failed.userAgent).toBe('Browser of one');
    const whole = JSON.stringify(found) + lines.join('');
    for (const hidden of [
      secret,
      device.cookie.split('=')[1]!,
      'not the password',
      'a-password-typed-here',
      'correct horse',
    ])
      expect(whole).not.toContain(hidden);
    // The stream tells the same, at whatever level the other log is.
    const newest = streamed()
      .map(line => line.event)
      .reverse();
    expect(newest.slice(0, 9)).toEqual(found.slice(0, 9).map(({ event }) => event));
    expect(streamed().at(-1)).toMatchObject({ event: 'signin.done', actor: auditor.as, level: 30 });
  });

  test('its page is read by accounts of the council, a part at a time and by topic; others find nothing there', async () => {
    const auditor = await desk.account(convened.council.id, 'auditor');
    const all = await logOf(auditor);
    const [first] = await logOf(auditor, '?limit=1');
    expect(first).toEqual(all[0]);
    expect(await logOf(auditor, `?limit=200&before=${first!.id}`)).toEqual(all.slice(1));
    const links = await logOf(auditor, '?topic=link');
    expect(links.length).toBeGreaterThan(2);
    expect(links.every(({ event }) => event.startsWith('link.'))).toBe(true);
    const stranger = await desk.account();
    await stranger.get(`/api/councils/${convened.council.id}/security-log`).expect(404);
    const other = await convene(stranger);
    const foreign = (await stranger.get(`/api/councils/${other.council.id}/security-log?limit=200`))
      .body as SecurityEntry[];
    // Of the whole installation it sees what is about nobody, of another council nothing.
    expect(foreign.some(({ event }) => event === 'settings.read')).toBe(true);
    expect(JSON.stringify(foreign)).not.toContain(page.as);
    expect(JSON.stringify(foreign)).not.toContain(convened.session.id);
  });

  test('an auditor changes nothing', async () => {
    const auditor = await desk.account(convened.council.id, 'auditor');
    const before = await desk.rows();
    await auditor.patch(`/api/councils/${convened.council.id}`, { mailbox: 'mine@desk.example' }).expect(403);
    await auditor.post(`/api/sessions/${convened.session.id}/enter`).expect(403);
    await auditor.post(`/api/sessions/${convened.session.id}/screen-link`).expect(403);
    expect(await desk.rows()).toBe(before);
  });

  test('refused origins are told once a minute, however often they come', async () => {
    const count = async () => (await logOf(page, '?topic=origin')).length;
    const before = await count();
    for (let turn = 0; turn < 5; turn++)
      await request(desk.url).post('/api/sign-in').set('Origin', 'https://evil.example').send({}).expect(400);
    const signIn = { email: 'someone1@desk.example', password: 'whatever it is' };
    for (let turn = 0; turn < 5; turn++)
      await request(desk.url).post('/api/sign-in').set('Origin', 'https://evil.example').send(signIn).expect(403);
    expect(await count()).toBe(before + 1);
    const [line] = await logOf(page, '?topic=origin');
    expect(line).toMatchObject({ event: 'origin.refused', details: { origin: 'https://evil.example' } });
  });

  test('SEC-12 addresses and devices are forgotten after thirty days, and nothing else can be changed', async () => {
    const { manager } = desk.api.app.get(DataSource);
    const [old, young] = ['30 days 1 minute', '29 days'].map(age => `now() - interval '${age}'`);
    await desk.pool.query(`insert into security_events (at, event, address, user_agent) values
      (${old}, 'signin.failed', '192.0.2.1', 'old'), (${young}, 'signin.failed', '192.0.2.2', 'young')`);
    await forgetOldAddresses(manager);
    const { rows } = await desk.pool.query(
      `select address, user_agent from security_events where at < now() - interval '20 days' order by at`,
    );
    expect(rows).toEqual([
      { address: null, user_agent: null },
      { address: '192.0.2.2', user_agent: 'young' },
    ]);
    await expect(manager.query(`update security_events set event = 'nothing.happened'`)).rejects.toThrow(/permission/);
    await expect(manager.query('delete from security_events')).rejects.toThrow(/permission/);
  });

  test('a database that is away keeps nobody out: lines wait, and the stream has them', async () => {
    const log = desk.api.app.get(SecurityLog);
    await desk.pool.query('alter table security_events rename to away');
    log.record({ event: 'role.given', subject: page.as, councilId: convened.council.id });
    expect(streamed().at(-1)).toMatchObject({ event: 'role.given' });
    await desk.pool.query('alter table away rename to security_events');
    expect((await logOf(page))[0]).toMatchObject({ event: 'role.given', subject: { handle: page.as } });
  });

  test('a link for an account from the command line is told, too', async () => {
    const { url: DATABASE_URL, ownerUrl: DATABASE_OWNER_URL } = desk.database;
    await accountLink(readApiEnv({ DATABASE_URL, DATABASE_OWNER_URL }), 'someone1@desk.example');
    expect((await logOf(page))[0]).toMatchObject({ event: 'link.issued', subject: { handle: page.as }, address: null });
  });
});

describe('its files', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'kengesh-security-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('SEC-12 one a day, another where it grows too large, gone after thirty days; what is not ours stays', () => {
    let now = Date.parse('2026-11-30T23:59:00Z');
    for (const name of [
      'security-2026-10-30.log',
      'security-2026-10-30.2.log',
      'security-2026-10-31.log',
      'other-2020-01-01.log',
    ])
      writeFileSync(path.join(folder, name), 'x\n');
    const files = new DailyFiles(folder, () => now, 20);
    files.write('first line\n');
    files.write('second line\n');
    now += 60_000;
    files.write('next day\n');
    expect(readdirSync(folder).sort()).toEqual([
      'other-2020-01-01.log',
      'security-2026-11-30.2.log',
      'security-2026-11-30.log',
      'security-2026-12-01.log',
    ]);
    expect(readFileSync(path.join(folder, 'security-2026-11-30.2.log'), 'utf8')).toBe('second line\n');
    // Another process goes on where this one is.
    new DailyFiles(folder, () => now, 1000).write('and more\n');
    expect(readFileSync(path.join(folder, 'security-2026-12-01.log'), 'utf8')).toBe('next day\nand more\n');
  });
});
