/**
 * A10: whether a long journal is felt. Two sessions of the same size, one of 1,000 entries and one of 100,000: how long from
 * the start of the server until the first page has the session before it (open), until one more page has (join), and until
 * one that was away for a moment has what it missed (resume).
 */
import { type Assembly, assemble, openSession } from '../../support/assembly.js';
import type { TestDatabase } from '../../support/postgres.js';
import { type Figure, inTurn, medianOf, type Setting } from '../figure.js';
import { type Crowd, gatherCrowd } from '../load-generator.js';
import { raiseHands } from '../long-journal.js';

const SEATS = 200;
const TIMES = 20;
const SETTLE = 3000;

interface LongAssembly {
  readonly data: TestDatabase;
  readonly assembly: Assembly;
  readonly head: number;
}

async function set({ quick, database, serve, later, say }: Setting) {
  const hold = async (entries: number): Promise<LongAssembly> => {
    const data = await database();
    const server = await serve(data);
    const assembly = await assemble(server, data.adminUrl, { seats: SEATS });
    await openSession(assembly);
    await server.stop();
    const head = await raiseHands(data.url, assembly, entries);
    say(`A10: ${head} entries`);
    return { data, assembly, head };
  };
  const short = await hold(1000);
  const long = await hold(quick ? 10_000 : 100_000);
  const crowd: Crowd = gatherCrowd();
  later(() => crowd.end());

  /** All three on a server that has just started. */
  const visit = async ({ data, assembly, head }: LongAssembly) => {
    const start = performance.now();
    const server = await serve(data);
    const [first, ...others] = assembly.places.map(place => place.token);
    await crowd.join(server.port, [first!]);
    const open = performance.now() - start;
    // What a server looks through at its start is done by then, in a long journal too.
    await crowd.quiet(SETTLE);
    const joins: number[] = [];
    for (const token of others.slice(0, TIMES)) joins.push((await crowd.join(server.port, [token])).ms);
    const resumes: number[] = [];
    for (const token of others.slice(0, TIMES))
      resumes.push((await crowd.join(server.port, [token], { seq: head - 20 })).ms);
    await crowd.leave();
    await server.stop();
    return { open, join: medianOf(joins), resume: medianOf(resumes) };
  };
  return (round: number) => inTurn(round, { short: () => visit(short), long: () => visit(long) });
}

const line = (part: 'open' | 'join' | 'resume', what: string) => ({
  what: `${what}, 100,000 entries against 1,000`,
  unit: 'ms',
  product: `long.${part}`,
  floor: `short.${part}`,
  bound: { must: 1.3, reach: 1.05, more: false },
});

export const long: Figure = {
  id: 'A10',
  what: 'a journal of 100,000 entries against one of 1,000',
  lines: [
    line('open', 'from the start of the server to the first page'),
    line('join', 'one more page'),
    line('resume', 'a page that comes back'),
  ],
  set,
};
