import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { refusalSentence } from '@kengesh/phrases';
import pg from 'pg';
import { pino } from 'pino';
import request from 'supertest';
import { emptyDatabase, type TestDatabase, testDatabase } from '../../../test/support/postgres.js';
import { readApiEnv } from './config/env.js';
import { checkTimeZones } from './config/time-zone.js';
import { DatabaseError } from './database/database-error.js';
import { hourIn } from './database/installation.queries.js';
import { migrate, migrationNames } from './database/migrate.js';
import { PG_POOL } from './database/tokens.js';
import { accountLink } from './identity/new-account.js';
import { type RunningApi, startApi } from './main.js';

const quiet = pino({ level: 'silent' });
const settings = (database: TestDatabase, more: Record<string, string> = {}) =>
  readApiEnv({ PORT: '0', DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, ...more });

let database: TestDatabase;
let api: RunningApi;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(
    settings(database, { LIVEKIT_URL: 'wss://video.example', LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's' }),
    quiet,
  );
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

describe('health', () => {
  test('it lives and is ready', async () => {
    await request(api.url).get('/health/live').expect(200, { status: 'ok' });
    await request(api.url).get('/health/ready').expect(200, { status: 'ok' });
  });

  test('it is not ready while a migration is missing', async () => {
    const mine = await testDatabase();
    const other = await startApi(settings(mine), quiet);
    const owner = new pg.Client({ connectionString: mine.ownerUrl });
    await owner.connect();
    try {
      await owner.query('delete from migrations');
      const { body } = await request(other.url).get('/health/ready').expect(503);
      expect(body).toMatchObject({
        code: 'server.not_ready',
        params: { reason: 'migrations', missing: migrationNames },
      });
      await request(other.url).get('/health/live').expect(200);
    } finally {
      await owner.end();
      await other.close();
      await mine.drop();
    }
  });
});

test('SEC-06 a proxy that was not named is not believed about whom it speaks for', async () => {
  const other = await startApi(settings(database, { TRUSTED_PROXIES: '192.0.2.1' }), quiet);
  const guess = (from: string) =>
    request(other.url)
      .post('/api/links/exchange')
      .set({ Origin: other.url, 'X-Forwarded-For': from })
      .send({ secret: 'x'.repeat(43) });
  try {
    for (let i = 0; i < 200; i++) await guess(`203.0.113.${i}`).expect(404);
    await guess('198.51.100.1').expect(429);
  } finally {
    await other.close();
  }
});

describe('problems', () => {
  test('what is not there is told as problem+json, numbered, in the language asked for', async () => {
    const answer = await request(api.url)
      .get('/api/nothing')
      .set('Accept-Language', 'ky, ru;q=0.8, en;q=0.5')
      .expect(404);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers['content-language']).toBe('ru');
    expect(answer.body).toEqual({
      type: 'urn:kengesh:problem:http.not_found',
      title: 'Не найдено',
      status: 404,
      code: 'http.not_found',
      params: {},
      detail: refusalSentence('ru', 'http.not_found'),
      instance: `urn:uuid:${answer.headers['x-request-id']}`,
    });
    const english = await request(api.url).get('/api/nothing').set('Accept-Language', 'en-GB').expect(404);
    expect(english.body.detail).toBe(refusalSentence('en', 'http.not_found'));
  });

  test('a body that is no JSON is refused', async () => {
    const answer = await request(api.url)
      .post('/api/x')
      .set('Content-Type', 'application/json')
      .send('{"a":')
      .expect(400);
    expect(answer.body).toMatchObject({ code: 'http.not_json', status: 400 });
    expect(JSON.stringify(answer.body)).not.toMatch(/Unexpected|position/);
  });

  test('a body of a megabyte is refused with the limit', async () => {
    const { body } = await request(api.url)
      .post('/api/x')
      .send({ title: 'a'.repeat(1024 * 1024) })
      .expect(413);
    expect(body).toMatchObject({ code: 'http.too_large', params: { limit: '256 kB' } });
    expect(body.detail).toBe('Too much data: at most 256 kB are allowed.');
  });

  test('a body in an unknown encoding is refused', async () => {
    const answer = await request(api.url)
      .post('/api/x')
      .set('Content-Type', 'application/json; charset=koi8-r')
      .send('{}')
      .expect(415);
    expect(answer.body.code).toBe('http.encoding');
  });

  test('an address that cannot be read is refused', async () => {
    await request(api.url)
      .get('/desk/%E0%A4%A')
      .expect(res => expect(res.status).toBeLessThan(500));
    await request(api.url).get('/assets/..%2f..%2f..%2fpackage.json').expect(404);
    await request(api.url).get('/assets/%2e%2e/%2e%2e/package.json').expect(404);
  });
});

describe('what browsers are told', () => {
  test('only ourselves, sockets and the video server', async () => {
    const { headers } = await request(api.url).get('/health/live');
    const host = new URL(api.url).host;
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).toContain(
      `connect-src 'self' ws://${host} wss://${host} wss://video.example https://video.example;`,
    );
    expect(policy).not.toContain('unsafe');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['strict-transport-security']).toBeUndefined();
  });
});

describe('the API’s own description', () => {
  test('openapi.json names what there is', async () => {
    const { body } = await request(api.url).get('/api/openapi.json').expect(200);
    expect(body.openapi).toMatch(/^3\./);
    expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/health/live', '/health/ready']));
  });

  test('every $ref leads somewhere, and every refusal is a problem', async () => {
    const { body } = await request(api.url).get('/api/openapi.json').expect(200);
    const refs = [...JSON.stringify(body).matchAll(/"\$ref":"([^"]+)"/g)].map(match => match[1] ?? '');
    expect(refs.length).toBeGreaterThan(20);
    for (const ref of new Set(refs)) {
      const found = ref
        .slice(2)
        .split('/')
        .reduce((node, key) => node?.[key], body);
      expect([ref, typeof found]).toEqual([ref, 'object']);
    }
    type Operation = { responses?: Record<string, { content?: Record<string, unknown> }> };
    for (const path of Object.values(body.paths) as Record<string, Operation>[])
      for (const operation of Object.values(path))
        for (const [status, response] of Object.entries(operation.responses ?? {}))
          if (Number(status) >= 400) expect(Object.keys(response.content ?? {})).toContain('application/problem+json');
  });

  test('its page and all it loads come from here', async () => {
    const page = await request(api.url).get('/api/docs').expect(200);
    const loaded = [...page.text.matchAll(/(?:src|href)=["']([^"']+)["']/g)].map(match => match[1] ?? '');
    expect(loaded.length).toBeGreaterThan(3);
    for (const address of loaded) {
      expect(address).not.toMatch(/^(https?:)?\/\//);
      await request(api.url)
        .get(new URL(address, `${api.url}/api/docs`).pathname)
        .expect(200);
    }
  });
});

describe('the database', () => {
  const asApp = async <T>(act: (client: pg.Client) => Promise<T>) => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      return await act(client);
    } finally {
      await client.end();
    }
  };

  test('the application’s role owns nothing and cannot make tables', async () => {
    await asApp(async client => {
      const { rows } = await client.query('select from pg_class where pg_get_userbyid(relowner) = current_user');
      expect(rows).toHaveLength(0);
      await expect(client.query('create table public.mine (a int)')).rejects.toThrow(/permission denied/);
    });
  });

  test.each([
    'update public.journal_entries set type = type',
    'delete from public.journal_entries',
    'truncate public.journal_entries',
  ])('the application may not: %s', async statement => {
    await asApp(client => expect(client.query(statement)).rejects.toThrow(/permission denied/));
  });

  test('TZ-09: this PostgreSQL knows the canaries', async () => {
    const pool = api.app.get<pg.Pool>(PG_POOL);
    expect(await checkTimeZones((at, zone) => hourIn(pool, at, zone), quiet)).toBe(true);
  });

  test('its sessions think in UTC', async () => {
    const { rows } = await api.app.get<pg.Pool>(PG_POOL).query('show timezone');
    expect(rows[0]).toEqual({ TimeZone: 'UTC' });
  });

  test('nodes that start together migrate one after the other, and a second start changes nothing', async () => {
    const empty = await emptyDatabase();
    try {
      const both = await Promise.all([migrate(empty.url, empty.ownerUrl), migrate(empty.url, empty.ownerUrl)]);
      expect(both.flatMap(({ ran }) => ran).sort()).toEqual([...migrationNames].sort());
      expect(await migrate(empty.url, empty.ownerUrl)).toEqual({ ran: [] });
    } finally {
      await empty.drop();
    }
  });

  test('a wrong password and a database that is not there are told in words, without the password', async () => {
    const wrong = new URL(database.url);
    wrong.password = 'hunter2';
    const missing = new URL(database.url);
    missing.pathname = '/nowhere';
    for (const [address, words] of [
      [wrong, /password authentication failed/],
      [missing, /does not exist/],
    ] as const) {
      const error = await migrate(address.href, address.href, 0).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(DatabaseError);
      expect((error as Error).message).toMatch(words);
      expect((error as Error).message).not.toContain('hunter2');
    }
  });

  test('the application’s role alone on an empty database is told which setting is missing', async () => {
    const empty = await emptyDatabase();
    try {
      const error = await migrate(empty.url, empty.url, 0).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(DatabaseError);
      expect((error as Error).message).toMatch(
        /^DATABASE_URL: the role "kengesh_app" lacks a right in the database "empty_\w+" at .*DATABASE_OWNER_URL/,
      );
      await migrate(empty.url, empty.ownerUrl);
      // Once the tables are there one role is enough; and the two in each other's place are told apart.
      expect(await migrate(empty.url, empty.url, 0)).toEqual({ ran: [] });
      await expect(migrate(empty.ownerUrl, empty.url, 0)).rejects.toThrow(
        /^DATABASE_OWNER_URL: the role "kengesh_app" may not make tables .* in each other’s place/,
      );
    } finally {
      await empty.drop();
    }
  });

  test('two roles of two databases are told so before anything is made in either', async () => {
    const [one, other] = await Promise.all([emptyDatabase(), emptyDatabase()]);
    try {
      const error = await migrate(one.url, other.ownerUrl, 0).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(DatabaseError);
      expect((error as Error).message).toMatch(/DATABASE_URL leads to .* and DATABASE_OWNER_URL to .* two databases/);
      for (const { ownerUrl } of [one, other]) {
        const client = new pg.Client({ connectionString: ownerUrl });
        await client.connect();
        const { rowCount } = await client.query(`select from pg_class where relname in ('migrations', 'councils')`);
        await client.end();
        expect(rowCount).toBe(0);
      }
    } finally {
      await one.drop();
      await other.drop();
    }
  });

  test('a database in another encoding, and one that can only be read, are told so', async () => {
    const { admin } = JSON.parse(process.env.KENGESH_TEST_CLUSTER ?? '{}') as { admin: string };
    const client = new pg.Client({ connectionString: admin });
    await client.connect();
    const name = `latin_${process.pid}`;
    const address = Object.assign(new URL(admin), { pathname: `/${name}` }).href;
    try {
      await client.query(
        `create database ${name} template template0 encoding 'LATIN1' locale_provider libc lc_collate 'C' lc_ctype 'C'`,
      );
      await expect(migrate(address, address, 0)).rejects.toThrow(/is encoded in LATIN1/);
    } finally {
      await client.query(`drop database if exists ${name} with (force)`);
    }
    const empty = await emptyDatabase();
    try {
      await client.query(
        `alter database ${new URL(empty.url).pathname.slice(1)} set default_transaction_read_only = on`,
      );
      const error = await migrate(empty.url, empty.ownerUrl, 0).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(DatabaseError);
      expect((error as Error).message).toMatch(/can only be read .* name the primary/);
    } finally {
      await empty.drop();
      await client.end();
    }
  });

  test('a first account before the first start, and of a database that does not answer, are told in words', async () => {
    const empty = await emptyDatabase();
    try {
      const account = (url: string) =>
        accountLink(readApiEnv({ DATABASE_URL: url }), 'clerk@council.example').catch((caught: unknown) => caught);
      const early = await account(empty.url);
      expect(early).toBeInstanceOf(DatabaseError);
      expect((early as Error).message).toMatch(/has no tables of Kengesh yet. Start Kengesh once/);
      const away = await account('postgres://a@127.0.0.1:1/x');
      expect(away).toBeInstanceOf(DatabaseError);
      expect((away as Error).message).toMatch(
        /^DATABASE_URL: the database at 127\.0\.0\.1:1 cannot be used: .*REFUSED/,
      );
    } finally {
      await empty.drop();
    }
  });

  test('a database that does not answer is told in words', async () => {
    await expect(migrate('postgres://a@127.0.0.1:1/x', 'postgres://a@127.0.0.1:1/x', 0)).rejects.toThrow(
      /^DATABASE_URL: the database at 127\.0\.0\.1:1 cannot be used/,
    );
  });
});

test('a port that is taken is told as a fault of PORT', async () => {
  await expect(startApi(settings(database, { PORT: String(api.port) }), quiet)).rejects.toThrow(
    `PORT: ${api.port} on 127.0.0.1 is taken by another program`,
  );
});
