/**
 * A1, A3: everyone votes at the same moment, and each is answered when the ballot is on disk. Beside single-row inserts by
 * 64 clients (what Postgres takes one by one) and one INSERT per ballot behind the same gateway (what a first version would
 * do).
 */
import { type Assembly, assemble, openSession, openVote } from '../../support/assembly.js';
import type { TestDatabase } from '../../support/postgres.js';
import { type Figure, inTurn, type Samples, type Setting } from '../figure.js';
import { type Crowd, gatherCrowd } from '../load-generator.js';
import { startProgram } from '../program.js';

/** The product's gateway without its journal, a council of the same size on it, and everyone on the line. */
async function openFloor(data: TestDatabase, seats: number, later: Setting['later']) {
  const gateway = startProgram('baselines/gateway.ts');
  later(() => gateway.end());
  const { url, port } = await gateway.ask<{ url: string; port: number }>('open', { ...data });
  const assembly = await assemble({ url }, data.adminUrl, { seats });
  await openSession(assembly);
  const { voting, head } = await openVote(assembly);
  const voters = await joined(port, assembly, head, later);
  const acts = ballotsOf(assembly, voting);
  return async (): Promise<Samples> => {
    await gateway.ask('begin', { session: assembly.session });
    await voters.quiet();
    const before = await gateway.probe();
    const { ms } = await voters.ask(acts);
    const after = await gateway.probe();
    return { rate: rate(seats, ms), cpu: ((after.cpu - before.cpu) / seats) * 1000 };
  };
}

const rate = (count: number, ms: number) => (count / ms) * 1000;
const ballotsOf = ({ places }: Assembly, voting: string) =>
  places.map(({ seat }, index) => ({ type: 'voting.cast', voting, seat, choice: index % 3 ? 'c1' : 'c2' }));

async function joined(port: number, { places }: Assembly, head: number, later: Setting['later']): Promise<Crowd> {
  const crowd = gatherCrowd();
  later(() => crowd.end());
  await crowd.join(
    port,
    places.map(place => place.token),
  );
  await crowd.reached(head);
  return crowd;
}

async function set({ quick, database, serve, later }: Setting) {
  const seats = quick ? 500 : 2000;
  const data = await database();
  const server = await serve(data);
  const assembly = await assemble(server, data.adminUrl, { seats });
  const voters = await joined(server.port, assembly, await openSession(assembly), later);
  const single = await openFloor(await database(), seats, later);

  const inserts = startProgram('baselines/inserts.ts');
  later(() => inserts.end());
  await inserts.ask('connect', { url: data.adminUrl, count: 64 });

  return (round: number) =>
    inTurn(round, {
      ballots: async () => {
        const { voting, head: opened } = await openVote(assembly);
        await voters.reached(opened);
        await voters.quiet();
        const before = await server.probe();
        const { ms, p50, p99 } = await voters.ask(ballotsOf(assembly, voting));
        const after = await server.probe();
        // All answered is all counted, each once.
        const closed = await assembly.act(assembly.chair, { type: 'voting.close', voting });
        const { result } = await assembly.data('voting.closed', closed);
        if (result.ballots.length !== seats) throw new Error(`${result.ballots.length} of ${seats} ballots counted`);
        await voters.reached(closed);
        await voters.quiet();
        return { rate: rate(seats, ms), p50, p99, cpu: ((after.cpu - before.cpu) / seats) * 1000 };
      },
      inserts: async () => rate(seats, (await inserts.ask<{ ms: number }>('insert', { votes: seats })).ms),
      single,
    });
}

export const ballots: Figure = {
  id: 'A1 A3',
  what: 'durable ballots, all at once',
  warm: 8,
  usual: 25,
  lines: [
    {
      id: 'A1',
      what: 'against single-row inserts by 64 clients',
      unit: 'ballots/s',
      product: 'ballots.rate',
      floor: 'inserts',
      bound: { must: 0.5, reach: 0.8, more: true },
    },
    {
      id: 'A3',
      what: 'against one INSERT per ballot behind the same gateway',
      unit: 'ballots/s',
      product: 'ballots.rate',
      floor: 'single.rate',
      bound: { must: 1.2, reach: 1.7, more: true },
    },
    {
      id: 'A3',
      what: 'server CPU per ballot, against one INSERT per ballot',
      unit: 'µs',
      product: 'ballots.cpu',
      floor: 'single.cpu',
    },
    { id: 'A1', what: 'p99 of the acknowledgement', unit: 'ms', product: 'ballots.p99' },
  ],
  set,
};
