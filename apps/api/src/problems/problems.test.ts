import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Body, Controller, ForbiddenException, Get, Module, Post, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Response } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { QueryFailedError } from 'typeorm';
import { ProblemFilter } from './problem.filter.js';
import { numberRequests, readBody } from './read-body.js';
import { refused } from './refused-error.js';
import { languageOf } from './wording.js';

@Controller()
class Troubles {
  @Get('refused')
  refused() {
    throw refused('session.no_quorum', { present: 7, need: 8 });
  }
  @Get('forbidden')
  forbidden() {
    throw new ForbiddenException('inner words');
  }
  @Get('foreign')
  foreign() {
    throw refused('auth.origin', { origin: 'https://council.example', host: '127.0.0.1:3000' });
  }
  @Post('broken')
  broken(@Body() _body: unknown) {
    throw new Error('secret of the server');
  }
  @Post('query')
  query() {
    const driver = Object.assign(new Error('deadlock detected'), { detail: 'Key (email)=(clerk@a.example)' });
    throw new QueryFailedError('update seats set holder = $1', ['Somebody by name'], driver);
  }
  @Get('half')
  half(@Res() response: Response) {
    response.write('{"half":');
    throw new Error('too late');
  }
}

@Module({ controllers: [Troubles] })
class TroublesModule {}

const lines: string[] = [];
let app: NestExpressApplication;
let url: string;

beforeAll(async () => {
  const log = pino({ level: 'warn' }, { write: (line: string) => lines.push(line) });
  app = await NestFactory.create<NestExpressApplication>(TroublesModule, { logger: false, bodyParser: false });
  app.use(numberRequests, readBody(1024));
  app.useGlobalFilters(
    new ProblemFilter(
      log,
      () => undefined,
      () => undefined,
    ),
  );
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});
afterAll(() => app?.close());
beforeEach(() => {
  lines.length = 0;
});

describe('errors become problem+json (RFC 9457)', () => {
  test('a refusal keeps code and parameters, and is worded', async () => {
    const { body, headers } = await request(url).get('/refused').set('Accept-Language', 'en').expect(409);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toMatchObject({
      type: 'urn:kengesh:problem:session.no_quorum',
      title: 'Refused',
      status: 409,
      code: 'session.no_quorum',
      params: { present: 7, need: 8 },
      detail: 'There is no quorum: present 7, required 8.',
    });
    expect(lines).toEqual([]);
  });

  test('pages of another address are told of in the log, once in a while, with the setting that is missing', async () => {
    for (let n = 0; n < 3; n++) await request(url).get('/foreign').expect(403);
    expect(lines.map(line => JSON.parse(line))).toEqual([
      expect.objectContaining({
        pageOrigin: 'https://council.example',
        hostHeader: '127.0.0.1:3000',
        msg: expect.stringContaining('PUBLIC_URL'),
      }),
    ]);
  });

  test('what a framework throws is told by its status, not in its words', async () => {
    const { text, body } = await request(url).get('/forbidden').expect(403);
    expect(body.code).toBe('auth.forbidden');
    expect(text).not.toContain('inner words');
  });

  test('what nobody expected is our fault: its number, nothing of how it came; the log has all, under that number', async () => {
    const { body, text, headers } = await request(url)
      .post('/broken')
      .send({ command: 'cmd-12345678', act: 1 })
      .expect(500);
    expect(body).toMatchObject({ status: 500, code: 'fault', command: 'cmd-12345678' });
    expect(body.params.id).toBe(headers['x-request-id']);
    expect(body.detail).toContain(body.params.id);
    expect(text).not.toMatch(/of the server|\.ts:|Error/);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      requestId: body.params.id,
      command: 'cmd-12345678',
      path: '/broken',
      err: { message: 'secret of the server' },
    });
  });

  test('SEC-12 the values of a query that failed are in no log', async () => {
    await request(url).post('/query').expect(500);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      err: { message: 'deadlock detected', query: 'update seats set holder = $1' },
    });
    expect(lines[0]).not.toMatch(/Somebody|clerk/);
  });

  test('a command id that is none is not repeated back', async () => {
    const { body } = await request(url).post('/broken').send({ command: '<script>' }).expect(500);
    expect(body).not.toHaveProperty('command');
  });

  test('half an answer does not look whole', async () => {
    await expect(request(url).get('/half')).rejects.toThrow(/aborted|hang up/);
  });

  test('the limit counts bytes, and JSON that is only a word is none', async () => {
    await request(url)
      .post('/broken')
      .send({ title: 'ы'.repeat(600) })
      .expect(413);
    const { body } = await request(url)
      .post('/broken')
      .set('Content-Type', 'application/json')
      .send('"word"')
      .expect(400);
    expect(body.code).toBe('http.not_json');
  });
});

describe('the language of an answer', () => {
  test.each([
    ['ru', 'ru'],
    ['en-GB,en;q=0.9', 'en'],
    ['ky-KG, en;q=0.3', 'ru'],
    ['de, en;q=0.5, ru;q=0.7', 'ru'],
    ['ru;q=0, en', 'en'],
    ['fr', 'en'],
    ['', 'en'],
    [';;;q=x', 'en'],
    [undefined, 'en'],
  ])('%s → %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
