/** Numbers out of measurements, and what a process of this machine has used. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import type { Latency } from '@kengesh/contracts';

const rounded = (value: number) => Math.round(value * 10) / 10;

/** Milliseconds in, milliseconds out; null where nothing was measured. Percentiles by nearest rank. */
export function latencyOf(values: readonly number[]): Latency | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => rounded(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!);
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), last: at(1) };
}

export interface Usage {
  readonly cpuSeconds: number;
  /** Resident memory, bytes. */
  readonly memory: number;
}

const clockTicks = 100;
let page = 0;

/** Of these processes together; null where there are none, or this system does not tell. */
export function usageOf(pids: readonly number[]): Usage | null {
  const each = pids.map(usage).filter(one => one !== null);
  if (each.length === 0) return null;
  return each.reduce((all, one) => ({
    cpuSeconds: all.cpuSeconds + one.cpuSeconds,
    memory: all.memory + one.memory,
  }));
}

function usage(pid: number): Usage | null {
  try {
    page ||= Number(execFileSync('getconf', ['PAGESIZE'], { encoding: 'utf8' }));
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const resident = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / clockTicks, memory: resident * page };
  } catch {
    return null;
  }
}

export function machine(): string {
  const cpus = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${cpus.length} × ${cpus[0]?.model.trim() ?? 'CPU'}, ${memory} GiB, ${os.type()}, Node ${process.versions.node}`;
}
