/**
 * Keys of a session under way, in a real browser: the chair's laptop dies in mid-vote, there is no deputy, and the session goes on;
 * a delegate's phone dies, and the next one votes.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KeyHolder } from '@kengesh/rehearse/key-holder';
import type { Browser, BrowserContext } from 'playwright-core';
import { axe, hasBrowser, openBrowser } from './support/browser.js';
import { type Act, call, type Device, enter, enterSession } from './support/member.js';
import { Face, openLink } from './support/pages.js';
import { type TestDatabase, testDatabase } from './support/postgres.js';
import { type Server, startServer } from './support/server.js';

const COUNCIL = '6b1d0000-c000-4000-8000-000000000001';
const CHAIR = 'Кыргызстан · государственный орган';
const MEMBER = 'Армения · НПО';
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

(hasBrowser ? describe : describe.skip)('keys of a session under way', () => {
  let database: TestDatabase;
  let server: Server;
  let browser: Browser;
  let desk: Device;
  let clerk: Device;
  let session = '';
  const contexts: BrowserContext[] = [];
  const links = new Map<string, string>();
  const ids = new Map<string, string>();
  const seats = new Map<string, string>();
  let item = '';

  const asDesk = async (method: string, address: string, body?: unknown) => {
    const answer = await call(server.url, desk, method, `/api/${address}`, body);
    if (answer.status >= 300) throw new Error(`${method} ${address}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const state = async () => (await call(server.url, clerk, 'GET', `/api/sessions/${session}/state`)).body.state;
  const asks = async (who: Device, act: Act) => {
    const answer = await call(server.url, who, 'POST', `/api/sessions/${session}/acts`, { command: randomUUID(), act });
    if (answer.status !== 200) throw new Error(`${act.type}: ${JSON.stringify(answer.body)}`);
  };
  /** What a page of this device could ask: its cookie speaks. */
  const asksOn = (face: Face, act: Act): Promise<{ status: number; code: string | null }> =>
    face.page.evaluate(
      async ({ path, body }) => {
        const as = location.pathname.split('/').at(-1) ?? '';
        const headers = { 'Content-Type': 'application/json', 'X-Kengesh-As': as };
        const answer = await fetch(path, { method: 'POST', headers, body });
        const { code = null } = (await answer.json()) as { code?: string | null };
        return { status: answer.status, code };
      },
      { path: `/api/sessions/${session}/acts`, body: JSON.stringify({ command: randomUUID(), act }) },
    );
  const doneOn = async (face: Face, act: Act) => {
    const answer = await asksOn(face, act);
    if (answer.status !== 200) throw new Error(`${act.type}: ${answer.code}`);
  };
  /** A device of its own: nothing is shared with the others. */
  async function device(viewport: {
    width: number;
    height: number;
  }): Promise<{ face: Face; dies: () => Promise<void> }> {
    const context = await browser.newContext({ locale: 'ru-RU', viewport, reducedMotion: 'reduce' });
    context.setDefaultTimeout(20_000);
    contexts.push(context);
    return { face: new Face(await context.newPage(), 'ru'), dies: () => context.close() };
  }
  const until = async (isSo: () => Promise<boolean>, patience: number): Promise<void> => {
    for (const end = Date.now() + patience; !(await isSo()); ) {
      if (Date.now() > end) throw new Error('it did not come about in time');
      await new Promise(done => setTimeout(done, 200));
    }
  };
  /** A key for a secret vote, held by this device and a recovery code. */
  const keyOf = async (face: Face): Promise<{ key: string }> => {
    const [cookie] = (await face.page.context().cookies()).filter(({ name }) => name.endsWith(asOf(face)));
    const keys = new KeyHolder({ url: server.url, token: cookie?.value ?? '' }, session);
    return { key: await keys.make() };
  };
  const asOf = (face: Face): string => new URL(face.page.url()).pathname.split('/').at(-1) ?? '';
  const openVote = async (face: Face, text: string, method: 'named' | 'secret' = 'named'): Promise<string> => {
    await doneOn(face, { type: 'motion.submit', item, text: { ru: text }, mover: null });
    const motion = Object.keys((await state()).motions).at(-1);
    const key = method === 'secret' ? await keyOf(face) : {};
    const how = { motion, method, majority: 'simple', closesInSeconds: null, ...key };
    await doneOn(face, { type: 'voting.open', ...how });
    return Object.keys((await state()).votings).at(-1) ?? '';
  };

  let laptop: Awaited<ReturnType<typeof device>>;
  let phone: Awaited<ReturnType<typeof device>>;
  let chair: Face;

  beforeAll(async () => {
    database = await testDatabase();
    [server, browser] = await Promise.all([
      startServer({
        databaseUrl: database.url,
        databaseOwnerUrl: database.ownerUrl,
        sample: 'migration-council',
      }),
      openBrowser(),
    ]);
    desk = await enter(server.links?.desk ?? '');
    const { rules } = await asDesk('GET', `councils/${COUNCIL}`);
    await asDesk('PATCH', `councils/${COUNCIL}`, { rules: { ...rules, furtherDevice: 'link' } });
    const roll: readonly { id: string; role: string }[] = await asDesk('GET', `councils/${COUNCIL}/seats`);
    for (const { id } of roll.filter(({ role }) => role === 'deputy'))
      await asDesk('PATCH', `seats/${id}`, { role: 'delegate' });
    const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    session = (
      await asDesk('POST', `councils/${COUNCIL}/sessions`, {
        ...{ title: { ru: 'Заседание со сбоями', en: 'A session with failures' }, form: 'hybrid' },
        ...{ place: { ru: 'Зал', en: 'Hall' }, zone: 'Asia/Bishkek' },
        ...{ startsLocal: `${day}T10:00`, endsLocal: `${day}T18:00` },
      })
    ).id;
    await asDesk('PUT', `sessions/${session}/agenda`, { items: [{ title: { ru: 'План' }, rapporteurSeatId: null }] });
    await asDesk('POST', `sessions/${session}/prepare`, { command: randomUUID() });
    clerk = await enterSession(desk, session);
    const { prepared } = await state();
    // The secretary is in already, by the account.
    for (const one of prepared.participants.filter(({ role }: { role: string }) => role !== 'secretary')) {
      ids.set(one.label.ru, one.id);
      seats.set(one.label.ru, one.seat);
      links.set(one.label.ru, (await asDesk('POST', `sessions/${session}/participants/${one.id}/link`)).url);
    }
    item = prepared.agenda[0].id;
    // There is nobody who could confirm the chair's link.
    expect(prepared.participants.some((one: { role: string }) => one.role === 'deputy')).toBe(false);
    laptop = await device(DESKTOP);
    phone = await device(PHONE);
    await Promise.all([openLink(laptop.face, links.get(CHAIR) ?? ''), openLink(phone.face, links.get(MEMBER) ?? '')]);
    await asks(clerk, { type: 'attendance.checkInAll' });
    await phone.face.page.getByRole('main').waitFor();
    await asksOn(phone.face, { type: 'attendance.join', mode: 'remote' });
    await doneOn(laptop.face, { type: 'session.open' });
    await doneOn(laptop.face, { type: 'agenda.take', item });
  }, 120_000);
  afterAll(async () => {
    for (const context of contexts) await context.close().catch(() => undefined);
    await browser?.close();
    await server?.stop();
    await database?.drop();
  });

  test('SEC-19: the chair’s laptop dies in mid-vote, there is no deputy: the session goes on within two minutes', async () => {
    const secretary = await device(DESKTOP);
    await openLink(secretary.face, server.links?.desk ?? '');
    const voting = await openVote(laptop.face, 'Утвердить план');
    const died = Date.now();
    await laptop.dies();

    const { face } = secretary;
    await face.page.goto(`${server.url}/desk/${desk.as}/s/${session}/invite`);
    await face.page
      .getByRole('button', { name: `${face.words('desk.invite.linkShort')}: ${CHAIR}` })
      .first()
      .click();
    const dialog = face.named('dialog', CHAIR);
    await dialog.getByLabel(face.words('desk.link.reason')).selectOption('broken');
    await dialog.getByRole('button', { name: face.words('desk.link.again') }).click();
    await dialog
      .getByRole('group')
      .getByRole('button', { name: face.words('desk.link.again') })
      .click();
    const url = await dialog.getByLabel(face.words('desk.link.address')).inputValue();
    await dialog.getByText(face.words('devices.ask.aloneWhat')).waitFor();
    await axe(face.page);
    await dialog.getByRole('button', { name: face.words('devices.ask.alone') }).click();
    await dialog.getByText(face.words('desk.link.alone')).waitFor();

    chair = (await device(DESKTOP)).face;
    await openLink(chair, url);
    await chair.says('devices.mark.one');
    const seat = seats.get(CHAIR) ?? '';
    await doneOn(chair, { type: 'voting.cast', voting, seat, choice: 'yes' });
    await doneOn(chair, { type: 'voting.close', voting });
    expect(Date.now() - died).toBeLessThan(120_000);
    expect((await state()).votings[voting].result.ballots).toEqual([
      { seat, choice: 'yes', channel: 'device', admitted: 'one' },
    ]);
    await axe(chair.page);

    const secret = await openVote(chair, 'Избрать тайно', 'secret');
    const refused = await asksOn(chair, { type: 'voting.cast', voting: secret, seat, choice: 'yes' });
    expect(refused.code).toBe('voting.unconfirmed_device');
    await doneOn(chair, { type: 'voting.void', voting: secret, reason: 'mistake' });
  }, 150_000);

  test('SEC-22: a phone dies, and the next one, by the same link, votes within fifteen seconds', async () => {
    const participant = ids.get(MEMBER) ?? '';
    const voting = await openVote(chair, 'Утвердить смету');
    await phone.face.page.getByRole('dialog').waitFor();
    const next = await device(PHONE);
    const died = Date.now();
    await phone.dies();
    await openLink(next.face, links.get(MEMBER) ?? '');
    const { device: own } = (await next.face.page.evaluate(async () => {
      const as = location.pathname.split('/').at(-1) ?? '';
      return (await fetch('/api/me', { headers: { 'X-Kengesh-As': as } })).json();
    })) as { device: string };
    await until(async () => (await state()).devices[participant]?.votes === own, 15_000);
    const ballot = next.face.page.getByRole('dialog');
    const choice = next.face.words('delegate.ballot.yes');
    await ballot.getByRole('radio', { name: choice }).check();
    await ballot.getByRole('button', { name: next.face.words('delegate.ballot.confirm', { choice }) }).click();
    await next.face.about('heading', 'delegate.ballot.recordedHeading').waitFor();
    const took = Date.now() - died;
    console.info(`a second phone voted ${took} ms after the first died`);
    expect(took).toBeLessThanOrEqual(15_000);
    await doneOn(chair, { type: 'voting.close', voting });
    const { ballots } = (await state()).votings[voting].result;
    expect(ballots).toContainEqual(expect.objectContaining({ seat: seats.get(MEMBER), admitted: 'recent' }));
    // Its owner sees the one device that is left, and ends it.
    await next.face.page.getByText(next.face.words('part.devices')).click();
    await next.face.sees(next.face.words('devices.own.this'));
    await axe(next.face.page);
    await next.face.page.getByRole('button', { name: /^Отключить/ }).click();
    await next.face.says('delegate.ended.title');
  }, 90_000);
});
