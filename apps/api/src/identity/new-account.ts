/**
 * The first account of an installation without the sample: makes it for an address, or finds it, and prints a link
 * that lets its owner in once. `npm run account -- secretary@council.example`, with the settings of the API (its
 * environment and `.env`). With `--disable` or `--enable` it shuts an account out, or lets it in again.
 */
import 'reflect-metadata';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { signIn } from '@kengesh/contracts';
import { refusalSentence } from '@kengesh/phrases';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { type ApiEnv, linkOrigin, loadEnvFile, readApiEnv, SettingsError } from '../config/env.js';
import { DatabaseError, databaseFault, placeOf, unusable } from '../database/database-error.js';
import { entities } from '../database/entities.js';
import { transaction } from '../database/transaction.js';
import { AccountEntity } from '../entities/account.entity.js';
import { RefusedError, refused } from '../problems/refused-error.js';
import { SecurityLog } from '../security-log/security-log.js';
import { accountByEmail, isLastAdministrator, lockAccess } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { revokeDevices } from './devices.repository.js';
import { IdentityService } from './identity.service.js';
import { KnownDevices } from './known-devices.repository.js';
import { closeLinks } from './links.repository.js';
import { LinksService } from './links.service.js';

/** SQLSTATE. */
const NO_TABLE = '42P01';
const day = 24 * 3_600_000;
const silent = pino({ level: 'silent' });

/** Connects, runs, disconnects. @throws DatabaseError in words where the database cannot be used or has no tables yet */
async function onDatabase<T>(env: ApiEnv, work: (db: DataSource, security: SecurityLog) => Promise<T>): Promise<T> {
  const db = new DataSource({ type: 'postgres', url: env.databaseUrl, entities, extra: { max: 1 } });
  try {
    await db.initialize().catch(error => {
      throw unusable('DATABASE_URL', env.databaseUrl, error.message || error.code, error);
    });
    const security = new SecurityLog(db, silent, env);
    const result = await work(db, security);
    await security.flush();
    return result;
  } catch (error) {
    if ((error as { code?: unknown }).code === NO_TABLE)
      throw new DatabaseError(
        `DATABASE_URL: ${placeOf(env.databaseUrl)} has no tables of Kengesh yet. Start Kengesh once: it makes them.`,
      );
    throw databaseFault(error, 'DATABASE_URL', env.databaseUrl) ?? error;
  } finally {
    if (db.isInitialized) await db.destroy();
  }
}

/**
 * @returns a link good for one device within a day; its owner then sets a password and may found councils
 * @throws DatabaseError where the database cannot be used, or Kengesh has not made its tables in it yet
 */
export function accountLink(env: ApiEnv, address: string): Promise<string> {
  const email = signIn.shape.email.parse(address).toLowerCase();
  return onDatabase(env, async (db, security) => {
    const identities = new IdentityService(db, silent, security, env);
    const accounts = new AccountsService(db, identities, security, new KnownDevices(db, env));
    const links = new LinksService(db, identities, accounts, security);
    const { subject, secret } = await transaction(db, async manager => {
      const label = { en: email };
      const known = await accounts.byEmail(manager, email);
      const account = { email, label, language: 'ru', password: null, mayFound: true } as const;
      const subject = known ?? (await accounts.create(manager, account));
      if (known) await manager.update(AccountEntity, { id: known }, { mayFound: true });
      const target = { kind: 'account', subject, sessionId: null } as const;
      return { subject, ...(await links.issue(manager, target, new Date(Date.now() + day), true)) };
    });
    security.record({ event: 'link.issued', subject });
    return `${linkOrigin(env, env.port)}/j#${secret}`;
  });
}

/**
 * Disables an account, or enables it again. Its devices end at once, with those in sessions; running servers find that out
 * within a few seconds, and cut their lines.
 * @returns how many devices have ended; null where there is no such account
 * @throws RefusedError desk.last_administrator, as the page does
 */
export function disableAccount(env: ApiEnv, address: string, isDisabled: boolean): Promise<number | null> {
  const email = signIn.shape.email.parse(address).toLowerCase();
  return onDatabase(env, async (db, security) => {
    const account = await accountByEmail(db.manager, email);
    if (!account) return null;
    const ended = await transaction(db, async manager => {
      await lockAccess(manager);
      if (isDisabled && (await isLastAdministrator(manager, account.id))) throw refused('desk.last_administrator');
      await manager.update(AccountEntity, { id: account.id }, { disabledAt: isDisabled ? new Date() : null });
      if (!isDisabled) return [];
      await closeLinks(manager, { subject: account.id });
      return revokeDevices(manager, { as: account.id });
    });
    security.record({ event: isDisabled ? 'account.disabled' : 'account.enabled', subject: account.id });
    for (const { as, sessionId } of ended) security.record({ event: 'device.ended', subject: as, sessionId });
    return ended.length;
  });
}

async function run(): Promise<void> {
  const wish = (['--disable', '--enable'] as const).find(one => process.argv.includes(one));
  const address = process.argv.slice(2).find(one => !one.startsWith('--')) ?? '';
  if (!signIn.shape.email.safeParse(address).success)
    throw new SettingsError([`address: found ${JSON.stringify(address)}, expected one such as clerk@council.example`]);
  loadEnvFile();
  if (wish === undefined) {
    process.stdout.write(`${await accountLink(readApiEnv(), address)}\n`);
    return;
  }
  const ended = await disableAccount(readApiEnv(), address, wish === '--disable');
  if (ended === null) throw new SettingsError([`address: there is no account for ${JSON.stringify(address)}`]);
  process.stdout.write(wish === '--disable' ? `disabled; devices ended: ${ended}\n` : 'enabled\n');
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  run().catch(error => {
    const told = error instanceof SettingsError || error instanceof DatabaseError;
    if (error instanceof RefusedError) console.error(refusalSentence('en', error.refusal.refused));
    else console.error(told ? error.message : error);
    process.exit(1);
  });
