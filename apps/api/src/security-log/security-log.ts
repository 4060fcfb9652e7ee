/**
 * The security log: who came in or was kept out, which links and devices, roles and exports, settings and refused pages.
 * Each event is a line of JSON on a stream of its own, at once, and a row for the auditor's page, soon after.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import { DataSource } from 'typeorm';
import type { ApiEnv } from '../config/env.js';
import { ENV, LOGGER } from '../config/tokens.js';
import { DailyFiles } from './daily-files.js';
import { requestSource } from './request-source.js';
import type { SecurityEvent, SecurityLine } from './security-events.js';
import { forgetOldAddresses, insertSecurityLines } from './security-events.queries.js';

const FORGET_EVERY = 3_600_000;
/** Lines written in one statement. */
const MOST_TOGETHER = 500;
/** Milliseconds until a database that did not answer is asked again. */
const TRY_AGAIN = 2000;
const TRIES = 3;

@Injectable()
export class SecurityLog implements OnModuleInit, BeforeApplicationShutdown {
  private readonly stream: Logger;
  private readonly waiting: SecurityLine[] = [];
  private writing: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: DataSource,
    @Inject(LOGGER) private readonly log: Logger,
    @Inject(ENV) env: Pick<ApiEnv, 'securityLog' | 'schema'>,
  ) {
    this.stream = streamOf(env, log);
  }

  async onModuleInit(): Promise<void> {
    await forgetOldAddresses(this.db.manager);
    this.timer = setInterval(() => {
      forgetOldAddresses(this.db.manager).catch(err => this.log.warn({ err }, 'old addresses could not be forgotten'));
    }, FORGET_EVERY);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  /** Never throws and never waits. @param from where it was no request over HTTP */
  record(
    { event, actor, subject = null, councilId = null, sessionId = null, details = {} }: SecurityEvent,
    from: { readonly address: string | null; readonly userAgent: string | null } | undefined = requestSource(),
  ): void {
    const line: SecurityLine = {
      at: new Date().toISOString(),
      event,
      actor: actor === undefined ? (requestSource()?.actor ?? null) : actor,
      subject,
      councilId: councilId || null,
      sessionId,
      address: from?.address ?? null,
      userAgent: from?.userAgent ?? null,
      details,
    };
    try {
      this.stream.info(line);
    } catch (err) {
      this.log.error({ err }, 'a line of the security log could not be written');
    }
    this.waiting.push(line);
    this.writing ??= this.write();
  }

  /** Resolves when every line recorded so far has its row, or has been given up. */
  async flush(): Promise<void> {
    while (this.writing) await this.writing;
  }

  private async write(): Promise<void> {
    // Those recorded in the same breath go together.
    await Promise.resolve();
    while (this.waiting.length > 0) await this.insert(this.waiting.splice(0, MOST_TOGETHER));
    this.writing = undefined;
  }

  private async insert(lines: readonly SecurityLine[]): Promise<void> {
    for (let attempt = 1; ; attempt++)
      try {
        await insertSecurityLines(this.db.manager, lines);
        return;
      } catch (err) {
        if (attempt < TRIES) {
          await sleep(TRY_AGAIN, undefined, { ref: false });
          continue;
        }
        this.log.error({ err, lines: lines.length }, 'lines of the security log are on its stream only');
        return;
      }
  }
}

/** A rehearsal keeps its own rows and tells nobody. */
function streamOf({ securityLog, schema }: Pick<ApiEnv, 'securityLog' | 'schema'>, log: Logger): Logger {
  const options = { base: { log: 'security' }, timestamp: false } as const;
  if (schema !== undefined) return pino({ level: 'silent' });
  if (securityLog !== 'stdout') return pino(options, new DailyFiles(securityLog));
  // A log that is switched off altogether stays off.
  return log.child({ log: 'security' }, { level: log.level === 'silent' ? 'silent' : 'info' });
}
