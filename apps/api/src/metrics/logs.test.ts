import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JsonObject } from '@kengesh/journal';
import { io } from 'socket.io-client';
import { convene, type Desk, startDesk } from '../identity/desk-kit.suite.js';
import { JournalService } from '../live/journal.service.js';
import { logTo } from '../main.js';

const lines: string[] = [];
let desk: Desk;
beforeAll(async () => {
  desk = await startDesk({}, logTo('trace', { write: line => void lines.push(line) }));
});
afterAll(() => desk?.close());

type LoggedAct = { readonly type: string } & JsonObject;

test('the log of a whole session, at its most talkative: commands and sessions, nobody and no secret', async () => {
  const page = await desk.account();
  const { session, seats } = await convene(page);
  await page.post(`/api/sessions/${session.id}/prepare`, { command: 'prepare-1' }).expect(200);
  const { state } = await desk.api.app.get(JournalService).state(session.id);
  const secrets = new Set<string>();
  const open: {
    ask: (act: LoggedAct) => Promise<{ ok: boolean; refused?: string }>;
    close: () => void;
    role: string;
  }[] = [];
  for (const participant of state.prepared!.participants) {
    const { body } = await page.post(`/api/sessions/${session.id}/participants/${participant.id}/link`).expect(201);
    secrets.add(new URL(body.url).hash.slice(1));
    const device = await desk.enter(body.url);
    secrets.add(device.cookie.split('=')[1]!);
    const socket = io(desk.url, {
      auth: { as: device.as },
      extraHeaders: { cookie: device.cookie, origin: desk.url },
      transports: ['websocket'],
      forceNew: true,
    });
    await new Promise<void>((resolve, reject) => socket.on('snapshot', () => resolve()).on('connect_error', reject));
    let asked = 0;
    open.push({
      role: participant.role,
      ask: act => socket.timeout(5000).emitWithAck('ask', { command: `log-${device.as}-${asked++}`, act }),
      close: () => socket.disconnect(),
    });
  }
  const of = (role: string) => open.find(each => each.role === role)!;
  const [chair, secretary] = [of('chair'), of('secretary')];
  const done = async (who: typeof chair, act: LoggedAct) => expect(await who.ask(act)).toMatchObject({ ok: true });
  await done(secretary, { type: 'attendance.checkInAll' });
  for (const each of open) if (each !== secretary) await each.ask({ type: 'attendance.join', mode: 'remote' });
  await done(chair, { type: 'session.open' });
  const motionText = 'Замысел, который не для журнала работы';
  // Refused, malformed, unknown, too long: what goes wrong is what is logged most.
  for (const act of [
    { type: 'no.such' },
    { type: 'motion.submit', item: 'none', text: { ru: motionText }, mover: null },
    { type: 'voting.cast', voting: 'x', seat: 'y', choice: motionText },
  ])
    expect((await open[2]!.ask(act as LoggedAct)).ok).toBe(false);
  await page.post(`/api/sessions/${session.id}/acts`, { name: 'Holder 3' });
  // What fails in the database is logged with its query, and that was given an address.
  await desk.pool.query('alter table accounts rename to away');
  const signIn = { email: 'someone1@desk.example', password: 'correct horse battery staple' };
  await page.post('/api/sign-in', signIn).expect(500);
  await desk.pool.query('alter table away rename to accounts');
  for (const each of open) each.close();
  await desk.api.app.get(JournalService).state(session.id);

  const log = lines.join('');
  const parsed = lines.map(
    line => JSON.parse(line) as { level: number; msg: string; sessionId?: string; command?: string },
  );
  expect(parsed.length).toBeGreaterThan(20);
  // Every act is there, under its session and its command.
  const acts = parsed.filter(each => each.msg === 'an act was answered');
  expect(acts.length).toBeGreaterThan(open.length);
  expect(acts.every(each => each.sessionId === session.id && typeof each.command === 'string')).toBe(true);
  expect(acts.some(each => each.command === `log-${state.prepared!.participants[0]!.id}-0`)).toBe(true);
  expect(parsed.some(each => each.level >= 40)).toBe(true);
  for (const secret of secrets) expect(log).not.toContain(secret);
  for (const word of ['Holder', '@desk.example', 'correct horse', motionText, '127.0.0.1:5'])
    expect(log).not.toContain(word);
  for (const seat of seats) expect(log).not.toContain(String(seat.holder));
});
