/**
 * The key of a secret ballot box with people, in a real browser: the server is killed and the chair's laptop dies in mid-vote, and the
 * deputy's page counts; a browser forgets what it kept; one officer is alone with a recovery code; nobody has the key.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { keyPairOfRecoveryCode } from '@kengesh/ballot-key';
import type { Browser, BrowserContext } from 'playwright-core';
import { axe, hasBrowser, openBrowser } from './support/browser.js';
import { chapters } from './support/chapters.js';
import { type Act, call, type Device, enter, enterSession } from './support/member.js';
import { Face, openLink } from './support/pages.js';
import { type TestDatabase, testDatabase } from './support/postgres.js';
import { type Server, startServer } from './support/server.js';

const SECOND = '6b1d0000-5000-4000-8000-000000000002';
const ASKED = [3, 6];
const DESKTOP = { width: 1440, height: 900 };

(hasBrowser ? describe : describe.skip)('the key of a ballot box', () => {
  let database: TestDatabase;
  let server: Server;
  let browser: Browser;
  let desk: Device;
  let clerk: Device;
  let chair: Face;
  let deputy: Face;
  let secretary: Face;
  let chairId = '';
  let deputyId = '';
  let voting = '';
  const voters: (readonly [voter: Device, seat: string])[] = [];
  const contexts = new Map<Face, BrowserContext>();

  const asks = async (who: Device, act: Act) => {
    const command = randomUUID();
    const answer = await call(server.url, who, 'POST', `/api/sessions/${SECOND}/acts`, { command, act });
    if (answer.status !== 200) throw new Error(`${act.type}: ${JSON.stringify(answer.body)}`);
  };
  const state = async () => (await call(server.url, clerk, 'GET', `/api/sessions/${SECOND}/state`)).body.state;
  const vote = async () => (await state()).votings[voting];
  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    for (const end = Date.now() + 25_000; !(await isSo()); ) {
      if (Date.now() > end) throw new Error('it did not come about in time');
      await new Promise(done => setTimeout(done, 200));
    }
  };
  async function linkOf(participant: string): Promise<string> {
    const path = `/api/sessions/${SECOND}/participants/${participant}/link`;
    return (await call(server.url, desk, 'POST', path, { reason: 'broken' })).body.url;
  }
  /** A device of its own: nothing is shared with the others. */
  async function device(): Promise<Face> {
    const context = await browser.newContext({ locale: 'ru-RU', viewport: DESKTOP, reducedMotion: 'reduce' });
    context.setDefaultTimeout(20_000);
    const face = new Face(await context.newPage(), 'ru');
    contexts.set(face, context);
    return face;
  }
  /** On the page of whoever presides: a motion of this text is to be put to a secret vote. */
  async function prepareSecret(face: Face, text: string): Promise<void> {
    await asks(clerk, { type: 'motion.submit', item: 'tasks', text: { ru: text }, mover: null });
    await face.page.locator('.vote-settings > summary').click();
    await face.named('radio', face.words('roles.method.secret')).check();
  }
  async function put(face: Face): Promise<void> {
    const before = Object.keys((await state()).votings).length;
    await face.page.locator('.next-button').click();
    // Who of the hall has no device cannot vote in secret: it is asked first.
    const anyway = face.page.locator('.next-step .confirm .primary');
    const isOpen = async () => Object.keys((await state()).votings).length > before;
    await until(async () => (await anyway.isVisible()) || (await isOpen()));
    if (await anyway.isVisible()) await anyway.click();
    await until(isOpen);
    voting = Object.keys((await state()).votings).at(-1) ?? '';
  }
  async function cast(): Promise<void> {
    for (const [index, [voter, seat]] of voters.entries())
      await asks(voter, { type: 'voting.cast', voting, seat, choice: index === 0 ? 'no' : 'yes' });
  }
  async function close(face: Face): Promise<void> {
    await face.page.locator('.next-button').click();
    await face.page
      .locator('.confirm')
      .getByRole('button', { name: face.words('chair.step.closeVoting') })
      .click();
    await until(async () => (await vote()).endedAt !== undefined);
  }
  const counts = async () => {
    await until(async () => (await vote()).closedAt !== null);
    return (await vote()).result?.counts;
  };
  const ready = (face: Face, n: number) => face.says('ballotKey.ready', { n });
  /** While the page stands it would keep again what it knows. */
  const forget = async (face: Face) => {
    const address = face.page.url();
    await face.page.goto(server.url);
    await face.page.evaluate(() => localStorage.clear());
    await face.page.goto(address);
    await face.page.locator('.chair-page').waitFor();
  };

  /** Makes a recovery code on the deputy's page, and says two of its groups back. */
  async function recoveryCode(): Promise<string> {
    await deputy.press('ballotKey.code.make');
    const dialog = deputy.page.getByRole('dialog');
    const code = ((await dialog.locator('.code').textContent()) ?? '').trim();
    // What is shown is a whole code, as any program reads it.
    expect((await keyPairOfRecoveryCode(code)).publicKey).toHaveLength(43);
    await axe(deputy.page);
    for (const place of ASKED)
      await dialog.getByLabel(deputy.words('ballotKey.code.say', { n: place })).fill(code.split('-')[place - 1] ?? '');
    await dialog.getByRole('button', { name: deputy.words('ballotKey.code.done') }).click();
    await dialog.waitFor({ state: 'detached' });
    return code;
  }
  /** The secretary's live page, by the account of the desk. */
  async function openSecretary(): Promise<void> {
    const { as, token } = clerk;
    await contexts.get(secretary)?.addCookies([{ name: `kg_${as}`, value: token, url: server.url }]);
    await secretary.page.goto(`${server.url}/chair/${as}`);
    await secretary.page.locator('.chair-page').waitFor();
  }

  beforeAll(async () => {
    database = await testDatabase();
    const address = { databaseUrl: database.url, databaseOwnerUrl: database.ownerUrl };
    [server, browser] = await Promise.all([startServer({ ...address, sample: 'migration-council' }), openBrowser()]);
    desk = await enter(server.links?.desk ?? '');
    clerk = await enterSession(desk, SECOND);
    const roll: readonly { id: string; seat: string | null; mode: string; role: string }[] = (await state()).prepared
      .participants;
    const inHall = roll.filter(one => one.role === 'delegate' && one.mode === 'hall').slice(0, 4);
    for (const { id, seat } of inHall) voters.push([await enter(await linkOf(id)), String(seat)]);
    [chair, deputy, secretary] = [await device(), await device(), await device()];
    chairId = roll.find(one => one.role === 'chair')?.id ?? '';
    deputyId = roll.find(one => one.role === 'deputy')?.id ?? '';
    await openLink(chair, await linkOf(chairId));
    await openLink(deputy, await linkOf(deputyId));
    await asks(clerk, { type: 'attendance.checkInAll' });
    await chair.page.locator('.next-button').click();
    await until(async () => (await state()).session.openedAt !== null);
    await chair.page.locator('.next-button').click();
    await until(async () => (await state()).agenda.current !== null);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await database?.drop();
  });

  const chapter = chapters(90_000);

  chapter('two officers hold the key of a secret vote before it is opened', async () => {
    await prepareSecret(chair, 'Утвердить смету');
    await ready(chair, 2);
    await chair.says('ballotKey.promise.summary');
    await axe(chair.page);
    await put(chair);
    expect((await vote()).key.holders).toHaveLength(2);
    await cast();
  });

  chapter('the server is killed, the chair’s laptop dies, and the deputy’s page counts', async () => {
    const { port } = server;
    await server.kill('SIGKILL');
    await contexts.get(chair)?.close();
    server = await startServer({ databaseUrl: database.url, databaseOwnerUrl: database.ownerUrl, port });
    await asks(clerk, { type: 'attendance.checkOut', participant: chairId });
    await deputy.named('button', `${deputy.words('chair.session.take')}`).click();
    await until(async () => (await state()).session.presiding === deputyId);
    await close(deputy);
    expect(await counts()).toMatchObject({ yes: 3, no: 1 });
  });

  chapter(
    'a browser that forgot what it kept cannot count; whoever else holds the key counts, from the secretary’s page',
    async () => {
      await openSecretary();
      await prepareSecret(deputy, 'Утвердить план');
      await ready(deputy, 2);
      await put(deputy);
      await cast();
      await forget(deputy);
      await close(deputy);
      expect(await counts()).toMatchObject({ yes: 3, no: 1 });
    },
  );

  chapter('one officer alone: the recovery code opens the box when nobody has the key', async () => {
    await contexts.get(secretary)?.close();
    await prepareSecret(deputy, 'Утвердить отчёт');
    await deputy.says('ballotKey.alone');
    const code = await recoveryCode();
    await ready(deputy, 2);
    await put(deputy);
    expect((await vote()).key.holders).toContainEqual({ recoveryCode: true });
    await cast();
    await forget(deputy);
    await close(deputy);
    await deputy.says('ballotKey.waits.nobody');
    await axe(deputy.page);
    const field = deputy.page.getByLabel(deputy.words('ballotKey.waits.code'));
    await field.fill(code.replace(/.$/u, 'Ж'));
    await deputy.press('ballotKey.waits.useCode');
    await deputy.says('ballotKey.fault.code_letters');
    expect((await vote()).closedAt).toBeNull();
    await field.fill(code.toLowerCase().replaceAll('-', ' '));
    await deputy.press('ballotKey.waits.useCode');
    expect(await counts()).toMatchObject({ yes: 3, no: 1 });
  });

  chapter(
    'nobody has the key: the vote is void for that reason, asked twice, and its motion may be put again',
    async () => {
      await prepareSecret(deputy, 'Утвердить состав');
      await recoveryCode();
      await ready(deputy, 2);
      await put(deputy);
      await cast();
      await forget(deputy);
      await close(deputy);
      await deputy.press('ballotKey.waits.lost');
      await deputy.press('ballotKey.waits.lostYes');
      expect((await vote()).voided).toBeUndefined();
      await deputy.press('ballotKey.waits.lostNow');
      await until(async () => (await vote()).voided !== undefined);
      expect((await vote()).voided).toMatchObject({ reason: 'key_lost' });
      await deputy.page.locator('.key-waits').waitFor({ state: 'detached' });
      await deputy.button('chair.step.repeat', { text: (await vote()).motion.text.ru }).waitFor();
    },
  );
});
