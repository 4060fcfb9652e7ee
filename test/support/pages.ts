/** The pages of a story: in which language they speak, what they complain of, whom they call. */
import { expect } from '@jest/globals';
import { type PhraseKey, type PhraseParams, phrase } from '@kengesh/phrases';
import type { BrowserContext, Locator, Page } from 'playwright-core';

type Role = Parameters<Page['getByRole']>[0];

/** A page with the words of its language: controls are found by role and name, as somebody with a screen reader does. */
export class Face {
  constructor(
    readonly page: Page,
    readonly language: 'ru' | 'en',
  ) {}
  words = (key: PhraseKey, params: PhraseParams = {}): string => phrase(this.language, key, params);
  /** By the whole name. */
  named = (role: Role, name: string): Locator => this.page.getByRole(role, { name, exact: true });
  /** By a part of the name: what stands beside it is a key, a number or a sign. */
  about = (role: Role, key: PhraseKey, params: PhraseParams = {}): Locator =>
    this.page.getByRole(role, { name: this.words(key, params) });
  button = (key: PhraseKey, params: PhraseParams = {}): Locator => this.about('button', key, params);
  press = (key: PhraseKey, params: PhraseParams = {}): Promise<void> => this.button(key, params).click();
  sees = (text: string): Promise<void> => this.page.getByText(text).filter({ visible: true }).first().waitFor();
  says = (key: PhraseKey, params: PhraseParams = {}): Promise<void> => this.sees(this.words(key, params));
}

/**
 * A page in a window of its own, sharing the cookies of its context. As tabs of one window all but the front one are drawn
 * once a second, and every press on them takes as long.
 */
export async function openWindow(context: BrowserContext, size: { width: number; height: number }): Promise<Page> {
  const [beside] = context.pages();
  const browser = context.browser();
  if (!beside || !browser) {
    const page = await context.newPage();
    await page.setViewportSize(size);
    return page;
  }
  const line = await context.newCDPSession(beside);
  const { targetInfo } = await line.send('Target.getTargetInfo');
  await line.detach();
  const whole = await browser.newBrowserCDPSession();
  const [page] = await Promise.all([
    context.waitForEvent('page'),
    whole.send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      ...(targetInfo.browserContextId ? { browserContextId: targetInfo.browserContextId } : {}),
    }),
  ]);
  await whole.detach();
  await page.setViewportSize(size);
  return page;
}

/** What a browser says of a server that is not there, or of a network that is not. */
export const NO_SERVER = /ERR_CONNECTION_|ERR_EMPTY_RESPONSE|ERR_INTERNET_DISCONNECTED|WebSocket/;

/** What the pages of a context tell and whom they call, from now on. */
export function watch(context: BrowserContext, own: string) {
  const told: string[] = [];
  const strangers = new Set<string>();
  let awaited: RegExp | null = null;
  const host = new URL(own).host;
  context.on('page', page => {
    page.on('console', message => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      // What the browser says by itself of an answer it was to be given is no complaint of ours.
      if (awaited?.test(message.text())) return;
      told.push(`${message.text()} (${new URL(page.url()).pathname})`);
    });
    page.on('pageerror', error => told.push(`${error.stack ?? error.message}`));
    page.on('request', request => {
      const asked = new URL(request.url());
      if (!['data:', 'blob:'].includes(asked.protocol) && asked.host !== host) strangers.add(asked.host);
    });
    page.on('websocket', socket => {
      const asked = new URL(socket.url());
      if (asked.host !== host) strangers.add(asked.host);
    });
  });
  return {
    /** From now on these complaints of the browser about the network are part of the story; null: none are. */
    expecting(complaints: RegExp | null): void {
      awaited = complaints;
    },
    quiet(): void {
      expect(told).toEqual([]);
      expect([...strangers]).toEqual([]);
    },
  };
}

/** Opens a link as its owner does: reads the page, presses the one button, lands on the own page. */
export async function openLink(face: Face, link: string): Promise<void> {
  await face.page.goto(link);
  await face.press('join.enter');
  await face.page.waitForURL(address => !address.pathname.startsWith('/j'));
}
