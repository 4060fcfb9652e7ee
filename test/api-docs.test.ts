/** The page for programmers works in a real browser under our own policy, and asks nothing of any third host. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { hasBrowser, openBrowser } from './support/browser.js';
import { type TestDatabase, testDatabase } from './support/postgres.js';
import { type Server, startServer } from './support/server.js';

(hasBrowser ? describe : describe.skip)('/api/docs', () => {
  let database: TestDatabase;
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    database = await testDatabase();
    server = await startServer({ databaseUrl: database.url, databaseOwnerUrl: database.ownerUrl });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await database?.drop();
  });

  test('shows the operations, breaks no rule of the policy, calls nobody else', async () => {
    const page = await browser.newPage();
    const told: string[] = [];
    const hosts = new Set<string>();
    page.on('console', message => {
      if (message.type() === 'error') told.push(message.text());
    });
    page.on('pageerror', error => told.push(error.message));
    page.on('request', request => {
      const { host, protocol } = new URL(request.url());
      if (protocol !== 'data:' && protocol !== 'blob:') hosts.add(host);
    });
    await page.goto(`${server.url}/api/docs`);
    const ready = page.getByText('/health/ready', { exact: false }).first();
    await ready.waitFor({ state: 'visible' });
    const box = await ready.boundingBox();
    expect(box?.height).toBeGreaterThan(5);
    await ready.click();
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByRole('button', { name: 'Execute', exact: true }).click();
    await page.locator('.live-responses-table').getByText('"ok"').first().waitFor();
    expect(told).toEqual([]);
    expect([...hosts]).toEqual([new URL(server.url).host]);
  });
});
