/** A delegate on a bad line: what is told, what is safe, and that a ballot is recorded once whatever the line does. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Browser, BrowserContext, Locator } from 'playwright-core';
import { axe, hasBrowser, openBrowser } from './support/browser.js';
import { type Act, call, type Device, enter, enterSession, newLink } from './support/member.js';
import { Face, NO_SERVER, openLink, openWindow, watch } from './support/pages.js';
import { type TestDatabase, testDatabase } from './support/postgres.js';
import { type Server, startServer } from './support/server.js';
import { FAIR, startTcpProxy, type TcpProxy } from './support/tcp-proxy.js';

const SECOND = '6b1d0000-5000-4000-8000-000000000002';
const PHONE = { width: 390, height: 844 };
/** Thrice what the line needs for one round trip and the handling: a press is answered within this, milliseconds. */
const BUDGET = 3000;

(hasBrowser ? describe : describe.skip)('a delegate on a weak line', () => {
  let database: TestDatabase;
  let server: Server;
  let line: TcpProxy;
  let browser: Browser;
  let pool: pg.Pool;
  let desk: Device;
  let chair: Device;
  let context: BrowserContext;
  let watched: ReturnType<typeof watch>;
  let face: Face;
  let voting = '';
  let seat = '';

  const asks = async (who: Device, act: Act) => {
    const answer = await call(server.url, who, 'POST', `/api/sessions/${SECOND}/acts`, { command: randomUUID(), act });
    if (answer.status !== 200) throw new Error(`${act.type}: ${JSON.stringify(answer.body)}`);
  };
  const state = async () => (await call(server.url, chair, 'GET', `/api/sessions/${SECOND}/state`)).body.state;

  beforeAll(async () => {
    database = await testDatabase();
    line = await startTcpProxy();
    [server, browser] = await Promise.all([
      startServer({
        databaseUrl: database.url,
        databaseOwnerUrl: database.ownerUrl,
        sample: 'migration-council',
        settings: { PUBLIC_URL: line.url },
      }),
      openBrowser(),
    ]);
    line.to(server.port);
    pool = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
    desk = await enter(server.links?.desk ?? '');
    chair = await enter(server.links?.chair ?? '');
    await asks(await enterSession(desk, SECOND), { type: 'attendance.checkInAll' });
    await asks(chair, { type: 'session.open' });
    await asks(chair, { type: 'agenda.take', item: 'tasks' });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await line?.close();
    await server?.stop();
    await pool?.end();
    await database?.drop();
  });

  /** The remote delegate's phone, joined, with a fresh vote open on it. */
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'ru-RU', viewport: PHONE, reducedMotion: 'reduce' });
    context.setDefaultTimeout(15_000);
    watched = watch(context, line.url);
    face = new Face(await context.newPage(), 'ru');
    await openLink(face, await freshLink());
    const join = face.button('delegate.join.remote');
    await join
      .or(face.page.getByText(face.words('delegate.join.hereRemote')))
      .first()
      .waitFor();
    if (await join.isVisible()) await join.click();
    await face.says('delegate.join.hereRemote');
    await asks(chair, {
      type: 'voting.openElection',
      office: { id: `o-${randomUUID()}`, title: { ru: 'Докладчик рабочей группы' } },
      candidates: [
        { label: { ru: 'Первый кандидат' }, seat: null },
        { label: { ru: 'Второй кандидат' }, seat: null },
      ],
      method: 'named',
      closesInSeconds: null,
    });
    voting = Object.keys((await state()).votings).at(-1) ?? '';
    await ballot().waitFor();
  }, 60_000);
  afterEach(async () => {
    if (!(await state()).votings[voting].closedAt) await asks(chair, { type: 'voting.close', voting });
    await context.close();
    watched.quiet();
  });

  /** The seat's own link, issued anew: the phones of the test before are out. */
  async function freshLink(): Promise<string> {
    const { prepared } = await state();
    const who = prepared.participants.find((one: { label: { ru: string } }) => one.label.ru === 'Россия · эксперт');
    seat = who.seat;
    return newLink(desk, chair, SECOND, who.id);
  }
  const ballot = (on = face): Locator => on.page.getByRole('dialog');
  const choose = async (choice: string, on = face) => {
    await ballot(on).getByRole('radio', { name: choice }).check();
    return ballot(on).getByRole('button', { name: on.words('delegate.ballot.confirm', { choice }) });
  };
  const recorded = (on = face) => on.about('heading', 'delegate.ballot.recordedHeading').waitFor();
  const receipt = async (on = face) =>
    /[2-9A-Z]{3}-[2-9A-Z]{3}/.exec(
      (await ballot(on)
        .getByText(/подтверждение/)
        .textContent()) ?? '',
    )?.[0];
  const ballots = async () => {
    const { rows } = await pool.query(
      `select data from journal_entries where session_id = $1 and type = 'voting.cast' and data->>'voting' = $2`,
      [SECOND, voting],
    );
    return rows.map(({ data }) => data);
  };

  test('the network goes in mid-ballot: the page says what is safe, recovers, and the ballot is recorded once', async () => {
    const confirm = await choose('Первый кандидат');
    watched.expecting(NO_SERVER);
    await context.setOffline(true);
    await confirm.click();
    await ballot().getByText('Ещё не записан').first().waitFor();
    await face.sees('Нет связи');
    await face.says('delegate.line.ballotWaits');
    expect(
      await ballot()
        .getByText(/подтверждение/)
        .count(),
    ).toBe(0);
    expect(await ballots()).toEqual([]);
    await axe(face.page);
    await context.setOffline(false);
    await recorded();
    await face.says('delegate.line.live');
    watched.expecting(null);
    expect(await ballots()).toEqual([
      expect.objectContaining({ seat, choice: 'c1', channel: 'device', receipt: await receipt() }),
    ]);
    // Recorded, and gone again: now the page says that it is safe.
    watched.expecting(NO_SERVER);
    await context.setOffline(true);
    await face.says('delegate.line.ballotSafe');
    await context.setOffline(false);
    await face.says('delegate.line.live');
    watched.expecting(null);
    expect(await ballots()).toHaveLength(1);
  });

  test('two tabs of one delegate: what one has cast the other shows, with the same receipt', async () => {
    const other = new Face(await openWindow(context, PHONE), 'ru');
    await other.page.goto(face.page.url());
    await ballot(other).waitFor();
    const [first, second] = [await choose('Первый кандидат'), await choose('Второй кандидат', other)];
    // Pressed at the same moment, with different choices: one of them counts, and both tabs say which.
    // Without waiting for anything: where one tab is told of the other's ballot first, its button is gone, and rightly so.
    const buttons = await Promise.all([first.elementHandle(), second.elementHandle()]);
    await Promise.all(buttons.map(button => button?.evaluate(one => (one as HTMLElement).click())));
    const told = (on: Face) =>
      on
        .about('heading', 'delegate.ballot.recordedHeading')
        .or(ballot(on).getByText(on.words('delegate.ballot.refused')));
    await Promise.all([told(face).first().waitFor(), told(other).first().waitFor()]);
    for (const on of [face, other]) {
      const dismiss = on.button('delegate.ballot.dismiss');
      if (await dismiss.isVisible()) await dismiss.click();
      await recorded(on);
    }
    const [only, ...more] = await ballots();
    expect(more).toEqual([]);
    expect(['c1', 'c2']).toContain(only.choice);
    expect([await receipt(), await receipt(other)]).toEqual([only.receipt, only.receipt]);
    const name = only.choice === 'c1' ? 'Первый кандидат' : 'Второй кандидат';
    for (const on of [face, other]) await ballot(on).getByText(name).first().waitFor();
  });

  test('a reload after voting shows the ballot as recorded, with the same receipt', async () => {
    await (await choose('Второй кандидат')).click();
    await recorded();
    const before = await receipt();
    expect(before).toBeDefined();
    await face.page.reload();
    await recorded();
    expect(await receipt()).toBe(before);
    expect(await ballot().getByRole('radio').count()).toBe(0);
    await axe(face.page);
  });

  test('how the vote came out does not load: the ballot is recorded, the vote told as closed, then its outcome', async () => {
    watched.expecting(/ERR_FAILED/);
    const outcomes = '**/assets/outcomes-*.js';
    await context.route(outcomes, route => route.abort());
    const refused = face.page.waitForEvent('requestfailed', request => /outcomes-/.test(request.url()));
    await face.page.reload();
    await (await choose('Первый кандидат')).click();
    await recorded();
    await refused;
    await asks(chair, { type: 'voting.close', voting });
    await face.says('delegate.outcome.coming');
    await axe(face.page);
    await context.unroute(outcomes);
    await face.sees('Избрание состоялось');
    // Whoever does not see it hears it, late as it came.
    await face.page.getByRole('status').filter({ hasText: 'Итог голосования: Избрание состоялось' }).waitFor();
    expect(await face.page.getByText(face.words('delegate.outcome.coming')).count()).toBe(0);
    watched.expecting(null);
  });

  test('a link that is revoked: its page says so at once, and a reload does not help', async () => {
    await (await choose('Первый кандидат')).click();
    await recorded();
    const path = `/api/sessions/${SECOND}/participants/${new URL(face.page.url()).pathname.split('/').at(-1)}/link`;
    const pressed = Date.now();
    expect((await call(server.url, desk, 'DELETE', path)).status).toBe(204);
    await face.says('delegate.ended.title');
    expect(Date.now() - pressed).toBeLessThan(BUDGET);
    await face.sees('отозвана');
    await face.says('delegate.ended.votes');
    await axe(face.page);
    // The browser itself reports the refused request of the reload.
    const refused = face.page.waitForResponse(response => response.status() === 401);
    watched.expecting(/ 401 /);
    await face.page.reload();
    await refused;
    await face.sees('отозвана');
    watched.expecting(null);
    // What was recorded stays.
    expect(await ballots()).toHaveLength(1);
  });

  test(`50 kbit/s and 800 ms: a ballot is acknowledged within ${BUDGET / 1000} s of the press`, async () => {
    const confirm = await choose('Первый кандидат');
    line.weather({ delay: 400, rate: 50_000 / 8 });
    const pressed = Date.now();
    await confirm.click();
    await recorded();
    const took = Date.now() - pressed;
    line.weather(FAIR);
    console.info(`50 kbit/s, 800 ms: acknowledged ${took} ms after the press`);
    // No quicker than there and back, or the line was not slow at all.
    expect(took).toBeGreaterThanOrEqual(800);
    expect(took).toBeLessThanOrEqual(BUDGET);
    expect(await ballots()).toHaveLength(1);
  });
});
