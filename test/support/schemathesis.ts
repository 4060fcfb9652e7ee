/** Schemathesis (PyPI), which makes requests out of the API's document and holds the answers to it; from `.cache`, where it is there. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../.cache/schemathesis/bin/schemathesis', import.meta.url));
export const hasSchemathesis = existsSync(program);
/** How it is installed: `python3 -m venv .cache/schemathesis && .cache/schemathesis/bin/pip install schemathesis`. */
export const MISSING = `schemathesis is not installed: python3 -m venv .cache/schemathesis && .cache/schemathesis/bin/pip install schemathesis`;

/** What the document promises of every answer. Whether good input is refused by a rule is not for the document to say. */
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
];

export interface SchemathesisRun {
  readonly url: string;
  readonly token: string;
  /** Operations that are left alone, as one regular expression over paths. */
  readonly leaveOut: string;
  /** Ids that are there, by the beginning of the path they stand in. */
  readonly ids: Readonly<Record<string, string>>;
  /** `coverage`: each shape in turn; `fuzzing`: at random. */
  readonly phases: readonly ('coverage' | 'fuzzing')[];
  /** Of `fuzzing`, for each operation. */
  readonly examples: number;
  readonly seed: number;
}
export interface SchemathesisResult {
  readonly code: number | null;
  /** All it has written. */
  readonly output: string;
  /** How often each status was answered. */
  readonly statuses: ReadonlyMap<number, number>;
}

/**
 * For every shape of every act `coverage` would make tens of thousands of requests, and of a long text it draws letter by letter:
 * those are left to `fuzzing`. The first entry that fits an operation holds.
 */
const SLOW = ['acts', 'texts'];
const settingsOf = ({ ids }: SchemathesisRun) =>
  Object.entries(ids)
    .flatMap(([start, id]) => [
      ...SLOW.map(end => operationOf(`${start}/[{]id[}]/${end}`, id, 'phases.coverage.enabled = false')),
      operationOf(`${start}/[{]id[}]`, id),
    ])
    .join('\n');
const operationOf = (start: string, id: string, ...more: readonly string[]) =>
  ['[[operations]]', `include-path-regex = "^${start}"`, `parameters = { "path.id" = "${id}" }`, ...more, ''].join(
    '\n',
  );

export async function runSchemathesis(run: SchemathesisRun): Promise<SchemathesisResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kengesh-schemathesis-'));
  try {
    const settings = path.join(folder, 'schemathesis.toml');
    const report = path.join(folder, 'report.ndjson');
    await writeFile(settings, settingsOf(run));
    const { code, output } = await start([
      ...['--no-color', '--config-file', settings, 'run', `${run.url}/api/openapi.json`],
      ...['--header', `Authorization: Bearer ${run.token}`],
      ...['--checks', CHECKS.join(','), '--phases', run.phases.join(','), '--max-examples', String(run.examples)],
      ...['--exclude-path-regex', run.leaveOut, '--seed', String(run.seed), '--workers', '1', '--continue-on-failure'],
      ...['--generation-with-security-parameters', 'false', '--generation-database', 'none', '--no-shrink'],
      ...['--suppress-health-check', 'all', '--warnings', 'off'],
      ...['--report', 'ndjson', '--report-ndjson-path', report],
    ]);
    return { code, output, statuses: statusesIn(await readFile(report, 'utf8').catch(() => '')) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function start(options: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'pipe'], cwd: tmpdir() });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    child.on('error', reject).on('exit', code => resolve({ code, output }));
  });
}

function statusesIn(report: string): ReadonlyMap<number, number> {
  const statuses = new Map<number, number>();
  for (const [, status] of report.matchAll(/"status_code": ?(\d{3})/g))
    statuses.set(Number(status), (statuses.get(Number(status)) ?? 0) + 1);
  return statuses;
}
