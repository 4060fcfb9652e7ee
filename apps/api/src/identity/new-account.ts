/**
 * The first account of an installation without the sample: makes it for an address, or finds it, and prints a link
 * that lets its owner in once. `npm run account -- secretary@council.example`, with the settings of the API (its
 * environment and `.env`).
 */
import 'reflect-metadata';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { signIn } from '@kengesh/contracts';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { type ApiEnv, linkOrigin, loadEnvFile, readApiEnv, SettingsError } from '../config/env.js';
import { DatabaseError, databaseFault, placeOf, unusable } from '../database/database-error.js';
import { entities } from '../database/entities.js';
import { transaction } from '../database/transaction.js';
import { SecurityLog } from '../security-log/security-log.js';
import { AccountsService } from './accounts.service.js';
import { IdentityService } from './identity.service.js';
import { LinksService } from './links.service.js';

/** SQLSTATE. */
const NO_TABLE = '42P01';
const day = 24 * 3_600_000;

/**
 * @returns a link good for one device within a day; its owner then sets a password and founds a council
 * @throws DatabaseError where the database cannot be used, or Kengesh has not made its tables in it yet
 */
export async function accountLink(env: ApiEnv, address: string): Promise<string> {
  const email = signIn.shape.email.parse(address).toLowerCase();
  const db = new DataSource({ type: 'postgres', url: env.databaseUrl, entities, extra: { max: 1 } });
  try {
    await db.initialize().catch(error => {
      throw unusable('DATABASE_URL', env.databaseUrl, error.message || error.code, error);
    });
    const log = pino({ level: 'silent' });
    const security = new SecurityLog(db, log, env);
    const identities = new IdentityService(db, log, security);
    const accounts = new AccountsService(db, identities, security);
    const links = new LinksService(db, identities, accounts, security);
    const { subject, secret } = await transaction(db, async manager => {
      const label = { en: email };
      const known = await accounts.byEmail(manager, email);
      const subject = known ?? (await accounts.create(manager, { email, label, language: 'ru', password: null }));
      const door = { kind: 'account', subject, sessionId: null } as const;
      return { subject, ...(await links.issue(manager, door, new Date(Date.now() + day), true)) };
    });
    security.record({ event: 'link.issued', subject });
    await security.flush();
    return `${linkOrigin(env, env.port)}/j#${secret}`;
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

async function run(): Promise<void> {
  const address = process.argv[2] ?? '';
  if (!signIn.shape.email.safeParse(address).success)
    throw new SettingsError([`address: found ${JSON.stringify(address)}, expected one such as clerk@council.example`]);
  loadEnvFile();
  process.stdout.write(`${await accountLink(readApiEnv(), address)}\n`);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  run().catch(error => {
    const told = error instanceof SettingsError || error instanceof DatabaseError;
    console.error(told ? error.message : error);
    process.exit(1);
  });
