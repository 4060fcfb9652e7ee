/**
 * Who may stay on an open line: credentials are checked again every 60 s; a line breaks at once where they are revoked, and
 * soon after their time is over.
 */
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '../config/tokens.js';
import { Identities } from '../identity/identity.js';
import { type Connection, ConnectionRegistry } from '../transport/connection-registry.js';

const CHECK_EVERY = 60_000;
/** Milliseconds between two looks at whose time is over; what an identity carries says it. */
const EXPIRE_EVERY = 2000;
const CHECKED_TOGETHER = 500;

@Injectable()
export class CredentialWatch implements BeforeApplicationShutdown {
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    @Inject(Identities) private readonly identities: Identities,
    @Inject(ConnectionRegistry) private readonly lines: ConnectionRegistry,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  start(): void {
    this.identities.onRevoked(authSessions => {
      const gone = new Set(authSessions);
      for (const line of [...this.lines.all()]) if (gone.has(line.data.identity.authSession)) this.cut(line, 'revoked');
    });
    this.timers.push(
      setInterval(() => void this.checkAll(), CHECK_EVERY).unref(),
      setInterval(() => this.cutExpired(), EXPIRE_EVERY).unref(),
    );
  }

  beforeApplicationShutdown(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  /** Every connection's credentials are checked again. */
  async checkAll(): Promise<void> {
    const lines = [...this.lines.all()];
    while (lines.length > 0) await Promise.all(lines.splice(0, CHECKED_TOGETHER).map(line => this.check(line)));
  }

  private cutExpired(): void {
    const now = new Date().toISOString();
    for (const line of [...this.lines.all()]) if (line.data.identity.expiresAt <= now) this.cut(line, 'expired');
  }

  async check(line: Connection): Promise<void> {
    try {
      const found = await this.identities.authenticate(line.data.credentials);
      if ('refused' in found) this.cut(line, found.refused === 'auth.expired' ? 'expired' : 'revoked');
    } catch (err) {
      // Nobody is sent away because the database does not answer.
      this.log.warn({ err }, 'a line could not be checked');
    }
  }

  private cut(line: Connection, code: 'revoked' | 'expired'): void {
    line.emit('bye', { code });
    line.disconnect(true);
  }
}
