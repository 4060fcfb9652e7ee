import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LettersView } from '@kengesh/contracts';
import { pino } from 'pino';
import PostalMime from 'postal-mime';
import { type Letterbox, letterbox } from '../../../../test/support/letterbox.js';
import { readApiEnv } from '../config/env.js';
import {
  convene,
  councilInput,
  type Desk,
  type DeskPage,
  seatInput,
  sessionInput,
  startDesk,
} from '../identity/desk-kit.suite.js';
import { startApi } from '../main.js';

const SECRET = 'a-secret-of-this-test-for-its-letters';
const view = async (page: DeskPage, session: string): Promise<LettersView> =>
  (await page.get(`/api/sessions/${session}/letters`).expect(200)).body;
const states = async (page: DeskPage, session: string) =>
  (await view(page, session)).letters.map(({ email, occasion, state }) => [email, occasion, state]);
const until = async (isSo: () => Promise<boolean>) => {
  for (const end = Date.now() + 20_000; !(await isSo()); ) {
    if (Date.now() > end) throw new Error('it did not come to that');
    await new Promise(resolve => setTimeout(resolve, 50));
  }
};
const allSent = (page: DeskPage, session: string) => async () =>
  (await view(page, session)).letters.every(({ state }) => state !== 'waiting' && state !== 'sending');

/** A council of one English and one Russian member, and its session. */
async function two(page: DeskPage): Promise<string> {
  const { body: made } = await page.post('/api/councils', councilInput({ mailbox: 'council@k.example' })).expect(201);
  for (const [role, email, language] of [
    ['chair', 'en@k.example', 'en'],
    ['delegate', 'ru@k.example', 'ru'],
  ] as const)
    await page
      .post(`/api/councils/${made.id}/seats`, seatInput({ role, email, language, holder: 'Office' }))
      .expect(201);
  const { body } = await page.post(`/api/councils/${made.id}/sessions`, sessionInput()).expect(201);
  return body.id;
}
const invite = (page: DeskPage, session: string) => page.post(`/api/sessions/${session}/invitations`, {}).expect(200);
const change = (page: DeskPage, session: string, body: object) =>
  page.patch(`/api/sessions/${session}`, body).expect(200);

describe('While letters wait', () => {
  let desk: Desk;
  let page: DeskPage;
  let post: Letterbox;
  beforeAll(async () => {
    post = await letterbox();
    desk = await startDesk({ SMTP_URL: post.url, LETTER_SECRET: SECRET });
    page = await desk.account();
  });
  afterAll(async () => {
    await desk?.close();
    await post?.close();
  });
  /** As if its minute were over. */
  const letTimePass = async (session: string) => {
    await desk.pool.query(`update letters set due_at = now() where session_id = $1 and state = 'waiting'`, [session]);
    await desk.pool.query(`update jobs.job set start_after = now() - interval '1 second' where state < 'active'`);
  };

  test('they are recalled within the minute; saving sends nothing, and what was recalled was never told', async () => {
    const session = await two(page);
    await change(page, session, { place: { en: 'Osh' } });
    expect((await view(page, session)).letters).toEqual([]);
    await invite(page, session);
    const { letters, hold } = await view(page, session);
    expect(hold).toBe(60);
    expect(letters.map(({ state, attempts }) => [state, attempts])).toEqual([
      ['waiting', 0],
      ['waiting', 0],
    ]);
    const wait = Date.parse(letters[0]!.dueAt) - Date.parse(letters[0]!.at);
    expect(Math.abs(wait - 60_000)).toBeLessThan(2000);
    const path = `/api/sessions/${session}/letters/recall`;
    const { body } = await page.post(path, { letters: [letters[0]!.id] }).expect(200);
    expect(body).toEqual({ recalled: [letters[0]!.id] });
    expect((await page.post(path, { letters: [letters[0]!.id] }).expect(409)).body.code).toBe('letter.settled');
    await page.post(`/api/sessions/${session}/letters/${letters[0]!.id}/again`).expect(409);
    await letTimePass(session);
    await until(allSent(page, session));
    expect(post.mails.map(({ to }) => to)).toEqual([letters[1]!.email]);
    // Whose letter was taken back was never told of Osh, nor is of a change from it.
    await change(page, session, { place: { en: 'Talas' } });
    post.mails.length = 0;
    await invite(page, session);
    await letTimePass(session);
    await until(allSent(page, session));
    const occasions = Object.fromEntries(
      (await view(page, session)).letters.slice(0, 2).map(one => [one.email, one.occasion]),
    );
    expect(occasions[letters[0]!.email]).toBe('request');
    expect(occasions[letters[1]!.email]).toBe('update');
  });

  test('CON-10: a further change joins the letter that waits: one letter, from what was really told to what holds now', async () => {
    const session = await two(page);
    post.mails.length = 0;
    const items = [
      { id: 'one', title: { en: 'Opening', ru: 'Открытие' }, rapporteurSeatId: null },
      { id: 'two', title: { en: 'Aims & <means>', ru: 'Цели' }, rapporteurSeatId: null },
    ];
    await page.put(`/api/sessions/${session}/agenda`, { items }).expect(200);
    await invite(page, session);
    await letTimePass(session);
    await until(allSent(page, session));
    post.mails.length = 0;
    await change(page, session, { place: { en: 'Osh', ru: 'Ош' } });
    await invite(page, session);
    await change(page, session, { startsLocal: '2027-03-11T10:00', endsLocal: '2027-03-11T12:00' });
    await change(page, session, { place: { en: 'Naryn', ru: 'Нарын' } });
    await invite(page, session);
    expect((await states(page, session)).filter(([, , state]) => state === 'waiting')).toHaveLength(2);
    expect((await states(page, session)).filter(([, , state]) => state === 'replaced')).toHaveLength(2);
    await letTimePass(session);
    await until(allSent(page, session));
    expect(post.mails.map(({ to }) => to).sort()).toEqual(['en@k.example', 'ru@k.example']);
    const [english, russian] = await Promise.all(
      ['en@k.example', 'ru@k.example'].map(async to => PostalMime.parse(post.mails.find(mail => mail.to === to)!.raw)),
    );
    const when = '10 March 2027, 14:00–18:00 (UTC+6) → 11 March 2027, 10:00–12:00 (UTC+6)';
    expect(english!.subject).toBe(`Changed: Session: ${when}…`);
    expect(english!.text!.split('\n')[0]).toBe(`When: ${when}; Where: Bishkek → Naryn`);
    expect(english!.text).toContain('Thursday');
    expect(english!.text).toContain('Agenda:\n1. Opening\n2. Aims & <means>\n');
    expect(english!.html).toContain('<li>Aims &#38; &#60;means&#62;</li>');
    expect(russian!.text).toContain('1. Открытие\n2. Цели\n');
    expect(russian!.subject).toMatch(/^Изменено: Заседание: 10 марта 2027 г., 14:00–18:00 \(UTC\+6\) → 11 марта/);
    expect(russian!.text!.split('\n')[0]).toMatch(/; Где: Bishkek → Нарын$/);
  });

  test('a letter that was refused is not sent after a later one: it would tell what holds no more', async () => {
    const session = await two(page);
    post.mails.length = 0;
    post.refusals.set('en@k.example', { code: 550, times: 1 });
    await invite(page, session);
    await letTimePass(session);
    await until(allSent(page, session));
    const refusedOne = (await view(page, session)).letters.find(({ state }) => state === 'refused')!;
    await change(page, session, { place: { en: 'Osh' } });
    await invite(page, session);
    const again = await page.post(`/api/sessions/${session}/letters/${refusedOne.id}/again`).expect(409);
    expect(again.body.code).toBe('letter.settled');
    await letTimePass(session);
    await until(allSent(page, session));
    // It is an invitation still, for the first was not taken.
    expect(await states(page, session)).toContainEqual(['en@k.example', 'request', 'sent']);
  });

  test('who was never told of a session is told of no cancellation', async () => {
    const session = await two(page);
    post.mails.length = 0;
    await invite(page, session);
    await page.post(`/api/sessions/${session}/cancel`).expect(200);
    await invite(page, session);
    expect((await states(page, session)).sort()).toEqual([
      ['en@k.example', 'request', 'replaced'],
      ['ru@k.example', 'request', 'replaced'],
    ]);
    await letTimePass(session);
    await new Promise(resolve => setTimeout(resolve, 1500));
    expect(post.mails).toEqual([]);
  });

  test('one that waits can be sent at once; a letter after the end of the session is not sent at all', async () => {
    const session = await two(page);
    post.mails.length = 0;
    await invite(page, session);
    const { letters } = await view(page, session);
    await desk.pool.query('update letters set expires_at = now() where id = $1', [letters[1]!.id]);
    await page.post(`/api/sessions/${session}/letters/${letters[0]!.id}/again`).expect(200);
    await letTimePass(session);
    await until(allSent(page, session));
    expect(post.mails.map(({ to }) => to)).toEqual([letters[0]!.email]);
    expect((await view(page, session)).letters.map(({ state }) => state).sort()).toEqual(['lapsed', 'sent']);
  });

  test('SEC-05: jobs hold an id only, rows no bytes that can be read, letters no List-Unsubscribe', async () => {
    const session = await two(page);
    post.mails.length = 0;
    const { session: other } = await convene(page);
    await invite(page, session);
    const { rows: jobs } = await desk.pool.query(
      'select data, output from jobs.job union all select data, output from jobs.archive',
    );
    expect(jobs.length).toBeGreaterThan(0);
    for (const { data } of jobs) {
      expect(Object.keys(data)).toEqual(['letter']);
      expect(data.letter).toMatch(/^[0-9a-f-]{36}$/);
    }
    await letTimePass(session);
    await until(allSent(page, session));
    const { rows } = await desk.pool.query('select message_id, sealed, email from letters where session_id = $1', [
      session,
    ]);
    for (const { sealed, email, message_id: id } of rows) {
      expect(sealed.toString('latin1')).not.toMatch(/Subject|MIME|k\.example/);
      const mail = post.mails.find(({ to }) => to === email)!;
      const source = mail.raw.toString('latin1');
      expect(source).toContain(`Message-ID: ${id}`);
      expect(source).not.toMatch(/^List-Unsubscribe/im);
    }
    expect(other.id).not.toBe(session);
  });

  test('a way back in stands in no table: neither its link nor its letter can be read there', async () => {
    const email = 'someone1@desk.example';
    post.mails.length = 0;
    post.refusals.set(email, { code: 451, times: 1 });
    await page.post('/api/password-reset', { email }).expect(204);
    await until(
      async () =>
        (await desk.pool.query(`select from letters where occasion = 'reset' and attempts > 0`)).rowCount === 1,
    );
    const { rows } =
      await desk.pool.query(`select to_jsonb(l)::text as all, encode(sealed, 'escape') as bytes from letters l
      where occasion = 'reset'`);
    await post.holds(1);
    const secret = /\/j#([\w-]{43})/.exec((await PostalMime.parse(post.mails[0]!.raw)).text!)![1]!;
    expect(`${rows[0].all} ${rows[0].bytes}`).not.toContain(secret);
    await until(
      async () =>
        (await desk.pool.query(`select from letters where occasion = 'reset' and sealed is null`)).rowCount === 1,
    );
  });
});

test('two nodes on one database send every letter once', async () => {
  const post = await letterbox();
  const settings = { SMTP_URL: post.url, LETTER_SECRET: SECRET, LETTER_HOLD_SECONDS: '0' };
  const desk = await startDesk(settings);
  const { url: DATABASE_URL, ownerUrl: DATABASE_OWNER_URL } = desk.database;
  const other = await startApi(
    readApiEnv({ PORT: '0', DATABASE_URL, DATABASE_OWNER_URL, ...settings }),
    pino({ level: 'silent' }),
  );
  try {
    const page = await desk.account();
    const council = await page.post('/api/councils', councilInput({ mailbox: 'council@k.example' })).expect(201);
    for (let seat = 0; seat < 12; seat++)
      await page
        .post(`/api/councils/${council.body.id}/seats`, seatInput({ email: `seat${seat}@k.example` }))
        .expect(201);
    const { body } = await page.post(`/api/councils/${council.body.id}/sessions`, sessionInput()).expect(201);
    await invite(page, body.id);
    await until(allSent(page, body.id));
    expect(new Set(post.mails.map(({ to }) => to)).size).toBe(12);
    expect(post.mails).toHaveLength(12);
    expect(
      (await view(page, body.id)).letters.filter(({ state, attempts }) => state === 'sent' && attempts === 1),
    ).toHaveLength(12);
  } finally {
    await other.close();
    await desk.close();
    await post.close();
  }
});

test('no more go in a minute than LIMIT_LETTERS_PER_MINUTE, and the others wait', async () => {
  const post = await letterbox();
  const settings = {
    SMTP_URL: post.url,
    LETTER_SECRET: SECRET,
    LETTER_HOLD_SECONDS: '0',
    LIMIT_LETTERS_PER_MINUTE: '1',
  };
  const desk = await startDesk(settings);
  try {
    const page = await desk.account();
    const session = await two(page);
    await invite(page, session);
    await post.holds(1);
    await new Promise(resolve => setTimeout(resolve, 2000));
    expect(post.mails).toHaveLength(1);
    expect((await states(page, session)).map(([, , state]) => state).sort()).toEqual(['sent', 'waiting']);
    await desk.pool.query(`update letters set attempted_at = attempted_at - interval '1 minute'`);
    await post.holds(2);
  } finally {
    await desk.close();
    await post.close();
  }
});

test('a letter sealed with another secret is told of and written anew', async () => {
  const post = await letterbox();
  const desk = await startDesk({ SMTP_URL: post.url, LETTER_SECRET: SECRET });
  try {
    const page = await desk.account();
    const session = await two(page);
    await invite(page, session);
    const { letters } = await view(page, session);
    await desk.pool.query(`update letters set sealed = $2 where id = $1`, [letters[0]!.id, Buffer.alloc(64)]);
    const again = () => page.post(`/api/sessions/${session}/letters/${letters[0]!.id}/again`).expect(200);
    const fate = async () => (await view(page, session)).letters.find(({ id }) => id === letters[0]!.id)!;
    await again();
    await until(async () => (await fate()).state === 'refused');
    expect((await fate()).said).toBe('other_secret');
    await again();
    await until(async () => (await fate()).state === 'sent');
    expect(post.mails).toHaveLength(1);
  } finally {
    await desk.close();
    await post.close();
  }
});

test('without LETTER_SECRET one is made beside the database, for this account only; where that fails the start says so', async () => {
  const post = await letterbox();
  const home = mkdtempSync(path.join(os.tmpdir(), 'letters-'));
  try {
    const desk = await startDesk({ SMTP_URL: post.url, KENGESH_HOME: home });
    await desk.close();
    const file = path.join(home, 'letter-secret');
    expect(readFileSync(file, 'utf8')).toMatch(/^[\w-]{43}$/);
    expect(statSync(file).mode & 0o077).toBe(0);
    await expect(startDesk({ SMTP_URL: post.url, KENGESH_HOME: file })).rejects.toThrow(
      /LETTER_SECRET: found nothing, and/,
    );
    await expect(
      startDesk({
        SMTP_URL: post.url,
        LETTER_SECRET: SECRET,
        DKIM_DOMAIN: 'k.example',
        DKIM_SELECTOR: 's',
        DKIM_KEY: file,
      }),
    ).rejects.toThrow(/DKIM_KEY: /);
  } finally {
    await post.close();
  }
});

/** RFC 6376, relaxed/relaxed, as far as our own signature needs it. */
function isSigned(raw: Buffer, publicKey: Parameters<typeof verify>[2]): boolean {
  const [head, ...rest] = raw.toString('latin1').split('\r\n\r\n');
  const body = `${rest
    .join('\r\n\r\n')
    .replace(/[ \t]+(?=\r\n)/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/(\r\n)+$/, '')}\r\n`;
  const headers = head!.split(/\r\n(?![ \t])/);
  const relaxed = (header: string) => {
    const at = header.indexOf(':');
    return `${header.slice(0, at).trim().toLowerCase()}:${header
      .slice(at + 1)
      .replace(/\r\n/g, '')
      .replace(/[ \t]+/g, ' ')
      .trim()}`;
  };
  const signature = headers.find(header => /^dkim-signature:/i.test(header))!;
  const tag = (name: string) => new RegExp(`[;\\s]${name}=([^;]*)`).exec(signature)![1]!.replace(/\s+/g, '');
  expect(createHash('sha256').update(body, 'latin1').digest('base64')).toBe(tag('bh'));
  const signed = tag('h')
    .split(':')
    .map(name => headers.find(header => header.toLowerCase().startsWith(`${name.toLowerCase()}:`)))
    .filter(header => header !== undefined)
    .map(relaxed);
  const own = relaxed(signature.replace(/([;\s]b=)[^;]*/, '$1'));
  return verify(
    'sha256',
    Buffer.from([...signed, own].join('\r\n'), 'latin1'),
    publicKey,
    Buffer.from(tag('b'), 'base64'),
  );
}

test('DKIM: where a key is set every letter is signed with it', async () => {
  const post = await letterbox();
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'dkim-')), 'key.pem');
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const desk = await startDesk({
    ...{ SMTP_URL: post.url, LETTER_SECRET: SECRET, LETTER_HOLD_SECONDS: '0' },
    ...{ DKIM_DOMAIN: 'k.example', DKIM_SELECTOR: 'letters', DKIM_KEY: file },
  });
  try {
    const page = await desk.account();
    await invite(page, await two(page));
    for (const { raw } of await post.holds(2)) {
      expect(raw.toString('latin1')).toMatch(/d=k\.example;/);
      expect(isSigned(raw, publicKey)).toBe(true);
      expect(
        isSigned(Buffer.from(raw.toString('latin1').replace('Subject: ', 'Subject: x'), 'latin1'), publicKey),
      ).toBe(false);
    }
  } finally {
    await desk.close();
    await post.close();
  }
});
