/** Two pages of the desk that change the same seat, agenda and rules: none writes over the other unseen. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MySession, SeatRow } from '@kengesh/contracts';
import type { Browser } from 'playwright-core';
import { axe, hasBrowser, openBrowser } from './support/browser.js';
import { call, type Device, enter } from './support/member.js';
import { Face, openLink, openWindow } from './support/pages.js';
import { type TestDatabase, testDatabase } from './support/postgres.js';
import { type Server, startServer } from './support/server.js';

let database: TestDatabase;
let server: Server;
let desk: Device;
let planned: MySession;
let browser: Browser;
let early: Face;
let late: Face;

const read = async <T>(path: string) => (await call(server.url, desk, 'GET', path)).body as T;

(hasBrowser ? describe : describe.skip)('two pages of one desk', () => {
  beforeAll(async () => {
    database = await testDatabase();
    server = await startServer({
      databaseUrl: database.url,
      databaseOwnerUrl: database.ownerUrl,
      sample: 'migration-council',
    });
    desk = await enter(server.links?.desk ?? '');
    planned = (await read<MySession[]>('/api/my/sessions')).find(
      one => one.phase === 'planned' || one.phase === 'prepared',
    )!;
    browser = await openBrowser();
    const context = await browser.newContext({ locale: 'ru' });
    early = new Face(await openWindow(context, { width: 1366, height: 768 }), 'ru');
    late = new Face(await openWindow(context, { width: 390, height: 844 }), 'ru');
    await openLink(early, server.links?.desk ?? '');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await database?.drop();
  });

  const both = async (path: string) => {
    const at = `${new URL(early.page.url()).origin}/${early.page.url().split('/').slice(3, 5).join('/')}${path}`;
    await Promise.all([early.page.goto(at), late.page.goto(at)]);
  };
  const fits = async ({ page }: Face) =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

  test('a seat: what both changed is chosen, what one changed stays', async () => {
    const list = `/api/councils/${planned.councilId}/seats`;
    const seat = (await read<SeatRow[]>(list))[1]!;
    await both(`/c/${planned.councilId}/members`);
    const holder = (face: Face) => face.page.getByLabel(face.words('desk.member.holder'));
    for (const face of [early, late])
      await face.page
        .getByRole('button', { name: seat.label.ru ?? '' })
        .or(face.page.getByRole('link', { name: seat.label.ru ?? '' }))
        .filter({ visible: true })
        .first()
        .click();
    await holder(late).fill('Представитель поздний');
    await holder(early).fill('Представитель ранний');
    await early.page.getByLabel(early.words('desk.member.delegation')).fill('TJ');
    await early.press('common.save');
    await early.page.getByRole('dialog').waitFor({ state: 'detached' });
    await late.press('common.save');
    await late.says('desk.conflict.title');
    await fits(late);
    await axe(late.page);
    await late.press('desk.conflict.keepMine');
    await late.press('common.save');
    await late.page.getByRole('dialog').waitFor({ state: 'detached' });
    const saved = (await read<SeatRow[]>(list)).find(one => one.id === seat.id);
    expect(saved).toMatchObject({ holder: 'Представитель поздний', delegation: 'TJ' });
  });

  test('an agenda: one moves an item, the other renames it; both hold', async () => {
    await both(`/s/${planned.id}`);
    const path = `/api/sessions/${planned.id}`;
    const before = (await read<{ agenda: { id: string }[] }>(path)).agenda.map(item => item.id);
    const title = late.page.locator('.agenda-item textarea[lang="ru"]').nth(1);
    await title.fill('Переименованный пункт');
    await early.page.locator('.agenda-item .mover').nth(1).click();
    await early.press('desk.agenda.save');
    await early.says('desk.saved');
    await late.press('desk.agenda.save');
    await late.page.getByRole('alert').filter({ visible: true }).first().waitFor();
    await axe(late.page);
    await late.press('desk.agenda.save');
    await late.says('desk.saved');
    const { agenda } = await read<{ agenda: { id: string; title: { ru?: string } }[] }>(path);
    expect(agenda.map(item => item.id)).toEqual([before[1], before[0], ...before.slice(2)]);
    expect(agenda[0]?.title.ru).toBe('Переименованный пункт');
  });
});
