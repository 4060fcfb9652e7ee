import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LetterRow, LettersView, RosterRow, SeatRow, SessionRow } from '@kengesh/contracts';
import ICAL from 'ical.js';
import PostalMime, { type Email } from 'postal-mime';
import request from 'supertest';
import { type Letterbox, letterbox } from '../../../../test/support/letterbox.js';
import {
  convene,
  councilInput,
  type Desk,
  type DeskPage,
  seatInput,
  sessionInput,
  startDesk,
} from '../identity/desk-kit.suite.js';

interface Convened {
  readonly session: SessionRow;
  readonly seats: SeatRow[];
  readonly council: string;
}

const asked = async (page: DeskPage, session: string, body: object = {}) =>
  (await page.post(`/api/sessions/${session}/invitations`, body).expect(200)).body;
const lettersOf = async (page: DeskPage, session: string): Promise<LettersView> =>
  (await page.get(`/api/sessions/${session}/letters`).expect(200)).body;
/** The letters of a session when none of them is on its way any more. */
async function settled(page: DeskPage, session: string): Promise<readonly LetterRow[]> {
  for (const end = Date.now() + 30_000; ; ) {
    const { letters } = await lettersOf(page, session);
    if (letters.every(({ state }) => state !== 'waiting' && state !== 'sending')) return letters;
    if (Date.now() > end) throw new Error(`letters are on their way still: ${JSON.stringify(letters)}`);
    await new Promise(done => setTimeout(done, 50));
  }
}
const SECRET = 'a secret of this test only, for letters'.replace(/ /g, '-');
const roster = async (page: DeskPage, session: string): Promise<RosterRow[]> =>
  (await page.get(`/api/sessions/${session}/roster`).expect(200)).body;
const icsOf = async (page: DeskPage, path: string) => {
  const answer = await page.get(path).buffer(true).expect(200);
  return { text: answer.text, headers: answer.headers };
};
const eventOf = (text: string) => new ICAL.Component(ICAL.parse(text) as unknown[]).getFirstSubcomponent('vevent')!;
const value = (text: string, key: string) => String(eventOf(text).getFirstPropertyValue(key));

/** Chair, two delegates, secretary with the council's mailbox, an observer without an address, a vacant seat. */
async function council(page: DeskPage): Promise<Convened> {
  const input = councilInput({ name: { ru: 'Совет "по миграции"', en: 'Council' }, mailbox: 'council@k.example' });
  const { body: made } = await page.post('/api/councils', input).expect(201);
  const rows = [
    { role: 'chair', email: 'chair@k.example', language: 'ru', holder: 'Ңурлан "Өрнек"' },
    { role: 'delegate', email: 'one@k.example', language: 'en', holder: null },
    { role: 'delegate', email: 'two@k.example', language: 'hy', holder: '=Միգրանտ; <b>&' },
    { role: 'secretary', votes: false, email: 'Council@K.example' },
    { role: 'observer', votes: false, email: null },
    { role: 'delegate', email: 'vacant@k.example', filled: false },
  ] as const;
  const seats: SeatRow[] = [];
  for (const [index, row] of rows.entries()) {
    const input = seatInput({ label: { ru: `Место ${index + 1}`, en: `Seat ${index + 1}` }, ...row });
    seats.push((await page.post(`/api/councils/${made.id}/seats`, input).expect(201)).body);
  }
  const title = { ru: 'Заседание № 1; о <миграции> & «труде»', en: 'Session 1' };
  const convened = sessionInput({ title, startsLocal: '2027-03-10T14:00', endsLocal: '2027-03-10T17:00' });
  const { body: session } = await page.post(`/api/councils/${made.id}/sessions`, convened).expect(201);
  return { session, seats, council: made.id };
}

describe('Without a mail server', () => {
  let desk: Desk;
  let page: DeskPage;
  beforeAll(async () => {
    desk = await startDesk({ PUBLIC_URL: 'https://kengesh.example' });
    page = await desk.account();
  });
  afterAll(() => desk?.close());

  test('nothing is mailed and the answer says so; who has no address is named', async () => {
    const { session } = await council(page);
    const before = await roster(page, session.id);
    expect(before.every(row => row.invited === null)).toBe(true);
    const answer = await asked(page, session.id);
    expect(answer).toEqual({
      sequence: 0,
      at: expect.any(String),
      issued: { request: 3, cancel: 0 },
      mailing: false,
      mailed: 0,
      pending: 0,
      failed: [{ participant: expect.any(String), email: 'Council@K.example', reason: 'own_mailbox' }],
      withoutAddress: [{ participant: expect.any(String), label: { ru: 'Место 5', en: 'Seat 5' } }],
    });
    const after = await roster(page, session.id);
    expect(after.map(row => row.invited)).toEqual([
      ...Array(3).fill({ method: 'REQUEST', sequence: 0, at: answer.at, mailed: false, outdated: false }),
      null,
      null,
      null,
    ]);
  });

  test('ICS 10, ICS 11: issued, sent again, changed, cancelled: one uid, numbers and stamps that only rise', async () => {
    const { session, seats } = await council(page);
    const [chair] = await roster(page, session.id);
    const path = `/api/sessions/${session.id}/participants/${chair!.participant}/invitation.ics`;
    const seen: { uid: string; sequence: number; stamp: string; method: string; outdated: boolean | undefined }[] = [];
    const look = async () => {
      const { text, headers } = await icsOf(page, path);
      const [row] = await roster(page, session.id);
      const method = /method=(\w+)/.exec(headers['content-type'] ?? '')?.[1] ?? '';
      // ICS 8
      expect(text).toContain(`METHOD:${method}\r\n`);
      seen.push({
        uid: value(text, 'uid'),
        sequence: Number(value(text, 'sequence')),
        stamp: value(text, 'dtstamp'),
        method,
        outdated: row!.invited?.outdated,
      });
    };
    await asked(page, session.id);
    await look();
    await look();
    await asked(page, session.id);
    await look();
    const moved = { startsLocal: '2027-03-11T10:00', endsLocal: '2027-03-11T12:00' };
    await page.patch(`/api/sessions/${session.id}`, moved).expect(200);
    await look();
    await asked(page, session.id);
    await look();
    await page.patch(`/api/sessions/${session.id}`, { title: { ru: 'Иное' } }).expect(200);
    await look();
    await asked(page, session.id);
    await look();
    await page.post(`/api/sessions/${session.id}/cancel`).expect(200);
    await look();
    const cancelled = await asked(page, session.id);
    expect(cancelled.issued).toEqual({ request: 0, cancel: 3 });
    await look();
    expect(new Set(seen.map(one => one.uid)).size).toBe(1);
    expect(seen.map(one => [one.sequence, one.method, one.outdated])).toEqual([
      [0, 'REQUEST', false],
      [0, 'REQUEST', false],
      [0, 'REQUEST', false],
      [1, 'REQUEST', true],
      [1, 'REQUEST', false],
      [1, 'REQUEST', true],
      [1, 'REQUEST', false],
      [2, 'CANCEL', true],
      [2, 'CANCEL', false],
    ]);
    const stamps = seen.map(one => one.stamp);
    expect([...stamps].sort()).toEqual(stamps);
    // The file shows what was sent while it still holds, and is new whenever something new was sent.
    expect(stamps[0]).toBe(stamps[1]);
    expect(new Set([stamps[1], stamps[2], stamps[4], stamps[6], stamps[8]]).size).toBe(5);
    expect(seats).toHaveLength(6);
    // CAL-11
    expect([session.id, session.councilId]).not.toContain(seen[0]!.uid);
  });

  test('CAL-16, SEC-05: from the council, to the page of the one invited, without a secret', async () => {
    const { session } = await council(page);
    const rows = await roster(page, session.id);
    await page.post(`/api/sessions/${session.id}/participants/${rows[1]!.participant}/link`).expect(201);
    const file = (row: RosterRow) =>
      icsOf(page, `/api/sessions/${session.id}/participants/${row.participant}/invitation.ics`);
    const one = (await file(rows[1]!)).text;
    expect(value(one, 'organizer')).toBe('mailto:council@k.example');
    expect(value(one, 'attendee')).toBe('mailto:one@k.example');
    expect(value(one, 'url')).toBe(`https://kengesh.example/d/${rows[1]!.participant}`);
    expect(one).not.toContain('#');
    expect(value(one, 'summary')).toBe('Session 1');
    const chair = (await file(rows[0]!)).text;
    expect(value(chair, 'url')).toBe(`https://kengesh.example/chair/${rows[0]!.participant}`);
    expect(eventOf(chair).getFirstProperty('attendee')!.getParameter('cn')).toBe('Ңурлан «Өрнек»');
    // Without an address, and to the council's own mailbox (CAL-17), nobody is named.
    for (const row of [rows[3]!, rows[4]!]) {
      const { text, headers } = await file(row);
      expect(headers['content-type']).toBe('text/calendar; charset=UTF-8; method=PUBLISH');
      expect(text).not.toMatch(/^ATTENDEE/m);
    }
    expect(
      value(
        (await icsOf(page, `/api/sessions/${session.id}/participants/${rows[0]!.participant}/invitation.ics?lang=en`))
          .text,
        'summary',
      ),
    ).toBe('Session 1');
  });

  test('the secretary hands out any, a delegate only has one’s own, nobody else any', async () => {
    const { session, council: id } = await council(page);
    const rows = await roster(page, session.id);
    const link = `/api/sessions/${session.id}/participants/${rows[1]!.participant}/link`;
    const device = await desk.enter((await page.post(link).expect(201)).body.url);
    const mine = await icsOf(device, `/api/sessions/${session.id}/my-invitation.ics`);
    expect(value(mine.text, 'attendee')).toBe('mailto:one@k.example');
    expect(mine.headers['content-disposition']).toBe('attachment; filename="session-1.ics"');
    const others = `/api/sessions/${session.id}/participants/${rows[0]!.participant}/invitation.ics`;
    await device.get(others).expect(403);
    await device.post(`/api/sessions/${session.id}/invitations`, {}).expect(403);
    const stranger = await desk.account();
    const { session: elsewhere } = await convene(stranger);
    await stranger.get(others).expect(404);
    await stranger.post(`/api/sessions/${session.id}/invitations`, {}).expect(404);
    await device.get(`/api/sessions/${elsewhere.id}/my-invitation.ics`).expect(404);
    const chair = await desk.account(id, 'chair');
    await chair.post(`/api/sessions/${session.id}/invitations`, {}).expect(403);
    await request(desk.url).get(others).expect(401);
    await page.get(`/api/sessions/${session.id}/participants/p_nobody/invitation.ics`).expect(404);
    await page.post(`/api/sessions/${session.id}/invitations`, { language: 'xx' }).expect(400);
    await page.get(`/api/sessions/${session.id}/my-invitation.ics`).expect(404);
  });
});

describe('With a mail server', () => {
  let desk: Desk;
  let page: DeskPage;
  let post: Letterbox;
  beforeAll(async () => {
    post = await letterbox();
    desk = await startDesk({
      PUBLIC_URL: 'https://kengesh.example',
      SMTP_URL: post.url,
      LETTER_SECRET: SECRET,
      LETTER_HOLD_SECONDS: '0',
    });
    page = await desk.account();
  });
  afterAll(async () => {
    await desk?.close();
    await post?.close();
  });

  test('SEC-17: a member who has a device is told by mail that a new link was issued, and why', async () => {
    const { session } = await council(page);
    const row = (await roster(page, session.id)).find(one => one.email === 'one@k.example')!;
    const link = `/api/sessions/${session.id}/participants/${row.participant}/link`;
    post.mails.length = 0;
    const first = await page.post(link, { reason: 'first' }).expect(201);
    await desk.enter(first.body.url);
    const second = await page.post(link, { reason: 'lost' }).expect(201);
    for (const end = Date.now() + 10_000; post.mails.length === 0 && Date.now() < end; )
      await new Promise(done => setTimeout(done, 50));
    // The first link is no news: nobody was in by another.
    expect(post.mails.map(({ to }) => to)).toEqual(['one@k.example']);
    const mail = await PostalMime.parse(post.mails[0]!.raw);
    const phrases = ['устройство потеряно', 'the device is lost'];
    expect(phrases.some(reason => mail.text?.includes(reason))).toBe(true);
    expect(mail.text).not.toContain(new URL(second.body.url).hash.slice(1));
    post.mails.length = 0;
  });
  beforeEach(() => {
    post.mails.length = 0;
    post.refusals.clear();
  });
  /** Asked, and every letter settled. */
  const told = async (of: DeskPage, session: string, input: object = {}) => {
    const answer = await asked(of, session, input);
    await settled(of, session);
    return answer;
  };
  const read = async (to: string): Promise<Email & { source: string }> => {
    const found = post.mails.find(mail => mail.to === to);
    if (!found) throw new Error(`no mail to ${to}, but to ${post.mails.map(mail => mail.to).join()}`);
    return { ...(await PostalMime.parse(found.raw)), source: found.raw.toString('latin1') };
  };
  /** Both calendar parts, byte for byte: postal-mime makes line feeds of their line ends. */
  const calendars = (mail: Email & { source: string }): string[] =>
    [...mail.source.matchAll(/Content-Type: (?:text\/calendar|application\/ics)(.*?)\r\n\r\n(.*?)\r\n--/gs)].map(
      ([, headers, body]) => {
        const encoding = /Content-Transfer-Encoding: (\S+)/.exec(headers!)?.[1];
        if (encoding === 'base64') return Buffer.from(body!, 'base64').toString('utf8');
        if (encoding !== 'quoted-printable') return body!;
        const unfolded = body!.replace(/=\r\n/g, '');
        const bytes = unfolded.replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        );
        return Buffer.from(bytes, 'latin1').toString('utf8');
      },
    );

  test('ICS 8, ICS 19, ICS 20, ICS 27: each gets one letter in the own language, with the invitation in it twice', async () => {
    const { session } = await council(page);
    const answer = await told(page, session.id);
    expect(answer).toMatchObject({ mailing: true, mailed: 0, pending: 3, issued: { request: 3, cancel: 0 } });
    expect(post.mails.map(mail => mail.to).sort()).toEqual(['chair@k.example', 'one@k.example', 'two@k.example']);
    expect(new Set(post.mails.map(mail => mail.from))).toEqual(new Set(['council@k.example']));

    const chair = await read('chair@k.example');
    expect(chair.from).toEqual({ address: 'council@k.example', name: 'Совет «по миграции»' });
    expect(chair.to).toEqual([{ address: 'chair@k.example', name: '' }]);
    expect(chair.subject).toBe('Приглашение: Заседание № 1; о <миграции> & «труде», 10 марта 2027 г.');
    expect(chair.text).toContain('14:00 Бишкек (UTC+6); 13:00 Ташкент, Астана, Душанбе (UTC+5)');
    expect(chair.html).toContain('о &#60;миграции&#62; &#38; «труде»');
    const order = [
      'multipart/mixed',
      'multipart/alternative',
      'text/plain; charset=utf-8',
      'text/html; charset=utf-8',
      'text/calendar; charset=utf-8; method=REQUEST',
      'application/ics; name=invite.ics',
    ].map(type => chair.source.indexOf(`Content-Type: ${type}`));
    expect(order).not.toContain(-1);
    expect([...order].sort((one, other) => one - other)).toEqual(order);
    const [inline, attached] = calendars(chair);
    expect(calendars(chair)).toHaveLength(2);
    expect(inline!).toBe(attached!);
    expect(chair.attachments.map(one => [one.mimeType, one.method ?? null, one.filename])).toEqual([
      ['text/calendar', 'REQUEST', null],
      ['application/ics', null, 'invite.ics'],
    ]);
    expect(inline!).toContain('METHOD:REQUEST\r\n');
    expect(value(inline!, 'attendee')).toBe('mailto:chair@k.example');
    expect(value(inline!, 'organizer')).toBe('mailto:council@k.example');

    const english = await read('one@k.example');
    expect(english.subject).toBe('Invitation: Session 1, 10 March 2027');
    const armenian = await read('two@k.example');
    expect(armenian.text).toContain('=Միգրանտ; <b>&');
    expect(armenian.html).toContain('=Միգրանտ; &#60;b&#62;&#38;');
    for (const row of await roster(page, session.id)) expect(row.invited?.mailed ?? true).toBe(true);
    // The file of the desk is the one that was sent.
    const [first] = await roster(page, session.id);
    const path = `/api/sessions/${session.id}/participants/${first!.participant}/invitation.ics`;
    expect((await icsOf(page, path)).text).toBe(inline!);
  });

  test('a change and a cancellation are told as such; only some may be asked', async () => {
    const { session } = await council(page);
    const rows = await roster(page, session.id);
    await told(page, session.id);
    post.mails.length = 0;
    await page.patch(`/api/sessions/${session.id}`, { place: { ru: 'Ош', en: 'Osh' } }).expect(200);
    await told(page, session.id, { participants: [rows[1]!.participant] });
    expect(post.mails).toHaveLength(1);
    const changed = await read('one@k.example');
    expect(changed.subject).toMatch(/^Changed: /);
    expect(value(calendars(changed)[0]!, 'sequence')).toBe('1');
    expect((await roster(page, session.id)).map(row => row.invited?.outdated)).toEqual([
      true,
      false,
      true,
      undefined,
      undefined,
      undefined,
    ]);
    await page.post(`/api/sessions/${session.id}/cancel`).expect(200);
    post.mails.length = 0;
    const { issued, pending } = await told(page, session.id, { language: 'en' });
    expect([issued, pending]).toEqual([{ request: 0, cancel: 3 }, 3]);
    const chair = await read('chair@k.example');
    expect(chair.subject).toMatch(/^Cancelled: /);
    const [inline] = calendars(chair);
    expect(chair.source).toContain('Content-Type: text/calendar; charset=utf-8; method=CANCEL');
    expect(inline!).toContain('STATUS:CANCELLED\r\n');
    expect(inline!).toContain('SEQUENCE:2\r\n');
    // Those who were told are not told again.
    expect((await told(page, session.id)).issued).toEqual({ request: 0, cancel: 0 });
  });

  test('ICS 23: who leaves the roll or changes the address is told at the next sending, and may come back', async () => {
    const { session, seats } = await council(page);
    await told(page, session.id);
    post.mails.length = 0;
    await page.patch(`/api/seats/${seats[2]!.id}`, { filled: false }).expect(200);
    await page.patch(`/api/seats/${seats[1]!.id}`, { email: 'new@k.example' }).expect(200);
    expect((await roster(page, session.id))[1]!.invited).toMatchObject({ outdated: true });
    expect((await told(page, session.id)).issued).toEqual({ request: 2, cancel: 2 });
    const gone = calendars(await read('two@k.example'))[0]!;
    expect(gone).toContain('METHOD:CANCEL\r\n');
    expect(gone).not.toMatch(/^STATUS/m);
    expect(gone).toContain('SEQUENCE:1\r\n');
    expect(calendars(await read('one@k.example'))[0]!).toContain('METHOD:CANCEL\r\n');
    expect(calendars(await read('new@k.example'))[0]!).toContain('METHOD:REQUEST\r\n');
    expect((await roster(page, session.id))[1]!.invited).toMatchObject({ outdated: false, mailed: true });
    post.mails.length = 0;
    await page.patch(`/api/seats/${seats[2]!.id}`, { filled: true }).expect(200);
    expect((await told(page, session.id)).issued).toEqual({ request: 3, cancel: 0 });
    const back = calendars(await read('two@k.example'))[0]!;
    expect(back).toContain('METHOD:REQUEST\r\n');
    expect(back).toContain('SEQUENCE:1\r\n');
  });

  test('a server that is busy is asked again; what it refuses is told to the secretary', async () => {
    const { session } = await council(page);
    post.refusals.set('chair@k.example', { code: 451, times: 1 });
    post.refusals.set('one@k.example', { code: 550, times: 99 });
    await told(page, session.id);
    const letters = (await lettersOf(page, session.id)).letters.map(({ email, state, server, said, attempts }) => ({
      ...{ email, state, server, said, attempts },
    }));
    expect(letters).toContainEqual({
      email: 'one@k.example',
      state: 'refused',
      attempts: 1,
      server: new URL(post.url).host,
      said: expect.stringMatching(/^550 [^\n]*$/),
    });
    expect(letters.filter(({ state }) => state === 'sent').map(({ email, attempts }) => [email, attempts])).toEqual(
      expect.arrayContaining([
        ['chair@k.example', 2],
        ['two@k.example', 1],
      ]),
    );
    const rows = await roster(page, session.id);
    expect(rows.slice(0, 3).map(row => row.invited?.mailed)).toEqual([true, false, true]);
    const { rows: kept } = await desk.pool.query(
      'select email, attempts, failed is null as sent from invitations where session_id = $1 order by email',
      [session.id],
    );
    expect(kept).toEqual([
      { email: 'chair@k.example', attempts: 2, sent: true },
      { email: 'one@k.example', attempts: 1, sent: false },
      { email: 'two@k.example', attempts: 1, sent: true },
    ]);
  });

  test('secretaries who press at the same time issue one after the other', async () => {
    const { session } = await council(page);
    const answers = await Promise.all([1, 2, 3].map(() => asked(page, session.id)));
    expect(new Set(answers.map(answer => answer.at)).size).toBe(3);
    const letters = await settled(page, session.id);
    // Those that waited when the next was written joined it; what everybody has last is the newest.
    expect(letters.filter(({ state }) => state === 'sent')).toHaveLength(post.mails.length);
    expect(letters.filter(({ state }) => state !== 'sent' && state !== 'replaced')).toEqual([]);
    const newest = answers
      .map(answer => answer.at as string)
      .sort()
      .at(-1)!;
    for (const to of ['chair@k.example', 'one@k.example', 'two@k.example']) {
      const stamps = await Promise.all(
        post.mails
          .filter(mail => mail.to === to)
          .map(async ({ raw }) => {
            const mail = { ...(await PostalMime.parse(raw)), source: raw.toString('latin1') };
            return new Date(String(eventOf(calendars(mail)[0]!).getFirstPropertyValue('dtstamp'))).getTime();
          }),
      );
      expect(Math.max(...stamps)).toBe(Date.parse(newest));
    }
  });
});

test('a mail server that is not there costs nobody the invitation: it is said, and letters go when it is back', async () => {
  const before = await letterbox();
  const { port } = before;
  await before.close();
  const desk = await startDesk({
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    LETTER_SECRET: SECRET,
    LETTER_HOLD_SECONDS: '0',
  });
  let back: Letterbox | undefined;
  try {
    const page = await desk.account();
    const { session } = await council(page);
    const answer = await asked(page, session.id);
    expect(answer).toMatchObject({ mailing: true, mailed: 0, pending: 3, issued: { request: 3, cancel: 0 } });
    let view = await lettersOf(page, session.id);
    for (const end = Date.now() + 10_000; view.trouble === null && Date.now() < end; )
      view = await lettersOf(page, session.id);
    expect(view.trouble).toMatchObject({
      kind: 'unreachable',
      server: `127.0.0.1:${port}`,
      said: expect.stringMatching(/ECONNREFUSED|ESOCKET/),
    });
    expect(view.letters.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
    const [row] = await roster(page, session.id);
    expect(row!.invited).toMatchObject({ mailed: false, outdated: false });
    back = await letterbox(port);
    const letters = await settled(page, session.id);
    expect(letters.map(({ state, perhapsTwice }) => [state, perhapsTwice])).toEqual(Array(3).fill(['sent', false]));
    expect(back.mails).toHaveLength(3);
    expect((await lettersOf(page, session.id)).trouble).toBeNull();
  } finally {
    await desk.close();
    await back?.close();
  }
});
