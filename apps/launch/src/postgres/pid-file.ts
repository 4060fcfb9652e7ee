/** What a running PostgreSQL writes about itself into its data folder (postmaster.pid), and whether it still lives. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

export interface PidFile {
  readonly pid: number;
  readonly port: number | undefined;
  readonly status: 'starting' | 'stopping' | 'ready' | 'unknown';
}

/** Lines: pid, data folder, start time, port, socket folder, address, shared memory, status (padded with blanks). */
export function parsePidFile(text: string): PidFile | undefined {
  const lines = text.split('\n').map(line => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const port = Number(lines[3]);
  const status = lines[7];
  return {
    pid,
    port: Number.isInteger(port) && port > 0 ? port : undefined,
    status: status === 'starting' || status === 'stopping' || status === 'ready' ? status : 'unknown',
  };
}

export async function readPidFile(data: string): Promise<PidFile | undefined> {
  const text = await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  return parsePidFile(text);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether the process with this number is a PostgreSQL at all: numbers are given anew after a restart of the machine. */
export async function isPostgres(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'win32') return true;
  return path.basename(await programOf(pid)) === 'postgres';
}

/** The program of a process, or all it was started with. Empty for one that has ended, but whose parent has not asked how. */
export async function programOf(pid: number, how: 'comm' | 'args' = 'comm'): Promise<string> {
  if (process.platform === 'linux') {
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
    return how === 'args' ? words.join(' ') : (words[0] ?? '');
  }
  return await new Promise(resolve => {
    execFile('ps', ['-p', String(pid), '-o', `${how}=`], (_error, output) => resolve(output.trim()));
  });
}
