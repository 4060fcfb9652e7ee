/**
 * What a figure is, and how it is taken: the product and its floor in turn within each round, some rounds to warm up that
 * do not count, the ratio of each round, their median and their spread.
 */
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestDatabase } from '../support/postgres.js';
import type { Server, ServerOptions } from '../support/server.js';

export interface Bound {
  readonly must: number;
  readonly reach: number;
  /** Whether more is better. */
  readonly more: boolean;
}

/** One line of the table, drawn from the samples of each round by their names. `id` where the figure has several. */
export interface Line {
  readonly id?: string;
  readonly what: string;
  /** Of both sides. */
  readonly unit: string;
  readonly product: string;
  /** Undefined: the product's own number is judged, not a ratio. */
  readonly floor?: string;
  readonly bound?: Bound;
}
export type Samples = Readonly<Record<string, number>>;

export interface Setting {
  /** Everything is smaller; what comes out says that it works, and little more. */
  readonly quick: boolean;
  database(): Promise<TestDatabase>;
  /** The built API, probed, on a database of its own unless one is given. */
  serve(database?: TestDatabase, options?: Partial<ServerOptions>): Promise<Server>;
  /** What is to be ended when the figure is done, last first. */
  later(end: () => Promise<unknown>): void;
  say(line: string): void;
}

export interface Figure {
  readonly id: string;
  readonly what: string;
  readonly lines: readonly Line[];
  /** Rounds that do not count; 1 unless it says more, or nothing is gained by warming up. */
  readonly warm?: number;
  /** Fewer than asked for, where one round takes long. */
  readonly rounds?: number;
  /** So many where none are asked for: what one round says scatters widely. */
  readonly usual?: number;
  /** Makes everything ready; answers how a round is taken, or in words why it cannot be. */
  set(setting: Setting): Promise<((round: number) => Promise<Samples>) | string>;
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}
export interface FigureResult {
  readonly id: string;
  readonly what: string;
  readonly unit: string;
  readonly product: Spread | null;
  readonly floor: Spread | null;
  /** Product to floor round by round, or the product's own number. */
  readonly judged: Spread | null;
  readonly bound: Bound | null;
  readonly verdict: 'reach' | 'ok' | 'FAIL' | 'info' | 'not available';
  readonly note: string | null;
}

const AT_REST = 0.9;
/** Milliseconds: so long the machine is looked at, and so long it is waited for at the most. */
const LOOK = 250;
const PATIENCE = 5000;

const processorTime = () =>
  cpus().reduce(
    (sum, { times }) => ({
      idle: sum.idle + times.idle,
      all: sum.all + times.user + times.nice + times.sys + times.idle + times.irq,
    }),
    { idle: 0, all: 0 },
  );

/** Until the machine is done with what went before: the keeping of states, the collector, the log of Postgres. */
async function atRest(): Promise<void> {
  for (let waited = 0; waited < PATIENCE; waited += LOOK) {
    const before = processorTime();
    await sleep(LOOK);
    const after = processorTime();
    if (after.idle - before.idle >= AT_REST * (after.all - before.all)) return;
  }
}

/**
 * Does each in turn, on a machine at rest, in an order that changes from round to round: neither always comes second, nor always
 * after the same one.
 */
export async function inTurn<K extends string>(
  round: number,
  sides: Readonly<Record<K, () => Promise<number | Samples>>>,
): Promise<Samples> {
  const names = Object.keys(sides) as K[];
  const first = (round >> 1) % names.length;
  const order = [...names.slice(first), ...names.slice(0, first)];
  if (round % 2 === 1) order.reverse();
  const samples: Record<string, number> = {};
  for (const name of order) {
    await atRest();
    const found = await sides[name]();
    if (typeof found === 'number') samples[name] = found;
    else for (const [part, value] of Object.entries(found)) samples[`${name}.${part}`] = value;
  }
  return samples;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, min: sorted[0]!, max: sorted.at(-1)! };
}

export const medianOf = (values: readonly number[]): number => spreadOf(values).median;

function verdictOf(bound: Bound | undefined, value: number): FigureResult['verdict'] {
  if (!bound) return 'info';
  const meets = (limit: number) => (bound.more ? value >= limit : value <= limit);
  return meets(bound.reach) ? 'reach' : meets(bound.must) ? 'ok' : 'FAIL';
}

export async function take(figure: Figure, setting: Setting, rounds: number): Promise<FigureResult[]> {
  const taken: Samples[] = [];
  const ready = await figure.set(setting);
  if (typeof ready === 'string') return untaken(figure, 'not available', ready);
  const warm = figure.warm ?? 1;
  for (let round = 0; round < warm + rounds; round++) {
    const samples = await ready(round);
    setting.say(
      `${figure.id} ${round < warm ? 'warming up' : `round ${round - warm + 1} of ${rounds}`}: ${shown(samples)}`,
    );
    if (round >= warm) taken.push(samples);
  }
  return figure.lines.map(line => judge(figure, line, taken));
}

const shown = (samples: Samples) =>
  Object.entries(samples)
    .map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`)
    .join(', ');

/** Nothing was measured: it cannot be here, or it went wrong. */
function untaken({ id: of, lines }: Figure, verdict: FigureResult['verdict'], note: string): FigureResult[] {
  const nothing = { product: null, floor: null, judged: null, verdict, note };
  return lines.map(({ id = of, what, unit, bound }) => ({ id, what, unit, bound: bound ?? null, ...nothing }));
}
export const failed = (figure: Figure, why: string): FigureResult[] =>
  untaken(figure, 'FAIL', why.split('\n')[0] ?? why);

function judge({ id }: Figure, line: Line, taken: readonly Samples[]): FigureResult {
  const { what, unit, bound } = line;
  const of = (name: string) =>
    taken.map(samples => {
      const value = samples[name];
      if (value === undefined || !Number.isFinite(value)) throw new Error(`${id}: no sample ${name}`);
      return value;
    });
  const product = of(line.product);
  const floor = line.floor === undefined ? null : of(line.floor);
  const judged = spreadOf(floor === null ? product : product.map((value, round) => value / floor[round]!));
  return {
    id: line.id ?? id,
    what,
    unit,
    product: spreadOf(product),
    floor: floor && spreadOf(floor),
    judged,
    bound: bound ?? null,
    verdict: verdictOf(bound, judged.median),
    note: null,
  };
}
