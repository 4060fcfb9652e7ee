import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isLoopback, linkOrigin, loadEnvFile, readApiEnv, readEnv, SettingsError, settingNames } from './env.js';
import { limitSettings, limitsOf } from './limits.js';

function faultsOf(source: Record<string, string>, read: (from: Record<string, string>) => unknown = readEnv) {
  try {
    read(source);
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  throw new Error('the settings were accepted');
}

const readEnvOf = (names: readonly string[], given: (index: number) => string) =>
  Object.fromEntries(names.map((name, index) => [name, given(index)]));

describe('settings', () => {
  test('nothing set: the defaults, frozen', () => {
    const env = readEnv({});
    expect(env).toEqual({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      databaseOwnerUrl: undefined,
      publicUrl: undefined,
      trustedProxies: ['loopback'],
      livekit: undefined,
      smtpUrl: undefined,
      letterSecret: undefined,
      letterHold: 60,
      dkim: undefined,
      redisUrl: undefined,
      home: 'var',
      sample: undefined,
      logLevel: 'info',
      securityLog: 'stdout',
      metrics: true,
      apiDocs: true,
      metricsToken: undefined,
      validateEvents: false,
      limits: limitsOf({}),
      given: [],
    });
    expect(Object.isFrozen(env)).toBe(true);
  });

  test('empty and blank strings count as unset', () => {
    const blanks = Object.fromEntries(settingNames.map((name, index) => [name, index % 2 ? '' : '  ']));
    expect(readEnv(blanks)).toEqual(readEnv({}));
  });

  test('every setting is taken over', () => {
    const env = readEnv({
      PORT: '0',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgres://app:a@db/kengesh',
      DATABASE_OWNER_URL: 'postgres://owner:o@db/kengesh',
      DATABASE_SCHEMA: 'rehearsal_0a1b',
      PUBLIC_URL: 'https://council.example/',
      TRUSTED_PROXIES: 'loopback, 172.16.0.0/12,::1',
      LIVEKIT_URL: 'wss://video.example',
      LIVEKIT_API_KEY: 'key',
      LIVEKIT_API_SECRET: 'secret',
      SMTP_URL: 'smtp://mail.example',
      LETTER_SECRET: 'x'.repeat(32),
      LETTER_HOLD_SECONDS: '0',
      DKIM_DOMAIN: 'council.example',
      DKIM_SELECTOR: 'letters',
      DKIM_KEY: '/etc/dkim.pem',
      REDIS_URL: 'redis://cache.example',
      KENGESH_HOME: '/srv/kengesh',
      KENGESH_SAMPLE: 'migration-council',
      LOG_LEVEL: 'debug',
      SECURITY_LOG: '/var/log/kengesh',
      METRICS: 'off',
      API_DOCS: 'off',
      METRICS_TOKEN: 'sixteen-characters',
    });
    expect(env).toEqual({
      port: 0,
      host: '0.0.0.0',
      databaseUrl: 'postgres://app:a@db/kengesh',
      databaseOwnerUrl: 'postgres://owner:o@db/kengesh',
      schema: 'rehearsal_0a1b',
      publicUrl: 'https://council.example',
      trustedProxies: ['loopback', '172.16.0.0/12', '::1'],
      livekit: { url: 'wss://video.example', apiKey: 'key', apiSecret: 'secret' },
      smtpUrl: 'smtp://mail.example',
      letterSecret: 'x'.repeat(32),
      letterHold: 0,
      dkim: { domain: 'council.example', selector: 'letters', key: '/etc/dkim.pem' },
      redisUrl: 'redis://cache.example',
      home: '/srv/kengesh',
      sample: 'migration-council',
      logLevel: 'debug',
      securityLog: '/var/log/kengesh',
      metrics: false,
      apiDocs: false,
      metricsToken: 'sixteen-characters',
      validateEvents: false,
      limits: limitsOf({}),
      given: settingNames.filter(name => !name.startsWith('LIMIT_') && name !== 'LIVEKIT_RECORDINGS').sort(),
    });
  });

  test('every limit is taken over, sizes in bytes, and out of its bounds refused', () => {
    const names = Object.keys(limitSettings);
    const set = limitsOf(readEnvOf(names, index => String(100 + index)));
    expect(Object.values(set).sort((a, b) => a - b)).toEqual([
      102, 103, 104, 105, 106, 108, 109, 110, 111, 102_400, 103_424, 109_568,
    ]);
    expect(Object.values(readEnv(readEnvOf(names, index => String(100 + index))).limits)).toEqual(Object.values(set));
    for (const value of ['0', '-1', '1.5', '9999999999', 'x'])
      expect(faultsOf(readEnvOf(names, () => value)).faults).toHaveLength(names.length);
  });

  test('one role for everything where no owner is named', () => {
    expect(readEnv({ DATABASE_URL: 'postgres://one@db/kengesh' }).databaseOwnerUrl).toBe('postgres://one@db/kengesh');
  });

  test('all faults are told in one message, each naming its setting, what was found and what is expected', () => {
    const error = faultsOf({ PORT: '99999', HOST: 'a b', LOG_LEVEL: 'loud', KENGESH_SAMPLE: 'moon', REDIS_URL: 'x' });
    expect(error.faults).toHaveLength(5);
    expect(error.message.split('\n')).toHaveLength(7);
    expect(error.message).toContain('PORT: found "99999", expected a whole number from 0 (any free port) to 65535');
    for (const name of ['HOST', 'LOG_LEVEL', 'KENGESH_SAMPLE', 'REDIS_URL'])
      expect(error.message).toContain(`${name}: `);
  });

  test.each(['-1', '80.5', '0x50', '1e3', 'http', '65536'])('PORT %s is refused', PORT => {
    expect(faultsOf({ PORT }).faults).toHaveLength(1);
  });

  test('a password is never repeated back', () => {
    const error = faultsOf({
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      SMTP_URL: 'mail.example:hunter2@x',
      PUBLIC_URL: 'https://admin:hunter2@council.example',
      REDIS_URL: 'http://cache/?password=hunter2',
      LIVEKIT_API_SECRET: 'hunter2',
      LETTER_SECRET: 'hunter2',
    });
    expect(error.faults).toHaveLength(7);
    expect(error.message).not.toContain('hunter2');
  });

  test('LiveKit is all three settings or none', () => {
    const { faults } = faultsOf({ LIVEKIT_URL: 'wss://video.example', LIVEKIT_API_KEY: 'k' });
    expect(faults).toEqual([
      'LIVEKIT_API_SECRET: found nothing beside LIVEKIT_URL and LIVEKIT_API_KEY, expected all three LIVEKIT_ settings or none',
    ]);
  });

  test('DKIM is all three settings or none', () => {
    const { faults } = faultsOf({ DKIM_DOMAIN: 'council.example', DKIM_KEY: 'key.pem' });
    expect(faults).toEqual([
      'DKIM_SELECTOR: found nothing beside DKIM_DOMAIN and DKIM_KEY, expected all three DKIM_ settings or none',
    ]);
  });

  test('PUBLIC_URL is an origin, without path, query, fragment or name', () => {
    for (const PUBLIC_URL of ['https://a.example/x', 'https://a.example/?q', 'https://a.example/#f', 'ftp://a.example'])
      expect(faultsOf({ PUBLIC_URL }).faults).toHaveLength(1);
  });

  test('the API wants a database, and tells so together with the other faults', () => {
    expect(faultsOf({}, readApiEnv).faults).toHaveLength(1);
    expect(faultsOf({ PORT: 'x' }, readApiEnv).faults).toHaveLength(2);
    expect(faultsOf({ DATABASE_OWNER_URL: 'postgres://o@db/k' }).faults[0]).toMatch(/^DATABASE_URL: /);
  });

  test.each(['anybody', '10.0.0.0/33', '::1/129', '10.0.0.7/', 'loopback,,', '*', '10.0.0.1/8/8'])(
    'TRUSTED_PROXIES %s is refused',
    TRUSTED_PROXIES => {
      expect(faultsOf({ TRUSTED_PROXIES }).faults).toHaveLength(1);
    },
  );

  const ours = (file: string) => readFileSync(new URL(`../../../../docker/${file}`, import.meta.url), 'utf8');
  const [settings, forCompose] = ours('.env.example').split('--- With docker compose ---');
  const explained = (text = '') => [...text.matchAll(/^#?([A-Z][A-Z_]*)=/gm)].map(match => match[1]!).sort();

  test('docker/.env.example explains exactly these settings', () => {
    expect(explained(settings)).toEqual([...settingNames].sort());
  });

  test('and, apart, exactly what compose.yaml wants beside them', () => {
    const wanted = [...ours('compose.yaml').matchAll(/\$\{([A-Z][A-Z_]*)/g)].map(match => match[1]!);
    const known: readonly string[] = settingNames;
    expect(explained(forCompose)).toEqual([...new Set(wanted.filter(name => !known.includes(name)))].sort());
  });

  test('nothing else of the API reads the environment', () => {
    const source = new URL('../', import.meta.url);
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
      name => name.endsWith('.ts') && !/\.(test|suite)\.ts$/.test(name),
    );
    expect(files.length).toBeGreaterThan(100);
    const readers = files.filter(name => /process\.env(?!\.TZ = )/.test(readFileSync(new URL(name, source), 'utf8')));
    expect(readers).toEqual(['config/env.ts']);
  });

  test('loopback is this machine only', () => {
    expect(['127.0.0.1', '127.8.8.8', 'localhost', '::1'].every(isLoopback)).toBe(true);
    expect(['0.0.0.0', '::', '10.0.0.1', 'council.example', '127.0.0.1.evil.example'].some(isLoopback)).toBe(false);
  });
});

describe('the file `.env`', () => {
  const names = ['KENGESH_HOME', 'LOG_LEVEL', 'METRICS_TOKEN'] as const;
  let before: (string | undefined)[];
  let folder: string;
  beforeEach(() => {
    before = names.map(name => process.env[name]);
    for (const name of names) delete process.env[name];
    folder = mkdtempSync(path.join(os.tmpdir(), 'kengesh-env-'));
  });
  afterEach(() => {
    for (const [index, name] of names.entries()) {
      delete process.env[name];
      if (before[index] !== undefined) process.env[name] = before[index];
    }
    rmSync(folder, { recursive: true, force: true });
  });

  test('fills what the environment does not say', () => {
    writeFileSync(path.join(folder, '.env'), 'LOG_LEVEL=debug\nKENGESH_HOME="/srv/a b"\n# METRICS_TOKEN=x\n');
    process.env.LOG_LEVEL = 'silent';
    loadEnvFile(folder);
    expect(readEnv()).toMatchObject({ logLevel: 'silent', home: '/srv/a b', metricsToken: undefined });
  });

  test('need not be there; one that cannot be read is told of in words', () => {
    expect(() => loadEnvFile(folder)).not.toThrow();
    mkdirSync(path.join(folder, '.env'));
    expect(() => loadEnvFile(folder)).toThrow(SettingsError);
    expect(() => loadEnvFile(folder)).toThrow(/\.env: cannot be read: EISDIR/);
  });
});

test.each([
  ['127.0.0.1', undefined, 'http://127.0.0.1:3000'],
  ['0.0.0.0', undefined, 'http://127.0.0.1:3000'],
  ['::', undefined, 'http://[::1]:3000'],
  ['fd00::7', undefined, 'http://[fd00::7]:3000'],
  ['0.0.0.0', 'https://council.example', 'https://council.example'],
])('links of HOST %s and PUBLIC_URL %s begin with %s', (host, publicUrl, origin) => {
  expect(linkOrigin({ host, publicUrl }, 3000)).toBe(origin);
});

test('events are checked as they are written in tests and development, never in production or where nothing is said', () => {
  const checked = (NODE_ENV?: string) => readEnv(NODE_ENV === undefined ? {} : { NODE_ENV }).validateEvents;
  expect(['test', 'development', 'production', undefined].map(checked)).toEqual([true, true, false, false]);
});
