/** Sheets as a spreadsheet prints them: through LibreOffice, where there is one (REC-23). */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { councilSession } from '@kengesh/domain';
import { createMemoryStore, fold } from '@kengesh/journal';
import {
  attendanceReport,
  attendanceTables,
  decisionsReport,
  decisionsTables,
  headOf,
  peopleOf,
  votesReport,
  votesTables,
} from '@kengesh/records';
import { createKeyedEngine } from '../../../../libs/domain/src/keyed-engine.suite.js';
import { roll } from '../../../../libs/records/src/held-session.suite.js';
import { localTime } from '../calendar/zone.js';
import { localizeTable } from './localized-table.js';
import { xlsxOf } from './xlsx.js';

const OFFICE = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find(existsSync);
/** `SHEETS=folder` keeps the workbooks and what is printed of them, to be looked at. */
const KEPT = process.env.SHEETS;

const STATES = ['KG', 'RU', 'AM', 'KZ', 'UZ', 'TJ', 'BY', 'MD'];
const NAMES = ['Кыргызстан', 'Россия', 'Армения', 'Казахстан', 'Узбекистан', 'Таджикистан', 'Беларусь', 'Молдова'];
const CATEGORIES = ['state', 'ngo', 'expert'] as const;
const SECTORS = ['государственный орган', 'некоммерческая организация', 'независимый эксперт'];

/** A session of 24 seats with votes of several ways, an election, decisions signed and tasks: its three workbooks. */
async function workbooks(): Promise<Readonly<Record<string, Buffer>>> {
  let clock = Date.parse('2026-03-10T08:00:00.000Z');
  const store = createMemoryStore({ random: () => 0.4 });
  const engine = createKeyedEngine({ store, now: () => new Date(clock).toISOString() });
  let commands = 0;
  const ask = async (id: string, act: object) => {
    const answer = await engine.submit('s', {
      id: `command-${++commands}`,
      actor: { id, kind: id === 'desk' || id === 'system' ? id : 'participant' } as never,
      act: act as never,
    });
    if (!answer.ok) throw new Error(JSON.stringify([act, answer.refusal]));
    clock += 7000;
    return answer.seqs[0];
  };
  const base = roll('s');
  const seats = Array.from({ length: 24 }, (_, i) => ({
    id: `6b1d0000-5ea7-4000-8000-0000000000${String(i + 10)}`,
    label: { ru: `${NAMES[i % 8]} · ${SECTORS[Math.floor(i / 8)]}`, en: `Seat ${i}` },
    delegation: STATES[i % 8]!,
    category: CATEGORIES[Math.floor(i / 8)]!,
    filled: true,
  }));
  const participants = seats.map((seat, i) => ({
    id: `p_${i}`,
    role: i === 0 ? 'chair' : i === 1 ? 'deputy' : 'delegate',
    seat: seat.id,
    label: seat.label,
    mode: i % 2 ? 'remote' : 'hall',
    nameHash: null,
  })) as never[];
  await ask('desk', {
    type: 'session.prepare',
    session: {
      ...base,
      council: { id: 'c', name: { ru: 'Межгосударственный общественный совет по миграции' } },
      statutorySeats: 24,
      seats,
      participants: [...participants, base.participants.at(-1)],
    },
  });
  await ask('sec', { type: 'attendance.join', mode: 'hall' });
  for (let i = 0; i < 23; i++)
    if (i % 2) await ask(`p_${i}`, { type: 'attendance.join', mode: 'remote' });
    else await ask('sec', { type: 'attendance.checkIn', participant: `p_${i}` });
  await ask('p_21', { type: 'attendance.leave' });
  await ask('p_0', { type: 'session.open' });
  await ask('p_0', { type: 'agenda.take', item: 'i1' });
  const text = {
    ru: 'Утвердить план работы Совета на 2027 год с учётом замечаний делегаций Республики Армения и Республики Узбекистан; поручить секретариату опубликовать его в десятидневный срок и направить членам Совета.',
  };
  for (const method of ['named', 'secret', 'named'] as const) {
    const motion = `m${await ask('p_0', { type: 'motion.submit', item: 'i1', text, mover: seats[0]!.id })}`;
    const voting = `v${await ask('p_0', { type: 'voting.open', motion, method, majority: 'simple', closesInSeconds: null })}`;
    for (let i = 0; i < 20; i++)
      await ask(`p_${i}`, { type: 'voting.cast', voting, seat: seats[i]!.id, choice: i % 5 ? 'yes' : 'no' });
    await ask('p_0', { type: 'voting.close', voting });
  }
  const election = `v${await ask('p_0', { type: 'voting.openElection', office: { id: 'chair', title: { ru: 'Председатель Совета' } }, method: 'named', candidates: seats.slice(0, 3).map(({ id: seat, label }) => ({ label, seat })), closesInSeconds: null })}`;
  for (let i = 0; i < 20; i++)
    await ask(`p_${i}`, { type: 'voting.cast', voting: election, seat: seats[i]!.id, choice: i % 5 ? 'c1' : 'c2' });
  await ask('p_0', { type: 'voting.close', voting: election });
  {
    const motion = `m${await ask('p_0', { type: 'motion.submit', item: 'i1', text, mover: seats[0]!.id })}`;
    const voting = `v${await ask('p_0', { type: 'voting.openConsensus', motion, by: 'seat', closesInSeconds: null })}`;
    for (let i = 2; i < 6; i++)
      await ask(`p_${i}`, {
        type: 'voting.cast',
        voting,
        seat: seats[i]!.id,
        choice: ['not_interested', 'reserve', 'agree', 'agree'][i - 2],
      });
    await ask('p_0', { type: 'voting.close', voting });
  }
  const state0 = (await engine.state('s')).state;
  for (const d of state0.decisions.slice(0, 2)) {
    await ask('sec', {
      type: 'task.set',
      decision: d.id,
      text: { ru: 'Опубликовать план работы на сайте Совета и доложить на следующем заседании' },
      responsible: seats[1]!.id,
      due: '2027-04-01',
      co: [seats[2]!.id],
      report: 'written',
    });
    for (const one of ['p_0', 'sec']) await ask(one, { type: 'decision.sign', decision: d.id, hash: d.hash });
  }
  clock += 3_600_000;
  await ask('p_0', { type: 'session.close' });
  const entries = await store.read('s', 0);
  const state = fold(councilSession, entries);
  const local = localTime('Asia/Bishkek');
  const reader = { language: 'ru', local };
  const names = new Map(
    participants.map((p: { id: string }, i) => [p.id, { name: `Фамилия${i} Имя Отчество-Длинное` }]),
  );
  const people = peopleOf(state, names);
  const provenance = {
    zone: 'Asia/Bishkek',
    exportedAt: new Date(clock).toISOString(),
    software: 'kengesh 0',
    head: headOf(entries),
  };
  const worded = localizeTable(
    'ru',
    provenance,
    local,
    [],
    'Межгосударственный общественный совет по миграции\nЗаседание № 1, 10.03.2026. Первое заседание',
  );
  return {
    sheet: await xlsxOf(
      worded,
      attendanceTables(attendanceReport(state, entries, provenance.exportedAt), reader, people).slice(0, 1),
    ),
    attendance: await xlsxOf(
      worded,
      attendanceTables(attendanceReport(state, entries, provenance.exportedAt), reader, people),
    ),
    votes: await xlsxOf(worded, votesTables(votesReport(state), reader, people)),
    decisions: await xlsxOf(worded, decisionsTables(decisionsReport(state, entries), reader, people)),
  };
}

(OFFICE ? describe : describe.skip)('REC-23: sheets printed through LibreOffice (skipped where there is none)', () => {
  let folder: string;
  beforeAll(async () => {
    folder = KEPT ?? mkdtempSync(path.join(tmpdir(), 'kengesh-sheets-'));
    const files = await workbooks();
    for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(folder, `${name}.xlsx`), bytes);
    const given = Object.keys(files).map(name => path.join(folder, `${name}.xlsx`));
    const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
    execFileSync(OFFICE ?? '', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...given], {
      timeout: 120_000,
    });
  }, 180_000);
  afterAll(() => {
    if (!KEPT) rmSync(folder, { recursive: true, force: true });
  });
  /** Sizes of the pages of a paper. */
  const pagesOf = (name: string) => {
    const pdf = readFileSync(path.join(folder, `${name}.pdf`)).toString('latin1');
    const boxes = [...pdf.matchAll(/\/Type\s*\/Page\b(?!s)[^>]*?\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/g)];
    return boxes.map(([, width, height]) => ({ width: Number(width), height: Number(height) }));
  };

  test('an attendance sheet of 24 seats is at most two pages; every page lies across', () => {
    const about = 1;
    expect(pagesOf('sheet').length).toBeLessThanOrEqual(2 + about);
    for (const name of ['attendance', 'votes', 'decisions']) {
      expect(pagesOf(name).length).toBeGreaterThan(2);
      for (const { width, height } of pagesOf(name)) expect(width).toBeGreaterThan(height);
    }
  });
});
