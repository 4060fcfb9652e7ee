/** The parts of the desk in a real browser under our own policy: dialog, table and order, by mouse and by keyboard. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { axe, hasBrowser, openBrowser } from './support/browser.js';
import { Face, openLink, watch } from './support/pages.js';
import { type TestDatabase, testDatabase } from './support/postgres.js';
import { type Server, startServer } from './support/server.js';

(hasBrowser ? describe : describe.skip)('the parts of the desk', () => {
  let database: TestDatabase;
  let server: Server;
  let browser: Browser;
  let desk: Face;
  let page: Page;
  let quiet: () => void;
  const broken: string[] = [];

  beforeAll(async () => {
    database = await testDatabase();
    server = await startServer({
      databaseUrl: database.url,
      databaseOwnerUrl: database.ownerUrl,
      sample: 'migration-council',
    });
    browser = await openBrowser();
    const context = await browser.newContext({ locale: 'ru' });
    quiet = watch(context, server.url).quiet;
    await context.exposeFunction('tellBroken', (what: string) => void broken.push(what));
    await context.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', event =>
        (window as unknown as { tellBroken(what: string): void }).tellBroken(
          `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`,
        ),
      ),
    );
    page = await context.newPage();
    desk = new Face(page, 'ru');
    await openLink(desk, server.links!.desk);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await database?.drop();
  });

  const inTheme = async (theme: 'light' | 'dark', check: () => Promise<void>) => {
    await page.emulateMedia({ colorScheme: theme });
    await check();
  };
  const inBothThemes = async () => {
    await inTheme('dark', () => axe(page));
    await inTheme('light', () => axe(page));
  };
  const focused = (what: 'className' | 'id' | 'lang') =>
    page.evaluate(asked => (document.activeElement as HTMLElement | null)?.[asked] ?? '', what);

  /** Asks until the answer matches, for as long as a person would wait. */
  async function comes(ask: () => Promise<unknown>, wanted: unknown): Promise<void> {
    const until = Date.now() + 10_000;
    let found = await ask();
    const isThere = () =>
      wanted instanceof RegExp ? wanted.test(String(found)) : JSON.stringify(found) === JSON.stringify(wanted);
    while (!isThere() && Date.now() < until) {
      await page.waitForTimeout(50);
      found = await ask();
    }
    if (wanted instanceof RegExp) expect(found).toMatch(wanted);
    else expect(found).toEqual(wanted);
  }

  test('a dialog takes the focus, keeps it, and gives it back; a question in it answers Escape by itself', async () => {
    await desk.named('link', desk.words('desk.nav.members')).click();
    const seat = page.locator('.row-open').nth(1);
    await seat.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await comes(() => focused('lang'), 'ru');
    await inBothThemes();
    // Round and round inside: nothing of the page is reached.
    for (let times = 0; times < 40; times++) await page.keyboard.press('Tab');
    expect(await dialog.evaluate(one => one.contains(document.activeElement))).toBe(true);
    await desk.button('desk.member.remove').click();
    await page.keyboard.press('Escape');
    await desk.button('desk.member.remove').waitFor();
    expect(await dialog.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await seat.evaluate(one => one === document.activeElement)).toBe(true);
  });

  test('members are filtered, chosen, and their addresses copied; a column is put away', async () => {
    await page.getByLabel(desk.words('desk.member.expected')).selectOption(desk.words('roles.mode.remote'));
    await desk.named('checkbox', desk.words('desk.table.chooseAll')).check();
    const rows = await page.locator('tbody tr').count();
    await desk.says('desk.table.chosen', { n: rows });
    await page.getByLabel(desk.words('desk.member.expected')).selectOption(desk.words('desk.table.all'));
    await desk.says('desk.table.chosen', { n: rows });
    await desk.named('button', desk.words('desk.member.copyAddresses', { n: rows })).waitFor();
    await desk.button('desk.table.columns').click();
    await page.getByRole('menu').waitFor();
    await inBothThemes();
    await desk.named('menuitemcheckbox', desk.words('desk.member.email')).click();
    await page.keyboard.press('Escape');
    await desk.named('columnheader', desk.words('desk.member.email')).waitFor({ state: 'detached' });
    await inBothThemes();
  });

  test('a dialog that closes on saving leaves its sentence to the page, which is no dialog and takes no focus', async () => {
    const seat = page.locator('.row-open').nth(1);
    await seat.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.getByLabel(desk.words('desk.member.holder'), { exact: true }).fill('Заместитель');
    await desk.button('common.save').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const said = page.locator('.kit-toast');
    await comes(() => said.textContent(), /^Сохранено: .+\./);
    await comes(() => seat.evaluate(one => one === document.activeElement), true);
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const box = (await said.boundingBox())!;
      expect(box.x >= 0 && box.x + box.width <= width).toBe(true);
    }
    await said.hover();
    await inBothThemes();
    await said.getByRole('button').click();
    await said.waitFor({ state: 'detached' });
  });

  test('a zone is found in Russian by its city from the first letter on; Escape leaves what was chosen', async () => {
    await desk.named('link', desk.words('desk.nav.sessions')).first().click();
    await page.locator('.session-line .what a').first().click();
    const zone = page
      .locator('button.kit-choice')
      .and(page.getByLabel(desk.words('desk.session.zone'), { exact: true }));
    await zone.waitFor();
    const before = await zone.textContent();
    await zone.focus();
    await page.keyboard.type('mins');
    const field = page.locator('.kit-search input');
    const options = page.locator('.kit-found [role="option"]');
    await comes(() => field.inputValue(), 'mins');
    await field.fill('минс');
    await comes(() => options.allTextContents(), ['Minsk Europe/Minsk · UTC+3']);
    await inBothThemes();
    await page.keyboard.press('Enter');
    await field.waitFor({ state: 'detached' });
    await comes(() => zone.textContent(), /^Minsk · UTC\+3/);
    expect(await zone.evaluate(one => one === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowDown');
    await field.waitFor();
    await page.keyboard.type('нет такого города');
    await page.getByText(desk.words('desk.nothingFound')).waitFor();
    await inBothThemes();
    // Nothing is found: Enter sends no form.
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
    expect(await zone.evaluate(one => one === document.activeElement)).toBe(true);
    await comes(() => zone.textContent(), /^Minsk/);
    await zone.click();
    await field.waitFor();
    await field.fill('+6');
    await options.filter({ hasText: 'Bishkek' }).click();
    await comes(() => zone.textContent(), before);
    // A second press on the button closes what the first has opened.
    await zone.click();
    await field.waitFor();
    await zone.click();
    await field.waitFor({ state: 'detached' });
  });

  test('who reports on an item is found by a part of the name, at the width of a telephone too', async () => {
    const reporter = page
      .locator('button.kit-choice')
      .and(page.getByLabel(desk.words('desk.agenda.rapporteur'), { exact: true }))
      .first();
    const field = page.locator('.kit-search input');
    const options = page.locator('.kit-found [role="option"]');
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      await reporter.click();
      await field.waitFor();
      await options.nth(5).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      const box = (await page.locator('.kit-search').boundingBox())!;
      expect(box.x >= 0 && box.x + box.width <= width && box.y >= 0).toBe(true);
      await inBothThemes();
      const name = (await options.nth(4).locator('span').nth(1).textContent())!;
      await field.fill(name.toUpperCase());
      await page.keyboard.press('Enter');
      await field.waitFor({ state: 'detached' });
      await comes(() => reporter.textContent(), `${name}▾`);
    }
    await desk.button('desk.discard').first().click();
  });

  test('the agenda is put in order by mouse and by keyboard, and each step is said in the page’s language', async () => {
    await desk.named('link', desk.words('desk.nav.sessions')).first().click();
    await page.locator('.session-line .what a').first().click();
    const items = page.locator('.agenda-item');
    await items.nth(2).waitFor();
    const order = () => items.evaluateAll(all => all.map(one => (one as HTMLElement).dataset.item));
    const [first, second, third] = await order();
    const grips = page.locator('.kit-grip');
    await grips.first().scrollIntoViewIfNeeded();
    const from = (await grips.nth(0).boundingBox())!;
    const to = (await grips.nth(1).boundingBox())!;
    await page.mouse.move(from.x + 20, from.y + 20);
    await page.mouse.down();
    await page.mouse.move(from.x + 20, from.y + 40, { steps: 4 });
    await page.mouse.move(to.x + 20, to.y + 50, { steps: 8 });
    await page.mouse.up();
    await comes(async () => (await order()).slice(0, 3), [second, first, third]);

    const all = await items.count();
    const said = page.locator('[id^="DndLiveRegion"]');
    await grips.nth(0).focus();
    await page.keyboard.press('Space');
    await comes(() => said.textContent(), /^Взято: .*место 1 из/);
    await page.keyboard.press('ArrowDown');
    await comes(() => said.textContent(), desk.words('desk.order.over', { n: 2, all }));
    await inBothThemes();
    await page.keyboard.press('Space');
    await comes(async () => (await order()).slice(0, 3), [first, second, third]);
    await comes(() => focused('className'), /kit-grip/);

    await page.keyboard.press('Space');
    await comes(() => said.textContent(), /^Взято: .*место 2 из/);
    await page.keyboard.press('ArrowDown');
    await comes(() => said.textContent(), desk.words('desk.order.over', { n: 3, all }));
    await page.keyboard.press('Escape');
    await comes(() => said.textContent(), /^Осталось на прежнем месте: /);
    expect((await order()).slice(0, 3)).toEqual([first, second, third]);
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    }
    expect(broken).toEqual([]);
    quiet();
  });

  test('who has access, and the security log: nothing hidden, cut off or out of reach', async () => {
    const council = '6b1d0000-c000-4000-8000-000000000001';
    const as = new URL(page.url()).pathname.split('/')[2];
    for (const address of ['accounts', 'security']) {
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`${server.url}/desk/${as}/c/${council}/${address}`);
        await page.getByRole('listitem').filter({ hasText: 'Секретариат' }).first().waitFor();
        await inBothThemes();
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      }
    }
    expect(broken).toEqual([]);
    quiet();
  });
});
