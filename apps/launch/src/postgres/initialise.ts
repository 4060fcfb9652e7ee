/** Makes a new data folder, whole or not at all. */
import { chown, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Account } from './account.js';
import type { Notes } from './notes.js';
import { isAlive } from './pid-file.js';
import type { Programs } from './programs.js';
import { run } from './run.js';

/** Makes the data folder beside its place and moves it there when whole, so that a start cut short leaves no half of one. */
export async function initialise(
  notes: Notes,
  programs: Programs,
  account: Account | undefined,
  durable: boolean,
): Promise<void> {
  const home = path.dirname(notes.data);
  const making = path.join(home, `making-${process.pid}`);
  const passwordFile = `${making}.password`;
  await mkdir(home, { recursive: true, mode: 0o755 });
  for (const name of await readdir(home)) {
    const maker = Number(/^making-(\d+)/.exec(name)?.[1]);
    if (maker && !isAlive(maker)) await rm(path.join(home, name), { recursive: true, force: true });
  }
  await mkdir(making, { mode: 0o700 });
  await writeFile(passwordFile, notes.passwords.postgres, { mode: 0o600 });
  if (account) for (const made of [making, passwordFile]) await chown(made, account.uid, account.gid);
  try {
    const flags = [
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=icu',
      '--icu-locale=und',
      '--auth=scram-sha-256',
    ];
    if (!durable) flags.push('--no-sync');
    const { code, output } = await run(
      programs.initdb,
      account,
      [...flags, '--username=postgres', `--pwfile=${passwordFile}`, `--pgdata=${making}`],
      home,
    );
    if (code !== 0) throw new Error(`The database folder could not be made (${making}):\n${output.trim()}`);
    await rename(making, notes.data).catch(async error => {
      if (!(await exists(path.join(notes.data, 'PG_VERSION')))) throw error;
    });
  } finally {
    await rm(passwordFile, { force: true });
    await rm(making, { recursive: true, force: true });
  }
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );
