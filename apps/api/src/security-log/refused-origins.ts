/** Pages of other addresses that were refused: each tells the log once a minute, whoever floods us with them. */
import { Injectable } from '@nestjs/common';
import { requestSource } from './request-source.js';
import { SecurityLog } from './security-log.js';

const QUIET = 60_000;
const MOST_KNOWN = 1000;
const MAX_LENGTH = 200;

const shortened = (header: string) => header.replace(/\p{Cc}+/gu, ' ').slice(0, MAX_LENGTH);

@Injectable()
export class RefusedOrigins {
  private readonly quietUntil = new Map<string, number>();

  constructor(private readonly security: SecurityLog) {}

  note(
    origin: string,
    host: string,
    from: { readonly address: string | null; readonly userAgent: string | null } | undefined = requestSource(),
  ): void {
    const details = { origin: shortened(origin), host: shortened(host) };
    this.tell('origin', `${details.origin} ${details.host}`, from, () =>
      this.security.record({ event: 'origin.refused', actor: null, details }, from),
    );
  }

  /** @returns whether it was told, and not just now already */
  noteHost(host: string): boolean {
    return this.tell('host', shortened(host), requestSource(), () =>
      this.security.record({ event: 'host.refused', actor: null, details: { host: shortened(host) } }),
    );
  }

  private tell(
    kind: string,
    what: string,
    from: { readonly address: string | null } | undefined,
    record: () => void,
  ): boolean {
    const key = `${kind} ${from?.address} ${what}`;
    const now = Date.now();
    if ((this.quietUntil.get(key) ?? 0) > now) return false;
    if (this.quietUntil.size >= MOST_KNOWN) this.quietUntil.clear();
    this.quietUntil.set(key, now + QUIET);
    record();
    return true;
  }
}
