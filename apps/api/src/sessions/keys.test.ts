/** Links and devices of a session that is under way: a running API with PostgreSQL. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SeatRow, SecurityEntry, SessionRow } from '@kengesh/contracts';
import { io, type Socket } from 'socket.io-client';
import request from 'supertest';
import { KeyHolder } from '../../../rehearse/src/key-holder.js';
import { convene, councilInput, type Desk, type DeskPage, startDesk } from '../identity/desk-kit.suite.js';

let desk: Desk;
let secretary: DeskPage;
let session: SessionRow;
let seats: SeatRow[];
let roster: { participant: string; seatId: string; role: string }[];
const sockets: Socket[] = [];

const of = (role: string, index = 0) => roster.filter(one => one.role === role)[index]!.participant;
const link = async (participant: string, body: object = {}) =>
  (await secretary.post(`/api/sessions/${session.id}/participants/${participant}/link`, body).expect(201)).body as {
    url: string;
    until?: string;
  };
const exchange = (url: string) =>
  request(desk.url)
    .post('/api/links/exchange')
    .send({ secret: new URL(url).hash.slice(1) });
const act = (page: DeskPage, body: object) =>
  page.post(`/api/sessions/${session.id}/acts`, { command: randomUUID(), act: body });
const state = async (page: DeskPage) => (await page.get(`/api/sessions/${session.id}/state`).expect(200)).body.state;
/** What the security log tells of links and devices, the newest first. */
const logged = async (): Promise<SecurityEntry[]> =>
  (await secretary.get(`/api/councils/${session.councilId}/security-log?limit=200`).expect(200)).body;
const entries = async () => {
  const { rows } = await desk.pool.query(
    'select type, data, actor from journal_entries where session_id = $1 order by seq',
    [session.id],
  );
  return rows as { type: string; data: Record<string, unknown>; actor: string }[];
};
/** A line to the session, as the page of this device has it. */
function lineOf(page: DeskPage): Promise<Socket> {
  const socket = io(desk.url, {
    transports: ['websocket'],
    auth: { as: page.as },
    extraHeaders: { cookie: page.cookie, 'x-kengesh-as': page.as },
  });
  sockets.push(socket);
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}
const gone = (socket: Socket) => new Promise<string>(resolve => socket.once('bye', ({ code }) => resolve(code)));

const pages: { [participant: string]: DeskPage } = {};
const urls: { [participant: string]: string } = {};

beforeAll(async () => {
  desk = await startDesk();
  secretary = await desk.account();
  ({ session, seats } = await convene(secretary));
  const rules = { ...councilInput().rules, furtherDevice: 'link', presenceGrace: 2 };
  await secretary.patch(`/api/councils/${session.councilId}`, { rules }).expect(200);
  await secretary.post(`/api/sessions/${session.id}/prepare`, { command: 'prepare-1' }).expect(200);
  roster = (await secretary.get(`/api/sessions/${session.id}/roster`).expect(200)).body;
  for (const { participant } of roster) {
    urls[participant] = (await link(participant)).url;
    pages[participant] = await desk.enter(urls[participant]!);
  }
  for (const { participant, role } of roster)
    if (role !== 'observer' && role !== 'secretary')
      await act(pages[participant]!, { type: 'attendance.join', mode: 'remote' }).expect(200);
  for (const { participant, role } of roster)
    if (role !== 'observer' && role !== 'secretary') await lineOf(pages[participant]!);
  for (const { participant, role } of roster)
    if (role !== 'observer' && role !== 'secretary')
      await act(pages[participant]!, { type: 'attendance.join', mode: 'remote' }).expect(200);
  await act(pages[of('chair')]!, { type: 'session.open' }).expect(200);
});
afterAll(async () => {
  for (const socket of sockets) socket.close();
  await desk.close();
});

describe('A link in a session under way', () => {
  test('SEC-17: those given out before the opening left no entry', async () => {
    expect(seats.length).toBeGreaterThan(5);
    expect((await entries()).filter(({ type }) => /^(link|device)\./.test(type))).toEqual([]);
    expect((await logged()).filter(({ event }) => event === 'link.replaced')).toHaveLength(roster.length);
  });

  test('SEC-18: nobody comes in by a new one before a second person has confirmed it; until then the old device stays', async () => {
    const member = of('delegate');
    const { url, until } = await link(member, { reason: 'broken' });
    expect(Date.parse(until!)).toBeGreaterThan(Date.now());
    expect((await exchange(url).expect(409)).body).toMatchObject({ code: 'link.waits', params: { until } });
    await exchange(urls[member]!).expect(410);
    await pages[member]!.get('/api/me').expect(200);
    expect((await state(pages[member]!)).devices[member].links).toMatchObject([
      { generation: 1, standing: 'asked', reason: 'broken', by: { participant: of('secretary') } },
    ]);
    expect((await state(pages[of('delegate', 1)]!)).devices).toBeUndefined();
    const admit = `/api/sessions/${session.id}/participants/${member}/link/admit`;
    expect((await secretary.post(admit).expect(409)).body).toMatchObject({ code: 'link.waits' });
    const confirm = { type: 'link.confirm', participant: member, generation: 1 };
    expect((await act(pages[of('delegate', 1)]!, confirm)).body).toMatchObject({ code: 'link.confirmers_only' });
    await act(pages[of('deputy')]!, confirm).expect(200);
    const fresh = await desk.enter(url);
    await fresh.get('/api/me').expect(200);
    expect((await pages[member]!.get('/api/me')).status).toBe(401);
    pages[member] = fresh;
    const recorded = (await entries()).filter(({ type }) => /^(link|device)\./.test(type));
    expect(recorded.map(({ type, actor }) => [type, actor])).toEqual([
      ['link.issued', 'desk'],
      ['link.confirmed', of('deputy')],
      ['device.admitted', 'system'],
    ]);
    const log = await logged();
    expect(log.find(({ event }) => event === 'link.replaced')).toMatchObject({ details: { reason: 'broken' } });
    expect(JSON.stringify(log)).not.toContain(new URL(url).hash.slice(1));
  });

  test('SEC-18: the member confirms on the earlier device, or refuses, and then the link opens nothing', async () => {
    const member = of('delegate', 1);
    const { url } = await link(member, { reason: 'lost' });
    await act(pages[member]!, { type: 'link.refuse', participant: member, generation: 1 }).expect(200);
    expect((await exchange(url).expect(410)).body).toMatchObject({ code: 'link.refused' });
    const again = await link(member);
    await act(pages[member]!, { type: 'link.confirm', participant: member, generation: 2 }).expect(200);
    pages[member] = await desk.enter(again.url);
    await lineOf(pages[member]!);
  });

  test('SEC-19: the chair’s is admitted by the secretary at once; its ballot is marked, and secret votes wait for a third', async () => {
    const chair = of('chair');
    const { url } = await link(chair, { reason: 'broken' });
    await secretary.post(`/api/sessions/${session.id}/participants/${chair}/link/admit`).expect(204);
    const page = await desk.enter(url);
    pages[chair] = page;
    await lineOf(page);
    await act(page, { type: 'agenda.add', title: { en: 'A question' }, rapporteur: null });
    const item = (await state(page)).agenda.items[0];
    if (item) await act(page, { type: 'agenda.take', item: item.id });
    const submitted = await act(page, { type: 'motion.submit', item: item?.id, text: { en: 'Adopt it' }, mover: null });
    expect(submitted.status).toBe(200);
    const [motion] = Object.keys((await state(page)).motions);
    const open = (method: string, more: object = {}) =>
      act(page, { type: 'voting.open', motion, method, majority: 'simple', closesInSeconds: null, ...more });
    const holder = new KeyHolder({ url: desk.url, token: page.cookie.replace(/^[^=]+=/, '') }, session.id);
    await open('secret', { key: await holder.make() }).expect(200);
    const [secret] = Object.keys((await state(page)).votings);
    const seat = roster.find(one => one.participant === chair)!.seatId;
    const cast = (voting: string | undefined) => act(page, { type: 'voting.cast', voting, seat, choice: 'yes' });
    expect((await cast(secret)).body).toMatchObject({ code: 'voting.unconfirmed_device' });
    await act(page, { type: 'voting.void', voting: secret, reason: 'mistake' }).expect(200);
    await open('named').expect(200);
    const named = Object.keys((await state(page)).votings).at(-1);
    await cast(named).expect(200);
    const ballot = (await entries()).findLast(({ type }) => type === 'voting.cast');
    expect(ballot?.data).toMatchObject({ admitted: 'one', since: expect.any(String), device: expect.any(String) });
    await act(page, { type: 'voting.close', voting: named }).expect(200);
    const admitted = (await logged()).find(({ event }) => event === 'link.admitted');
    expect(admitted?.subject?.handle).toBe(chair);
  });
});

describe('Own devices', () => {
  test('SEC-22: a second one by a link already out watches; it votes once the first has had no line for the grace', async () => {
    const member = of('delegate', 2);
    const first = pages[member]!;
    const phone = await desk.enter(urls[member]!);
    const line = sockets.find(socket => (socket.auth as { as: string }).as === member)!;
    expect((await act(phone, { type: 'floor.ask', kind: 'speech' })).body).toMatchObject({ code: 'device.watches' });
    const own = (await phone.get('/api/my/devices').expect(200)).body;
    expect(own).toMatchObject([{ current: true }, { current: false }]);
    expect((await phone.get('/api/me')).body.device).toBe(own[0].id);
    await lineOf(phone);
    const begun = Date.now();
    line.close();
    let found: { votes?: string } = {};
    while (found.votes !== own[0].id && Date.now() - begun < 15_000) {
      await new Promise(done => setTimeout(done, 200));
      found = (await state(phone)).devices[member];
    }
    expect(Date.now() - begun).toBeLessThan(10_000);
    await act(phone, { type: 'floor.ask', kind: 'speech' }).expect(200);
    expect((await first.get('/api/me')).status).toBe(401);
    pages[member] = phone;
  });

  test('SEC-17: their owner ends one: its line closes at once, and it is an entry', async () => {
    const member = of('delegate', 2);
    const page = pages[member]!;
    const other = await desk.enter(urls[member]!);
    const line = await lineOf(other);
    const bye = gone(line);
    const [newest] = (await page.get('/api/my/devices').expect(200)).body;
    await page.delete(`/api/my/devices/${newest.id}`).expect(204);
    expect(await bye).toBe('revoked');
    await page.delete(`/api/my/devices/${newest.id}`).expect(404);
    expect((await entries()).at(-1)).toMatchObject({ type: 'device.ended', data: { by: 'self', device: newest.id } });
  });

  test('SEC-17: a link taken back is an entry with its reason, and its devices are gone', async () => {
    const member = of('delegate', 2);
    const path = `/api/sessions/${session.id}/participants/${member}/link`;
    await secretary.delete(path).send({ reason: 'leaked' }).expect(204);
    expect((await entries()).at(-1)).toMatchObject({ type: 'link.revoked', data: { reason: 'leaked' } });
    expect((await pages[member]!.get('/api/me')).status).toBe(401);
  });

  test('SEC-18: an account that has its role only since the opening takes nobody’s place by itself', async () => {
    const before = (await entries()).length;
    for (const role of ['chair', 'secretary'] as const) {
      const invitation = { label: { en: role }, email: `late-${role}@desk.example`, role, language: 'en' };
      const { body } = await secretary.post(`/api/councils/${session.councilId}/accounts`, invitation).expect(201);
      const late = await desk.enter(body.link.url);
      const refusal = await late.post(`/api/sessions/${session.id}/enter`).expect(403);
      expect(refusal.body.code).toBe('link.account_since_opening');
    }
    expect((await entries()).slice(before).filter(({ type }) => /^(link|device)\./.test(type))).toEqual([]);
    await secretary.post(`/api/sessions/${session.id}/enter`).expect(200);
  });
});
