/**
 * PostgreSQL refuses to run as root. Where Kengesh itself is started by root, the server runs as an ordinary account of
 * this machine, which must be able to reach the programs and the data.
 */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** initdb fails for a uid without an entry in the passwd file, so only accounts that stand there are thought of. */
const preferred = ['postgres', 'node', 'nobody'];

export function accountFrom(passwd: string): Account | undefined {
  const accounts = passwd.split('\n').map(line => line.split(':'));
  for (const name of preferred) {
    const found = accounts.find(fields => fields[0] === name);
    const [uid, gid] = [Number(found?.[2]), Number(found?.[3])];
    if (found && Number.isInteger(uid) && Number.isInteger(gid) && uid > 0) return { name, uid, gid };
  }
  return undefined;
}

/** The account PostgreSQL must run as, or undefined where it may run as ourselves. */
export async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const account = accountFrom(await readFile('/etc/passwd', 'utf8'));
  if (!account) throw new Error(`PostgreSQL must not run as root, and none of ${preferred.join(', ')} exists here.`);
  return account;
}

/**
 * Whether `account` may walk to `folder` and into it, by the plain permission bits (undefined = ourselves: always).
 * The deepest part that exists decides; what is missing below it will be made by us.
 */
export async function canReach(folder: string, account: Account | undefined): Promise<boolean> {
  if (!account) return true;
  const steps: string[] = [];
  for (let step = path.resolve(folder); ; step = path.dirname(step)) {
    steps.push(step);
    if (step === path.dirname(step)) break;
  }
  for (const step of steps) {
    const found = await stat(step).catch(() => undefined);
    if (!found) continue;
    const bit = found.uid === account.uid ? 0o100 : found.gid === account.gid ? 0o010 : 0o001;
    if ((found.mode & bit) === 0) return false;
  }
  return true;
}
