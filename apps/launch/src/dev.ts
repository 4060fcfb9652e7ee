/**
 * `npm run dev`: embedded database, sample council, the API from plain files, the pages by Vite at the address of
 * `npm start`. A changed page is swapped in place; a change of anything the server is made of builds and restarts the server.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Env, linkOrigin, loadEnvFile, readEnv, SettingsError } from '@kengesh/api/config/env';
import type { ReadyMessage } from '@kengesh/api/config/ready';
import { type ApiChild, startApiChild } from './api-child.js';
import { type DevPages, servePages } from './dev/pages.js';
import { PLAIN_PROGRAM, rebuild, watchServerSources } from './dev/rebuild.js';
import { type Embedded, startEmbedded } from './embedded.js';
import { linkLines, writeLinks } from './links.js';
import { onParentExit } from './parent-watch.js';

const say = (line: string) => console.log(line);

class DevInstallation {
  private embedded: Embedded | undefined;
  private pages: DevPages | undefined;
  private child: ApiChild | undefined;
  private apiPort = 0;
  private restarting: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(private readonly env: Env) {}

  async start(): Promise<void> {
    const { env } = this;
    const home = path.resolve(env.home);
    await mkdir(home, { recursive: true });
    if (env.databaseUrl === undefined) this.embedded = await startEmbedded(home, say);
    await writeLinks(home, undefined);
    const { links, port } = await this.startApi();
    this.apiPort = port;
    this.pages = await servePages({ host: env.host, port: env.port, apiPort: port });
    watchServerSources(this.pages, file => this.restart(file));
    say(`\nKengesh is ready for work: ${this.origin}\n`);
    await writeLinks(home, links);
    if (links) say(`${linkLines(links).join('\n')}\n`);
    say('Ctrl-C stops it.');
  }

  /** One restart at a time; what changes meanwhile makes one more. */
  restart(file: string): void {
    this.restarting = this.restarting.then(async () => {
      if (this.isStopping) return;
      const began = Date.now();
      say(`${file} has changed …`);
      if (!(await rebuild())) return say('It does not build; the server goes on as it was.');
      await this.child?.stop();
      if (this.isStopping) return;
      await this.startApi().then(
        () => say(`The server is running again after ${((Date.now() - began) / 1000).toFixed(1)} s.`),
        (error: Error) => say(`${error.message}; it is started again at the next change.`),
      );
    });
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.pages?.close();
    await this.child?.stop();
    await this.restarting;
    await this.child?.stop();
    await this.embedded?.stop();
  }

  private get origin(): string {
    return linkOrigin(this.env, this.env.port);
  }

  /** Behind the pages: links and origins name their address, not its own. */
  private async startApi(): Promise<ReadyMessage> {
    const { env, embedded } = this;
    const child = startApiChild('inherit', PLAIN_PROGRAM);
    this.child = child;
    child.tell({
      ...process.env,
      NODE_ENV: 'development',
      TZ: 'UTC',
      HOST: '127.0.0.1',
      PORT: String(this.apiPort),
      PUBLIC_URL: this.origin,
      ...(embedded && {
        DATABASE_URL: embedded.url,
        DATABASE_OWNER_URL: embedded.ownerUrl,
        KENGESH_SAMPLE: env.sample ?? 'migration-council',
        LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
      }),
    });
    const first = await Promise.race([child.ready, child.exited]);
    if (!('ready' in first)) throw new Error(`The server has ended with code ${first.code} before it was ready`);
    return first;
  }
}

async function develop(): Promise<number> {
  const stopAsked = new Promise<void>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    onParentExit(resolve);
  });
  let installation: DevInstallation | undefined;
  try {
    loadEnvFile();
    installation = new DevInstallation(readEnv());
    await installation.start();
    await stopAsked;
    say('Stopping …');
    return 0;
  } catch (error) {
    console.error(error instanceof SettingsError ? error.message : `Kengesh cannot start: ${(error as Error).message}`);
    return 1;
  } finally {
    await installation?.stop();
  }
}

process.exit(await develop());
