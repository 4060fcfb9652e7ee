/** A15: everyone votes in secret at the same moment, each ballot sealed before it is kept, beside a named vote of the same council. */
import { type Assembly, assemble, countSecretVote, openSession, openVote } from '../../support/assembly.js';
import { lineOf } from '../../support/member.js';
import { type Figure, inTurn, type Setting } from '../figure.js';
import { gatherCrowd } from '../load-generator.js';

const ballotsOf = ({ places }: Assembly, voting: string) =>
  places.map(({ seat }, index) => ({ type: 'voting.cast', voting, seat, choice: index % 3 ? 'c1' : 'c2' }));

async function set({ quick, database, serve, later }: Setting) {
  const seats = quick ? 500 : 2000;
  const data = await database();
  const server = await serve(data);
  const assembly = await assemble(server, data.adminUrl, { seats });
  const head = await openSession(assembly);
  // Who holds a key is connected.
  const chair = lineOf({ ...assembly.chair, url: server.url });
  later(async () => chair.leave());
  const crowd = gatherCrowd();
  later(() => crowd.end());
  await crowd.join(
    server.port,
    assembly.places.map(place => place.token),
  );
  await crowd.reached(head);

  async function held(method: 'named' | 'secret') {
    const { voting, head: opened, key } = await openVote(assembly, method);
    await crowd.reached(opened);
    await crowd.quiet();
    const before = await server.probe();
    const { ms, p99 } = await crowd.ask(ballotsOf(assembly, voting));
    const after = await server.probe();
    const closed = key
      ? await countSecretVote(assembly, voting, key)
      : await assembly.act(assembly.chair, { type: 'voting.close', voting });
    // All answered is all counted, each once.
    const { result } = await assembly.data('voting.closed', closed);
    if (result.voted.length !== seats) throw new Error(`${result.voted.length} of ${seats} ballots counted`);
    await crowd.reached(closed);
    await crowd.quiet();
    return { rate: (seats / ms) * 1000, p99, cpu: ((after.cpu - before.cpu) / seats) * 1000 };
  }

  return (round: number) => inTurn(round, { secret: () => held('secret'), named: () => held('named') });
}

export const secretBallots: Figure = {
  id: 'A15',
  what: 'secret ballots, all at once',
  warm: 4,
  usual: 9,
  lines: [
    {
      what: 'against named ones',
      unit: 'ballots/s',
      product: 'secret.rate',
      floor: 'named.rate',
      bound: { must: 0.5, reach: 0.8, more: true },
    },
    { what: 'server CPU per ballot, against named ones', unit: 'µs', product: 'secret.cpu', floor: 'named.cpu' },
    { what: 'p99 of the acknowledgement', unit: 'ms', product: 'secret.p99' },
  ],
  set,
};
