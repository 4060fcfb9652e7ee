import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SeatRow } from '@kengesh/contracts';
import { councilSession } from '@kengesh/domain';
import { createEngine, createMemoryStore } from '@kengesh/journal';
import { type Report, reportNames, reports } from '@kengesh/records';
import type pg from 'pg';
import request from 'supertest';
import {
  type Held,
  HOSTILE,
  holdSession,
  openSession,
  openVote,
  roll,
} from '../../../../libs/records/src/held-session.suite.js';
import { dateOf, readPrint, readTable, readWorkbook, unzip } from '../../../../test/support/spreadsheets.js';
import { PG_POOL } from '../database/tokens.js';
import { createPostgresStore } from '../event-store/postgres-store.js';
import { convene, type Desk, type DeskPage, sessionInput, startDesk } from '../identity/desk-kit.suite.js';
import type { Identity } from '../identity/identity.js';
import { IdentityService } from '../identity/identity.service.js';
import { JournalService } from '../live/journal.service.js';
import { runProgram } from '../own-process.suite.js';
import { guarded, unguarded } from './csv.js';
import { verify } from './verify.js';

const tablesReports = Object.entries<Report>(reports).flatMap(([name, report]) =>
  report.kind === 'tables' ? [[name, report] as const] : [],
);
const withModel = tablesReports.flatMap(([name, { formats }]) => (formats.includes('json') ? [name] : []));

let desk: Desk;
let secretary: DeskPage;
let council: string;
let held: Held;
beforeAll(async () => {
  desk = await startDesk();
  secretary = await desk.account();
  const convened = await convene(secretary);
  council = convened.council.id;
  held = await holdSession(store(), convened.session.id, council);
});
afterAll(() => desk?.close());

/** As another node would write it: this one learns of it when it is asked. */
const store = () => createPostgresStore(desk.api.app.get<pg.Pool>(PG_POOL, { strict: false }));
async function anotherSession(): Promise<string> {
  return (await secretary.post(`/api/councils/${council}/sessions`, sessionInput()).expect(201)).body.id;
}
/** Chair, deputy, delegates, secretary and observer with these names, and a session. */
async function conveneWith(names: readonly string[]): Promise<{ seats: SeatRow[]; session: string }> {
  const { seats, session } = await convene(secretary);
  // Past the desk, which takes no line breaks in a name: a paper must not rely on that.
  for (const [index, holder] of names.entries())
    await desk.pool.query('update seats set holder = $1 where id = $2', [holder, seats[index]!.id]);
  return { seats, session: session.id };
}
async function token(sessionId: string, as: string, kind: Identity['kind'] = 'participant'): Promise<string> {
  const identities = desk.api.app.get(IdentityService, { strict: false });
  const { rows } = await desk.pool.query('select council_id as id from sessions where id = $1', [sessionId]);
  const opened = await identities.open(
    desk.api.app.get((await import('typeorm')).DataSource, { strict: false }).manager,
    {
      as,
      kind,
      councilId: rows[0].id,
      sessionId,
      accountId: null,
      parentId: null,
      linkId: null,
      userAgent: undefined,
    },
  );
  return opened.token;
}
const binary = (asked: request.Test) =>
  asked.buffer(true).parse((response, done) => {
    const parts: Buffer[] = [];
    response.on('data', part => parts.push(part as Buffer));
    response.on('end', () => done(null, Buffer.concat(parts)));
  });
const file = (name: string, query = 'lang=ru', session = held.session) =>
  binary(secretary.get(`/api/sessions/${session}/exports/${name}?${query}`));
/** Of a table without its companion. */
const text = async (name: string, query = 'lang=ru', session?: string) =>
  ((await file(name, `${query}&about=0`, session).expect(200)).body as Buffer).toString('utf8');

/** RFC 4180, and whether each cell stood in quotes. */
function csv(content: string, delimiter = ';'): { value: string; quoted: boolean }[][] {
  const rows: { value: string; quoted: boolean }[][] = [];
  let row: { value: string; quoted: boolean }[] = [];
  let at = 0;
  while (at < content.length) {
    let value = '';
    const quoted = content[at] === '"';
    if (quoted) {
      for (at += 1; content[at] !== '"' || content[at + 1] === '"'; at += 1) {
        if (content[at] === '"') at += 1;
        value += content[at];
      }
      at += 1;
    } else
      for (; at < content.length && content[at] !== delimiter && content[at] !== '\r'; at += 1) value += content[at];
    row.push({ value, quoted });
    if (content[at] === delimiter) at += 1;
    else {
      expect(content.slice(at, at + 2)).toBe('\r\n');
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

const unescaped = (xml: string) =>
  xml.replace(/&(lt|gt|quot|apos|amp|#(\d+)|#x([0-9a-f]+));/gi, (_, name: string, decimal?: string, hex?: string) =>
    decimal || hex
      ? String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex!, 16))
      : ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }[name.toLowerCase()] ?? ''),
  );
/** Cells of a sheet with their kinds, shared strings looked up. */
function cells(files: Map<string, string>, sheet: number): { ref: string; type: string; value: string }[] {
  const shared = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(([, item]) =>
    unescaped([...item!.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, part]) => part).join('')),
  );
  const xml = files.get(`xl/worksheets/sheet${sheet}.xml`)!;
  return [...xml.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes, inner = '']) => {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes!)?.[1] ?? '';
    const type = attribute('t');
    const raw = /<(?:v|t)[^>]*>(.*?)<\/(?:v|t)>/s.exec(inner)?.[1] ?? '';
    return { ref: attribute('r'), type, value: type === 's' ? (shared[Number(raw)] ?? '?') : unescaped(raw) };
  });
}

describe('Who may have the papers', () => {
  const list = `/exports`;
  const ask = async (bearer: string, session = held.session) =>
    request(desk.url).get(`/api/sessions/${session}${list}`).set('Authorization', `Bearer ${bearer}`);

  test('the bureau of the session and the council’s secretary, in the language asked for', async () => {
    const { body } = await secretary.get(`/api/sessions/${held.session}${list}?lang=en`).expect(200);
    expect(body.map((one: { name: string }) => one.name)).toEqual(reportNames);
    const known = [
      { name: 'attendance', title: 'Attendance', formats: ['csv', 'xlsx'], tables: ['summary', 'intervals'] },
      { name: 'votes', title: 'Votes', formats: ['csv', 'xlsx', 'json'], tables: ['summary', 'register'] },
      {
        name: 'decisions',
        title: 'Decisions and tasks',
        formats: ['csv', 'xlsx', 'json'],
        tables: ['decisions', 'offices', 'tasks'],
      },
      { name: 'record', title: expect.any(String), formats: ['json'], tables: [] },
    ];
    expect(body).toEqual(expect.arrayContaining(known));
    for (const as of ['p1', 'p2', 'sec']) expect((await ask(await token(held.session, as))).status).toBe(200);
    for (const role of ['chair', 'auditor'] as const) {
      const reader = await desk.account(council, role);
      await reader.get(`/api/sessions/${held.session}${list}`).expect(200);
    }
  });

  test('nobody else: a delegate, the hall’s screen, another council, another session, a stranger', async () => {
    for (const [as, kind] of [
      ['p3', 'participant'],
      ['screen', 'screen'],
    ] as const) {
      const answer = await ask(await token(held.session, as, kind));
      expect([answer.status, answer.body.code]).toEqual([403, 'may.bureau_only']);
    }
    const other = await anotherSession();
    expect((await ask(await token(other, 'p1'))).status).toBe(404);
    const stranger = await desk.account();
    await convene(stranger);
    await stranger.get(`/api/sessions/${held.session}${list}`).expect(404);
    await request(desk.url).get(`/api/sessions/${held.session}${list}`).expect(401);
    for (const path of ['/exports/record.json', '/exports/attendance.csv']) {
      const asked = request(desk.url).get(`/api/sessions/${held.session}${path}`);
      await asked.set('Authorization', `Bearer ${await token(held.session, 'p3')}`).expect(403);
    }
  });

  test('PROC-04: of a session that was not held, who had come, why, and the record; it is closed everywhere', async () => {
    const id = await anotherSession();
    let at = Date.parse('2026-03-10T08:00:00.000Z');
    const engine = createEngine({ def: councilSession, store: store(), now: () => new Date(at).toISOString() });
    const ask = async (actor: string, act: object) => {
      const kind = actor === 'desk' ? 'desk' : 'participant';
      const asked = { id: `${actor} ${at}`, actor: { id: actor, kind }, act } as Parameters<typeof engine.submit>[1];
      expect(await engine.submit(id, asked)).toMatchObject({ ok: true });
      at += 1000;
    };
    await ask('desk', { type: 'session.prepare', session: roll(id, council) });
    await ask('sec', { type: 'attendance.checkIn', participant: 'p1' });
    await ask('p2', { type: 'attendance.join', mode: 'remote' });
    at += 31 * 60_000;
    await ask('p1', { type: 'session.notHeld', next: '2026-03-17T14:00' });
    const { body } = await secretary.get(`/api/sessions/${id}/exports?lang=en`).expect(200);
    expect(body.map((one: { name: string }) => one.name)).toEqual(['attendance', 'record']);
    const { about } = readTable((await file('attendance.csv', 'lang=en', id).expect(200)).body as Buffer);
    expect(about.Why).toBe('There is no quorum: 2 of 8 present, 5 required.');
    expect(about['Not held']).toMatch(/^2026-/);
    expect(JSON.parse(await text('record.json', 'lang=en', id)).entries.at(-1)).toMatchObject({
      type: 'session.notHeld',
      data: {
        present: [
          { seat: 's1', mode: 'hall' },
          { seat: 's2', mode: 'remote' },
        ],
      },
    });
    const journal = desk.api.app.get(JournalService, { strict: false });
    expect(await journal.liveSessions()).not.toContain(id);
    const { body: row } = await secretary.get(`/api/sessions/${id}`).expect(200);
    expect(row.phase).toBe('closed');
  });

  test('nothing of a session that was not opened, nor what does not exist', async () => {
    const planned = await anotherSession();
    for (const path of ['exports', 'exports/attendance.csv', 'exports/record.json']) {
      const { body } = await secretary.get(`/api/sessions/${planned}/${path}`).expect(409);
      expect(body.code).toBe('export.not_held');
    }
    for (const name of [
      'minutes.csv',
      'attendance.json',
      'record.csv',
      'attendance.exe',
      'constructor.csv',
      '__proto__.json',
    ]) {
      const { body } = await secretary.get(`/api/sessions/${held.session}/exports/${name}`).expect(404);
      expect(body.code).toBe('export.unknown');
    }
    expect((await file('votes.csv', 'table=nothing').expect(404)).status).toBe(404);
    await secretary.get(`/api/sessions/${held.session}/exports/votes.csv?delimiter=x`).expect(400);
    await secretary.get('/api/sessions/no-uuid/exports').expect(400);
  });
});

describe('CSV', () => {
  test('REC-07: a guarded text is no formula, and one apostrophe taken off restores it', () => {
    const formulas = ['=1+1', '+996 555', '-', '@x', '\t=1', '\r=1', '\0=', '＝1', '＋1', '－1', '＠x', "'=1", "''+1"];
    for (const raw of formulas) {
      expect(guarded(raw)).toBe(`'${raw}`);
      expect(unguarded(guarded(raw))).toBe(raw);
    }
    for (const raw of ['–5 en dash', '"=1"', 'Ңө', "O'zbek", "'quoted'", '', ' =1', '5']) {
      expect(guarded(raw)).toBe(raw);
      expect(unguarded(raw)).toBe(raw);
    }
  });

  test('REC-07, REC-09: hostile names read back whole; numbers stay numbers', async () => {
    const content = await text('attendance.csv');
    expect(content.startsWith('\ufeff')).toBe(true);
    const rows = csv(content.slice(1));
    const [header, ...body] = rows;
    expect(header!.slice(0, 4).map(cell => cell.value)).toEqual([
      '№',
      'Участник',
      'Фамилия, имя, отчество',
      'Делегация',
    ]);
    expect(new Set(rows.map(row => row.length))).toEqual(new Set([header!.length]));
    const names = body.slice(0, 8).map(row => row[1]!);
    for (const { value, quoted } of names) {
      expect(quoted).toBe(true);
      expect(value).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
    }
    expect(names.map(cell => unguarded(cell.value))).toEqual(HOSTILE.slice(0, 8));
    const seconds = header!.findIndex(cell => cell.value === 'Присутствовал, с');
    for (const row of body.slice(0, 8)) {
      expect(row[0]!.quoted).toBe(false);
      expect(row[seconds]!.value).toMatch(/^\d+(\.\d+)?$/);
      expect(row[seconds]!.quoted).toBe(false);
    }
    for (const line of content.split('\r\n').slice(0, -1)) expect(line).not.toContain('\r');
  });

  test('REC-08, REC-22: it names zone, moment, program and both heads, in the language asked for', async () => {
    const handed = (await file('votes.csv', 'lang=en&delimiter=,').expect(200)).body as Buffer;
    const about = new Map(Object.entries(readTable(handed, ',').about));
    expect(about.get('Time zone')).toBe('Asia/Bishkek');
    expect(about.get('Generated')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(.*Z\)$/);
    expect(about.get('Software')).toMatch(/^kengesh \d/);
    const close = held.entries.find(entry => entry.type === 'session.closed')!;
    expect(about.get('Hash of the proceedings')).toBe(close.hash);
    expect(about.get('Proceedings sealed at entry')).toBe(String(close.seq));
    expect(about.get('Hash of the journal when generated')).toBe(held.entries.at(-1)!.hash);
    expect(held.entries.at(-1)!.hash).not.toBe(close.hash);
    expect(about.get('Opened')).toContain('2026-03-10 14:00:');
  });

  test('REC-23: a table comes in a zip with its companion, each a table and nothing else; about=0 gives the table alone', async () => {
    const { headers, body } = await file('votes.csv', 'lang=ru&table=register').expect(200);
    expect(headers['content-type']).toBe('application/zip');
    expect(headers['content-disposition']).toContain('filename="session-1-votes-register.zip"');
    const files = unzip(body as Buffer);
    const names = ['заседание-1-голосования-register.csv', 'заседание-1-голосования-register-about.csv'];
    expect([...files.keys()]).toEqual(names);
    const alone = await text('votes.csv', 'lang=ru&table=register');
    expect(files.get(names[0]!)).toBe(alone);
    for (const content of files.values()) {
      expect(content.startsWith('\ufeff')).toBe(true);
      const rows = csv(content.slice(1));
      expect(new Set(rows.map(row => row.length)).size).toBe(1);
      expect(rows.filter(row => row.every(cell => cell.value === ''))).toEqual([]);
    }
    expect(alone).not.toContain(held.entries.at(-1)!.hash);
    const { rows, about } = readTable(body as Buffer);
    expect(rows).toHaveLength(3 * 9);
    expect(Object.values(about)).toContain(held.entries.at(-1)!.hash);
    await secretary.get(`/api/sessions/${held.session}/exports/votes.csv?about=no`).expect(400);
  });

  test('every table can be had, and no word of it is a bare key', async () => {
    const { state } = await desk.api.app.get(JournalService, { strict: false }).state(held.session);
    for (const [name, report] of tablesReports)
      for (const table of report.tableNames(state))
        for (const lang of ['ru', 'en']) {
          const content = await text(`${name}.csv`, `lang=${lang}&table=${table}`);
          // Nobody was issued a link while this session was under way.
          expect(csv(content.slice(1)).length).toBeGreaterThan(name === 'devices' ? 0 : 1);
          expect(content).not.toMatch(/exports\.|undefined|\[object|…/);
        }
  });

  test('REC-07, REC-21: names come whole, and stay those the session was held with', async () => {
    const names = ['=1+1', '+996 555', '-', '@x', '"=1"', 'Ңө\r\nдва\tтри\u2028четыре', 'Միգրանտ; «ա»'];
    const { seats, session } = await conveneWith(names);
    await secretary.post(`/api/sessions/${session}/prepare`, { command: 'prepare-names' }).expect(200);
    const journal = desk.api.app.get(JournalService, { strict: false });
    const { state } = await journal.state(session);
    const [chair] = state.prepared!.participants;
    for (const { id } of state.prepared!.participants) {
      const act = { type: 'attendance.join', mode: 'remote' };
      await journal.submit(session, { id: `join-${id}`, actor: { id, kind: 'participant' }, act });
    }
    const open = {
      id: 'open-it',
      actor: { id: chair!.id, kind: 'participant' as const },
      act: { type: 'session.open' },
    };
    expect(await journal.submit(session, open)).toMatchObject({ ok: true });
    const shown = async () =>
      csv((await text('attendance.csv', 'lang=en', session)).slice(1))
        .slice(1, 8)
        .map(row => row[2]!.value);
    expect((await shown()).map(unguarded)).toEqual(names);
    for (const value of await shown()) expect(value).not.toMatch(/^[=+\-@]/);
    const sheet = cells(unzip((await file('attendance.xlsx', 'lang=en', session).expect(200)).body as Buffer), 1);
    const inSheet = names.map((_, index) => sheet.find(cell => cell.ref === `C${index + 2}`)!);
    expect(new Set(inSheet.map(cell => cell.type))).toEqual(new Set(['s']));
    // XML reads a carriage return with its line feed as a line feed.
    expect(inSheet.map(cell => cell.value.replace(/\r\n/g, '\n'))).toEqual(
      names.map(name => name.replace(/\r\n/g, '\n')),
    );
    await desk.pool.query(`update seats set holder = 'somebody else' where id = $1`, [seats[0]!.id]);
    expect((await shown()).map(unguarded)).toEqual(names);
    expect(JSON.stringify(await text('record.json', 'lang=en', session))).not.toContain('Միգրանտ');
  });

  test('REC-03: texts that look like formulas are guarded in decisions and tasks too', async () => {
    const decisions = csv((await text('decisions.csv')).slice(1));
    expect(decisions[1]![2]!.value).toBe("'=Утвердить; повестку\nдня");
    const tasks = csv((await text('decisions.csv', 'lang=ru&table=tasks')).slice(1));
    expect(tasks[1]![1]!.value).toBe("'@Подготовить отчёт");
    expect(tasks[1]![3]!.value).toBe('2026-04-01');
  });

  test('the file is named in the reader’s language and in plain letters', async () => {
    const { headers } = await file('attendance.csv', 'lang=ru&table=intervals&about=0').expect(200);
    expect(headers['content-disposition']).toBe(
      `attachment; filename="session-1-attendance-intervals.csv"; filename*=UTF-8''${encodeURIComponent('заседание-1-явка-intervals.csv')}`,
    );
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(headers['cache-control']).toBe('private, no-store');
  });
});

describe('XLSX', () => {
  test('REC-07: names are text cells, whatever they look like; numbers are numbers; the header stands still', async () => {
    const files = unzip((await file('attendance.xlsx').expect(200)).body as Buffer);
    const sheet = cells(files, 1);
    const names = HOSTILE.slice(0, 8).map((_, index) => sheet.find(cell => cell.ref === `B${index + 2}`)!);
    expect(names.map(cell => cell.value)).toEqual(HOSTILE.slice(0, 8));
    expect(new Set(names.map(cell => cell.type))).toEqual(new Set(['s']));
    const numbers = sheet.filter(cell => /^A[2-9]$/.test(cell.ref));
    expect(numbers.map(cell => cell.value)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    for (const cell of numbers) expect(['', 'n']).toContain(cell.type);
    for (const [name, xml] of files) if (name.startsWith('xl/worksheets/sheet')) expect(xml).not.toMatch(/<f[ >]/);
    expect(files.get('xl/worksheets/sheet1.xml')).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
    const titles = [...files.get('xl/workbook.xml')!.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name);
    expect(titles).toEqual(['Явочный лист', 'Промежутки присутствия', 'О документе']);
    expect(cells(files, 3).some(cell => cell.value === held.entries.at(-1)!.hash)).toBe(true);
  });

  test('REC-23: a sheet is printed across, one page wide, its header on every page, rows as tall as their text', async () => {
    for (const [name] of tablesReports)
      for (const sheet of readPrint((await file(`${name}.xlsx`).expect(200)).body as Buffer)) {
        const repeated = `'${sheet.name}'!$1:$1`;
        expect(sheet).toMatchObject({ landscape: true, pagesWide: 1, repeated });
      }
    const bytes = (await file('attendance.xlsx').expect(200)).body as Buffer;
    const heights = readPrint(bytes)[0]!.heights;
    // The sixth name has two lines, and the second is long.
    expect(heights[6]).toBeGreaterThan(Math.min(...heights) * 1.4);
    const xml = unzip(bytes).get('xl/worksheets/sheet1.xml')!;
    expect(xml).toContain('<oddHeader>&amp;L&amp;8 Совет');
    expect(xml).toMatch(/<oddFooter>[^<]*замещено 8, участвовали 7[^<]*Секретарь: __/);
    expect(xml).not.toMatch(/<row [^>]*customHeight/);
  });

  test('REC-23: times are dates in the zone of the session, durations are durations; no ids nor hashes among the facts', async () => {
    const [sheet = [], stays = []] = readWorkbook((await file('attendance.xlsx').expect(200)).body as Buffer);
    const at = (ref: string) => sheet.find(cell => cell.ref === ref)!;
    const places = new Map(sheet.filter(cell => /^[A-Z]1$/.test(cell.ref)).map(cell => [cell.value, cell.ref[0]!]));
    const arrived = held.entries.find(one => one.type === 'attendance.arrived' && one.data.participant === 'p1')!;
    const local = new Date(Date.parse(arrived.at) + 6 * 3_600_000).toISOString().slice(0, 19);
    expect(dateOf(at(`${places.get('Время прихода')}2`))).toBe(local);
    expect(at(`${places.get('Время прихода')}2`).format).toBe('dd.mm.yyyy hh:mm:ss');
    const present = at(`${places.get('Присутствовал, ч:мм:сс')}2`);
    expect([present.format, present.type]).toEqual(['[h]:mm:ss', '']);
    expect(places.has('Подпись')).toBe(true);
    expect(stays.filter(cell => dateOf(cell) !== null).length).toBeGreaterThan(14);
    const [, , tasks = []] = readWorkbook((await file('decisions.xlsx').expect(200)).body as Buffer);
    expect(tasks.map(dateOf)).toContain('2026-04-01T00:00:00');
    const ids = new RegExp(
      [/^(p|s|v|m|d|t)\d+$/, /^[0-9a-f]{64}$/, /^\d{4}-\d\d-\d\dT.*Z$/].map(one => one.source).join('|'),
    );
    for (const [name] of tablesReports) {
      const sheets = readWorkbook((await file(`${name}.xlsx`).expect(200)).body as Buffer);
      for (const facts of sheets.slice(0, -1))
        expect([name, facts.map(cell => cell.value).filter(value => ids.test(value))]).toEqual([name, []]);
      expect(sheets.at(-1)!.map(cell => cell.value)).toContain(held.entries.at(-1)!.hash);
    }
  });

  test('every workbook opens, in both languages', async () => {
    for (const [name] of tablesReports)
      for (const lang of ['ru', 'en']) {
        const files = unzip((await file(`${name}.xlsx`, `lang=${lang}`).expect(200)).body as Buffer);
        const shown = cells(files, 1).map(cell => cell.value);
        expect(shown.length).toBeGreaterThan(name === 'devices' ? 3 : 10);
        expect(shown.join(' ')).not.toMatch(/exports\.|undefined|\[object/);
      }
  });
});

describe('JSON and the record', () => {
  test('REC-01, REC-06: votes with rule, base, need and register; of the secret one no choice by seat', async () => {
    const { format, zone, head, votes } = JSON.parse(await text('votes.json'));
    expect([format, zone, head]).toEqual([
      'kengesh-votes/1',
      'Asia/Bishkek',
      { seq: held.entries.length, hash: held.entries.at(-1)!.hash },
    ]);
    expect(votes.map((vote: { result: { outcome: string } }) => vote.result.outcome)).toEqual([
      'adopted',
      'rejected',
      'elected',
    ]);
    expect(votes[0].result.ballots).toHaveLength(6);
    expect(votes[1].result.ballots).toBeNull();
    const { decisions } = JSON.parse(await text('decisions.json'));
    expect(decisions.decisions[0].text.ru).toBe('=Утвердить; повестку\nдня');
  });

  test('REC-06: the record holds the entries as they are, and of a secret vote no ballot', async () => {
    const record = JSON.parse(await text('record.json'));
    expect(record).toMatchObject({
      format: 'kengesh-record/1',
      session: { id: held.session, number: 1, council: { id: council } },
      head: { seq: held.entries.length, hash: held.entries.at(-1)!.hash },
    });
    expect(record.entries).toEqual(held.entries);
  });

  test('nothing of an open vote leaves: no record meanwhile, no counts in the votes', async () => {
    const id = await anotherSession();
    const open = await openSession(store(), id, council);
    await open.ask('p1', { type: 'agenda.take', item: 'i1' });
    const voting = await openVote(open, { ru: 'Текст' });
    await open.ask('p2', { type: 'voting.cast', voting, seat: 's2', choice: 'no' });
    const { body } = await secretary.get(`/api/sessions/${id}/exports/record.json`).expect(409);
    expect(body.code).toBe('export.voting_open');
    const { votes } = JSON.parse(await text('votes.json', 'lang=en', id));
    expect(votes[0]).toMatchObject({ result: null, closedAt: null });
    expect(JSON.stringify(votes)).not.toContain('"device"');
    await open.ask('p1', { type: 'voting.close', voting });
    expect(JSON.parse(await text('record.json', 'lang=en', id)).entries).toHaveLength((await open.read()).length);
  });
});

describe('REC-22: both heads of a journal', () => {
  const path = (id = held.session) => `/api/sessions/${id}/heads`;
  const ask = (bearer: string, id?: string) => request(desk.url).get(path(id)).set('Authorization', `Bearer ${bearer}`);
  const heads = () => {
    const [close, last] = [held.entries.find(entry => entry.type === 'session.closed')!, held.entries.at(-1)!];
    return { proceedings: { seq: close.seq, hash: close.hash }, present: { seq: last.seq, hash: last.hash } };
  };

  test('are told to everybody of the session and its council, and to nobody else', async () => {
    expect((await secretary.get(path()).expect(200)).body).toEqual(heads());
    expect((await (await desk.account(council, 'chair')).get(path()).expect(200)).body).toEqual(heads());
    for (const [as, kind] of [
      ['p1', 'participant'],
      ['p3', 'participant'],
      ['screen', 'screen'],
    ] as const)
      expect((await ask(await token(held.session, as, kind))).body).toEqual(heads());
    await request(desk.url).get(path()).expect(401);
    expect((await ask(await token(await anotherSession(), 'p1'))).status).toBe(404);
    await (await desk.account()).get(path()).expect(404);
    await secretary.get('/api/sessions/no-uuid/heads').expect(400);
  });

  test('while the session goes on there is the present one alone; of one not held, what says so seals it', async () => {
    const id = await anotherSession();
    const open = await openSession(store(), id, council);
    const last = (await open.read()).at(-1)!;
    const present = { seq: last.seq, hash: last.hash };
    expect((await secretary.get(path(id)).expect(200)).body).toEqual({ proceedings: null, present });
    await open.ask('p1', { type: 'session.close' });
    const { body } = await secretary.get(path(id)).expect(200);
    const closed = (await open.read()).find(entry => entry.type === 'session.closed')!;
    expect(body.proceedings).toEqual({ seq: closed.seq, hash: closed.hash });
  });

  test('stand in every paper that says where it comes from', async () => {
    expect(withModel).toContain('votes');
    for (const name of withModel) {
      const { head, proceedings } = JSON.parse(await text(`${name}.json`));
      expect({ proceedings, present: head }).toEqual(heads());
    }
    for (const [name] of tablesReports) {
      const files = unzip((await file(`${name}.xlsx`).expect(200)).body as Buffer);
      const shown = [...files.keys()].filter(one => one.startsWith('xl/worksheets/sheet')).length;
      const about = cells(files, shown).map(cell => cell.value);
      expect(about).toEqual(expect.arrayContaining([heads().proceedings.hash, heads().present.hash]));
    }
  });
});

describe('verify', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'kengesh-verify-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const written = (name: string, content: string) => {
    const place = path.join(folder, name);
    writeFileSync(place, content);
    return place;
  };

  test('J-05, REC-22: says what it proves with the head, and what without', async () => {
    const place = written('record.json', await text('record.json'));
    const head = held.entries.at(-1)!.hash;
    const alone = verify([place]);
    expect(alone.code).toBe(0);
    expect(alone.text).toContain('CONSISTENT IN ITSELF: compare the head with the one printed in the minutes');
    expect(alone.text).toContain(head);
    expect(alone.text).toContain('2 named, 1 secret');
    const given = verify([place, '--head', head.toUpperCase()]);
    expect(given).toMatchObject({ code: 0, text: expect.stringContaining('INTACT: matches the head hash you gave.') });
    expect(verify([place, '--head', held.entries[4]!.hash]).text).toContain('INTACT up to entry 5');
    // The closing act shows one hash; a correction of attendance follows it.
    const close = held.entries.find(entry => entry.type === 'session.closed')!;
    expect(alone.text).toContain(`Hash of the proceedings, sealed at entry ${close.seq}: ${close.hash}`);
    expect(alone.text).toContain(`Hash of this record at its entry ${held.entries.length}: ${head}`);
    expect(verify([place, '--head', close.hash]).text).toContain(
      `INTACT up to entry ${close.seq}, with which the proceedings are sealed, which matches the hash you gave. Later entries agree only with themselves: 1 correction of attendance.`,
    );
    expect(verify([place, '--head', held.entries[4]!.hash]).text).toContain(
      `Later entries agree only with themselves: ${close.seq - 5} entries of the proceedings, 1 correction of attendance.`,
    );
    expect(verify([place, '--head', close.hash, '--lang', 'ru']).text).toContain(
      `ПОДЛИННО до записи ${close.seq}, которой скреплён ход заседания: она совпадает с указанной вами суммой. Более поздние записи согласованы только между собой: 1 исправление явки.`,
    );
    expect(verify([place, '--lang', 'ru']).text).toContain('НЕПРОТИВОРЕЧИВО');
    const other = verify([place, '--head', 'f'.repeat(64)]);
    expect(other.code).toBe(1);
    expect(other.text).toContain('or the one you gave, does not belong to it');
    // What stands before entry 1 is the head of no record.
    expect(verify([place, '--head', '0'.repeat(64)])).toMatchObject({
      code: 1,
      text: expect.stringContaining('BROKEN'),
    });
  });

  test('J-04: names the first bad entry and why; the program ends with 1', async () => {
    const record = JSON.parse(await text('record.json'));
    record.entries[11].data = { ...record.entries[11].data, participant: 'p9' };
    const place = written('altered.json', JSON.stringify(record));
    expect(verify([place])).toMatchObject({
      code: 1,
      text: expect.stringMatching(/First bad entry: 12\.\n {2}entry 12: its contents do not match its hash/),
    });
    const ran = await runProgram('records/verify.ts', [place, '--lang', 'ru']);
    expect(ran).toMatchObject({ code: 1, stdout: expect.stringContaining('Первая неверная запись: 12.') });
    const good = written('good.json', await text('record.json'));
    expect(await runProgram('records/verify.ts', [good])).toMatchObject({ code: 0, stderr: '' });
    expect(await runProgram('records/verify.ts', [path.join(folder, 'nothing.json')])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('cannot be read'),
    });
  });

  test('REC-01 names the session as the hashed entries do, whatever stands in the head of the file', async () => {
    const record = JSON.parse(await text('record.json'));
    const before = verify(['x.json'], () => JSON.stringify(record));
    expect(before.text).toContain('First session');
    Object.assign(record.session, {
      number: 77,
      title: { en: 'Another session' },
      council: { name: { en: 'Another' } },
    });
    expect(verify(['x.json'], () => JSON.stringify(record)).text.split('\n')[0]).toBe(before.text.split('\n')[0]);
  });

  test('a file that is no record is told where and why, with 2', () => {
    const cases = [
      ['{', 'is not JSON'],
      ['{"entries":[{"data":{"seat":"s1","s\\u0065at":"s2"}}]}', 'names “seat” twice at entries.0.data'],
      ['[]', 'an object was expected'],
      ['{"format":"x"}', 'field format should be'],
      ['{"format":"kengesh-record/1"}', 'field entries should be'],
      ['{"format":"kengesh-record/1","entries":[]}', 'the list entries is empty'],
      ['{"format":"kengesh-record/1","entries":[1]}', 'field head should hold'],
      ['{"format":"kengesh-record/1","entries":[1],"head":{"seq":1,"hash":"x"}}', 'field session should hold'],
    ] as const;
    for (const [content, why] of cases)
      expect(verify(['x.json'], () => content)).toMatchObject({ code: 2, text: expect.stringContaining(why) });
    expect(verify([]).code).toBe(2);
    expect(verify(['a', 'b']).code).toBe(2);
    expect(verify(['a', '--nothing']).code).toBe(2);
    expect(verify(['a', '--head', 'xyz'])).toMatchObject({ code: 2, text: expect.stringContaining('is no hash') });
    const entry = '{"format":"kengesh-record/1","entries":[1],"head":{"seq":1,"hash":"x"},"session":{"id":"s"}}';
    expect(verify(['x.json'], () => entry)).toMatchObject({ code: 1, text: expect.stringContaining('entry 1') });
  });

  test('a forged file drives nobody’s terminal', async () => {
    const one = await holdSession(createMemoryStore({ random: () => 0.5 }), 'session-x');
    const forged = JSON.parse(JSON.stringify(one.entries)) as { type: string; data: Record<string, object> }[];
    const prepared = forged.find(entry => entry.type === 'session.prepared')!;
    prepared.data.session = { id: 'session-x', title: { en: '\u001b[2J\u202egood' } };
    prepared.data.council = { name: 7 };
    const record = {
      format: 'kengesh-record/1',
      session: { id: 'session-x' },
      head: { seq: one.entries.length, hash: one.entries.at(-1)!.hash },
      entries: forged,
    };
    const told = verify(['x.json'], () => JSON.stringify(record));
    expect(told.code).toBe(1);
    expect(told.text).toContain('good');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not be there
    expect(told.text).not.toMatch(/[\u001b\u202e]/);
  });
});
