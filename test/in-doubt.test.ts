/**
 * What a page says of its own acts and of its line is so: a ballot whose COMMIT was answered to nobody, a database that is away,
 * a reload meanwhile, a proxy that lets no WebSocket through, a database put back to an earlier day.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { KeyHolder } from '@kengesh/rehearse/key-holder';
import type { Browser, BrowserContext, Locator } from 'playwright-core';
import { axe, hasBrowser, openBrowser } from './support/browser.js';
import { type LostCommits, openLostCommits } from './support/lost-commits.js';
import { type Act, call, type Device, enter, enterSession, lineOf, newLink } from './support/member.js';
import { Face, openLink } from './support/pages.js';
import { type TestDatabase, testDatabase } from './support/postgres.js';
import { type Server, startServer } from './support/server.js';
import { openUpgradeProxy, type UpgradeProxy } from './support/upgrade-proxy.js';

const SECOND = '6b1d0000-5000-4000-8000-000000000002';
const PHONE = { width: 390, height: 844 };

(hasBrowser ? describe : describe.skip)('a page that is in doubt', () => {
  let database: TestDatabase;
  let commits: LostCommits;
  let server: Server;
  let proxy: UpgradeProxy;
  let browser: Browser;
  let desk: Device;
  let chair: Device;
  /** So many others vote as a secret vote needs to be counted (PROC-29), each with its seat. */
  const others: (readonly [voter: Device, seat: string])[] = [];
  let context: BrowserContext;
  let face: Face;
  let voting = '';
  /** The chair's keys of secret votes, and the line without which nobody holds one. */
  let keys: KeyHolder;
  let chairLine: ReturnType<typeof lineOf>;
  let key: string | null = null;

  const asks = async (who: Device, act: Act) => {
    const command = randomUUID();
    for (let tries = 0; ; tries++) {
      const answer = await call(server.url, who, 'POST', `/api/sessions/${SECOND}/acts`, { command, act });
      if (answer.status === 200) return;
      if (answer.status < 500 || tries > 50) throw new Error(`${act.type}: ${JSON.stringify(answer.body)}`);
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  };
  const state = async () => (await call(server.url, chair, 'GET', `/api/sessions/${SECOND}/state`)).body.state;

  beforeAll(async () => {
    database = await testDatabase();
    commits = await openLostCommits(database.url);
    proxy = await openUpgradeProxy(() => server.port);
    proxy.upgrades('passed');
    [server, browser] = await Promise.all([
      startServer({
        databaseUrl: commits.url,
        databaseOwnerUrl: database.ownerUrl,
        sample: 'migration-council',
        settings: { PUBLIC_URL: proxy.url },
      }),
      openBrowser(),
    ]);
    desk = await enter(server.links?.desk ?? '');
    chair = await enter(server.links?.chair ?? '');
    chairLine = lineOf(chair);
    keys = new KeyHolder(chair, SECOND);
    await asks(await enterSession(desk, SECOND), { type: 'attendance.checkInAll' });
    await asks(chair, { type: 'session.open' });
    await asks(chair, { type: 'agenda.take', item: 'tasks' });
    const roll: readonly { id: string; seat: string | null; mode: string; role: string }[] = (await state()).prepared
      .participants;
    for (const { id, seat } of roll
      .filter(member => member.mode === 'hall' && member.role === 'delegate')
      .slice(0, 2)) {
      others.push([await enter(await newLink(desk, chair, SECOND, id)), String(seat)]);
    }
  }, 120_000);
  afterAll(async () => {
    chairLine?.leave();
    await browser?.close();
    await proxy?.close();
    await server?.stop();
    await commits?.close();
    await database?.drop();
  });

  beforeEach(async () => {
    context = await browser.newContext({ locale: 'ru-RU', viewport: PHONE, reducedMotion: 'reduce' });
    context.setDefaultTimeout(20_000);
    face = new Face(await context.newPage(), 'ru');
  });
  afterEach(async () => {
    await context.close();
    proxy.upgrades('passed');
    proxy.mend();
    commits.mend();
    const { votings } = await state();
    if (votings[voting] && !votings[voting].closedAt) await close();
  });

  /** The remote delegate's phone, joined. */
  async function join(): Promise<void> {
    const { prepared } = await state();
    const who = prepared.participants.find((one: { label: { ru: string } }) => one.label.ru === 'Россия · эксперт');
    await openLink(face, await newLink(desk, chair, SECOND, who.id));
    const join = face.button('delegate.join.remote');
    await join
      .or(face.page.getByText(face.words('delegate.join.hereRemote')))
      .first()
      .waitFor();
    if (await join.isVisible()) await join.click();
    await face.says('delegate.join.hereRemote');
  }
  async function openVote(method: 'named' | 'secret'): Promise<void> {
    key = method === 'secret' ? await keys.make() : null;
    await asks(chair, {
      type: 'voting.openElection',
      office: { id: `o-${randomUUID()}`, title: { ru: 'Докладчик рабочей группы' } },
      candidates: [
        { label: { ru: 'Первый кандидат' }, seat: null },
        { label: { ru: 'Второй кандидат' }, seat: null },
      ],
      method,
      closesInSeconds: null,
      ...(key === null ? {} : { key }),
    });
    voting = Object.keys((await state()).votings).at(-1) ?? '';
    await ballot().waitFor();
  }
  const ballot = (): Locator => face.page.getByRole('dialog');
  const confirm = async (choice: string) => {
    await ballot().getByRole('radio', { name: choice }).check();
    await ballot()
      .getByRole('button', { name: face.words('delegate.ballot.confirm', { choice }) })
      .click();
  };
  const recorded = () => face.about('heading', 'delegate.ballot.recordedHeading').waitFor({ timeout: 30_000 });
  const close = async () => {
    await asks(chair, { type: 'voting.close', voting });
    if (key !== null) expect(await keys.give(key)).toBe('counted');
  };
  /** Ballots of the page in the count; the others' come beside it. */
  const counted = async (): Promise<number> => {
    for (const [voter, seat] of others) await asks(voter, { type: 'voting.cast', voting, seat, choice: 'c2' });
    await close();
    const { counts } = (await state()).votings[voting].result;
    return Object.values(counts as Record<string, number>).reduce((sum, each) => sum + each, 0) - others.length;
  };
  const kept = () =>
    face.page.evaluate(() => Object.keys(sessionStorage).filter(key => key.startsWith('kengesh.asked')));

  /** The journal may show a ballot before the answer to it comes; then nothing of it is kept. */
  async function forgotten(): Promise<void> {
    for (let tries = 0; tries < 100 && (await kept()).length > 0; tries++) await face.page.waitForTimeout(100);
    expect(await kept()).toEqual([]);
  }

  test.each(['named', 'secret'] as const)(
    'a %s ballot is committed and answered to nobody, and the database goes: nothing false is said, and it is counted once',
    async method => {
      await join();
      await openVote(method);
      commits.loseAndCut();
      await confirm('Первый кандидат');
      await ballot().getByText(face.words('delegate.ballot.inDoubt')).waitFor();
      await face.says('common.line.inDoubt');
      expect(await ballot().getByText(face.words('delegate.ballot.refused')).count()).toBe(0);
      expect(await kept()).toHaveLength(1);
      await axe(face.page);
      commits.mend();
      await recorded();
      await forgotten();
      expect(await counted()).toBe(1);
    },
    90_000,
  );

  test('a ballot asked while the database is away is asked again after a reload, and done once it is back', async () => {
    await join();
    await openVote('secret');
    commits.cut();
    await confirm('Второй кандидат');
    await ballot().getByText(face.words('delegate.ballot.inDoubt')).waitFor();
    await face.page.reload();
    commits.mend();
    await recorded();
    await forgotten();
    expect(await counted()).toBe(1);
  }, 90_000);

  test('a database put back to an earlier day: the page begins anew, and says so until it was read', async () => {
    await join();
    await database.backup();
    await openVote('named');
    await confirm('Первый кандидат');
    await recorded();
    await database.restore();
    await state();
    await face.says('common.line.putBack');
    await ballot().waitFor({ state: 'detached' });
    await axe(face.page);
    await face.press('common.line.understood');
    expect(await face.page.getByText(face.words('common.line.putBack')).count()).toBe(0);
    // The same number means another vote now, and nothing is remembered of the old one.
    await openVote('named');
    await confirm('Второй кандидат');
    await recorded();
    expect(await counted()).toBe(1);
  }, 90_000);

  describe('behind a proxy that lets no WebSocket through', () => {
    test.each(['refused', 'swallowed'] as const)(
      'that is %s, the page works by polling, and takes a WebSocket once there is one',
      async how => {
        proxy.upgrades(how);
        const polled: string[] = [];
        let sockets = 0;
        face.page.on('request', request => {
          if (request.url().includes('transport=polling')) polled.push(request.method());
        });
        await join();
        await openVote('named');
        await confirm('Первый кандидат');
        await recorded();
        expect(polled).toEqual(expect.arrayContaining(['GET', 'POST']));
        expect(await counted()).toBe(1);
        face.page.on('websocket', socket => socket.on('framereceived', () => sockets++));
        proxy.upgrades('passed');
        proxy.cut();
        await face.page
          .getByText(face.words('delegate.line.nothingWaits'))
          .or(face.page.getByText(face.words('delegate.line.ballotSafe')))
          .waitFor();
        proxy.mend();
        for (let tries = 0; sockets === 0 && tries < 200; tries++) await face.page.waitForTimeout(100);
        expect(sockets).toBeGreaterThan(0);
        await openVote('named');
        await confirm('Второй кандидат');
        await recorded();
        expect(await counted()).toBe(1);
      },
      90_000,
    );
  });
});
