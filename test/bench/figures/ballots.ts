/**
 * A1–A3: everyone votes at the same moment, and each is answered when the ballot is on disk. Beside single-row inserts by
 * 64 clients (what Postgres takes one by one), an echo on the same transport (what the transport takes at all), and one
 * INSERT per ballot on the same transport (what a first version would do).
 */
import { assemble, openSession, openVote } from '../../kit/assembly.js';
import { gatherCrowd } from '../crowd.js';
import { type Figure, inTurn, type Setting } from '../figure.js';
import { startProgram } from '../program.js';

async function set({ quick, database, serve, later }: Setting) {
  const seats = quick ? 500 : 2000;
  const data = await database();
  const server = await serve(data);
  const assembly = await assemble(server, data.adminUrl, { seats });
  const head = await openSession(assembly);

  const inserts = startProgram('floors/inserts.ts');
  later(() => inserts.end());
  await inserts.ask('connect', { url: data.adminUrl, count: 64 });
  const plain = startProgram('floors/socket-io.ts');
  later(() => plain.end());
  const port = await plain.ask<number>('listen', { url: data.adminUrl });

  const voters = gatherCrowd();
  later(() => voters.end());
  const others = gatherCrowd();
  later(() => others.end());
  await voters.join(
    server.port,
    assembly.places.map(place => place.token),
  );
  await voters.reached(head);
  await others.join(
    port,
    assembly.places.map(place => place.token),
  );

  const rate = (ms: number) => (seats / ms) * 1000;
  const ballotsOf = (voting: string) =>
    assembly.places.map(({ seat }, index) => ({ type: 'voting.cast', voting, seat, choice: index % 3 ? 'c1' : 'c2' }));
  const floor = (next: 'echo' | 'single') => async () => {
    await plain.ask('mode', { next });
    return rate((await others.ask(ballotsOf('v-floor'))).ms);
  };

  return (round: number) =>
    inTurn(round, {
      ballots: async () => {
        const { voting, head: opened } = await openVote(assembly);
        await voters.reached(opened);
        await voters.quiet();
        const before = await server.probe();
        const { ms, p50, p99 } = await voters.ask(ballotsOf(voting));
        const after = await server.probe();
        // All answered is all counted, each once.
        const closed = await assembly.act(assembly.chair, { type: 'voting.close', voting });
        const { result } = await assembly.data('voting.closed', closed);
        if (result.ballots.length !== seats) throw new Error(`${result.ballots.length} of ${seats} ballots counted`);
        await voters.reached(closed);
        await voters.quiet();
        return { rate: rate(ms), p50, p99, cpu: ((after.cpu - before.cpu) / seats) * 1000 };
      },
      inserts: async () => rate((await inserts.ask<{ ms: number }>('insert', { votes: seats })).ms),
      echo: floor('echo'),
      single: floor('single'),
    });
}

export const ballots: Figure = {
  id: 'A1 A2 A3',
  what: 'durable ballots, all at once',
  warm: 3,
  lines: [
    {
      id: 'A1',
      what: 'against single-row inserts by 64 clients',
      unit: 'ballots/s',
      product: 'ballots.rate',
      floor: 'inserts',
      bound: { must: 0.5, reach: 1, more: true },
    },
    {
      id: 'A2',
      what: 'against an echo on the same transport',
      unit: 'ballots/s',
      product: 'ballots.rate',
      floor: 'echo',
      bound: { must: 0.7, reach: 0.85, more: true },
    },
    {
      id: 'A3',
      what: 'against one INSERT per ballot on the same transport',
      unit: 'ballots/s',
      product: 'ballots.rate',
      floor: 'single',
      bound: { must: 1.7, reach: 2.2, more: true },
    },
    { id: 'A1', what: 'server CPU per ballot', unit: 'µs', product: 'ballots.cpu' },
    { id: 'A1', what: 'p99 of the acknowledgement', unit: 'ms', product: 'ballots.p99' },
  ],
  set,
};
