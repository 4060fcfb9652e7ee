/**
 * A session with sound and picture for a story: a real LiveKit, the built server, and the sample council holding a session
 * that is open, its rules of video as the story wants them. People come by links, in browsers of their own.
 */
import { randomUUID } from 'node:crypto';
import type { Video } from '@kengesh/domain';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { freeTcp } from '../../apps/launch/src/livekit/server.js';
import { type LiveKit, openLiveKit } from './livekit.js';
import { watchMedia } from './media.js';
import { type Act, call, type Device, enter, newLink } from './member.js';
import { Face, openLink } from './pages.js';
import { testDatabase } from './postgres.js';
import { type Server, startServer } from './server.js';
import { throughRelay, type UdpRelay } from './udp-relay.js';

const COUNCIL = '6b1d0000-c000-4000-8000-000000000001';
const CHAIR = 'Кыргызстан · государственный орган';
const SECRETARY = 'Ответственный секретарь';

export const PHONE = { width: 390, height: 844 };

export interface VideoInstallation {
  readonly video: LiveKit;
  readonly server: Server;
  /** The session. */
  readonly session: string;
  readonly desk: Device;
  readonly chair: Device;
  /** Of everybody on the roll, by label; interpreters by `interpreter 1`, `interpreter 2`; the secretary by `secretary`. */
  id(label: string): string;
  /** A fresh link of this one, confirmed by the chair where that is asked; whoever came by the link before is sent away. */
  link(label: string): Promise<string>;
  screenLink(): Promise<string>;
  /** A request at the desk, which must not be refused. */
  // biome-ignore lint/suspicious/noExplicitAny: an answer is read field by field
  asDesk(method: string, address: string, body?: unknown): Promise<any>;
  /** An act of the chair, which must not be refused. */
  chairs(act: Act): Promise<void>;
  // biome-ignore lint/suspicious/noExplicitAny: what the bureau sees is read field by field
  state(): Promise<any>;
  /** The data of all entries of this type, as the bureau sees them. */
  // biome-ignore lint/suspicious/noExplicitAny: read field by field
  entries(type: string): Promise<any[]>;
  close(): Promise<void>;
}

/** @param rules how the council meets by video. It has two interpreters. */
export async function openVideoInstallation(rules: Video): Promise<VideoInstallation> {
  const port = await freeTcp();
  const [database, video] = await Promise.all([
    testDatabase(),
    openLiveKit(`http://127.0.0.1:${port}/api/video/events`),
  ]);
  const server = await startServer({
    databaseUrl: database.url,
    databaseOwnerUrl: database.ownerUrl,
    sample: 'migration-council',
    port,
    settings: video.settings,
  });
  const desk = await enter(server.links?.desk ?? '');
  const asDesk = async (method: string, address: string, body?: unknown) => {
    const answer = await call(server.url, desk, method, `/api/${address}`, body);
    if (answer.status >= 300) throw new Error(`${method} ${address}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const council = await asDesk('GET', `councils/${COUNCIL}`);
  await asDesk('PATCH', `councils/${COUNCIL}`, { rules: { ...council.rules, video: rules } });
  await asDesk('POST', `councils/${COUNCIL}/seats`, {
    ...{ label: { ru: 'Переводчик · вторая смена' }, role: 'interpreter', votes: false, filled: true },
    ...{ delegation: 'KG', category: 'expert', email: null, language: 'ru', mode: 'hall', holder: null },
  });
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const { id: session } = await asDesk('POST', `councils/${COUNCIL}/sessions`, {
    title: { ru: 'Заседание со звуком и видео', en: 'A session with sound and picture' },
    form: 'hybrid',
    place: { ru: 'г. Бишкек, зал № 2', en: 'Bishkek, hall 2' },
    startsLocal: `${day}T10:00`,
    endsLocal: `${day}T18:00`,
    zone: 'Asia/Bishkek',
  });
  await asDesk('PUT', `sessions/${session}/agenda`, {
    items: [{ title: { ru: 'Единственный вопрос' }, rapporteurSeatId: null }],
  });
  await asDesk('POST', `sessions/${session}/prepare`, { command: randomUUID() });
  const roll: { participant: string; role: string; label: { ru: string } }[] = await asDesk(
    'GET',
    `sessions/${session}/roster`,
  );
  const ids = new Map(roll.map(one => [one.label.ru, one.participant]));
  const interpreters = roll.filter(one => one.role === 'interpreter');
  interpreters.forEach((one, at) => void ids.set(`interpreter ${at + 1}`, one.participant));
  ids.set('secretary', ids.get(SECRETARY) ?? '');
  const id = (label: string) => {
    const found = ids.get(label);
    if (!found) throw new Error(`no participant ${label}`);
    return found;
  };
  const firstLink = async (label: string): Promise<string> =>
    (await asDesk('POST', `sessions/${session}/participants/${id(label)}/link`)).url;
  const asks = async (who: Device, act: Act) => {
    const answer = await call(server.url, who, 'POST', `/api/sessions/${session}/acts`, { command: randomUUID(), act });
    if (answer.status !== 200) throw new Error(`${act.type}: ${JSON.stringify(answer.body)}`);
  };
  const chair = await enter(await firstLink(CHAIR));
  const state = async () => (await call(server.url, chair, 'GET', `/api/sessions/${session}/state`)).body.state;
  const entries = async (type: string) => {
    const { body } = await call(server.url, chair, 'GET', `/api/sessions/${session}/frames?after=1`);
    return body.entries.filter((one: { type: string }) => one.type === type).map((one: { data: object }) => one.data);
  };
  const chairs = (act: Act) => asks(chair, act);
  await asks(await enter(await firstLink('secretary')), { type: 'attendance.checkInAll' });
  await chairs({ type: 'session.open' });
  await chairs({ type: 'agenda.take', item: (await state()).agenda.items[0].id });
  return {
    ...{ video, server, session, desk, chair, id, asDesk, chairs, state, entries },
    link: label => newLink(desk, chair, session, id(label)),
    screenLink: async () => (await asDesk('POST', `sessions/${session}/screen-link`)).url,
    async close() {
      await server.stop();
      await video.close();
      await database.drop();
    },
  };
}

/** A page that takes part in sound and picture, in a context of its own. */
export async function mediaPage(
  browser: Browser,
  size: { readonly width: number; readonly height: number },
  {
    over,
    ...options
  }: { readonly over?: { readonly relay: UdpRelay; readonly udp: number } } & BrowserContextOptions = {},
): Promise<Face> {
  const context = await browser.newContext({
    ...{ locale: 'ru-RU', viewport: size, permissions: ['camera', 'microphone'] },
    ...options,
  });
  context.setDefaultTimeout(15_000);
  if (over) await throughRelay(context, over.udp, over.relay);
  await watchMedia(context);
  return new Face(await context.newPage(), 'ru');
}

/** Opens the link and is present from afar. */
export async function isHere(face: Face, link: string): Promise<void> {
  await openLink(face, link);
  const join = face.button('delegate.join.remote');
  await join
    .or(face.page.getByText(face.words('delegate.join.hereRemote')))
    .first()
    .waitFor();
  if (await join.isVisible()) await join.click();
  await face.says('delegate.join.hereRemote');
}

/** Opens sound and picture as a person does. */
export async function joins(face: Face, way: 'camera' | 'microphone' | 'sound' | 'listen' = 'camera'): Promise<void> {
  await face.press('delegate.video.start');
  await face.page.getByRole('radio', { name: face.words(`video.way.${way}`) }).check();
  await face.named('button', face.words('video.join')).click();
  await face.named('button', face.words('video.stop')).waitFor();
}

/** The hall's computer goes on air, by keyboard. */
export async function hallStarts(hall: Face, link: string): Promise<void> {
  await openLink(hall, link);
  const start = hall.named('button', hall.words('hall.media.start'));
  // The key is heard once the screen is there.
  for (let press = 0; press < 30 && !(await start.isVisible()); press++) {
    await hall.page.keyboard.press('KeyS');
    await hall.page.waitForTimeout(500);
  }
  await start.click();
}
