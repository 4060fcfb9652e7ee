/**
 * The whole main job, once, as people do it: a secretary convenes a session at the desk, a chair, a remote and a hall delegate
 * and the hall's screen hold it on four pages at once, the server is killed in mid-vote, and the papers are fetched and read.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { outcomeSentence, type PhraseKey } from '@kengesh/phrases';
import pg from 'pg';
import type { Browser, BrowserContext, Locator } from 'playwright-core';
import { axe, hasBrowser, openBrowser } from './support/browser.js';
import { chapters } from './support/chapters.js';

import { type Act, call, done, enter, lineOf, type Member } from './support/member.js';
import { Face, NO_SERVER, openLink, openWindow, watch } from './support/pages.js';
import { type TestDatabase, testDatabase } from './support/postgres.js';
import { type Server, startServer } from './support/server.js';
import { dateOf, readTable, readWorkbook } from './support/spreadsheets.js';

const PHONE = { width: 390, height: 844 };
const TITLE = { ru: 'Третье заседание: «решения и выборы»', en: 'Third session: "decisions and elections"' };
/** A text that a spreadsheet would take for a formula, with quotes and a line break. */
const MOTION = '=1+1; «Принять» порядок "обмена" обращениями.\nПоручить секретариату разослать его.';
const SECRET_MOTION = 'Утвердить смету на следующий год.';
const TASK = 'Разослать порядок всем членам совета';
const OFFICE = 'Заместитель председателя';
/** Seats of the sample's hall that are expected by video this time, so that the quorum hangs on them. */
const MOVED = [
  'Казахстан · государственный орган',
  'Казахстан · НПО',
  'Узбекистан · государственный орган',
  'Узбекистан · НПО',
];
/** Who votes by a program and not by a page, and how in the first vote. */
const BY_SOCKET: Readonly<Record<string, string>> = {
  'Россия · эксперт': 'yes',
  'Армения · НПО': 'yes',
  'Казахстан · эксперт': 'yes',
  'Казахстан · государственный орган': 'yes',
  'Казахстан · НПО': 'no',
  'Узбекистан · государственный орган': 'abstain',
  'Узбекистан · НПО': 'abstain',
};
/** Raised hands of the hall, entered by the secretary. */
const BY_HAND: Readonly<Record<string, 'yes' | 'no'>> = {
  'Кыргызстан · эксперт': 'yes',
  'Россия · государственный орган': 'yes',
  'Россия · НПО': 'no',
  'Армения · эксперт': 'no',
};
const CHAIR = 'Кыргызстан · государственный орган';
const HALL = 'Кыргызстан · НПО';
const REMOTE = 'Армения · государственный орган';

interface ExportedEntry {
  readonly seq: number;
  readonly at: Date;
  readonly type: string;
  readonly actor: string;
  readonly command_id: string;
  // biome-ignore lint/suspicious/noExplicitAny: read field by field, as it stands in the database
  readonly data: any;
}

(hasBrowser ? describe : describe.skip)('a hybrid session, end to end', () => {
  let database: TestDatabase;
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let pool: pg.Pool;
  let folder: string;
  let desk: Face;
  let secretary: Face;
  let chair: Face;
  let remote: Face;
  let hall: Face;
  let screen: Face;
  let watched: ReturnType<typeof watch>;
  let session = '';
  let deskAddress = '';
  const links = new Map<string, string>();
  const members = new Map<string, Member>();
  const seats = new Map<string, string>();
  const began = Date.now();

  beforeAll(async () => {
    database = await testDatabase();
    const address = { databaseUrl: database.url, databaseOwnerUrl: database.ownerUrl };
    [server, browser, folder] = await Promise.all([
      startServer({ ...address, sample: 'migration-council' }),
      openBrowser(),
      mkdtemp(path.join(os.tmpdir(), 'kengesh-whole-')),
    ]);
    pool = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
    context = await browser.newContext({
      locale: 'ru-RU',
      // A colour half way between two others is nobody's choice: axe must not meet one.
      reducedMotion: 'reduce',
      timezoneId: 'Europe/Moscow',
      permissions: ['clipboard-read', 'clipboard-write'],
      acceptDownloads: true,
    });
    context.setDefaultTimeout(15_000);
    watched = watch(context, server.url);
    const pageOf = async (language: 'ru' | 'en', size = { width: 1440, height: 900 }) => {
      return new Face(await openWindow(context, size), language);
    };
    desk = await pageOf('ru');
    secretary = desk;
    chair = await pageOf('ru');
    // The sample has this seat read English: the pages of one session speak two languages at once.
    remote = await pageOf('en', PHONE);
    hall = await pageOf('ru', PHONE);
    screen = await pageOf('ru', { width: 1920, height: 1080 });
  }, 60_000);

  afterAll(async () => {
    console.info(`the whole session took ${((Date.now() - began) / 1000).toFixed(1)} s`);
    for (const member of members.values()) member.leave();
    await browser?.close();
    await server?.stop();
    await pool?.end();
    await database?.drop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const chapter = chapters(60_000, () => watched.quiet());

  const journal = async (): Promise<ExportedEntry[]> => {
    const { rows } = await pool.query(
      'select seq, at, type, actor, command_id, data from journal_entries where session_id = $1 order by seq',
      [session],
    );
    return rows as ExportedEntry[];
  };
  const last = async (type: string): Promise<ExportedEntry> => {
    const found = (await journal()).filter(entry => entry.type === type).at(-1);
    if (!found) throw new Error(`nothing of type ${type} in the journal`);
    return found;
  };
  const member = (label: string): Member => {
    const found = members.get(label);
    if (!found) throw new Error(`no device of ${label}`);
    return found;
  };
  const seat = (label: string): string => seats.get(label) ?? `no seat ${label}`;
  const ballot = (label: string, voting: string, choice: string): Act => ({
    type: 'voting.cast',
    voting,
    seat: seat(label),
    choice,
  });
  /** The sentence that explains the outcome, once it stands on all five pages in the language of each. */
  const announced = async (voting: string): Promise<string> => {
    await Promise.all(
      [secretary, chair, hall, screen, remote].map(async face => face.sees(await sentence(voting, face.language))),
    );
    return sentence(voting, 'ru');
  };
  const sentence = async (voting: string, language: string): Promise<string> => {
    for (const end = Date.now() + 10_000; ; ) {
      const { body } = await call(server.url, member('Россия · эксперт'), 'GET', `/api/sessions/${session}/state`);
      const found = body.state.votings[voting];
      if (found.result) return outcomeSentence(language, found);
      if (Date.now() > end) throw new Error('the vote was not closed');
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  };
  const everywhere = (act: (face: Face) => Promise<void>) =>
    Promise.all([secretary, chair, remote, hall, screen].map(act));
  /** A delegate's own page: chooses, confirms, and is told that it is recorded. */
  const votes = async (face: Face, choice: string): Promise<void> => {
    const sheet = face.page.getByRole('dialog');
    await sheet.getByRole('radio', { name: choice }).check();
    await sheet.getByRole('button', { name: face.words('delegate.ballot.confirm', { choice }) }).click();
    await face.about('heading', 'delegate.ballot.recordedHeading').waitFor();
  };
  /** The large button leads to an item; it is considered once its title stands over the middle of the page. */
  const take = async (n: number, title: string): Promise<void> => {
    await chair.page.getByRole('button', { name: new RegExp(`ерейти к вопросу ${n}:`) }).click();
    await chair.page.getByRole('heading', { name: `${n}. ${title}` }).waitFor();
  };
  const ownVote = async (choice: string): Promise<void> => {
    const own = chair.about('region', 'chair.own.heading');
    await own.getByRole('radio', { name: choice }).check();
    await own.getByRole('button', { name: chair.words('chair.own.confirm') }).click();
    await own.getByText(/квитанция/).waitFor();
  };
  const put = (): Locator => chair.page.getByRole('button', { name: /^Поставить на голосование: / });

  chapter('the secretary convenes it at the desk, writes the agenda and prepares it', async () => {
    await openLink(desk, server.links?.desk ?? '');
    deskAddress = desk.page.url();
    await desk.about('heading', 'desk.nav.councils').waitFor();
    await axe(desk.page);
    await desk.about('link', 'desk.nav.sessions').first().click();
    await desk.about('link', 'desk.session.convene').click();
    await desk.named('textbox', `${desk.words('desk.session.title')}, русский`).fill(TITLE.ru);
    await desk.named('textbox', `${desk.words('desk.session.title')}, English`).fill(TITLE.en);
    await desk.named('textbox', `${desk.words('desk.session.place')}, русский`).fill('г. Бишкек, зал № 2');
    await desk
      .named('textbox', desk.words('desk.session.date'))
      .fill(new Date(Date.now() + 86_400_000).toISOString().slice(0, 10));
    await desk.named('textbox', desk.words('desk.session.from')).fill('10:00');
    await desk.named('textbox', desk.words('desk.session.to')).fill('9:00');
    await axe(desk.page);
    await desk.press('desk.session.convene');
    await desk.sees('Заседание должно заканчиваться позже');
    await desk.named('textbox', desk.words('desk.session.to')).fill('18:00');
    await desk.press('desk.session.convene');
    await desk.page.waitForURL(/\/s\/[0-9a-f-]{36}$/);
    session = desk.page.url().split('/').at(-1) ?? '';

    for (const [index, title] of ['Порядок обмена обращениями', 'Смета', 'Выборы'].entries()) {
      await desk.press('desk.agenda.add');
      const label = desk.words('desk.agenda.item', { n: index + 1 });
      await desk.named('textbox', `${label}, русский`).fill(title);
    }
    await desk.press('desk.agenda.save');
    await desk.says('desk.saved');
    await axe(desk.page);

    await desk.about('link', 'desk.tab.invite').click();
    for (const label of MOVED) {
      const how = desk.named('group', `${label}: ${desk.words('desk.member.expected')}`).first();
      await how.getByRole('button', { name: desk.words('desk.mode.remote') }).click();
      await how.getByRole('button', { name: desk.words('desk.mode.remote'), pressed: true }).waitFor();
    }
    await axe(desk.page);

    await desk.about('link', 'desk.tab.check-in').click();
    await desk.press('desk.checkIn.prepareNow');
    await desk.says('desk.checkIn.handedOver');
    const [prepared] = await journal();
    expect(prepared).toMatchObject({ seq: 1, type: 'session.prepared', data: { session: { title: TITLE } } });
    expect(prepared?.data.agenda.map((one: { title: { ru: string } }) => one.title.ru)).toEqual([
      'Порядок обмена обращениями',
      'Смета',
      'Выборы',
    ]);
    const roll: { id: string; label: { ru: string } }[] = prepared?.data.seats ?? [];
    for (const one of roll) seats.set(one.label.ru, one.id);
    expect(seats.size).toBe(15);
    await axe(desk.page);
  });

  chapter('links are issued in the dialog, by cards and for the screen; each opens by a click', async () => {
    await desk.press('desk.checkIn.screenNow');
    await desk.page
      .getByRole('group', { name: desk.words('desk.checkIn.screenQuestion') })
      .getByRole('button', { name: desk.words('desk.checkIn.screenNow') })
      .click();
    links.set('screen', await desk.named('textbox', desk.words('desk.link.address')).inputValue());
    await axe(desk.page);

    await desk.about('link', 'desk.tab.invite').click();
    for (const label of [CHAIR, REMOTE, HALL]) {
      await desk.named('button', `${desk.words('desk.invite.give')}: ${label}`).click();
      const dialog = desk.named('dialog', label);
      await dialog.getByRole('button', { name: desk.words('desk.link.issue') }).click();
      links.set(label, await dialog.getByRole('textbox', { name: desk.words('desk.link.address') }).inputValue());
      if (label === CHAIR) await axe(desk.page);
      await dialog.getByRole('button', { name: desk.words('common.close') }).click();
    }
    // The others' links all at once, as cards; read from the clipboard.
    await desk.about('link', 'desk.cards.open').click();
    await desk.page.getByRole('button', { name: /^Выдать ссылки/ }).click();
    await desk.press('desk.cards.copyAll');
    await desk.says('desk.copied');
    const table = await desk.page.evaluate(() => navigator.clipboard.readText());
    for (const line of table.split('\n')) {
      const [label = '', , link = ''] = line.split('\t');
      links.set(label, link);
    }
    // Everybody of the roll (fifteen seats and four others) and the screen, each link another one.
    expect(links.size).toBe(20);
    expect(new Set(links.values()).size).toBe(20);
    await axe(desk.page);

    await openLink(chair, links.get(CHAIR) ?? '');
    await openLink(screen, links.get('screen') ?? '');
    // The secret is out of the address and of the history before anything else happens.
    await remote.page.goto(links.get(REMOTE) ?? '');
    await remote.page.setViewportSize(PHONE);
    await expect(remote.page.evaluate(() => location.hash)).resolves.toBe('');
    await axe(remote.page);
    await remote.page.getByRole('button', { name: 'Войти' }).click();
    await remote.page.waitForURL(/\/d\//);
    await openLink(hall, links.get(HALL) ?? '');
    await remote.sees(TITLE.en);
    await chair.sees(TITLE.ru);
    await hall.sees(TITLE.ru);
    await screen.sees(TITLE.ru);
    for (const face of [chair, remote, hall, screen]) await axe(face.page);
  });

  chapter('the hall is checked in in one click, remote delegates join, the chair opens with the quorum', async () => {
    await desk.page.getByRole('link', { name: /К приглашениям/ }).click();
    await desk.about('link', 'desk.tab.check-in').click();
    await desk.press('desk.checkIn.enterNow');
    await secretary.page.waitForURL(/\/chair\//);
    await hall.says('delegate.join.hall');
    await secretary.page.getByRole('button', { name: /^Отметить всех, кого ждут в зале:/ }).click();
    await hall.says('delegate.join.hereHall');
    await axe(secretary.page);

    await remote.press('delegate.join.remote');
    await remote.says('delegate.join.hereRemote');
    // Six in the hall and one by video: seven of fifteen, and the button says what is missing.
    const open = chair.page.getByRole('button', { name: /^Открыть заседание: 7 из 15/ });
    await open.waitFor();
    expect(await open.getAttribute('aria-disabled')).toBe('true');
    await chair.sees('Кворума нет: нужно ещё 1 место');
    await axe(chair.page);
    await open.click({ force: true });
    expect((await journal()).some(entry => entry.type === 'session.opened')).toBe(false);

    for (const label of Object.keys(BY_SOCKET)) {
      const one = lineOf(await enter(links.get(label) ?? ''));
      members.set(label, one);
      await done(one, { type: 'attendance.join', mode: 'remote' });
    }
    const ready = chair.page.getByRole('button', { name: /^Открыть заседание: 14 из 15/ });
    await ready.waitFor();
    await screen.sees('Присутствуют 14');
    await ready.click();
    await chair.page.getByRole('button', { name: /^Перейти к вопросу 1/ }).waitFor();
    expect((await last('session.opened')).data.quorum).toMatchObject({ present: 14, base: 15, need: 8, met: true });
    await everywhere(face => axe(face.page));
  });

  chapter('an item is taken up, the secretary enters a motion, the chair puts it to a named vote', async () => {
    await take(1, 'Порядок обмена обращениями');
    await remote.sees('Порядок обмена обращениями');
    await screen.sees('Порядок обмена обращениями');
    await secretary.page.getByRole('button', { name: /^\+ Предложение/ }).click();
    await secretary.named('textbox', secretary.words('chair.motion.text')).fill(MOTION);
    await axe(secretary.page);
    await secretary.button('chair.draft.send.motion').click();
    await put().waitFor();
    await chair.page.getByText(chair.words('chair.vote.settings')).click();
    await chair.page.getByRole('radio', { name: /не менее двух третей/ }).check();
    await axe(chair.page);
    await put().click();
    await Promise.all([remote, hall].map(face => face.page.getByRole('dialog').waitFor()));
    await screen.sees('Проголосовали 0 из 14');
    await everywhere(face => axe(face.page));
  });

  chapter(
    'killed in mid-vote: no acknowledged ballot is lost or doubled, and all pages heal by themselves',
    async () => {
      const voting = String((await last('voting.opened')).data.id);
      const byHand = async (label: string, choice: 'yes' | 'no') => {
        const row = secretary.page.getByRole('listitem').filter({ hasText: label });
        const word = secretary.words(`chair.choice.${choice}`);
        await row.getByRole('button', { name: `${label}: ${word}` }).click();
        await secretary.named('button', secretary.words('chair.vote.handEnter', { name: label, choice: word })).click();
        await row.getByRole('button', { name: `${label}: ${word}` }).waitFor({ state: 'detached' });
      };
      await votes(hall, 'За');
      await axe(hall.page);
      await byHand('Кыргызстан · эксперт', 'yes');
      const cast = (label: string) => member(label).ask(ballot(label, voting, BY_SOCKET[label] ?? ''));
      const [first = '', second = '', ...others] = Object.keys(BY_SOCKET);
      const before = [await cast(first), await cast(second)];
      expect(before.every(answer => answer.ok)).toBe(true);
      const receipt = await hall.page
        .getByText(/подтверждение [2-9A-Z]{3}-[2-9A-Z]{3}/)
        .first()
        .textContent();

      // Five ballots are on their way when the server dies without a word.
      watched.expecting(NO_SERVER);
      const flying = others.map(async (label, index) => {
        await new Promise(resolve => setTimeout(resolve, index * 3));
        return cast(label);
      });
      await Promise.race(flying);
      await server.kill('SIGKILL');
      const acknowledged = await Promise.race([
        Promise.all(flying),
        new Promise(resolve => setTimeout(resolve, 10, null)),
      ]);
      await Promise.all([chair.says('chair.line.lost'), secretary.says('chair.line.lost')]);
      await remote.sees('No connection for');
      await hall.sees(hall.words('delegate.line.ballotSafe'));
      await screen.sees('Нет связи');
      await axe(chair.page);
      // The remote delegate votes without a line: it waits, and is not called recorded.
      const sheet = remote.page.getByRole('dialog');
      await sheet.getByRole('radio', { name: 'For' }).check();
      await sheet.getByRole('button', { name: remote.words('delegate.ballot.confirm', { choice: 'For' }) }).click();
      await sheet.getByText('Not recorded yet').first().waitFor();
      await remote.says('delegate.line.ballotWaits');
      expect(await sheet.getByText(/receipt/).count()).toBe(0);
      await axe(remote.page);

      const { port } = server;
      server = await startServer({
        databaseUrl: database.url,
        databaseOwnerUrl: database.ownerUrl,
        sample: 'migration-council',
        port,
      });
      const answers = [...before, ...(await Promise.all(flying))];
      await remote.about('heading', 'delegate.ballot.recordedHeading').waitFor();
      const healed = await remote.page
        .getByText(/receipt [2-9A-Z]{3}-[2-9A-Z]{3}/)
        .first()
        .textContent();
      await Promise.all([chair.says('chair.line.live'), secretary.says('chair.line.live')]);
      await Promise.all([remote, hall].map(face => face.says('delegate.line.live')));
      watched.expecting(null);
      // Once more the same: what was acknowledged stays, and says the same.
      await hall.page
        .getByText(receipt ?? 'no receipt')
        .first()
        .waitFor();
      for (const [label, choice] of Object.entries(BY_HAND).slice(1)) await byHand(label, choice);
      await ownVote('За');
      await screen.sees('Проголосовали 14 из 14');
      await chair.press('chair.step.closeVoting');

      expect(await announced(voting)).toMatch(/9.*12.*8/);
      await everywhere(face => axe(face.page));

      const entries = await journal();
      const result = (await last('voting.closed')).data.result;
      expect(result.counts).toEqual({ yes: 9, no: 3, abstain: 2 });
      expect(result.present).toBe(9 + 3 + 2 + result.invalid + result.notVoting);
      const ballots = entries.filter(entry => entry.type === 'voting.cast' && entry.data.voting === voting);
      expect(ballots).toHaveLength(14);
      expect(new Set(ballots.map(entry => entry.data.seat)).size).toBe(14);
      Object.entries(BY_SOCKET).forEach(([label, choice], index) => {
        const answer = answers[index];
        if (!answer?.ok) throw new Error(`${label} was refused: ${JSON.stringify(answer)}`);
        const entry = ballots.find(one => one.command_id === answer.command);
        expect(entry?.data).toMatchObject({ seat: seat(label), choice, channel: 'device', receipt: answer.receipt });
        expect(answer.seqs).toEqual([entry?.seq]);
        expect(result.ballots).toContainEqual({ seat: seat(label), choice, channel: 'device' });
      });
      for (const [label, choice] of Object.entries(BY_HAND))
        expect(result.ballots).toContainEqual({ seat: seat(label), choice, channel: 'hand' });
      for (const label of [CHAIR, HALL, REMOTE])
        expect(result.ballots).toContainEqual({ seat: seat(label), choice: 'yes', channel: 'device' });
      // What the two phones were told when they were told it, is what stands in the journal.
      for (const [label, told] of Object.entries({ [HALL]: receipt, [REMOTE]: healed }))
        expect(told).toContain(ballots.find(one => one.data.seat === seat(label))?.data.receipt);
      expect(result.ballots).toHaveLength(14);
      console.info(
        `of five ballots in flight ${answers.slice(2).filter(one => one.sent > 1).length} had to be sent again` +
          `${acknowledged ? ', all acknowledged at once' : ''}`,
      );
    },
  );

  chapter('the floor is asked for on the phone, given by the chair, and yielded', async () => {
    const label = 'Армения · государственный орган';
    await remote.press('delegate.hand.ask');
    await remote.says('delegate.hand.next');
    await chair.button('chair.floor.giveTo', { name: label }).click();
    await remote.about('heading', 'delegate.hand.yours').waitFor();
    await screen.sees(label);
    await Promise.all([remote, screen, chair].map(face => axe(face.page)));
    await remote.press('delegate.hand.yield');
    await chair.says('chair.floor.nobody');
    expect((await last('floor.ended')).data).toMatchObject({ reason: 'yielded' });
  });

  chapter('a task is given by the decision that was made', async () => {
    await secretary.page.getByRole('button', { name: /^\+ Поручение/ }).click();
    await secretary.named('textbox', secretary.words('chair.task.text')).fill(TASK);
    await secretary.named('combobox', secretary.words('chair.task.responsible')).selectOption({ label: HALL });
    await secretary.page.getByLabel(secretary.words('chair.task.due')).fill('2030-06-01');
    await axe(secretary.page);
    await secretary.button('chair.draft.send.task').click();
    await Promise.all([chair, hall].map(face => face.sees(TASK)));
    expect((await last('task.set')).data).toMatchObject({ responsible: seat(HALL), due: '2030-06-01' });
  });

  chapter('a secret vote: who took part is known, what anyone chose is nowhere', async () => {
    await take(2, 'Смета');
    await chair.page.getByRole('button', { name: /^\+ Предложение/ }).click();
    await chair.named('textbox', chair.words('chair.motion.text')).fill(SECRET_MOTION);
    await chair.button('chair.draft.send.motion').click();
    await chair.page.getByText(chair.words('chair.vote.settings')).click();
    await chair.page.getByRole('radio', { name: 'тайное' }).check();
    await put().click();
    // Four seats of the hall have no page and could not vote: told before it opens.
    await chair.sees('В зале 4 из');
    await put().click();
    await remote.page.getByRole('dialog').getByText('What “secret” means here').click();
    await axe(remote.page);
    await votes(remote, 'Against');
    await votes(hall, 'За');
    await ownVote('За');
    const opened = await last('voting.opened');
    const voting = String(opened.data.id);
    const receipts: string[] = [];
    for (const [index, label] of Object.keys(BY_SOCKET).entries()) {
      const answer = await done(member(label), ballot(label, voting, index < 5 ? 'yes' : 'abstain'));
      expect(answer.seqs).toEqual([]);
      receipts.push(answer.receipt ?? '');
    }
    // Sent again by a new command with another choice: the first is final, and what it was is not told.
    expect(await member('Россия · эксперт').ask(ballot('Россия · эксперт', voting, 'no'))).toMatchObject({
      ok: false,
      refused: 'voting.already_cast',
    });
    await screen.sees('Проголосовали 10 из 14');
    await axe(screen.page);
    // Four seats of the hall have no page and have not voted: the chair is asked once.
    await chair.button('chair.step.closeVoting').click();
    await chair.sees('Ещё не проголосовали 4 места');
    await chair.button('chair.step.closeVoting').click();
    expect(await announced(voting)).toMatch(/7.*8/);
    await axe(remote.page);

    const closed = await last('voting.closed');
    const { result } = closed.data;
    expect(result).toMatchObject({ counts: { yes: 7, no: 1, abstain: 2 }, notVoting: 4, present: 14, ballots: null });
    expect(result.voted).toEqual([...Object.keys(BY_SOCKET), CHAIR, HALL, REMOTE].map(seat).sort());
    const between = (await journal()).filter(entry => entry.seq > opened.seq && entry.seq < closed.seq);
    // That it has ended, and nothing of any ballot.
    expect(between.filter(entry => entry.type.startsWith('voting.') && entry.type !== 'voting.ended')).toEqual([]);
    // Of the ten ballots the choices are kept, and nothing beside them that says whose each was: no seat, person or receipt.
    const { rows: list } = await pool.query('select * from ballot_lists where session_id = $1', [session]);
    const choices = [...Array<string>(2).fill('abstain'), 'no', ...Array<string>(7).fill('yes')];
    expect(list.map(row => row.content).sort()).toEqual(choices);
    expect(new Set(list.flatMap(row => Object.keys(row)))).toEqual(new Set(['session_id', 'box', 'content']));
    const whole = JSON.stringify(await journal());
    for (const receipt of receipts) expect(whole).not.toContain(receipt);
    // Who has voted is marked, and not what.
    const { rows: marks } = await pool.query('select * from ballot_marks where session_id = $1', [session]);
    for (const mark of marks)
      expect(Object.values(mark)).not.toContainEqual(expect.stringMatching(/^(yes|no|abstain)$/));
  });

  chapter('an election to one office', async () => {
    await take(3, 'Выборы');
    await chair.page.getByRole('button', { name: /^\+ Выборы/ }).click();
    await chair.named('textbox', chair.words('chair.election.office')).fill(OFFICE);
    const choose = chair.named('combobox', chair.words('chair.election.fromSeats'));
    await choose.selectOption({ label: 'Россия · НПО' });
    await choose.selectOption({ label: 'Казахстан · НПО' });
    await chair.page.getByRole('radio', { name: 'поимённое' }).check();
    await axe(chair.page);
    await chair.button('chair.election.open').click();
    await votes(remote, 'Russia · NGO');
    await votes(hall, 'Россия · НПО');
    await axe(hall.page);
    await ownVote('Казахстан · НПО');
    const voting = String((await last('voting.opened')).data.id);
    for (const [index, label] of Object.keys(BY_SOCKET).entries())
      await done(
        member(label),
        ballot(label, voting, (['c1', 'c1', 'c1', 'c2', 'c2', 'against_all', 'abstain'] as const)[index] ?? ''),
      );
    await screen.sees('Проголосовали 10 из 14');
    await axe(screen.page);
    await chair.button('chair.step.closeVoting').click();
    await chair.sees('Ещё не проголосовали 4 места');
    await chair.button('chair.step.closeVoting').click();
    expect(await announced(voting)).toMatch(/Россия · НПО.*5/);
    expect((await last('voting.closed')).data.result).toMatchObject({
      outcome: 'elected',
      winners: ['c1'],
      counts: { c1: 5, c2: 3, against_all: 1, abstain: 1 },
      notVoting: 4,
      present: 14,
    });
    await everywhere(face => axe(face.page));
  });

  chapter('the chair closes the session: it is sealed, and the head of its record is shown', async () => {
    await chair.button('chair.step.finishLast', { n: 3 }).click();
    await chair.button('chair.step.closeSession').first().click();
    await chair.page
      .getByRole('group', { name: chair.words('chair.stepAsk.closeSession') })
      .getByRole('button', { name: chair.words('chair.step.closeSession') })
      .click();
    await screen.says('hall.closed');
    await Promise.all([remote.says('delegate.now.closed'), hall.says('delegate.now.closed')]);
    const { hash } = (await pool.query('select hash from journal_heads where session_id = $1', [session])).rows[0];
    await chair.page
      .locator('code.hash', { hasText: String(hash) })
      .first()
      .waitFor();
    await everywhere(face => axe(face.page));
    const late = await member('Россия · эксперт').ask({ type: 'floor.ask' });
    expect(late).toMatchObject({ ok: false, refused: 'session.not_open' });
    expect((await journal()).at(-1)?.type).toBe('session.closed');
  });

  chapter('the papers are fetched through the page, and hold what happened', async () => {
    await desk.page.goto(`${deskAddress.replace(/\/$/, '')}/s/${session}/record`);
    const fetched = async (name: 'attendance' | 'votes' | 'decisions' | 'record', format: string, table?: string) => {
      const kind = format === 'xlsx' ? 'Excel' : format.toUpperCase();
      const of = table ? `: ${desk.words(`desk.paper.table.${table}` as PhraseKey)}` : '';
      const title = desk.words(`exports.name.${name}`);
      const [download] = await Promise.all([
        desk.page.waitForEvent('download'),
        desk.named('button', desk.words('desk.record.get', { title, format: kind + of })).click(),
      ]);
      const file = path.join(folder, `${name}-${table ?? ''}.${format}`);
      await download.saveAs(file);
      return await readFile(file);
    };
    const col = (name: string) => desk.words(`exports.col.${name}` as PhraseKey);
    const entries = await journal();
    const head = (await pool.query('select seq, hash from journal_heads where session_id = $1', [session])).rows[0];
    const at = (type: string, of: (entry: ExportedEntry) => boolean = () => true) =>
      entries.filter(entry => entry.type === type && of(entry)).map(entry => entry.at.toISOString());

    const sheet = readTable(await fetched('attendance', 'csv', 'summary'));
    await axe(desk.page);
    expect(sheet.rows).toHaveLength(19);
    expect(sheet.about[desk.words('exports.about.head_hash')]).toBe(head.hash);
    expect(sheet.about[desk.words('exports.about.seats_present')]).toBe('14');
    const line = (label: string) => sheet.rows.find(row => row[col('participant')] === label) ?? {};
    const closedAt = at('session.closed')[0] ?? '';
    for (const label of [CHAIR, HALL, ...Object.keys(BY_HAND), REMOTE, ...Object.keys(BY_SOCKET)]) {
      const row = line(label);
      const arrived = at('attendance.arrived', entry => entry.data.participant === row[col('participant_id')])[0] ?? '';
      const hallSeat = label === CHAIR || label === HALL || label in BY_HAND;
      expect(row).toMatchObject({
        [col('seat_id')]: seat(label),
        [col('took_part')]: desk.words(hallSeat ? 'exports.mode.hall' : 'exports.mode.remote'),
        [col('arrivedUtc')]: arrived,
        [col('leftUtc')]: closedAt,
        [col('corrections')]: '0',
      });
      // Local time is that of the session's zone, six hours ahead all year.
      const local = new Date(Date.parse(arrived) + 6 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
      expect(row[col('arrived')]).toBe(local);
      // Counted within the session: everybody came before it was opened and stayed until it was closed.
      const present = (Date.parse(closedAt) - Date.parse(at('session.opened')[0] ?? '')) / 1000;
      expect(Number(row[col('present_seconds')])).toBe(Math.floor(present));
    }
    expect(line('Узбекистан · эксперт')[col('took_part')]).toBe(desk.words('exports.mode.absent'));
    const stays = readTable(await fetched('attendance', 'csv', 'intervals')).rows;
    expect(stays.filter(row => row[col('what')] === desk.words('exports.what.stay')).length).toBeGreaterThanOrEqual(17);
    const [workbookSheet = []] = readWorkbook(await fetched('attendance', 'xlsx'));
    expect(workbookSheet.map(cell => cell.value)).toEqual(expect.arrayContaining([CHAIR, HALL, REMOTE]));
    const closedHere = new Date(Date.parse(closedAt) + 6 * 3_600_000).toISOString().slice(0, 19);
    expect(workbookSheet.map(dateOf)).toContain(closedHere);

    const votesTable = readTable(await fetched('votes', 'csv', 'summary'));
    const expected = [
      { subject: `'${MOTION}`, yes: '9', no: '3', abstain: '2', not_voting: '0', outcome: 'adopted' },
      { subject: SECRET_MOTION, yes: '7', no: '1', abstain: '2', not_voting: '4', outcome: 'adopted' },
      { subject: OFFICE, yes: '', no: '', abstain: '1', not_voting: '4', outcome: 'elected' },
    ];
    expect(votesTable.rows).toHaveLength(expected.length);
    for (const [index, { outcome, ...numbers }] of expected.entries()) {
      const row = votesTable.rows[index] ?? {};
      for (const [name, value] of Object.entries(numbers)) expect([name, row[col(name)]]).toEqual([name, value]);
      expect(row[col('outcome')]).toBe(desk.words(`exports.outcome.${outcome}` as PhraseKey));
      expect(row[col('entitled')]).toBe('14');
      const sum = ['yes', 'no', 'abstain', 'invalid', 'not_voting'].reduce(
        (all, name) => all + Number(row[col(name)]),
        0,
      );
      if (outcome === 'adopted') expect(sum).toBe(14);
    }
    const register = readTable(await fetched('votes', 'csv', 'register')).rows;
    expect(register).toHaveLength(45);
    const choiceOf = (number: string, label: string) =>
      register.find(row => row[col('vote')] === number && row[col('seat')] === label)?.[col('choice')];
    for (const [label, choice] of Object.entries({ ...BY_SOCKET, ...BY_HAND }))
      expect(choiceOf('1', label)).toBe(desk.words(`exports.choice.${choice}` as PhraseKey));
    for (const label of [...Object.keys(BY_SOCKET), CHAIR, HALL, REMOTE])
      expect(choiceOf('2', label)).toBe(desk.words('exports.choice.secret'));
    expect(choiceOf('3', HALL)).toBe('Россия · НПО');
    const workbook = readWorkbook(await fetched('votes', 'xlsx')).flat();
    expect(workbook.find(cell => cell.value.startsWith('=1+1'))).toMatchObject({ value: MOTION, formula: false });
    expect(workbook.filter(cell => cell.formula)).toEqual([]);
    const votesJson = (await fetched('votes', 'json')).toString('utf8');
    expect(JSON.parse(votesJson).head).toEqual(head);

    const decisions = readTable(await fetched('decisions', 'csv', 'decisions')).rows;
    expect(decisions.map(row => row[col('decision')])).toEqual([`'${MOTION}`, SECRET_MOTION]);
    expect(decisions.map(row => row[col('madeUtc')])).toEqual(at('decision.made'));
    expect(readTable(await fetched('decisions', 'csv', 'tasks')).rows).toEqual([
      expect.objectContaining({
        [col('task')]: TASK,
        [col('responsible')]: HALL,
        [col('due')]: '2030-06-01',
        [col('decision_id')]: decisions[0]?.[col('decision_id')],
      }),
    ]);
    expect(readTable(await fetched('decisions', 'csv', 'offices')).rows).toEqual([
      expect.objectContaining({ [col('office')]: OFFICE, [col('elected')]: 'Россия · НПО' }),
    ]);

    const text = (await fetched('record', 'json')).toString('utf8');
    const record = JSON.parse(text);
    expect(record.head).toEqual(head);
    expect(record.entries.map((entry: ExportedEntry) => [entry.seq, entry.type, entry.data])).toEqual(
      entries.map(({ seq, type, data }) => [seq, type, data]),
    );
    const [whole, forged] = [path.join(folder, 'record.json'), path.join(folder, 'forged.json')];
    await writeFile(whole, text);
    const intact = await verify(whole, '--head', head.hash);
    expect(intact).toEqual({ code: 0, text: expect.stringContaining(desk.words('exports.verify.given')) });
    expect(intact.text).toContain(desk.words('exports.verify.votes', { named: 2, secret: 1 }));
    // One ballot turned round: the file names the entry.
    const ballotEntry = record.entries.find((entry: ExportedEntry) => entry.type === 'voting.cast');
    ballotEntry.data.choice = 'no';
    await writeFile(forged, JSON.stringify(record));
    const told = await verify(forged, '--head', head.hash);
    expect(told.code).toBe(1);
    expect(told.text).toContain(desk.words('exports.verify.broken', { seq: ballotEntry.seq }));
  });

  chapter("the council's registers have taken up what the session brought about", async () => {
    const council = `${deskAddress.replace(/\/$/, '')}/c/6b1d0000-c000-4000-8000-000000000001`;
    await desk.page.goto(`${council}/decisions`);
    await desk.sees(SECRET_MOTION);
    await axe(desk.page);
    await desk.page.goto(`${council}/tasks`);
    await desk.sees(TASK);
    await desk.page.goto(`${council}/offices`);
    await desk.sees(OFFICE);
    await axe(desk.page);
  });
});

/** The verifier as anybody runs it, who has nothing but the file. */
async function verify(file: string, ...more: string[]): Promise<{ code: number; text: string }> {
  const program = fileURLToPath(new URL('../apps/api/dist/records/verify.js', import.meta.url));
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [program, file, '--lang', 'ru', ...more]);
    return { code: 0, text: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, text: stdout + stderr };
  }
}
