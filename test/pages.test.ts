/** Every page in a real browser under our own policy: it breaks no rule of it, complains of nothing, calls no third host, and
 * brings the sentences of its reader's language alone. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { phrase } from '@kengesh/phrases';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { hasBrowser, openBrowser } from './support/browser.js';
import { Face, openLink, watch } from './support/pages.js';
import { type TestDatabase, testDatabase } from './support/postgres.js';
import { type Server, startServer } from './support/server.js';

(hasBrowser ? describe : describe.skip)('every page', () => {
  let database: TestDatabase;
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    database = await testDatabase();
    server = await startServer({
      databaseUrl: database.url,
      databaseOwnerUrl: database.ownerUrl,
      sample: 'migration-council',
    });
    browser = await openBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await database?.drop();
  });

  /** A reader of this language; what breaks the policy is told as it happens, in the page itself. */
  async function reader(language: 'ru' | 'en') {
    const context = await browser.newContext({ locale: language });
    const watched = watch(context, server.url);
    const broken: string[] = [];
    await context.exposeFunction('tellBroken', (what: string) => void broken.push(what));
    await context.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', event =>
        (window as unknown as { tellBroken(what: string): void }).tellBroken(
          `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`,
        ),
      ),
    );
    return {
      context,
      expecting: watched.expecting,
      quiet(): void {
        expect(broken).toEqual([]);
        watched.quiet();
      },
    };
  }

  const heading = (page: Page) => page.getByRole('heading').first().waitFor();
  const settled = (page: Page) => page.waitForLoadState('networkidle');

  async function open(context: BrowserContext, address: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(server.url + address);
    await heading(page);
    await settled(page);
    return page;
  }

  async function enter(context: BrowserContext, language: 'ru' | 'en', link: string): Promise<Page> {
    const page = await context.newPage();
    await openLink(new Face(page, language), link);
    await page.locator('h1, h2, .hall-quiet, .hall-fact').first().waitFor();
    await settled(page);
    return page;
  }

  /** One page of the desk of each kind that the desk leads to. */
  async function everyPageOf(desk: Page): Promise<void> {
    const kind = (address: string) => address.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id');
    const found = new Map([[kind(new URL(desk.url()).pathname), new URL(desk.url()).pathname]]);
    for (const address of found.values()) {
      await desk.goto(server.url + address);
      await heading(desk);
      await settled(desk);
      const links = await desk
        .locator('a[href^="/desk/"]')
        .evaluateAll(all => all.map(link => link.getAttribute('href') ?? ''));
      for (const link of links.map(one => one.replace(/[?#].*/, '')))
        if (!found.has(kind(link))) found.set(kind(link), link);
    }
    expect(found.size).toBeGreaterThan(10);
  }

  async function everyPage(language: 'ru' | 'en'): Promise<void> {
    const { context, expecting, quiet } = await reader(language);
    for (const address of ['/', '/sign-in', '/j']) await open(context, address);
    const { desk, chair, remoteDelegate1, hallDelegate, hallScreen } = server.links!;
    for (const link of [chair, remoteDelegate1, hallDelegate, hallScreen]) await enter(context, language, link);
    await everyPageOf(await enter(context, language, desk));
    // Nobody is signed in by these names, and the browser says that the server said so.
    expecting(/status of 401/);
    for (const address of ['/d/nobody', '/chair/nobody', '/desk/nobody']) await open(context, address);
    quiet();
    await context.close();
  }

  test('opens for readers of ru and of en as the policy asks', async () => {
    // Side by side, for most of the time goes by in waiting until a page is quiet.
    await Promise.all([everyPage('ru'), everyPage('en')]);
  }, 240_000);

  test('brings one language; the other when the reader chooses it, and keeps what stands until it is there', async () => {
    const { context } = await reader('ru');
    const page = await open(context, '/sign-in');
    const title = (language: 'ru' | 'en') =>
      page.getByRole('button', { name: phrase(language, 'home.enter'), exact: true });
    await title('ru').waitFor();
    const seen = await page.evaluate(() => document.documentElement.innerHTML);
    expect(seen).not.toContain(phrase('en', 'home.enter'));

    // The line is away: the page stays as it is, and says so.
    await context.setOffline(true);
    await page.getByRole('combobox').selectOption('en');
    await page.getByText(phrase('ru', 'common.language.failed')).waitFor();
    expect(await title('ru').isVisible()).toBe(true);
    await context.setOffline(false);
    const blank: string[] = [];
    await page.exposeFunction('tellBlank', (what: string) => void blank.push(what));
    await page.evaluate(() =>
      new MutationObserver(() => {
        if (!document.querySelector('button'))
          (window as unknown as { tellBlank(what: string): void }).tellBlank('blank');
      }).observe(document.body, { childList: true, subtree: true }),
    );
    await page.getByRole('combobox').selectOption('en');
    await title('en').waitFor();
    expect(blank).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await context.close();
  });
});
