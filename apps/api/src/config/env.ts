/**
 * The settings of Kengesh: read here and nowhere else, checked at once, told all together when they are wrong.
 * docker/.env.example is the manual of every one of them; a test holds both lists equal.
 */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { type Limits, limitSettings, limitsOf } from './limits.js';

/** The sample councils that can be asked for by name. */
export const samples = ['migration-council'] as const;
export type SampleName = (typeof samples)[number];

const switches = ['on', 'off'] as const;
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export interface Env {
  /** TCP port; 0 lets the system choose a free one. */
  readonly port: number;
  readonly host: string;
  /** Where the application's role connects; undefined = none given (only the launcher may then start an embedded one). */
  readonly databaseUrl: string | undefined;
  /** Where migrations run; the same as `databaseUrl` unless given. */
  readonly databaseOwnerUrl: string | undefined;
  /** Where the tables lie in the process that holds a rehearsal; undefined = where they always do. */
  readonly schema: string | undefined;
  /** The origin under which people reach us, without a slash at its end; undefined = http://host:port. */
  readonly publicUrl: string | undefined;
  /** Whose word is taken for where a request comes from (X-Forwarded-For): addresses, networks, or their names. */
  readonly trustedProxies: readonly string[];
  readonly livekit:
    | {
        readonly url: string;
        readonly apiKey: string;
        readonly apiSecret: string;
        /** Folder on the machine of LiveKit's egress; undefined = there is none, nothing is recorded. */
        readonly recordings: string | undefined;
      }
    | undefined;
  readonly smtpUrl: string | undefined;
  /** What letters are sealed with in the database; undefined = kept in a file of `home`. */
  readonly letterSecret: string | undefined;
  /** How long an invitation waits, so that it can be recalled or join a further change; seconds. */
  readonly letterHold: number;
  /** Signs every letter; `key` is the path of a private key in PEM. */
  readonly dkim: { readonly domain: string; readonly selector: string; readonly key: string } | undefined;
  readonly redisUrl: string | undefined;
  /** Folder of what an installation keeps on disk: embedded database, links.json. */
  readonly home: string;
  readonly sample: SampleName | undefined;
  readonly logLevel: (typeof logLevels)[number];
  /** `stdout`, or the folder of its files. */
  readonly securityLog: string;
  /** Whether /metrics is there at all. */
  readonly metrics: boolean;
  /** Whether /api/docs and /api/openapi.json are there. */
  readonly apiDocs: boolean;
  /** Whoever shows it may read /metrics; unset: only this machine may. */
  readonly metricsToken: string | undefined;
  /** Whether events are checked against their declarations as they are written: where NODE_ENV says test or development. */
  readonly validateEvents: boolean;
  /** What is too much, each with its own setting. */
  readonly limits: Limits;
  /** Names of the settings that were given, sorted. */
  readonly given: readonly string[];
}

/** What the API itself needs: a database is not optional there. */
export type ApiEnv = Env & { readonly databaseUrl: string; readonly databaseOwnerUrl: string };

/** Every fault of the settings, one line each, fit to be read by the person who set them. */
export class SettingsError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(
      `Kengesh cannot start, ${faults.length === 1 ? 'one setting is' : `${faults.length} settings are`} wrong:\n` +
        `${faults.map(fault => `  - ${fault}`).join('\n')}\n` +
        'Each setting is explained in docker/.env.example.',
    );
    this.name = 'SettingsError';
  }
}

export interface Setting {
  readonly schema: z.ZodType<string>;
  readonly expected: string;
  /** A secret is never repeated back; an address is, without its password. */
  readonly shows: 'value' | 'address' | 'secret';
}

function address(protocols: readonly string[], more: (url: URL) => boolean = () => true): z.ZodType<string> {
  return z.string().refine(value => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    return url !== undefined && protocols.includes(url.protocol) && url.hostname !== '' && more(url);
  });
}
// `postgresql:///name` without a host means a Unix socket, which pg also takes by `?host=`.
const postgresAddress = z
  .string()
  .refine(value => URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol));
const isOrigin = (url: URL) => /^\/?$/.test(url.pathname) && !url.search && !url.hash && !url.username;
const isHost = (value: string) => isIP(value) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value);
const namedNetworks = ['loopback', 'linklocal', 'uniquelocal'];
const isNetwork = (value: string) => {
  const [ip = '', bits, ...more] = value.split('/');
  const inRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(ip) === 4 ? 32 : 128));
  return namedNetworks.includes(value) || (isIP(ip) !== 0 && inRange && more.length === 0);
};
const listOf = (value: string) => value.split(',').map(one => one.trim());
const isPort = (value: string) => /^\d{1,5}$/.test(value) && Number(value) <= 65535;

const settings = {
  PORT: {
    schema: z.string().refine(isPort),
    expected: 'a whole number from 0 (any free port) to 65535',
    shows: 'value',
  },
  HOST: {
    schema: z.string().refine(isHost),
    expected: 'an IP address or host name of this machine, such as 127.0.0.1 or 0.0.0.0',
    shows: 'value',
  },
  DATABASE_URL: {
    schema: postgresAddress,
    expected: 'an address such as postgres://user:password@host:5432/name',
    shows: 'address',
  },
  DATABASE_OWNER_URL: {
    schema: postgresAddress,
    expected: "the database owner's address, such as postgres://owner:password@host:5432/name",
    shows: 'address',
  },
  DATABASE_SCHEMA: {
    schema: z.string().regex(/^rehearsal_[a-z0-9]{1,40}$/),
    expected: 'nothing: only a rehearsal sets it, for a process of its own',
    shows: 'value',
  },
  PUBLIC_URL: {
    schema: address(['http:', 'https:'], isOrigin),
    expected: 'scheme and host only, such as https://council.example',
    shows: 'address',
  },
  TRUSTED_PROXIES: {
    schema: z.string().refine(value => listOf(value).every(isNetwork)),
    expected: 'addresses or networks with commas between, such as loopback, 10.0.0.7, 172.16.0.0/12',
    shows: 'value',
  },
  LIVEKIT_URL: {
    schema: address(['ws:', 'wss:', 'http:', 'https:']),
    expected: 'an address such as wss://video.example',
    shows: 'address',
  },
  LIVEKIT_API_KEY: { schema: z.string(), expected: 'the key of the LiveKit server', shows: 'value' },
  LIVEKIT_API_SECRET: { schema: z.string(), expected: 'the secret of the LiveKit server', shows: 'secret' },
  LIVEKIT_RECORDINGS: {
    schema: z.string().refine(value => /^\/[\w./-]*$/.test(value)),
    expected: 'the whole path of a folder on the machine of LiveKit’s egress, such as /out',
    shows: 'value',
  },
  SMTP_URL: {
    schema: address(['smtp:', 'smtps:']),
    expected: 'an address such as smtp://user:password@mail.example:587',
    shows: 'address',
  },
  LETTER_SECRET: {
    schema: z.string().regex(/^[\x21-\x7e]{32,200}$/),
    expected: 'a secret of 32 to 200 characters without spaces',
    shows: 'secret',
  },
  LETTER_HOLD_SECONDS: {
    schema: z.string().refine(value => /^\d{1,4}$/.test(value) && Number(value) <= 3600),
    expected: 'a whole number from 0 to 3600',
    shows: 'value',
  },
  DKIM_DOMAIN: {
    schema: z.string().regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$/i),
    expected: 'the domain that signs, such as council.example',
    shows: 'value',
  },
  DKIM_SELECTOR: {
    schema: z.string().regex(/^[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$/i),
    expected: 'the name before ._domainkey in DNS, such as letters2026',
    shows: 'value',
  },
  DKIM_KEY: {
    schema: z.string().refine(value => !value.includes('\0')),
    expected: 'the path of a private key in PEM',
    shows: 'value',
  },
  REDIS_URL: {
    schema: address(['redis:', 'rediss:']),
    expected: 'an address such as redis://cache.example:6379',
    shows: 'address',
  },
  KENGESH_HOME: {
    schema: z.string().refine(value => !value.includes('\0')),
    expected: 'the path of a folder that may be written to',
    shows: 'value',
  },
  KENGESH_SAMPLE: { schema: z.enum(samples), expected: `the name of a sample: ${samples.join(', ')}`, shows: 'value' },
  LOG_LEVEL: { schema: z.enum(logLevels), expected: `one of ${logLevels.join(', ')}`, shows: 'value' },
  SECURITY_LOG: {
    schema: z.string().refine(value => !value.includes('\0')),
    expected: 'stdout, or the path of a folder that may be written to',
    shows: 'value',
  },
  METRICS: { schema: z.enum(switches), expected: 'on or off', shows: 'value' },
  API_DOCS: { schema: z.enum(switches), expected: 'on or off', shows: 'value' },
  METRICS_TOKEN: {
    schema: z.string().regex(/^[\x21-\x7e]{16,200}$/),
    expected: 'a secret of 16 to 200 characters without spaces',
    shows: 'secret',
  },
  ...limitSettings,
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
export const settingNames = Object.keys(settings) as readonly SettingName[];

type Source = Readonly<Record<string, string | undefined>>;

/**
 * Takes over what the file `.env` says, for programs that a person or a supervisor starts; the environment wins over it.
 * @param folder the one the program is started in
 * @throws SettingsError where the file is there and cannot be read
 */
export function loadEnvFile(folder = ''): void {
  const file = path.resolve(folder, '.env');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    throw new SettingsError([`${file}: cannot be read: ${message}`]);
  }
  for (const [name, value] of Object.entries(parseEnv(text))) process.env[name] ??= value;
}

/**
 * Reads the settings out of `source` (the process's own environment unless given). An empty or blank value means unset.
 * @throws SettingsError with every fault at once
 */
export function readEnv(source: Source = process.env): Env {
  const faults: string[] = [];
  const values: Partial<Record<SettingName, string>> = {};
  for (const name of settingNames) {
    const found = source[name]?.trim();
    if (!found) continue;
    const setting: Setting = settings[name];
    if (setting.schema.safeParse(found).success) values[name] = found;
    else faults.push(`${name}: found ${shown(found, setting.shows)}, expected ${setting.expected}`);
  }
  faults.push(...incomplete(source));
  if (faults.length > 0) throw new SettingsError(faults);
  const { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = values;
  const { DKIM_DOMAIN: domain, DKIM_SELECTOR: selector, DKIM_KEY: key } = values;
  return Object.freeze({
    port: Number(values.PORT ?? 3000),
    host: values.HOST ?? '127.0.0.1',
    databaseUrl: values.DATABASE_URL,
    databaseOwnerUrl: values.DATABASE_OWNER_URL ?? values.DATABASE_URL,
    publicUrl: values.PUBLIC_URL && new URL(values.PUBLIC_URL).origin,
    trustedProxies: Object.freeze(listOf(values.TRUSTED_PROXIES ?? 'loopback')),
    livekit:
      url && apiKey && apiSecret
        ? Object.freeze({ url, apiKey, apiSecret, recordings: values.LIVEKIT_RECORDINGS })
        : undefined,
    schema: values.DATABASE_SCHEMA,
    smtpUrl: values.SMTP_URL,
    letterSecret: values.LETTER_SECRET,
    letterHold: Number(values.LETTER_HOLD_SECONDS ?? 60),
    dkim: domain && selector && key ? Object.freeze({ domain, selector, key }) : undefined,
    redisUrl: values.REDIS_URL,
    home: values.KENGESH_HOME ?? 'var',
    sample: values.KENGESH_SAMPLE as SampleName | undefined,
    logLevel: (values.LOG_LEVEL ?? 'info') as Env['logLevel'],
    securityLog: values.SECURITY_LOG ?? 'stdout',
    metrics: values.METRICS !== 'off',
    apiDocs: values.API_DOCS !== 'off',
    metricsToken: values.METRICS_TOKEN,
    validateEvents: source.NODE_ENV === 'test' || source.NODE_ENV === 'development',
    limits: limitsOf(values),
    given: Object.freeze(Object.keys(values).sort()),
  });
}

/** As `readEnv`, and DATABASE_URL must be there. */
export function readApiEnv(source: Source = process.env): ApiEnv {
  const missing = 'DATABASE_URL: found nothing, expected an address such as postgres://user:password@host:5432/name';
  let env: Env;
  try {
    env = readEnv(source);
  } catch (error) {
    if (error instanceof SettingsError && !source.DATABASE_URL?.trim())
      throw new SettingsError([...error.faults, missing]);
    throw error;
  }
  const { databaseUrl, databaseOwnerUrl } = env;
  if (databaseUrl === undefined || databaseOwnerUrl === undefined) throw new SettingsError([missing]);
  return Object.freeze({ ...env, databaseUrl, databaseOwnerUrl });
}

/** Listening on every address of a machine is no address to be reached at; from the machine itself this one is. */
const everyAddress: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** The origin of the links we write without a request to go by: PUBLIC_URL, else where this machine itself reaches us. */
export function linkOrigin({ publicUrl, host }: Pick<Env, 'publicUrl' | 'host'>, port: number): string {
  const reached = everyAddress[host] ?? host;
  return publicUrl ?? `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}

/** Whether only this machine can reach what listens on `host`. */
export const isLoopback = (host: string) => host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/** Settings that mean nothing without another one. */
function incomplete(source: Source): string[] {
  const given = (name: SettingName) => Boolean(source[name]?.trim());
  const threes = [
    ['LIVEKIT_', ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET']],
    ['DKIM_', ['DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_KEY']],
  ] as const;
  const faults: string[] = [];
  for (const [family, names] of threes) {
    if (!names.some(given)) continue;
    const present = names.filter(given).join(' and ');
    for (const name of names.filter(name => !given(name)))
      faults.push(`${name}: found nothing beside ${present}, expected all three ${family} settings or none`);
  }
  if (given('LIVEKIT_RECORDINGS') && !given('LIVEKIT_URL'))
    faults.push('LIVEKIT_URL: found nothing beside LIVEKIT_RECORDINGS, expected the LiveKit server that records');
  if (given('DATABASE_OWNER_URL') && !given('DATABASE_URL'))
    faults.push("DATABASE_URL: found nothing beside DATABASE_OWNER_URL, expected the application's own address too");
  return faults;
}

function shown(value: string, shows: Setting['shows']): string {
  const length = [...value].length;
  if (shows === 'secret') return `a value of ${length} ${length === 1 ? 'character' : 'characters'}`;
  // What does not even parse as an address may hold a password anywhere.
  if (shows === 'address' && /[@?#]/.test(value)) {
    const host = URL.canParse(value) ? new URL(value) : undefined;
    return host ? `${JSON.stringify(`${host.protocol}//…@${host.host}`)} (its secrets left out)` : 'no address';
  }
  return JSON.stringify(length > 80 ? `${value.slice(0, 80)}…` : value);
}
