/**
 * The rules of procedure at work, once, in a real browser: a council whose rules know proxies, recusal, a double majority by
 * members and by states and a casting vote holds a session. A proxy and a recusal are entered, one motion fails by its states
 * and the next one passes, a tie is broken by whoever presides, the hall's hands and the remote ballots make one sum, and an
 * election goes into its second ballot. The chair, the secretary, a remote delegate who votes for two seats and the hall's
 * screen are pages; everybody else votes by a program.
 */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { outcomeSentence, type PhraseKey, phrase, refusalSentence } from '@kengesh/phrases';
import pg from 'pg';
import type { Browser, Locator } from 'playwright-core';
import { axe, hasBrowser, openBrowser } from './support/browser.js';
import { chapters } from './support/chapters.js';
import { call, type Device, done, enter, enterSession, lineOf, type Member } from './support/member.js';
import { Face, openLink, openWindow, watch } from './support/pages.js';
import { type TestDatabase, testDatabase } from './support/postgres.js';
import { type Server, startServer } from './support/server.js';
import { readCsv } from './support/spreadsheets.js';

const COUNCIL = '6b1d0000-c000-4000-8000-000000000001';
const CHAIR = 'Кыргызстан · государственный орган';
const SECRETARY = 'Ответственный секретарь';
/** Votes on a telephone, for the own seat and for one whose proxy it holds. */
const HOLDER = 'Армения · НПО';
/** Does not come. */
const PRINCIPAL = 'Россия · эксперт';
/** Recused from the first item: counted as present, without a ballot. */
const RECUSED = 'Узбекистан · эксперт';
/** The twelve who vote by a program. */
const HALL = [
  'Кыргызстан · НПО',
  'Кыргызстан · эксперт',
  'Россия · государственный орган',
  'Россия · НПО',
  'Армения · эксперт',
  'Казахстан · государственный орган',
  'Казахстан · НПО',
  'Узбекистан · государственный орган',
  'Узбекистан · НПО',
] as const;
const REMOTE = ['Армения · государственный орган', 'Казахстан · эксперт', RECUSED] as const;
const BY_SOCKET = [...HALL, ...REMOTE] as const;
type Label = (typeof BY_SOCKET)[number];
const ITEMS = ['Порядок приёма обращений', 'Смета', 'План работы', 'Заместитель председателя'] as const;
const TOLD = 'Поручить секретариату разослать порядок.';
const ADOPTED = 'Утвердить порядок приёма обращений.';
const BUDGET = 'Утвердить смету на следующий год.';
const PLAN = 'Утвердить план работы.';
const HANDS = 'за 6, против 2, воздержался 1';
const PROOF = 'D-17/2026';
const [FIRST, SECOND, THIRD] = ['Россия · НПО', 'Казахстан · НПО', 'Узбекистан · НПО'] as const;

const most = (base: string) => ({ kind: 'fraction', num: 1, den: 2, cmp: 'gt', base });
const DOUBLE = { ...most('present'), states: { position: 'internal', num: 1, den: 2, cmp: 'gt', base: 'all' } };
const DOUBLE_WORDS = 'больше половины присутствующих, а также больше половины всех государств';
const RULES = {
  citation: { ru: 'Регламент, пункты 12–19', en: 'Rules of procedure, 12 to 19' },
  quorum: most('statutory'),
  majorities: [
    { key: 'simple', threshold: most('cast') },
    { key: 'present', threshold: most('present') },
    { key: 'double', threshold: DOUBLE },
  ],
  tie: 'chairSide',
  chairAsked: true,
  presenceGrace: 60,
  speech: { seconds: 300, grace: 30 },
  debate: { motionsBy: 'bureau', speakers: 'proContra', limits: { speeches: 2 } },
  representation: { proxies: { perHolder: 2, countForQuorum: true }, recusal: 'present' },
};

interface StoredEntry {
  readonly seq: number;
  readonly type: string;
  readonly actor: string;
  // biome-ignore lint/suspicious/noExplicitAny: read field by field, as it stands in the database
  readonly data: any;
}

(hasBrowser ? describe : describe.skip)('rules of procedure, in a session', () => {
  let database: TestDatabase;
  let server: Server;
  let browser: Browser;
  let pool: pg.Pool;
  let folder: string;
  let desk: Device;
  let chair: Face;
  let secretary: Face;
  let remote: Face;
  let screen: Face;
  let watched: ReturnType<typeof watch>;
  let clerk: Member;
  let session = '';
  const links = new Map<string, string>();
  const seats = new Map<string, string>();
  const members = new Map<string, Member>();
  const items: string[] = [];
  /** The votes in their order, as the journal names them. */
  const votes: string[] = [];

  beforeAll(async () => {
    database = await testDatabase();
    [server, browser, folder] = await Promise.all([
      startServer({ databaseUrl: database.url, databaseOwnerUrl: database.ownerUrl, sample: 'migration-council' }),
      openBrowser(),
      mkdtemp(path.join(os.tmpdir(), 'kengesh-rules-')),
    ]);
    pool = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
    const context = await browser.newContext({ locale: 'ru-RU', reducedMotion: 'reduce', timezoneId: 'Europe/Moscow' });
    context.setDefaultTimeout(15_000);
    watched = watch(context, server.url);
    const pageOf = async (width: number, height: number) =>
      new Face(await openWindow(context, { width, height }), 'ru');
    chair = await pageOf(1440, 900);
    secretary = await pageOf(1440, 900);
    remote = await pageOf(390, 844);
    screen = await pageOf(1920, 1080);
  }, 60_000);
  afterAll(async () => {
    for (const member of members.values()) member.leave();
    await browser?.close();
    await server?.stop();
    await pool?.end();
    await database?.drop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const chapter = chapters(60_000, () => watched.quiet());

  const asDesk = async (method: string, address: string, body?: unknown) => {
    const answer = await call(server.url, desk, method, `/api/${address}`, body);
    if (answer.status >= 300) throw new Error(`${method} ${address}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const journal = async (): Promise<StoredEntry[]> => {
    const { rows } = await pool.query(
      'select seq, type, actor, data from journal_entries where session_id = $1 order by seq',
      [session],
    );
    return rows as StoredEntry[];
  };
  const last = async (type: string): Promise<StoredEntry> => {
    const found = (await journal()).filter(entry => entry.type === type).at(-1);
    if (!found) throw new Error(`nothing of type ${type} in the journal`);
    return found;
  };
  const member = (label: Label): Member => {
    const found = members.get(label);
    if (!found) throw new Error(`no device of ${label}`);
    return found;
  };
  const seat = (label: string): string => seats.get(label) ?? `no seat ${label}`;
  const faces = () => [chair, secretary, remote, screen];
  const axeAll = async () => {
    for (const face of faces()) await axe(face.page);
  };
  const refused = (code: string, params = {}): string => refusalSentence('ru', code, params);

  /** The large button leads to an item; it is considered once its title stands over the middle of the page. */
  const take = async (n: number): Promise<void> => {
    await chair.page.getByRole('button', { name: new RegExp(`ерейти к вопросу ${n}:`) }).click();
    await chair.page.getByRole('heading', { name: `${n}. ${ITEMS[n - 1]}` }).waitFor();
  };
  const submit = async (text: string): Promise<void> => {
    await chair.page.getByRole('button', { name: /^\+ Предложение/ }).click();
    await chair.named('textbox', chair.words('chair.motion.text')).fill(text);
    await chair.button('chair.draft.send.motion').click();
  };
  const put = (text: string): Locator => chair.page.getByRole('button', { name: `Поставить на голосование: ${text}` });
  /** The entry of the vote that was opened just now; kept in the order of the votes. */
  const opened = async (): Promise<StoredEntry> => {
    for (const end = Date.now() + 10_000; ; ) {
      const found = (await journal()).filter(entry => entry.type === 'voting.opened').at(-1);
      if (found && !votes.includes(String(found.data.id))) {
        votes.push(String(found.data.id));
        return found;
      }
      if (Date.now() > end) throw new Error('no vote was opened');
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  };
  const cast = (label: Label, choice: string) =>
    member(label).ask({ type: 'voting.cast', voting: votes.at(-1), seat: seat(label), choice });
  const castAll = async (choices: Partial<Record<Label, string>>): Promise<void> => {
    for (const [label, choice] of Object.entries(choices)) {
      const answer = await cast(label as Label, choice);
      if (!answer.ok) throw new Error(`${label}: ${answer.refused}`);
    }
  };
  const chairVotes = async (choice: string): Promise<void> => {
    const own = chair.about('region', 'chair.own.heading');
    await own.getByRole('radio', { name: choice }).check();
    await own.getByRole('button', { name: chair.words('chair.own.confirm') }).click();
    await own.getByText(/квитанция/).waitFor();
  };
  const sheet = () => remote.page.getByRole('dialog');
  const confirm = (choice: string) =>
    sheet().getByRole('button', { name: remote.words('delegate.ballot.confirm', { choice }) });
  const recorded = () => remote.about('heading', 'delegate.ballot.recordedHeading').waitFor();
  const word = (choice: 'yes' | 'no' | 'abstain') => remote.words(`delegate.ballot.${choice}`);
  const twoBallots = () =>
    sheet()
      .getByText(remote.words('part.several', { n: 2 }))
      .waitFor();
  /** Where the telephone votes seat by seat: the ballot of one of them. */
  const mark = (label: string, choice: 'yes' | 'no' | 'abstain') =>
    sheet()
      .getByRole('region', {
        name: remote.words(label === HOLDER ? 'part.seat.own' : 'part.seat.proxy', { who: label }),
      })
      .getByRole('radio', { name: word(choice) })
      .check();
  const eachVotes = async (own: 'yes' | 'no' | 'abstain', held: 'yes' | 'no' | 'abstain'): Promise<void> => {
    await mark(HOLDER, own);
    await mark(PRINCIPAL, held);
    await confirm(remote.words('part.several.chosen', { n: 2, of: 2 })).click();
    await recorded();
  };
  /** One choice for both seats of the telephone, confirmed once. */
  const bothVote = async (choice: string): Promise<void> => {
    await twoBallots();
    await sheet().getByRole('radio', { name: choice }).check();
    await confirm(choice).click();
    await recorded();
  };
  const close = async (): Promise<void> => {
    await chair.press('chair.step.closeVoting');
  };
  /** The sentence as it is read aloud stands on every page, and is the one that the journal's result makes. */
  const announced = async (sentence: string): Promise<void> => {
    await Promise.all(faces().map(face => face.sees(sentence)));
    const { state } = (await call(server.url, clerk, 'GET', `/api/sessions/${session}/state`)).body;
    expect(outcomeSentence('ru', state.votings[votes.at(-1) ?? ''])).toBe(sentence);
  };
  /** What was counted adds up to those present, and what stands in the register is who is present (REC-01). */
  const addsUp = async (): Promise<StoredEntry> => {
    const closed = await last('voting.closed');
    const { counts, invalid, notVoting, present } = closed.data.result;
    const sum = Object.values(counts as Record<string, number>).reduce((all, one) => all + one, 0);
    expect(sum + invalid + notVoting).toBe(present);
    const { data } = (await journal()).find(one => one.type === 'voting.opened' && one.data.id === closed.data.voting)!;
    expect(
      data.register.filter((line: { entitled: boolean; counts?: boolean }) => line.entitled || line.counts),
    ).toHaveLength(present);
    return closed;
  };

  chapter('the rules are set at the desk, and the session is prepared by them', async () => {
    desk = await enter(server.links?.desk ?? '');
    const council = await asDesk('PATCH', `councils/${COUNCIL}`, { rules: RULES });
    expect(council.rules).toMatchObject(RULES);
    const versions = await asDesk('GET', `councils/${COUNCIL}/rules`);
    expect(versions[0]).toMatchObject({ version: council.rules.version, rules: RULES });

    const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const made = await asDesk('POST', `councils/${COUNCIL}/sessions`, {
      title: { ru: 'Заседание по регламенту', en: 'A session by the rules' },
      form: 'hybrid',
      place: { ru: 'г. Бишкек, зал № 2', en: 'Bishkek, hall 2' },
      startsLocal: `${day}T10:00`,
      endsLocal: `${day}T18:00`,
      zone: 'Asia/Bishkek',
    });
    session = made.id;
    await asDesk('PUT', `sessions/${session}/agenda`, {
      items: ITEMS.map(ru => ({ title: { ru }, rapporteurSeatId: null })),
    });
    await asDesk('POST', `sessions/${session}/prepare`, { command: randomUUID() });
    const { data } = await last('session.prepared');
    expect(data.rules).toMatchObject({ ...RULES, version: council.rules.version });
    for (const one of data.seats) seats.set(one.label.ru, one.id);
    items.push(...data.agenda.map((one: { id: string }) => one.id));
    expect([seats.size, items.length]).toEqual([15, 4]);

    for (const one of data.participants)
      links.set(one.label.ru, (await asDesk('POST', `sessions/${session}/participants/${one.id}/link`)).url);
    links.set('screen', (await asDesk('POST', `sessions/${session}/screen-link`)).url);
    await Promise.all([
      openLink(chair, links.get(CHAIR) ?? ''),
      openLink(secretary, links.get(SECRETARY) ?? ''),
      openLink(remote, links.get(HOLDER) ?? ''),
      openLink(screen, links.get('screen') ?? ''),
    ]);
    for (const label of BY_SOCKET) members.set(label, lineOf(await enter(links.get(label) ?? '')));
  });

  chapter(
    'PROC-08 PROC-09 the secretary enters a proxy with its instruction, and a recusal; the quorum counts them',
    async () => {
      const panel = secretary.page.getByText(secretary.words('procedure.rep.heading', { n: 0 }));
      await panel.click();
      await secretary.named('button', `+ ${secretary.words('procedure.rep.addProxy')}`).click();
      const dialog = secretary.named('dialog', secretary.words('procedure.rep.newProxy'));
      const chosen = (label: string, option: string) =>
        dialog.getByRole('combobox', { name: label, exact: true }).selectOption({ label: option });
      await chosen(secretary.words('procedure.rep.principal'), PRINCIPAL);
      await chosen(secretary.words('procedure.rep.holder'), HOLDER);
      await dialog.getByText(secretary.words('procedure.rep.limit', { limit: 2 })).waitFor();
      await chosen(secretary.words('procedure.rep.instruction'), secretary.words('procedure.rep.asTold'));
      await chosen(ITEMS[0], secretary.words('roles.choice.no'));
      await dialog.getByRole('textbox', { name: secretary.words('procedure.rep.proofLabel') }).fill(PROOF);
      await axe(secretary.page);
      await dialog.getByRole('button', { name: secretary.words('procedure.rep.register') }).click();
      await secretary.says('procedure.rep.proxy', { principal: PRINCIPAL, holder: HOLDER });
      await secretary.says('procedure.rep.proof', { proof: PROOF });

      await secretary.named('button', `+ ${secretary.words('procedure.rep.addRecusal')}`).click();
      const recusal = secretary.named('dialog', secretary.words('procedure.rep.newRecusal'));
      await recusal
        .getByRole('combobox', { name: secretary.words('procedure.seat'), exact: true })
        .selectOption({ label: RECUSED });
      await recusal.getByText(secretary.words('procedure.rep.mode.present')).waitFor();
      await axe(secretary.page);
      await recusal.getByRole('button', { name: secretary.words('procedure.rep.recuse') }).click();
      await secretary.says('procedure.rep.recusal', { seat: RECUSED, title: ITEMS[0] });
      await secretary.says('procedure.rep.heading', { n: 2 });
      expect((await last('proxy.registered')).data).toMatchObject({
        principal: seat(PRINCIPAL),
        holder: seat(HOLDER),
        item: null,
        instruction: { kind: 'directed', choices: [{ item: items[0], choice: 'no' }] },
        proof: PROOF,
      });
      expect((await last('seat.recused')).data).toEqual({ seat: seat(RECUSED), item: items[0], mode: 'present' });
      // Who holds a proxy hands none on.
      clerk = lineOf(await enterSession(desk, session));
      members.set(SECRETARY, clerk);
      const onward = { type: 'proxy.register', principal: seat(HOLDER), holder: seat(FIRST), item: null };
      const free = { instruction: { kind: 'free' }, proof: 'D-18/2026' };
      expect(await clerk.ask({ ...onward, ...free })).toMatchObject({ ok: false, refused: 'proxy.no_subdelegation' });

      await remote.press('delegate.join.remote');
      await remote.says('delegate.join.hereRemote');
      await remote.says('part.standing.held', { who: PRINCIPAL });
      for (const label of REMOTE) await done(member(label), { type: 'attendance.join', mode: 'remote' });
      await secretary.page.getByRole('button', { name: /^Отметить всех, кого ждут в зале:/ }).click();
      // Fourteen came, and one is represented.
      await chair.page.getByRole('button', { name: /^Открыть заседание: 15 из 15/ }).click();
      await chair.page.getByRole('button', { name: /^Перейти к вопросу 1/ }).waitFor();
      const how = { hall: 10, remote: 4, proxy: 1 };
      await Promise.all([chair.says('chair.attendance.split', how), screen.says('hall.quorum.split', how)]);
      expect((await last('session.opened')).data.quorum).toMatchObject({ present: 15, base: 15, need: 8, met: true });
      await axeAll();
    },
  );

  const openDouble = async (text: string): Promise<StoredEntry> => {
    await submit(text);
    await chair.page.getByText(chair.words('chair.vote.settings')).click();
    await chair.page.getByRole('radio', { name: DOUBLE_WORDS, exact: true }).check();
    await chair.sees('Государств «за» понадобится 3 из 5 (больше половины всех государств).');
    await axe(chair.page);
    await put(text).click();
    return opened();
  };

  chapter(
    'V38 a double majority: one telephone votes for two seats, each as it must; the states are too few',
    async () => {
      await take(1);
      const { data } = await openDouble(TOLD);
      const line = (label: string) => data.register.find((one: { seat: string }) => one.seat === seat(label));
      expect(line(PRINCIPAL)).toMatchObject({ entitled: true, why: 'proxy', delegation: 'RU' });
      expect(line(PRINCIPAL).participant).toBe(line(HOLDER).participant);
      expect(line(RECUSED)).toMatchObject({ entitled: false, why: 'recused', counts: true });
      expect(data.register.filter((one: { why: string }) => one.why === 'present')).toHaveLength(13);
      expect(data).toMatchObject({ threshold: { key: 'double', ...DOUBLE }, tie: 'chairSide', chairAsked: true });

      await twoBallots();
      await sheet()
        .getByText(remote.words('part.seat.told', { choice: 'no' }))
        .waitFor();

      await mark(HOLDER, 'yes');
      await mark(PRINCIPAL, 'yes');
      await axeAll();
      await confirm(word('yes')).click();
      // Against its instruction nothing is recorded, of neither seat.
      await sheet()
        .getByText(refused('proxy.directed', { choice: 'no' }))
        .waitFor();
      expect((await journal()).filter(entry => entry.type === 'voting.cast')).toEqual([]);
      await axe(remote.page);
      await remote.press('delegate.ballot.again');
      await eachVotes('yes', 'no');
      await axe(remote.page);

      expect(await cast(RECUSED, 'no')).toMatchObject({
        ok: false,
        refused: 'voting.not_entitled',
        params: { why: 'recused' },
      });
      await chairVotes(word('yes'));
      await castAll({
        'Кыргызстан · НПО': 'yes',
        'Кыргызстан · эксперт': 'yes',
        'Россия · государственный орган': 'yes',
        'Россия · НПО': 'yes',
        'Армения · государственный орган': 'no',
        'Армения · эксперт': 'abstain',
        'Казахстан · государственный орган': 'no',
        'Казахстан · НПО': 'no',
        'Казахстан · эксперт': 'yes',
        'Узбекистан · государственный орган': 'yes',
        'Узбекистан · НПО': 'no',
      });
      await screen.says('hall.voting.cast', { cast: 14, entitled: 14 });
      await close();
      await announced(
        'Не принято: за 8 из 15 присутствующих, требуется 8 (больше половины присутствующих); государств за: 2 из 5, требуется 3 (больше половины всех государств), не хватило 1 государства.',
      );
      await Promise.all([
        chair.says('conduct.parts.members', { got: 8, base: 15, need: 8 }),
        chair.says('conduct.parts.states', { got: 2, base: 5, need: 3 }),
        remote.says('part.outcome.part', { of: 'members', by: 'heads', got: 8, base: 15, need: 8 }),
        remote.says('part.outcome.part', { of: 'states', by: 'heads', got: 2, base: 5, need: 3 }),
        remote.sees(`AM: ${remote.words('part.outcome.position', { position: 'none' })}`),
        screen.says('hall.outcome.part', { of: 'states', by: 'heads', got: 2, base: 5, need: 3 }),
      ]);
      await axeAll();
      const { result } = (await addsUp()).data;
      expect(result).toMatchObject({
        outcome: 'rejected',
        counts: { yes: 8, no: 5, abstain: 1 },
        notVoting: 1,
        present: 15,
        parts: [
          { of: 'members', base: 15, need: 8, got: 8, passed: true },
          { of: 'states', base: 5, need: 3, got: 2, passed: false },
        ],
      });
      const positions = result.states.map((one: { delegation: string; position: string }) => [
        one.delegation,
        one.position,
      ]);
      expect(Object.fromEntries(positions)).toEqual({ AM: 'none', KG: 'for', KZ: 'against', RU: 'for', UZ: 'none' });
      expect(result.ballots).toContainEqual({ seat: seat(PRINCIPAL), choice: 'no', channel: 'device' });
      expect(result.ballots).toContainEqual({ seat: seat(HOLDER), choice: 'yes', channel: 'device' });
      // Two ballots of one confirmation, each its own entry, by the same person.
      const pair = (await journal()).filter(
        entry => entry.type === 'voting.cast' && [seat(HOLDER), seat(PRINCIPAL)].includes(entry.data.seat),
      );
      expect(new Set(pair.map(entry => entry.actor)).size).toBe(1);
      expect(new Set(pair.map(entry => entry.data.receipt)).size).toBe(2);
    },
  );

  chapter('the next motion has its members and its states: the decision is made', async () => {
    await openDouble(ADOPTED);
    await twoBallots();
    await eachVotes('yes', 'no');
    await chairVotes(word('yes'));
    await castAll({
      'Кыргызстан · НПО': 'yes',
      'Кыргызстан · эксперт': 'yes',
      'Россия · государственный орган': 'yes',
      'Россия · НПО': 'yes',
      'Армения · государственный орган': 'yes',
      'Армения · эксперт': 'abstain',
      'Казахстан · государственный орган': 'no',
      'Казахстан · НПО': 'no',
      'Казахстан · эксперт': 'yes',
      'Узбекистан · государственный орган': 'yes',
      'Узбекистан · НПО': 'no',
    });
    await screen.says('hall.voting.cast', { cast: 14, entitled: 14 });
    await close();
    await announced(
      'Принято: за 9 из 15 присутствующих, требуется 8 (больше половины присутствующих); государств за: 3 из 5, требуется 3 (больше половины всех государств).',
    );
    const { result } = (await addsUp()).data;
    expect(result).toMatchObject({
      outcome: 'adopted',
      counts: { yes: 9, no: 4, abstain: 1 },
      notVoting: 1,
      parts: [
        { of: 'members', got: 9, passed: true },
        { of: 'states', got: 3, passed: true },
      ],
    });
    expect((await last('decision.made')).data).toMatchObject({ voting: votes.at(-1), text: { ru: ADOPTED } });
  });

  chapter('PROC-05 a tie: the chair, who abstained, is asked once, and gives the casting vote', async () => {
    await take(2);
    await submit(BUDGET);
    await chair.page.getByText(chair.words('chair.vote.settings')).click();
    await chair.page.getByRole('radio', { name: 'больше половины голосов «за» и «против»', exact: true }).check();
    await put(BUDGET).click();
    const { data } = await opened();
    // The recusal was of the first item alone.
    expect(data.register.filter((one: { entitled: boolean }) => one.entitled)).toHaveLength(15);
    await bothVote(word('yes'));
    await chairVotes(word('abstain'));
    await castAll({
      ...Object.fromEntries(BY_SOCKET.slice(0, 7).map(label => [label, 'no'])),
      ...Object.fromEntries(BY_SOCKET.slice(7).map(label => [label, 'yes'])),
    });
    await screen.says('hall.voting.cast', { cast: 15, entitled: 15 });
    await close();
    await announced('Голоса разделились поровну, 7 и 7. Решающий голос за председательствующим.');
    await secretary.says('conduct.tie.waits');
    expect((await addsUp()).data.result).toMatchObject({
      outcome: 'tied',
      awaits: 'chair',
      counts: { yes: 7, no: 7, abstain: 1 },
    });
    await axeAll();
    // Nobody else decides it.
    expect(
      await member('Россия · НПО').ask({ type: 'voting.decideTie', voting: votes.at(-1), casting: 'no' }),
    ).toMatchObject({ ok: false, refused: 'may.presiding_only' });
    await chair.button('chair.step.decideTie').click();
    const tie = chair.about('region', 'conduct.tie.heading');
    await tie.getByRole('button', { name: chair.words('conduct.tie.yes') }).click();
    await axe(chair.page);
    await tie
      .getByRole('button', { name: chair.words('conduct.tie.record', { choice: chair.words('conduct.tie.yes') }) })
      .click();
    await announced('Принято: голоса разделились поровну, 7 и 7; председательствующий подал решающий голос «за».');
    await chair.says('conduct.by.chairExtra', { name: CHAIR });
    await axeAll();
    const { data: casting, actor } = await last('voting.tieDecided');
    expect(casting).toEqual({ voting: votes.at(-1), casting: 'yes', outcome: 'adopted' });
    expect(actor).toBe(data.presiding);
    // The count stays as it was; the decision follows from the casting vote.
    expect((await last('voting.closed')).data.result.counts).toEqual({ yes: 7, no: 7, abstain: 1 });
    expect((await last('decision.made')).data).toMatchObject({ voting: votes.at(-1), text: { ru: BUDGET } });
  });

  chapter('a show of hands in the hall and ballots from afar make one sum, no seat twice', async () => {
    await take(3);
    await submit(PLAN);
    await chair.page.getByText(chair.words('chair.vote.settings')).click();
    await chair.page.getByText(chair.words('conduct.way.other')).click();
    await chair.page.getByRole('radio', { name: chair.words('ways.name.hands') }).check();
    await chair.page.getByRole('radio', { name: 'больше половины присутствующих', exact: true }).check();
    await axe(chair.page);
    await put(PLAN).click();
    const { data } = await opened();
    expect(data).toMatchObject({ way: 'hands', method: 'named' });
    expect(data.register.filter((one: { hall?: boolean }) => one.hall)).toHaveLength(10);
    await screen.says('hall.voting.handsHint');
    await axeAll();
    await sheet().getByText(remote.words('part.hands.remote')).waitFor();
    await sheet()
      .getByRole('checkbox', { name: remote.words('part.several.split') })
      .check();
    await eachVotes('yes', 'abstain');
    await castAll({
      'Армения · государственный орган': 'yes',
      'Казахстан · эксперт': 'no',
      'Узбекистан · эксперт': 'no',
      // In the hall, on a device and not by a hand.
      'Казахстан · государственный орган': 'no',
    });
    // The chair cannot close over the heads of the hall.
    const closing = chair.button('chair.step.closeVoting').first();
    await chair.says('chair.stepWhy.hands');
    expect(await closing.getAttribute('aria-disabled')).toBe('true');
    const hands = secretary.about('region', 'conduct.hands.heading');
    await hands.getByText(secretary.words('conduct.hands.seats', { n: 9 })).waitFor();
    const enterHall = async (yes: number, no: number, abstain: number) => {
      for (const [choice, n] of [
        ['yes', yes],
        ['no', no],
        ['abstain', abstain],
      ] as const)
        await hands
          .getByRole('spinbutton', { name: secretary.words(`roles.choice.${choice}`), exact: true })
          .fill(String(n));
      await hands.getByRole('button', { name: secretary.words('conduct.hands.enter') }).click();
    };
    await enterHall(7, 2, 1);
    await secretary.sees(refused('voting.more_hands', { hands: 10, seats: 9 }));
    expect((await journal()).some(entry => entry.type === 'voting.handsCounted')).toBe(false);
    await axe(secretary.page);
    await enterHall(6, 2, 1);
    await hands.getByText(secretary.words('conduct.hands.counted', { list: HANDS })).waitFor();
    expect(await cast('Россия · НПО', 'no')).toMatchObject({ ok: false, refused: 'voting.hall_counted' });
    await axeAll();
    await close();
    await announced('Принято: за 8 из 15 присутствующих, требуется 8 (больше половины присутствующих).');
    await chair.says('conduct.sums.hall', { list: HANDS });
    await axeAll();
    const { result } = (await addsUp()).data;
    expect(result).toMatchObject({
      outcome: 'adopted',
      counts: { yes: 8, no: 5, abstain: 2 },
      hall: { yes: 6, no: 2, abstain: 1 },
      notVoting: 0,
      present: 15,
      ballots: null,
    });
    expect(result.voted).toHaveLength(6);
  });

  chapter(
    'an election by absolute majority goes into its second ballot, and the office is filled for its term',
    async () => {
      await take(4);
      await chair.page.getByRole('button', { name: /^\+ Выборы/ }).click();
      await chair.named('textbox', chair.words('chair.election.office')).fill(ITEMS[3]);
      const choose = chair.named('combobox', chair.words('chair.election.fromSeats'));
      for (const label of [FIRST, SECOND, THIRD]) await choose.selectOption({ label });
      await chair.page.getByText(chair.words('conduct.election.more')).click();
      await chair.page.getByRole('radio', { name: chair.words('conduct.election.count.absolute_majority') }).check();
      await chair.page.getByLabel(chair.words('conduct.election.termFrom')).fill('2030-01-01');
      await chair.page.getByLabel(chair.words('conduct.election.termTo')).fill('2031-12-31');
      await axe(chair.page);
      await chair.button('conduct.election.call').click();
      await chair.button('chair.step.openElection', { office: ITEMS[3], n: 3 }).waitFor();
      await axeAll();
      await chair.button('chair.step.openElection', { office: ITEMS[3], n: 3 }).click();
      expect((await opened()).data).toMatchObject({
        kind: 'election',
        method: 'secret',
        election: { method: 'absolute_majority', ballot: { kind: 'first' } },
      });
      await axeAll();
      const ballot = async (names: Record<string, number>) => {
        const choices = Object.entries(names).flatMap(([name, n]) => Array<string>(n).fill(name));
        await castAll(Object.fromEntries(BY_SOCKET.map((label, index) => [label, choices[index] ?? ''])));
      };
      await bothVote(FIRST);
      await chairVotes(SECOND);
      await ballot({ c1: 4, c2: 4, c3: 3, abstain: 1 });
      await screen.says('hall.voting.cast', { cast: 15, entitled: 15 });
      await close();
      await announced(`Никто не набрал больше половины голосов. Во второй тур выходят: ${FIRST}, ${SECOND}.`);
      await chair.says('conduct.election.need', { need: 8, base: 14 });
      await axeAll();
      expect((await addsUp()).data.result).toMatchObject({
        outcome: 'tied',
        counts: { c1: 6, c2: 5, c3: 3, against_all: 0, abstain: 1 },
        winners: ['c1', 'c2'],
        ballots: null,
        election: {
          outcome: 'runoff',
          runoff: { kind: 'second', candidates: ['c1', 'c2'] },
          need: { votes: '8', base: '14' },
        },
      });
      expect((await journal()).some(entry => entry.type === 'office.filled')).toBe(false);

      const [before = ''] = votes.slice(-1);
      await chair.button('chair.step.runoff', { n: 2 }).click();
      const { data: second } = await opened();
      expect(second).toMatchObject({ runoffOf: before, election: { ballot: { kind: 'second' } } });
      expect(second.choices.map((one: { id: string }) => one.id)).toEqual(['c1', 'c2', 'against_all', 'abstain']);
      await screen.says('hall.voting.runoff', { office: ITEMS[3] });
      await axeAll();
      await bothVote(FIRST);
      await chairVotes(SECOND);
      await ballot({ c1: 6, c2: 4, against_all: 1, abstain: 1 });
      await screen.says('hall.voting.cast', { cast: 15, entitled: 15 });
      await close();
      await announced(`Избрание состоялось. ${ITEMS[3]}: ${FIRST}, 8 голосов.`);
      await axeAll();
      expect((await addsUp()).data.result).toMatchObject({
        outcome: 'elected',
        counts: { c1: 8, c2: 5, against_all: 1, abstain: 1 },
        election: { elected: [{ candidate: 'c1', by: 'majority', votes: '8' }] },
      });
      expect((await last('office.filled')).data).toMatchObject({
        title: { ru: ITEMS[3] },
        seat: seat(FIRST),
        voting: votes.at(-1),
        term: { from: '2030-01-01', to: '2031-12-31' },
      });
      // Whose secret ballots these were is in no entry.
      const secret = new Set(votes.slice(-2));
      expect((await journal()).filter(entry => entry.type === 'voting.cast' && secret.has(entry.data.voting))).toEqual(
        [],
      );
    },
  );

  chapter(
    'the record is sealed; its papers name rules, parts, proxies and the hall, and its verifier recounts all of it',
    async () => {
      await chair.button('chair.step.finishLast', { n: 4 }).click();
      await chair.button('chair.step.closeSession').first().click();
      await chair.page
        .getByRole('group', { name: chair.words('chair.stepAsk.closeSession') })
        .getByRole('button', { name: chair.words('chair.step.closeSession') })
        .click();
      await screen.says('hall.closed');
      await axeAll();
      const table = async (name: string) =>
        readCsv(await asDesk('GET', `sessions/${session}/exports/votes.csv?lang=ru&about=0&table=${name}`)).rows;
      const col = (name: string) => phrase('ru', `exports.col.${name}` as PhraseKey);
      const summary = await table('summary');
      expect(summary.map(row => row[col('voting_id')])).toEqual(votes);
      const rules = summary.map(row => row[col('rule')]);
      expect(rules).toEqual([
        DOUBLE_WORDS,
        DOUBLE_WORDS,
        'больше половины голосов «за» и «против»',
        'больше половины присутствующих',
        'более половины действительных бюллетеней',
        'более половины действительных бюллетеней',
      ]);
      expect(summary[0]?.[col('sentence')]).toContain('государств за: 2 из 5, требуется 3');
      expect(summary[2]).toMatchObject({
        [col('decided_by')]: 'решающим голосом председательствующего после подсчёта',
        [col('sentence')]:
          'Принято: голоса разделились поровну, 7 и 7; председательствующий подал решающий голос «за».',
      });
      expect(summary[3]).toMatchObject({ [col('way')]: 'открытое голосование поднятием рук', [col('in_hall')]: '9' });
      expect(summary[5]?.[col('counts')]).toBe(`${FIRST}: 8; ${SECOND}: 5; против всех: 1`);

      const register = await table('register');
      expect(register).toHaveLength(6 * 15);
      const row = (n: number, label: string) =>
        register.find(one => one[col('vote')] === String(n) && one[col('seat')] === label) ?? {};
      expect(row(1, PRINCIPAL)).toMatchObject({
        [col('entitled_seat')]: 'да, по доверенности',
        [col('voted_by')]: HOLDER,
        [col('choice')]: 'против',
      });
      expect(row(1, RECUSED)).toMatchObject({
        [col('entitled_seat')]: 'нет: самоотвод, но в присутствии считается',
        [col('choice')]: '',
      });
      expect(row(3, RECUSED)).toMatchObject({ [col('entitled_seat')]: 'да', [col('choice')]: 'за' });
      expect(row(4, 'Россия · НПО')).toMatchObject({ [col('voted')]: 'посчитан по руке в зале', [col('choice')]: '' });
      expect(row(5, HOLDER)[col('choice')]).toBe('тайно');

      const states = await table('states');
      expect(
        states.filter(one => one[col('vote')] === '1').map(one => [one[col('state')], one[col('position')]]),
      ).toEqual([
        ['AM', 'позиции нет'],
        ['KG', 'за'],
        ['KZ', 'против'],
        ['RU', 'за'],
        ['UZ', 'позиции нет'],
      ]);

      const text = JSON.stringify(await asDesk('GET', `sessions/${session}/exports/record.json`));
      const record = path.join(folder, 'record.json');
      await writeFile(record, text);
      const { head } = JSON.parse(text);
      const program = fileURLToPath(new URL('../apps/api/dist/records/verify.js', import.meta.url));
      const { stdout } = await promisify(execFile)(process.execPath, [
        program,
        record,
        '--lang',
        'ru',
        '--head',
        head.hash,
      ]);
      expect(stdout).toContain(phrase('ru', 'exports.verify.given'));
      expect(stdout).toContain(phrase('ru', 'exports.verify.votes', { named: 4, secret: 2 }));
    },
  );
});
