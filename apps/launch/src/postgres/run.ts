/** Runs a program of PostgreSQL to its end, as the account it must run as. */
import { spawn } from 'node:child_process';
import type { Account } from './account.js';

export const identity = (account: Account | undefined) => (account ? { uid: account.uid, gid: account.gid } : {});

/** @param cwd a folder the account can enter, else the program complains about ours */
export async function run(
  program: string,
  account: Account | undefined,
  args: readonly string[],
  cwd: string,
): Promise<{ code: number; output: string }> {
  const child = spawn(program, args, { ...identity(account), cwd, windowsHide: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      output += chunk;
    });
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', closed => resolve(closed ?? 1));
  });
  return { code, output };
}
