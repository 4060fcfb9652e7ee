// The API's document: complete, readable by generators, and kept by what a running server answers.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import request from 'supertest';
import * as z from 'zod';
import {
  ASKED,
  ASKED_LAST,
  IDENTITIES,
  isAskedAt,
  MOMENTS,
  startWorld,
  type World,
} from '../identity/permissions.suite.js';
import { portablePattern } from './document-rules.js';

interface Described {
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema: object }>> }>>;
}

let world: World;
let document: OpenAPIObject;
const operations = new Map<string, Described>();
beforeAll(async () => {
  world = await startWorld();
  document = (await request(world.desk.url).get('/api/openapi.json').expect(200)).body;
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods))
      operations.set(`${method.toUpperCase()} ${path}`, operation as Described);
}, 120_000);
afterAll(() => world?.desk.close());

/** Every schema that stands anywhere in the document and has this key. */
function valuesAt(key: string, node: unknown = document, found: unknown[] = []): readonly unknown[] {
  if (typeof node === 'object' && node !== null)
    for (const [name, value] of Object.entries(node)) {
      if (name === key) found.push(value);
      valuesAt(key, value, found);
    }
  return found;
}

describe('the document', () => {
  test('says of every operation how one is known, and of every answer what it holds', () => {
    const lacking: string[] = [];
    for (const [name, { security, responses }] of operations) {
      if (!security) lacking.push(`${name}: security`);
      for (const [status, { content }] of Object.entries(responses)) {
        const isEmpty = status === '204';
        if (isEmpty === (content !== undefined)) lacking.push(`${name}: ${status}`);
        if (Number(status) >= 400 && !content?.['application/problem+json'])
          lacking.push(`${name}: ${status} no problem`);
      }
      if (!Object.keys(responses).some(status => status.startsWith('2'))) lacking.push(`${name}: nothing good`);
      if (security?.length && !(responses[401] && responses[403])) lacking.push(`${name}: 401 or 403`);
    }
    expect(lacking).toEqual([]);
    expect(operations.size).toBeGreaterThan(55);
  });

  test('lets in unknown only who signs in, shows a link, asks for a new password or for our health', () => {
    const open = [...operations].filter(([, { security }]) => security?.length === 0).map(([name]) => name);
    expect(open.sort()).toEqual([
      'GET /health/live',
      'GET /health/ready',
      'POST /api/links/exchange',
      'POST /api/password-reset',
      'POST /api/sign-in',
    ]);
    expect(document.components?.securitySchemes).toMatchObject({
      bearer: { type: 'http', scheme: 'bearer' },
      handle: { in: 'header', name: 'X-Kengesh-As' },
      cookie: { in: 'cookie' },
    });
    expect(JSON.stringify(document.paths)).not.toContain('X-Kengesh-As');
  });

  test('has only patterns that engines of other languages read', () => {
    const patterns = valuesAt('pattern').filter(value => typeof value === 'string');
    expect(patterns.length).toBeGreaterThan(100);
    expect(patterns.filter(pattern => /\\[pP]\{|\(\?[=!<]/.test(pattern))).toEqual([]);
    for (const pattern of new Set(patterns))
      expect(() => [new RegExp(pattern), new RegExp(pattern, 'u')]).not.toThrow();
    expect(document.components?.schemas?.TextInput).toMatchObject({
      properties: { text: { minLength: 1, pattern: expect.any(String) } },
    });
    expect(portablePattern('^[^\\p{Cc}\\p{Cs}\\u2028]*$')).toBe('^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028]*$');
    expect(portablePattern('^(?=.*\\p{Nd})x$')).toBeUndefined();
    expect(portablePattern('^(?!a)b$')).toBeUndefined();
  });
});

const parsers = new Map<object, z.ZodType>();
/** Null, or how this body is not what the schema says. */
function faultIn(schema: object, body: unknown): string | null {
  let parser = parsers.get(schema);
  if (!parser) {
    const defs = { ...schema, definitions: document.components?.schemas };
    const whole = JSON.parse(JSON.stringify(defs).replaceAll('#/components/schemas/', '#/definitions/'));
    parser = z.fromJSONSchema(whole, { defaultTarget: 'openapi-3.0' });
    parsers.set(schema, parser);
  }
  const read = parser.safeParse(body);
  return read.success ? null : z.prettifyError(read.error).slice(0, 400);
}

/** Null, or how this answer is not what the document says. */
function breachOf({ responses }: Described, { status, type, body }: request.Response): string | null {
  const described = responses[String(status)];
  if (!described) return `${status} ${body?.code ?? ''} is not in the document`;
  if (!described.content) return type === '' ? null : `${status} holds ${type}`;
  const media = described.content[type];
  if (!media) return `${status} is ${type}, not ${Object.keys(described.content).join(', ')}`;
  return type.includes('json') ? faultIn(media.schema, body) : null;
}

describe('what a running server answers', () => {
  test('is what the document says, to everybody, at every moment', async () => {
    const breaches: string[] = [];
    let compared = 0;
    for (const moment of MOMENTS) {
      await world.goOn(moment);
      for (const [name, ask] of Object.entries(ASKED)) {
        if (ASKED_LAST.includes(name) || !isAskedAt(moment, name)) continue;
        for (const identity of [...IDENTITIES].reverse()) {
          const answer = await ask(world.pages[identity], world);
          const breach = breachOf(operations.get(name)!, answer);
          compared++;
          if (breach) breaches.push(`${name} to ${identity} (${moment}): ${breach}`);
        }
        if (name.endsWith('/screen-link')) await world.enterScreen();
      }
    }
    expect(breaches).toEqual([]);
    expect(compared).toBeGreaterThan(1000);
  }, 180_000);

  test('a body that is not what it says would be found', () => {
    const operation = operations.get('GET /api/councils')!;
    const answer = (body: unknown, status = 200) => ({ status, type: 'application/json', body }) as request.Response;
    expect(breachOf(operation, answer([]))).toBeNull();
    expect(breachOf(operation, answer([{ id: 7 }]))).not.toBeNull();
    expect(breachOf(operation, answer({}))).not.toBeNull();
    expect(breachOf(operation, answer([], 418))).toContain('is not in the document');
    expect(breachOf(operation, { ...answer('x'), type: 'text/html' } as request.Response)).toContain('text/html');
  });
});
