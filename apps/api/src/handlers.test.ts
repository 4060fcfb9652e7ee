import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ModulesContainer } from '@nestjs/core';
import request from 'supertest';
import { type Desk, startDesk } from './identity/desk-kit.suite.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk?.close());

/** Nest's numbers of what a parameter is taken from. */
const taken = { 3: 'body', 4: 'query', 5: 'param', 8: 'file', 9: 'files' } as const;
type Argument = { readonly schema?: object; readonly data?: string };

describe('every handler of the whole house', () => {
  test('checks each body, query and parameter by a schema', () => {
    const bare: string[] = [];
    let checked = 0;
    for (const module of desk.api.app.get(ModulesContainer).values())
      for (const { metatype } of module.controllers.values()) {
        if (typeof metatype !== 'function') continue;
        for (const method of Object.getOwnPropertyNames(metatype.prototype)) {
          const found = Reflect.getMetadata('__routeArguments__', metatype, method) as
            | Record<string, Argument>
            | undefined;
          for (const [key, { schema, data }] of Object.entries(found ?? {})) {
            const from = taken[Number(key.split(':')[0]) as keyof typeof taken];
            if (from === undefined) continue;
            checked++;
            if (!schema) bare.push(`${metatype.name}.${method}: ${from} ${data ?? ''}`);
          }
        }
      }
    expect(bare).toEqual([]);
    expect(checked).toBeGreaterThan(40);
  });

  test('asks who it is, except where one is let in', async () => {
    const open = ['POST /api/sign-in', 'POST /api/links/exchange', 'GET /health/live', 'GET /health/ready'];
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
