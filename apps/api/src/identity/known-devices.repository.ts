/**
 * Devices on which an account has signed in before. Whoever guesses at a password from elsewhere does not make them wait
 * (SEC-06). A device proves it by a secret of its own, which opens nothing.
 */
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ApiEnv } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import { rowsOf } from '../database/rows.js';
import { readCookie } from './cookies.js';
import { newSecret, secretHash } from './secrets.js';

const DAYS = 180;

@Injectable()
export class KnownDevices {
  constructor(
    private readonly db: DataSource,
    @Inject(ENV) private readonly env: Pick<ApiEnv, 'publicUrl'>,
  ) {}

  /** @returns by what this device is known to be one of the account's; null: it is not */
  async recognize(accountId: string, cookie: string | undefined): Promise<string | null> {
    const secret = readCookie(cookie, this.env, 'kd', accountId)?.value;
    if (secret === undefined) return null;
    const tokenHash = secretHash(secret);
    const rows = await rowsOf(
      this.db.manager,
      'select from known_devices where account_id = $1 and token_hash = $2 and expires_at > now()',
      [accountId, tokenHash],
    );
    return rows.length > 0 ? tokenHash : null;
  }

  async remember(accountId: string): Promise<{ readonly token: string; readonly expiresAt: Date }> {
    const token = newSecret();
    const [row] = await rowsOf<{ expiresAt: Date }>(
      this.db.manager,
      `insert into known_devices (token_hash, account_id, expires_at) values ($1, $2, now() + make_interval(days => $3))
        returning expires_at as "expiresAt"`,
      [secretHash(token), accountId, DAYS],
    );
    return { token, expiresAt: row!.expiresAt };
  }

  /** The password was changed: whoever knew the one before is a stranger. */
  async forget(manager: EntityManager, accountId: string): Promise<void> {
    await rowsOf(manager, 'delete from known_devices where account_id = $1 or expires_at < now()', [accountId]);
  }
}
