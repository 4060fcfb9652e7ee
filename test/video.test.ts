/**
 * The hall and the remote are one room: a real LiveKit server and three Chromiums. Two delegates and the hall see and hear
 * each other, measured where sound and picture are decoded; the floor moves and the sound with it; who is muted is silent
 * everywhere, who is removed stays out; an interpreter reaches the listeners of that language; on a narrow line the picture
 * goes and the sound stays; LiveKit is killed and comes back, and no vote waits for either.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { refusalSentence } from '@kengesh/phrases';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { freeTcp } from '../apps/launch/src/livekit/server.js';
import { hasBrowser, openBrowser } from './kit/browser.js';
import { FAIR, type Line, openLine } from './kit/line.js';
import { hasLiveKit, type LiveKit, openLiveKit } from './kit/livekit.js';
import { joinBySignal } from './kit/livekit-line.js';
import { MEDIA_FLAGS, names, type Received, receives, sounds, watchMedia } from './kit/media.js';
import { type Act, call, type Device, enter } from './kit/member.js';
import { Face, openLink } from './kit/pages.js';
import { type TestDatabase, testDatabase } from './kit/postgres.js';
import { type Server, startServer } from './kit/server.js';
import { CLEAR, CUT, openUdpRelay, throughRelay, type UdpRelay } from './kit/udp-relay.js';

const COUNCIL = '6b1d0000-c000-4000-8000-000000000001';
const CHAIR = 'Кыргызстан · государственный орган';
const SECRETARY = 'Ответственный секретарь';
const [FIRST, SECOND] = ['Армения · НПО', 'Россия · эксперт'] as const;
const INTERPRETER = 'interpreter';
const HALL = 'hall';

(hasBrowser && hasLiveKit ? describe : describe.skip)('sound and picture of a session', () => {
  let database: TestDatabase;
  let video: LiveKit;
  let server: Server;
  /** The second delegate's network in the end: to the council's server, and to LiveKit's media. */
  let line: Line | undefined;
  let relay: UdpRelay | undefined;
  const browsers: Browser[] = [];
  let desk: Device;
  let chair: Device;
  let session = '';
  const links = new Map<string, string>();
  const ids = new Map<string, string>();
  let first: Face;
  let second: Face;
  let hall: Face;
  let interpreter: Face;
  /** The last ticket of the first delegate's page. */
  let ticket = '';

  beforeAll(async () => {
    const port = await freeTcp();
    [database, video] = await Promise.all([testDatabase(), openLiveKit(`http://127.0.0.1:${port}/api/video/events`)]);
    [server] = await Promise.all([
      startServer({
        databaseUrl: database.url,
        databaseOwnerUrl: database.ownerUrl,
        sample: 'migration-council',
        port,
        settings: video.settings,
      }),
      ...[0, 1, 2].map(async () => browsers.push(await openBrowser(MEDIA_FLAGS))),
    ]);
    desk = await enter(server.links?.desk ?? '');
    await prepare();
    first = await page(browsers[0], { width: 390, height: 844 });
    second = await page(browsers[1], { width: 390, height: 844 });
    hall = await page(browsers[2], { width: 1280, height: 720 });
    interpreter = await page(browsers[2], { width: 1280, height: 720 });
    first.page.on('response', async response => {
      if (response.url().endsWith('/video-token') && response.ok()) ticket = (await response.json()).token;
    });
  }, 90_000);
  afterAll(async () => {
    await Promise.all(browsers.map(browser => browser.close()));
    await Promise.all([line?.close(), relay?.close()]);
    await server?.stop();
    await video?.close();
    await database?.drop();
  });

  async function page(browser: Browser | undefined, size: { width: number; height: number }, over?: UdpRelay) {
    const context: BrowserContext = await browser!.newContext({
      locale: 'ru-RU',
      viewport: size,
      permissions: ['camera', 'microphone'],
    });
    context.setDefaultTimeout(15_000);
    if (over) await throughRelay(context, video.ports.udp, over);
    await watchMedia(context);
    return new Face(await context.newPage(), 'ru');
  }
  async function asDesk(method: string, address: string, body?: unknown) {
    const answer = await call(server.url, desk, method, `/api/${address}`, body);
    if (answer.status >= 300) throw new Error(`${method} ${address}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
  async function asks(who: Device, act: Act) {
    const answer = await call(server.url, who, 'POST', `/api/sessions/${session}/acts`, { command: randomUUID(), act });
    if (answer.status !== 200) throw new Error(`${act.type}: ${JSON.stringify(answer.body)}`);
  }
  const chairs = (act: Act) => asks(chair, act);
  const state = async () => (await call(server.url, chair, 'GET', `/api/sessions/${session}/state`)).body.state;
  const id = (label: string) => ids.get(label) ?? `no participant ${label}`;

  /** A session of a council that interprets into two languages, everybody of the hall in it. */
  async function prepare(): Promise<void> {
    const { rules } = await asDesk('GET', `councils/${COUNCIL}`);
    await asDesk('PATCH', `councils/${COUNCIL}`, { rules: { ...rules, video: { languages: ['ru', 'en'] } } });
    const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const made = await asDesk('POST', `councils/${COUNCIL}/sessions`, {
      title: { ru: 'Заседание со звуком и видео', en: 'A session with sound and picture' },
      form: 'hybrid',
      place: { ru: 'г. Бишкек, зал № 2', en: 'Bishkek, hall 2' },
      startsLocal: `${day}T10:00`,
      endsLocal: `${day}T18:00`,
      zone: 'Asia/Bishkek',
    });
    session = made.id;
    await asDesk('PUT', `sessions/${session}/agenda`, {
      items: [{ title: { ru: 'Единственный вопрос' }, rapporteurSeatId: null }],
    });
    await asDesk('POST', `sessions/${session}/prepare`, { command: randomUUID() });
    const link = async (label: string, participant: string) => {
      ids.set(label, participant);
      links.set(label, (await asDesk('POST', `sessions/${session}/participants/${participant}/link`)).url);
    };
    const roll: { participant: string; role: string; label: { ru: string } }[] = await asDesk(
      'GET',
      `sessions/${session}/roster`,
    );
    for (const one of roll.filter(({ label }) => [CHAIR, SECRETARY, FIRST, SECOND].includes(label.ru)))
      await link(one.label.ru, one.participant);
    await link(INTERPRETER, roll.find(one => one.role === 'interpreter')?.participant ?? '');
    links.set(HALL, (await asDesk('POST', `sessions/${session}/screen-link`)).url);
    chair = await enter(links.get(CHAIR) ?? '');
    const clerk = await enter(links.get(SECRETARY) ?? '');
    await asks(clerk, { type: 'attendance.checkInAll' });
    await chairs({ type: 'session.open' });
    await chairs({ type: 'agenda.take', item: (await state()).agenda.items[0].id });
  }
  const give = (label: string) => chairs({ type: 'floor.give', participant: id(label), seconds: null });

  /** An election is opened, this page's ballot is acknowledged on it, and counted. */
  async function electedBy(face: Face): Promise<void> {
    const candidate = 'Единственный кандидат';
    await chairs({
      type: 'voting.openElection',
      office: { id: `o-${randomUUID()}`, title: { ru: 'Докладчик' } },
      candidates: [{ label: { ru: candidate }, seat: null }],
      method: 'named',
      closesInSeconds: null,
    });
    const ballot = face.page.getByRole('dialog');
    await ballot.getByRole('radio', { name: candidate }).check();
    await ballot.getByRole('button', { name: face.words('delegate.ballot.confirm', { choice: candidate }) }).click();
    await face.about('heading', 'delegate.ballot.recordedHeading').waitFor();
    const voting = Object.keys((await state()).votings).at(-1) ?? '';
    await chairs({ type: 'voting.close', voting });
    expect((await state()).votings[voting].result.counts.c1).toBe(1);
  }

  /** Opens sound and picture as a person does, with camera and microphone. */
  async function joins(face: Face): Promise<void> {
    await face.press('delegate.video.start');
    await face.page.getByRole('radio', { name: face.words('video.way.camera') }).check();
    await face.named('button', face.words('video.join')).click();
    await face.named('button', face.words('video.stop')).waitFor();
  }
  async function isHere(face: Face, link: string): Promise<void> {
    await openLink(face, link);
    const join = face.button('delegate.join.remote');
    await join
      .or(face.page.getByText(face.words('delegate.join.hereRemote')))
      .first()
      .waitFor();
    if (await join.isVisible()) await join.click();
    await face.says('delegate.join.hereRemote');
  }

  /** Looks again and again until exactly these are heard and at least these are seen; tells what was received when it never came so. */
  async function until(
    page: Page,
    heard: readonly string[],
    seen: readonly string[] = [],
    patience = 12_000,
  ): Promise<Received> {
    let last: Received = { heard: {}, seen: {} };
    for (const end = Date.now() + patience; Date.now() < end; ) {
      last = await receives(page);
      const now = names(last);
      if (now.heard.join() === [...heard].sort().join() && seen.every(one => now.seen.includes(one))) return last;
    }
    throw new Error(`waited for ${JSON.stringify({ heard, seen })}, received ${JSON.stringify(last)}`);
  }
  const all = (...looks: Promise<Received>[]) => Promise.all(looks);

  let broken = false;
  const chapter = (title: string, play: () => Promise<void>, patience = 60_000) =>
    test(
      title,
      async () => {
        if (broken) throw new Error('an earlier chapter failed');
        broken = true;
        await play();
        broken = false;
      },
      patience,
    );

  chapter('the hall goes on air, two delegates join: they see and hear the hall', async () => {
    await Promise.all([
      isHere(first, links.get(FIRST) ?? ''),
      isHere(second, links.get(SECOND) ?? ''),
      openLink(hall, links.get(HALL) ?? ''),
    ]);
    // The key is heard once the screen is there.
    const start = hall.named('button', hall.words('hall.media.start'));
    for (let press = 0; press < 30 && !(await start.isVisible()); press++) {
      await hall.page.keyboard.press('KeyS');
      await hall.page.waitForTimeout(500);
    }
    await start.click();
    await joins(first);
    await joins(second);
    await all(until(first.page, [HALL], [HALL]), until(second.page, [HALL], [HALL]));
    expect(names(await receives(hall.page)).heard).toEqual([]);
  });

  chapter(
    'the floor is given and moves: its holder is seen and heard in the hall and afar, and nobody else',
    async () => {
      await give(FIRST);
      await all(
        until(hall.page, [id(FIRST)], [id(FIRST)]),
        until(second.page, [HALL, id(FIRST)], [id(FIRST)]),
        until(first.page, [HALL]),
      );
      await give(SECOND);
      await all(
        until(hall.page, [id(SECOND)], [id(SECOND)]),
        until(first.page, [HALL, id(SECOND)], [id(SECOND)]),
        until(second.page, [HALL]),
      );
    },
  );

  chapter('who is muted is silent on every other page, the hall too', async () => {
    await chairs({ type: 'video.mute', participant: id(SECOND) });
    await all(until(hall.page, []), until(first.page, [HALL]));
    await chairs({ type: 'video.mute', participant: HALL });
    await until(first.page, []);
    await chairs({ type: 'video.unmute', participant: HALL });
    await chairs({ type: 'video.unmute', participant: id(SECOND) });
    await all(until(hall.page, [id(SECOND)]), until(first.page, [HALL, id(SECOND)]));
  });

  chapter('an interpreter reaches the listeners of that language, and no other', async () => {
    await openLink(interpreter, links.get(INTERPRETER) ?? '');
    await interpreter.press('delegate.video.start');
    await interpreter.page.getByRole('radio', { name: interpreter.words('video.way.microphone') }).check();
    await interpreter.named('button', interpreter.words('video.join')).click();
    await interpreter.button('interpretation.takeOne', { language: 'English' }).click();
    await interpreter.named('button', interpreter.words('video.unmute')).click();
    await interpreter.says('interpretation.onAir', { language: 'English' });
    await second.page.getByRole('radio', { name: 'English' }).check();
    await give(FIRST);
    // The language is heard beside its floor by whoever chose it; the others receive nothing of it at all.
    await all(
      until(second.page, [HALL, id(FIRST), 'en'], [id(FIRST)]),
      until(first.page, [HALL]),
      until(hall.page, [id(FIRST)]),
    );
    await first.page.getByRole('radio', { name: 'English' }).check();
    await until(first.page, [HALL, 'en']);
    await first.page.getByRole('radio', { name: first.words('interpretation.floor') }).check();
    await second.page.getByRole('radio', { name: second.words('interpretation.floor') }).check();
    await all(until(first.page, [HALL]), until(second.page, [HALL, id(FIRST)]));
    const { interpretation } = await state();
    expect(interpretation.channels.en).toMatchObject({ participant: id(INTERPRETER), source: 'floor' });
    await interpreter.page.close();
  });

  chapter(
    'LiveKit is killed and started again: a vote is held meanwhile, sound and picture come back',
    async () => {
      await video.kill();
      await electedBy(second);
      const at = Date.now();
      await video.start();
      await all(
        until(hall.page, [id(FIRST)], [id(FIRST)], 40_000),
        until(second.page, [HALL, id(FIRST)], [id(FIRST)], 40_000),
      );
      console.log(
        `after LiveKit was killed everybody was heard and seen again within ${Date.now() - at} ms of its start`,
      );
    },
    90_000,
  );

  chapter('who is removed is silent at once, is told why, and an old ticket opens nothing', async () => {
    const old = ticket;
    await chairs({ type: 'video.remove', participant: id(FIRST), reason: 'disorder' });
    await all(until(hall.page, []), until(second.page, [HALL]));
    await first.sees(refusalSentence('ru', 'video.removed'));
    expect(await receives(first.page)).toEqual({ heard: {}, seen: {} });
    const back = joinBySignal(video.url, old);
    await back.joined.catch(() => undefined);
    const since = Date.now();
    await back.out;
    expect(Date.now() - since).toBeLessThan(2000);
    await chairs({ type: 'video.readmit', participant: id(FIRST) });
    await first.named('button', first.words('video.again')).click();
    await until(first.page, [HALL], [HALL]);
  });

  chapter('what LiveKit told of them is there for the bureau', async () => {
    const { evidence, now } = (await call(server.url, chair, 'GET', `/api/sessions/${session}/video`)).body;
    const told = new Set(
      evidence.map((one: { participant: string; what: string; source: string | null }) =>
        [one.participant, one.what, one.source].join(' '),
      ),
    );
    for (const line of [
      `${id(FIRST)} joined `,
      `${id(FIRST)} left `,
      `${id(FIRST)} published microphone`,
      'hall published camera',
    ])
      expect(told).toContain(line);
    expect(now.find((one: { participant: string }) => one.participant === HALL)).toMatchObject({
      connected: true,
      hears: true,
      microphone: 'on',
      camera: 'on',
    });
  });

  chapter('from the press to the first picture of the hall', async () => {
    const times: number[] = [];
    for (const end = Date.now() + 25_000; times.length < 10 && Date.now() < end; ) {
      await first.named('button', first.words('video.stop')).click();
      await first.press('delegate.video.start');
      const join = first.named('button', first.words('video.join'));
      await join.waitFor();
      const since = Date.now();
      await join.click();
      await first.page.waitForFunction(() =>
        [...document.querySelectorAll<HTMLVideoElement>('[data-from=hall] video')].some(
          one => one.videoWidth > 0 && one.currentTime > 0,
        ),
      );
      times.push(Date.now() - since);
    }
    const sorted = [...times].sort((a, b) => a - b);
    console.log(`press to first picture: median ${sorted[Math.floor(sorted.length / 2)]} ms of ${sorted.join(', ')}`);
    expect(times.length).toBeGreaterThan(2);
  });

  chapter(
    'a narrow line that loses every tenth packet: the pictures go, the sound stays, a ballot is acknowledged',
    async () => {
      line = await openLine();
      relay = await openUdpRelay(video.ports.udp, 20_261_126);
      line.to(server.port);
      await browsers[1]?.close();
      browsers[1] = await openBrowser([
        ...MEDIA_FLAGS,
        `--host-resolver-rules=MAP 127.0.0.1:${server.port} 127.0.0.1:${line.port}`,
      ]);
      const again = await asDesk('POST', `sessions/${session}/participants/${id(SECOND)}/link`);
      second = await page(browsers[1], { width: 390, height: 844 }, relay);
      await isHere(second, again.url);
      await joins(second);
      await give(FIRST);
      await until(second.page, [HALL, id(FIRST)], [HALL, id(FIRST)]);
      // All of its media goes this way.
      expect(relay.told.carried).toBeGreaterThan(100);
      const narrow = { loss: 0.1, delay: 40, rate: 100_000 / 8 };
      const at = Date.now();
      relay.weather(narrow);
      line.weather(narrow);
      await second.page.getByText(second.words('video.step.sound')).waitFor({ timeout: 45_000 });
      const shed = Date.now() - at;
      expect((await until(second.page, [HALL, id(FIRST)])).seen).toEqual({});
      const sound = await sounds(second.page, 5000);
      for (const from of [HALL, id(FIRST)]) {
        expect(sound[from]?.packets).toBeGreaterThan(0);
        // Of a line that is cut more than eight tenths are made up.
        expect(sound[from]?.concealed).toBeLessThan(0.7);
      }
      const pressed = Date.now();
      await electedBy(second);
      const acknowledged = Date.now() - pressed;
      await second.page.getByText(second.words('video.step.sound')).waitFor();
      // Nothing comes by another way: where the relay carries nothing, nothing is heard.
      relay.weather(CUT);
      await second.page.waitForTimeout(500);
      const none = await sounds(second.page, 1500);
      relay.weather(CLEAR);
      line.weather(FAIR);
      for (const { packets } of Object.values(none)) expect(packets).toBe(0);
      const lifted = Date.now();
      await until(second.page, [HALL, id(FIRST)], [id(FIRST)], 60_000);
      console.log(
        `100 kbit/s, 10 % lost: sound alone after ${shed} ms, ${JSON.stringify(sound)}, a ballot in ${acknowledged} ms; cut: ${JSON.stringify(none)}; the picture back ${Date.now() - lifted} ms after it was lifted`,
      );
    },
    150_000,
  );
});
