/** The browser the stories play in, with a false camera and microphone, and the accessibility check. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';

interface BrowserProgram {
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
}

const told = process.env.KENGESH_TEST_BROWSER;
const found = told === undefined ? undefined : (JSON.parse(told) as BrowserProgram);

/** False where this machine has no browser (said loudly at the start): `(hasBrowser ? describe : describe.skip)(…)`. */
export const hasBrowser = found !== undefined;

/**
 * @param more further flags of Chromium
 * @param asks whether a page must be allowed camera and microphone; of itself each is
 */
export async function openBrowser(more: readonly string[] = [], asks = false): Promise<Browser> {
  if (!found) throw new Error('There is no browser here; guard the story with `hasBrowser`.');
  return await chromium.launch({
    executablePath: found.program,
    env: { ...process.env, ...found.environment } as Record<string, string>,
    args: [
      '--use-fake-device-for-media-stream',
      ...(asks ? [] : ['--use-fake-ui-for-media-stream']),
      // As root and in most containers the sandbox cannot be set up; only our own pages are opened.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      ...more,
    ],
  });
}

/** Asserts that axe finds nothing on the page as it stands. */
export async function axe(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // In the page itself, which has no frames: otherwise each look opens and closes a page of its own.
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .analyze();
  const findings = violations.map(
    ({ id, help, nodes }) =>
      `${new URL(page.url()).pathname} ${id}: ${help}\n${nodes.map(node => `    ${node.html}\n    ${node.failureSummary}`).join('\n')}`,
  );
  expect(findings).toEqual([]);
}
