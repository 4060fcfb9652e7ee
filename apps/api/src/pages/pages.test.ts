import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { pages } from './pages.js';

let folder: string;
let server: Server;
const script = `console.log('${'kengesh '.repeat(500)}')`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'pages-test-'));
  const dist = path.join(folder, 'dist');
  await mkdir(path.join(dist, 'assets'), { recursive: true });
  await writeFile(path.join(dist, 'index.html'), '<title>desk</title>');
  await writeFile(path.join(dist, 'delegate.html'), '<title>delegate</title>');
  await writeFile(path.join(dist, 'assets', 'main-abc123.js'), script);
  await writeFile(path.join(dist, 'favicon.svg'), '<svg/>');
  await writeFile(path.join(dist, '.secret.json'), '{}');
  await writeFile(path.join(folder, 'outside.json'), '{"outside":true}');
  const app = express();
  app.use(pages(dist));
  server = createServer(app).listen(0, '127.0.0.1');
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

describe('pages', () => {
  test.each(['/', '/desk', '/desk/sessions/1', '/chair/abc', '/hall/abc'])(
    '%s is the desk, chair and hall entry',
    async at => {
      const { text, headers } = await request(server).get(at).expect(200);
      expect(text).toBe('<title>desk</title>');
      expect(headers['cache-control']).toBe('no-cache');
      expect(headers['content-type']).toMatch(/^text\/html; charset=utf-8/i);
    },
  );

  test.each(['/d/abc', '/d/abc/papers', '/j', '/j?x=1'])('%s is the delegate entry', async at => {
    const { text } = await request(server).get(at).expect(200);
    expect(text).toBe('<title>delegate</title>');
  });

  test.each(['/dd', '/joke', '/chair', '/api/x', '/assets/none.js'])('%s is passed on', async at => {
    await request(server).get(at).expect(404);
  });

  test('a hashed asset is kept for ever, packed for whoever takes it', async () => {
    const packed = await request(server).get('/assets/main-abc123.js').set('Accept-Encoding', 'gzip').expect(200);
    expect(packed.headers).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
    expect(Number(packed.headers['content-length'])).toBeLessThan(script.length / 5);
    expect(packed.text ?? packed.body.toString()).toBe(script);
    const plain = await request(server).get('/assets/main-abc123.js').set('Accept-Encoding', 'identity').expect(200);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.headers.vary).toBe('Accept-Encoding');
  });

  test('a page that has not changed is not sent again', async () => {
    const first = await request(server).get('/desk').set('Accept-Encoding', 'gzip').expect(200);
    await request(server)
      .get('/desk')
      .set('Accept-Encoding', 'gzip')
      .set('If-None-Match', String(first.headers.etag))
      .expect(304);
  });

  test.each([
    '/assets/../../outside.json',
    '/%2e%2e/outside.json',
    '/..%2foutside.json',
    '/assets/..%5c..%5coutside.json',
    '/.secret.json',
    '/%E0%A4%A.json',
  ])('%s does not lead out of the folder', async at => {
    const { status, text } = await request(server).get(at).set('Accept-Encoding', 'gzip');
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(text).not.toContain('outside":true');
  });

  test('only reading is served', async () => {
    await request(server).post('/desk').expect(404);
  });

  test('where nothing is built yet, requests pass on', async () => {
    const app = express();
    app.use(pages(path.join(folder, 'never')));
    await request(app).get('/').set('Accept-Encoding', 'gzip').expect(404);
    await request(app).get('/desk').expect(404);
  });
});
