/**
 * The first key of a house that has no sample: makes an account of the desk for an address, or finds it, and prints a link
 * that lets its owner in once. `npm run account -- clerk@council.example`, with DATABASE_URL and PUBLIC_URL as the API has.
 */
import 'reflect-metadata';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { signIn } from '@kengesh/contracts';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { type ApiEnv, readApiEnv, SettingsError } from '../config/env.js';
import { entities } from '../database/entities.js';
import { AccountEntity } from './account.entity.js';
import { AccountsService } from './accounts.service.js';
import { IdentityService } from './identity.service.js';
import { LinksService } from './links.service.js';

const day = 24 * 3_600_000;

/** @returns a link good for one device within a day; its owner then sets a password and founds a council */
export async function accountLink(env: ApiEnv, address: string): Promise<string> {
  const email = signIn.shape.email.parse(address).toLowerCase();
  const db = new DataSource({ type: 'postgres', url: env.databaseUrl, entities, extra: { max: 1 } });
  await db.initialize();
  try {
    const identities = new IdentityService(db, pino({ level: 'silent' }));
    const accounts = new AccountsService(db, identities);
    const links = new LinksService(db, identities, accounts);
    const { secret } = await db.transaction(async manager => {
      const known = await manager.findOneBy(AccountEntity, { email });
      const label = { en: email };
      const subject = known?.id ?? (await accounts.create(manager, { email, label, language: 'ru', password: null }));
      const door = { kind: 'account', subject, sessionId: null } as const;
      return links.issue(manager, door, new Date(Date.now() + day), true);
    });
    const host = env.host.includes(':') ? `[${env.host}]` : env.host;
    return `${env.publicUrl ?? `http://${host}:${env.port}`}/j#${secret}`;
  } finally {
    await db.destroy();
  }
}

async function run(): Promise<void> {
  const address = process.argv[2] ?? '';
  if (!signIn.shape.email.safeParse(address).success)
    throw new SettingsError([`address: found ${JSON.stringify(address)}, expected one such as clerk@council.example`]);
  process.stdout.write(`${await accountLink(readApiEnv(), address)}\n`);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  run().catch(error => {
    console.error(error instanceof SettingsError ? error.message : error);
    process.exit(1);
  });
