import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { type Desk, startDesk } from './desk-kit.suite.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk?.close());

describe('every request of the whole API', () => {
  test('asks who it is, except where one is let in', async () => {
    const open = [
      'POST /api/sign-in',
      'POST /api/links/exchange',
      'POST /api/password-reset',
      'GET /health/live',
      'GET /health/ready',
    ];
    const { body } = await request(desk.url).get('/api/openapi.json').expect(200);
    const paths = Object.entries(body.paths as Record<string, Record<string, unknown>>);
    const answers: string[] = [];
    for (const [path, methods] of paths)
      for (const method of Object.keys(methods) as ('get' | 'post' | 'put' | 'patch' | 'delete')[]) {
        const name = `${method.toUpperCase()} ${path}`;
        if (open.includes(name)) continue;
        const id = '6b1d0000-5000-4000-8000-000000000001';
        const answer = await request(desk.url)
          [method](path.replaceAll(/\{\w+\}/g, id))
          .send(method === 'get' ? undefined : {});
        if (answer.status !== 401 || answer.type !== 'application/problem+json')
          answers.push(`${name}: ${answer.status}`);
      }
    expect(answers).toEqual([]);
    expect(paths.length).toBeGreaterThan(20);
  });
});
