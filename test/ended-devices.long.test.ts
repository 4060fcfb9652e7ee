/**
 * Gone means gone, in video too: a real LiveKit, and browsers that do not go when they are sent away. How long media still comes
 * to them after their device was ended, and on each return with a ticket as LiveKit refreshes them, is measured in packets.
 */
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { hasBrowser, openBrowser } from './support/browser.js';
import { chapters } from './support/chapters.js';
import { type DeafPage, deafPage, LOOK } from './support/deaf-page.js';
import { hasLiveKit } from './support/livekit.js';
import { MEDIA_FLAGS, until } from './support/media.js';
import { openLink } from './support/pages.js';
import {
  hallStarts,
  isHere,
  joins,
  openVideoInstallation,
  PHONE,
  type VideoInstallation,
} from './support/video-installation.js';

const [DELEGATE, LISTENER, OBSERVER, INTERPRETER] = [
  'Армения · НПО',
  'Россия · эксперт',
  'Наблюдатель · Таджикистан',
  'interpreter 1',
] as const;
const HALL = 'hall';
const RETURNING = 9000;

/** From the first packet to the last of those that came in between, in milliseconds. */
function received(at: readonly number[], from: number, to: number): number {
  const within = at.filter(moment => moment > from && moment <= to);
  return within.length === 0 ? 0 : within.at(-1)! - within[0]! + LOOK;
}

(hasBrowser && hasLiveKit ? describe : describe.skip)('whose device was ended while in the video room', () => {
  let installation: VideoInstallation;
  const browsers: Browser[] = [];
  let delegate: DeafPage;
  let listener: DeafPage;
  let observer: DeafPage;
  let interpreter: DeafPage;
  let hall: DeafPage;

  beforeAll(async () => {
    [installation] = await Promise.all([
      openVideoInstallation({ languages: ['ru', 'en'] }),
      ...[0, 1].map(async () => browsers.push(await openBrowser(MEDIA_FLAGS))),
    ]);
    const { video } = installation;
    delegate = await deafPage(browsers[0]!, PHONE, video);
    observer = await deafPage(browsers[0]!, PHONE, video);
    listener = await deafPage(browsers[1]!, PHONE, video);
    interpreter = await deafPage(browsers[1]!, { width: 1280, height: 720 }, video);
    hall = await deafPage(browsers[1]!, { width: 1280, height: 720 }, video);
  }, 90_000);
  afterAll(async () => {
    await Promise.all(browsers.map(browser => browser.close()));
    await installation?.close();
  });
  const id = (label: string) => installation.id(label);
  const give = (label: string) => installation.chairs({ type: 'floor.give', participant: id(label), seconds: null });
  const end = (label: string) =>
    installation.asDesk('DELETE', `sessions/${installation.session}/participants/${id(label)}/link`, {
      reason: 'lost',
    });

  /** Ends them by `act`; for how long each still received then, and on the returns that follow. */
  async function gone(who: readonly [string, DeafPage][], act: () => Promise<unknown>): Promise<void> {
    for (const [, page] of who) await page.turnDeaf();
    const asked = Date.now();
    await act();
    const ended = Date.now();
    await new Promise(resolve => setTimeout(resolve, RETURNING));
    for (const [name, { returns, received: looks }] of who) {
      const at = await looks();
      const ends = [...returns, Number.POSITIVE_INFINITY];
      const still = Math.max(0, (at.filter(moment => moment <= ends[0]!).at(-1) ?? 0) - ended);
      const again = returns.map((from, index) => received(at, from, ends[index + 1]!));
      console.log(
        `${name}: received for ${still} ms after the answer, which took ${ended - asked} ms; on its returns for ${again.join(', ')} ms`,
      );
      expect(received(at, asked - 2000, asked)).toBeGreaterThan(0);
      expect(still).toBeLessThanOrEqual(2000);
      expect(again.length).toBeGreaterThan(0);
      for (const length of again) expect(length).toBeLessThanOrEqual(1000);
    }
  }

  const chapter = chapters(90_000);

  chapter('the hall is on air, a delegate speaks, an observer and an interpreter listen', async () => {
    await hallStarts(hall.face, await installation.screenLink());
    await isHere(delegate.face, await installation.link(DELEGATE));
    await isHere(listener.face, await installation.link(LISTENER));
    await openLink(observer.face, await installation.link(OBSERVER));
    await openLink(interpreter.face, await installation.link(INTERPRETER));
    await joins(delegate.face, 'microphone');
    await joins(listener.face, 'microphone');
    await joins(observer.face, 'listen');
    await joins(interpreter.face, 'microphone');
    await give(DELEGATE);
    await until(listener.face.page, [HALL, id(DELEGATE)]);
    await until(observer.face.page, [HALL, id(DELEGATE)]);
  });

  chapter(
    'SEC-08: observer and interpreter receive nothing two seconds later, and for a second at most on each return',
    () =>
      gone(
        [
          ['observer', observer],
          ['interpreter', interpreter],
        ],
        () => Promise.all([end(OBSERVER), end(INTERPRETER)]),
      ),
  );

  chapter('SEC-08: a delegate who speaks receives nothing, and is heard by nobody', async () => {
    await gone([['delegate', delegate]], () => end(DELEGATE));
    await until(listener.face.page, [HALL]);
  });

  chapter('SEC-08: a screen of the hall that was replaced receives nothing, and is heard by nobody', async () => {
    await give(LISTENER);
    await until(hall.face.page, [id(LISTENER)]);
    await gone([['hall', hall]], () => installation.screenLink());
    await until(listener.face.page, []);
  });
});
