/** Hands letters to the SMTP server that SMTP_URL names, and tries again where it was busy. */
import { setTimeout as sleep } from 'node:timers/promises';
import { asciiAddress } from '@kengesh/contracts';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import type { ApiEnv } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import type { Letter } from './letter.js';

export interface Mail extends Letter {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  /** Of an invitation; other letters have none. */
  readonly method?: 'REQUEST' | 'CANCEL';
  readonly calendar?: string;
}
export interface MailOutcome {
  readonly attempts: number;
  /** What the server said, or why it was not reached; null: accepted. */
  readonly failed: string | null;
}

/** Milliseconds before each attempt. */
const WAITS = [0, 500, 2500] as const;

@Injectable()
export class Mailer implements BeforeApplicationShutdown {
  private readonly url: string | undefined;
  private transport: Promise<Transporter> | undefined;
  private stopped = false;

  constructor(@Inject(ENV) env: ApiEnv) {
    this.url = env.smtpUrl;
  }

  get configured(): boolean {
    return this.url !== undefined;
  }

  /** Opened with the first letter: a start does not wait for it. */
  private async open(url: string): Promise<Transporter> {
    const { createTransport } = await import('nodemailer');
    const options = { pool: true, maxConnections: 4, connectionTimeout: 10_000, greetingTimeout: 10_000 } as const;
    return createTransport({ url, ...options, socketTimeout: 30_000 } as object);
  }

  /** Never throws. What the server refuses for good is not asked again. */
  async send({ from, to, method, calendar, ...letter }: Mail): Promise<MailOutcome> {
    let failed = 'no SMTP_URL';
    for (const [index, wait] of WAITS.entries()) {
      if (this.url === undefined || this.stopped) return { attempts: index, failed };
      await sleep(wait, undefined, { ref: false });
      try {
        this.transport ??= this.open(this.url);
        await (await this.transport).sendMail({
          ...letter,
          from,
          to: { name: '', address: asciiAddress(to) },
          envelope: { from: asciiAddress(from.address), to: [asciiAddress(to)] },
          textEncoding: 'base64',
          ...(calendar === undefined ? {} : { icalEvent: { method, content: calendar, filename: 'invite.ics' } }),
        } as Parameters<Transporter['sendMail']>[0]);
        return { attempts: index + 1, failed: null };
      } catch (error) {
        const { responseCode, response, code, message } = error as Error & {
          responseCode?: number;
          response?: string;
          code?: string;
        };
        failed = (response ?? `${code ?? 'error'}: ${message}`).replace(/\p{Cc}+/gu, ' ').slice(0, 300);
        if (responseCode !== undefined && responseCode >= 500) return { attempts: index + 1, failed };
      }
    }
    return { attempts: WAITS.length, failed };
  }

  beforeApplicationShutdown(): void {
    this.stopped = true;
    // One that could not be opened was told of by its letter.
    this.transport?.then(
      transport => transport.close(),
      () => undefined,
    );
  }
}
