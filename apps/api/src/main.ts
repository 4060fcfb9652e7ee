/** Reads the settings, brings the database into shape, starts Nest. Exports the start for tests. */
import 'reflect-metadata';
import { realpathSync } from 'node:fs';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { ModuleRef, NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import type { Pool } from 'pg';
import { type DestinationStream, type Logger, pino } from 'pino';
import { appModule } from './app.module.js';
import { type ApiEnv, isLoopback, linkOrigin, loadEnvFile, readApiEnv, SettingsError } from './config/env.js';
import { nestLog } from './config/nest-log.js';
import { type ReadyMessage, SETTINGS_FOLLOW, type SettingsMessage, type StartLinks } from './config/ready.js';
import { checkTimeZones, forceUtc } from './config/time-zone.js';
import { DatabaseError } from './database/database-error.js';
import { hourIn } from './database/installation.queries.js';
import { migrate } from './database/migrate.js';
import { PG_POOL } from './database/tokens.js';
import { LiveIoAdapter } from './live/live-io-adapter.js';
import { Metrics } from './metrics/metrics.js';
import { serveApiDocs } from './pages/api-docs.js';
import { ownHostOnly } from './pages/own-host.js';
import { pages } from './pages/pages.js';
import { keptNowhere } from './pages/personal.js';
import { securityHeaders } from './pages/security.js';
import { ProblemFilter, QUERY_VALUES } from './problems/problem.filter.js';
import { numberRequests, readBody } from './problems/read-body.js';
import { refused } from './problems/refused-error.js';
import { SAMPLE, type Sample } from './sample/sample.js';
import { RefusedOrigins } from './security-log/refused-origins.js';
import { rememberSource } from './security-log/request-source.js';
import { SecurityLog } from './security-log/security-log.js';

export interface RunningApi {
  readonly app: NestExpressApplication;
  /** PUBLIC_URL, else http://host:port. */
  readonly url: string;
  readonly port: number;
  readonly links: StartLinks | undefined;
  close(): Promise<void>;
}

/** One line of JSON for each thing worth telling; what people entrusted to us is not in it. */
export function logTo(level: ApiEnv['logLevel'], to?: DestinationStream): Logger {
  const options = { level, redact: { paths: QUERY_VALUES, remove: true } };
  return to ? pino(options, to) : pino(options);
}

/** @throws SettingsError, DatabaseError in words for whoever starts it; anything else is our fault */
export async function startApi(
  env: ApiEnv,
  log: Logger = logTo(env.logLevel),
  wire = LiveIoAdapter,
): Promise<RunningApi> {
  forceUtc();
  // A rehearsal's own tables are made, like the real ones, by whoever holds it.
  const { ran } = env.schema === undefined ? await migrate(env.databaseUrl, env.databaseOwnerUrl) : { ran: [] };
  if (ran.length > 0) log.info({ ran }, 'the database was migrated');
  const app = await NestFactory.create<NestExpressApplication>(appModule(env, log), {
    logger: nestLog(log),
    bodyParser: false,
    abortOnError: false,
  });
  try {
    dress(app, env, log, wire);
    await app.init();
    const pool = app.get<Pool>(PG_POOL);
    await checkTimeZones((at, zone) => hourIn(pool, at, zone), log);
    const sample = env.sample === undefined ? undefined : sampleOf(app);
    await sample?.load();
    const server: Server = app.getHttpServer();
    const port = await listen(server, env);
    const url = linkOrigin(env, port);
    const links = await sample?.links(url);
    app.get(SecurityLog).record({ event: 'settings.read', details: { given: env.given } });
    if (env.publicUrl === undefined && !isLoopback(env.host))
      log.warn('PUBLIC_URL is not set: only the addresses of this machine are answered, no name that leads to it');
    log.info({ url }, 'ready');
    return { app, url, port, links, close: () => close(app, server) };
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** Middleware before the feature modules. */
function dress(app: NestExpressApplication, env: ApiEnv, log: Logger, wire: typeof LiveIoAdapter): void {
  app.set('trust proxy', [...env.trustedProxies]);
  app.disable('x-powered-by');
  const origins = app.get(RefusedOrigins);
  const strangeHost = (host: string) => {
    if (origins.noteHost(host))
      log.warn(
        { hostHeader: host.slice(0, 200) },
        'asked under a name that is not ours; if people use it, set PUBLIC_URL to it',
      );
  };
  app.use(numberRequests, securityHeaders(env), rememberSource, ownHostOnly(env, strangeHost), keptNowhere);
  app.use(readBody(env.limits.body));
  const metrics = app.get(Metrics);
  app.useWebSocketAdapter(new wire(app, env.limits, metrics));
  app.use(pages());
  const limited = (code: string) => metrics.limited(code === 'limit.rate' ? 'rate' : 'signin');
  app.useGlobalFilters(new ProblemFilter(log, limited, (origin, host) => origins.note(origin, host)));
  app.useGlobalPipes(
    new StandardSchemaValidationPipe({
      exceptionFactory: issues => refused('http.invalid', { issues: issues.map(asIssue) }, 400),
    }),
  );
  if (env.apiDocs) serveApiDocs(app);
}

type Issue = Parameters<
  NonNullable<ConstructorParameters<typeof StandardSchemaValidationPipe>[0]>['exceptionFactory'] & object
>[0][number];

function asIssue({ path, message }: Issue) {
  const steps = (path ?? []).map(step => String(typeof step === 'object' ? step.key : step));
  return { path: steps.join('.'), message };
}

/** Undefined where no module provides a sample. */
function sampleOf(app: NestExpressApplication): Sample | undefined {
  try {
    // Not app.get: Nest would log what it does not find as an error.
    return app.get(ModuleRef).get<Sample>(SAMPLE, { strict: false });
  } catch {
    return undefined;
  }
}

/** Listens with room for a whole council that comes back at once. A predecessor killed just now may still hold the port. */
async function listen(server: Server, env: ApiEnv): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen({ port: env.port, host: env.host, backlog: 4096 }, () => {
          server.off('error', reject);
          resolve();
        });
      });
      const address = server.address();
      return typeof address === 'object' && address ? address.port : env.port;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE' && attempt < 8) {
        await sleep(250);
        continue;
      }
      throw new SettingsError([listenFault(env, code, message)]);
    }
  }
}

function listenFault({ host, port }: ApiEnv, code: string | undefined, message: string): string {
  if (code === 'EADDRINUSE')
    return `PORT: ${port} on ${host} is taken by another program, expected a free one (0 = any)`;
  if (code === 'EACCES') return `PORT: ${port} may not be listened on by this account, expected one above 1023`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST: ${host} is not an address of this machine`;
  return `HOST and PORT: cannot listen on ${host}, port ${port}: ${message}`;
}

/** Requests that are being answered get two seconds to end. */
async function close(app: NestExpressApplication, server: Server): Promise<void> {
  const impatient = setTimeout(() => server.closeAllConnections(), 2000);
  server.closeIdleConnections();
  await app.close();
  clearTimeout(impatient);
}

async function run(): Promise<void> {
  let started: Promise<RunningApi> | undefined;
  let closing = false;
  const stop = async () => {
    if (closing) return;
    closing = true;
    const running = await started?.catch(() => undefined);
    await running?.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const)
    process.on(signal, () => {
      void stop();
    });
  const settingsFollow = process.argv.includes(SETTINGS_FOLLOW);
  // Whoever tells them tells all of them: a file beside them would be believed as well.
  if (!settingsFollow) loadEnvFile();
  started = startApi(readApiEnv(settingsFollow ? await settingsToCome() : undefined));
  const { url, port, links } = await started;
  const message: ReadyMessage = { ready: true, url, port, ...(links ? { links } : {}) };
  process.send?.(message);
}

const settingsToCome = () =>
  new Promise<SettingsMessage['settings']>(resolve =>
    process.once('message', message => resolve((message as SettingsMessage).settings)),
  );

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  run().catch(error => {
    // What the person who starts it can mend is told in words; what only we can mend, with all there is.
    const told = error instanceof SettingsError || error instanceof DatabaseError;
    console.error(told ? error.message : error);
    process.exit(1);
  });
