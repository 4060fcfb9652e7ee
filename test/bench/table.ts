/** The result as people read it, and the machine it was taken on. */
import { execFile } from 'node:child_process';
import os from 'node:os';
import { promisify } from 'node:util';
import pg from 'pg';
import type { FigureResult, Spread } from './figure.js';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  /** GiB. */
  readonly memory: number;
  readonly system: string;
  readonly node: string;
  readonly postgres: string;
  readonly commit: string;
}

export async function machine(adminUrl: string): Promise<Machine> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client.query<{ version: string }>('show server_version').finally(() => client.end());
  const commit = await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD']).then(
    ({ stdout }) => stdout.trim(),
    () => 'unknown',
  );
  const version = Object.values(rows[0] ?? {})[0] ?? '';
  return {
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.cpus().length,
    memory: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.versions.node,
    postgres: version,
    commit,
  };
}

export const machineLine = ({ cpu, cores, memory, system, node, postgres, commit }: Machine) =>
  `${cpu}, ${cores} cores, ${memory} GiB, ${system}; Node ${node}, PostgreSQL ${postgres} (fsync on); commit ${commit}`;

const HEADS = ['', 'figure', 'product', 'floor', 'ratio or value', 'must', 'reach', ''] as const;

/** As Markdown, so that it can be kept as it is. */
export function table(found: readonly FigureResult[]): string {
  const rows = found.map(one => [
    one.id,
    `${one.what}, ${one.unit}`,
    one.product ? number(one.product.median) : '–',
    one.floor ? number(one.floor.median) : '–',
    one.judged ? withSpread(one.judged) : '–',
    one.bound ? `${one.bound.more ? '≥' : '≤'} ${one.bound.must}` : '–',
    one.bound ? `${one.bound.more ? '≥' : '≤'} ${one.bound.reach}` : '–',
    one.note === null ? one.verdict : `${one.verdict}: ${one.note}`,
  ]);
  const widths = HEADS.map((head, column) => Math.max(head.length, ...rows.map(row => row[column]!.length)));
  const row = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at]!)).join(' | ')} |`;
  return [row(HEADS), row(widths.map(width => '-'.repeat(width))), ...rows.map(row)].join('\n');
}

const withSpread = ({ median, min, max }: Spread) => `${number(median)} [${number(min)}–${number(max)}]`;

function number(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000) return Math.round(value).toString();
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}
