/** The secretary sends invitations and sees what becomes of each letter, on a phone and on a desk, in Russian and English. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SeatRow } from '@kengesh/contracts';
import type { Browser, Page } from 'playwright-core';
import { axe, hasBrowser, openBrowser } from './support/browser.js';
import { type Letterbox, letterbox } from './support/letterbox.js';
import { call, type Device, enter } from './support/member.js';
import { Face, openLink } from './support/pages.js';
import { type TestDatabase, testDatabase } from './support/postgres.js';
import { type Server, startServer } from './support/server.js';

const SIZES = [
  { width: 360, height: 780 },
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
] as const;

(hasBrowser ? describe : describe.skip)('letters at the desk', () => {
  let database: TestDatabase;
  let post: Letterbox;
  let server: Server;
  let browser: Browser;
  let desk: Device;
  let session = '';

  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await call(server.url, desk, method, path, body);
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  };
  /** In every width, without anything that runs over. */
  const looked = async (page: Page, name: string) => {
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.waitForTimeout(100);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      if (process.env.SHOTS)
        await page.screenshot({ path: `${process.env.SHOTS}/${name}-${size.width}.png`, fullPage: true });
    }
    await axe(page);
  };

  beforeAll(async () => {
    database = await testDatabase();
    post = await letterbox();
    const settings = {
      SMTP_URL: post.url,
      LETTER_SECRET: 'a-secret-of-this-story-for-letters',
      LETTER_HOLD_SECONDS: '600',
    };
    [server, browser] = await Promise.all([
      startServer({
        databaseUrl: database.url,
        databaseOwnerUrl: database.ownerUrl,
        sample: 'migration-council',
        settings,
      }),
      openBrowser(),
    ]);
    desk = await enter(server.links?.desk ?? '');
    const [{ rules } = { rules: {} }] = await ask<readonly { rules: object }[]>('GET', '/api/councils');
    const { id } = await ask<{ id: string }>('POST', '/api/councils', {
      ...{ name: { ru: 'Совет', en: 'Council' }, mailbox: 'council@k.example', zone: 'Asia/Bishkek' },
      ...{ statutorySeats: 4, rules },
    });
    for (const [index, email] of [
      'first@k.example',
      'second.with.a.long.address@ministry.k.example',
      'third@k.example',
    ].entries())
      await ask<SeatRow>('POST', `/api/councils/${id}/seats`, {
        ...{
          label: { ru: `Место ${index + 1}`, en: `Seat ${index + 1}` },
          role: 'delegate',
          votes: true,
          filled: true,
        },
        ...{ delegation: 'KG', category: 'state', email, language: 'ru', mode: 'remote', holder: null },
      });
    const made = await ask<{ id: string }>('POST', `/api/councils/${id}/sessions`, {
      ...{ title: { ru: 'Заседание', en: 'Session' }, form: 'hybrid', place: { en: 'Bishkek' }, zone: 'Asia/Bishkek' },
      ...{ startsLocal: '2027-03-10T14:00', endsLocal: '2027-03-10T18:00' },
    });
    session = made.id;
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await post?.close();
    await database?.drop();
  });

  test.each(['ru', 'en'] as const)(
    'CON-7: what became of each is seen, and what waits is taken back (%s)',
    async language => {
      const locale = language === 'ru' ? 'ru-RU' : 'en-GB';
      const context = await browser.newContext({ locale, viewport: SIZES[2], reducedMotion: 'reduce' });
      const face = new Face(await context.newPage(), language);
      const { page } = face;
      await openLink(face, language === 'ru' ? (server.links?.desk ?? '') : await freshLink());
      const as = new URL(page.url()).pathname.split('/')[2];
      await page.goto(`${server.url}/desk/${as}/s/${session}/invite`);
      const send = page.getByRole('button', { name: language === 'ru' ? 'Отправить' : 'Send' });
      const region = page.getByRole('region', { name: face.words('letters.title') });
      const rows = (text: string) => region.getByRole('row').filter({ hasText: text });
      post.refusals.set('second.with.a.long.address@ministry.k.example', { code: 550, times: 1 });

      await page
        .getByRole('region', { name: face.words('desk.invite.invitations') })
        .getByRole('button')
        .first()
        .click();
      await page
        .getByRole('region', { name: face.words('desk.invite.invitations') })
        .getByRole('group')
        .getByRole('button')
        .first()
        .click();
      await rows(face.words('letters.state.waiting')).nth(2).waitFor();
      await looked(page, `waiting-${language}`);

      await page.setViewportSize(SIZES[2]);
      const now = (seat: string) =>
        rows(seat)
          .first()
          .getByRole('button', { name: face.words('letters.now') })
          .filter({ visible: true })
          .click();
      await now('first@');
      await rows('first@')
        .first()
        .filter({ hasText: face.words('letters.state.sent') })
        .waitFor();
      await now('second.');
      await rows('second.')
        .first()
        .filter({ hasText: face.words('letters.state.refused') })
        .waitFor();
      expect(await rows('second.').first().textContent()).toContain('550');
      await rows('third@')
        .first()
        .getByRole('button', { name: face.words('letters.recall') })
        .filter({ visible: true })
        .click();
      await rows('third@')
        .first()
        .filter({ hasText: face.words('letters.state.recalled') })
        .waitFor();
      await looked(page, `settled-${language}`);
      expect(await send.count()).toBeGreaterThan(0);
      expect(post.mails.filter(({ to }) => to === 'third@k.example')).toEqual([]);
      await context.close();
    },
  );

  /** The link of the sample's desk was used: its account opens the page again by what the page itself was given. */
  async function freshLink(): Promise<string> {
    await server.stop();
    server = await startServer({
      databaseUrl: database.url,
      databaseOwnerUrl: database.ownerUrl,
      sample: 'migration-council',
      port: server.port,
      settings: { SMTP_URL: post.url, LETTER_SECRET: 'a-secret-of-this-story-for-letters', LETTER_HOLD_SECONDS: '600' },
    });
    return server.links?.desk ?? '';
  }

  test('a mail server that is away is told of in words', async () => {
    const context = await browser.newContext({ locale: 'ru-RU', viewport: SIZES[1], reducedMotion: 'reduce' });
    const face = new Face(await context.newPage(), 'ru');
    await openLink(face, await freshLink());
    await post.close();
    await ask('POST', `/api/sessions/${session}/invitations`, {});
    const { letters } = await ask<{ letters: { id: string; state: string }[] }>(
      'GET',
      `/api/sessions/${session}/letters`,
    );
    await ask('POST', `/api/sessions/${session}/letters/${letters.find(({ state }) => state === 'waiting')!.id}/again`);
    const as = new URL(face.page.url()).pathname.split('/')[2];
    await face.page.goto(`${server.url}/desk/${as}/s/${session}/invite`);
    await face.page.getByText('Ничего не потеряно').waitFor();
    await looked(face.page, 'away-ru');
    await context.close();
  });
});
