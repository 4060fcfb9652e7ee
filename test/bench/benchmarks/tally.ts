/**
 * A4: the usual vote. Everyone votes within one second while something is told to all ten times a second. How long the
 * slowest hundredth waits for the acknowledgement, beside a server by the book that writes ballots in groups and tells by the
 * adapter that comes with socket.io.
 */
import { assemble, openSession, openVote } from '../../support/assembly.js';
import { type Figure, inTurn, type Setting } from '../figure.js';
import { type Crowd, gatherCrowd } from '../load-generator.js';
import { startProgram } from '../program.js';

const HERTZ = 10;
const BYTES = 300;
const WITHIN = 1000;
/** Of the product each also hears of its own ballot. */
const OWN = 1;

async function set({ quick, database, serve, later }: Setting) {
  const seats = quick ? 1000 : 5000;
  const data = await database();
  const server = await serve(data);
  const assembly = await assemble(server, data.adminUrl, { seats });
  const head = await openSession(assembly);
  const tokens = assembly.places.map(place => place.token);
  const crowd = async (port: number): Promise<Crowd> => {
    const gathered = gatherCrowd();
    later(() => gathered.end());
    await gathered.join(port, tokens);
    return gathered;
  };
  const members = await crowd(server.port);
  await members.reached(head);
  const stock = startProgram('baselines/socket-io.ts');
  later(() => stock.end());
  const others = await crowd(await stock.ask<number>('listen', { url: data.adminUrl }));

  const ballots = (voting: string) =>
    assembly.places.map(({ seat }, index) => ({ type: 'voting.cast', voting, seat, choice: index % 3 ? 'c1' : 'c2' }));
  let turns = 0;
  /** One after another raises a hand and lowers it: everyone is told of each. */
  const hand = () => {
    const asker = (turns >> 1) % seats;
    const { participant } = assembly.places[asker]!;
    const act = turns % 2 ? { type: 'floor.withdraw', participant } : { type: 'floor.ask' };
    turns += 1;
    return members.say(asker, act);
  };

  return (round: number) =>
    inTurn(round, {
      product: async () => {
        const { voting, head: opened } = await openVote(assembly);
        await members.reached(opened);
        await members.quiet();
        const before = await members.count();
        const telling = setInterval(() => void hand(), 1000 / HERTZ);
        const { p50, p99 } = await members.ask(ballots(voting), WITHIN);
        clearInterval(telling);
        const heard = ((await members.count()).frames - before.frames) / seats - OWN;
        const closed = await assembly.act(assembly.chair, { type: 'voting.close', voting });
        await members.reached(closed);
        await members.quiet();
        return { p50, p99, heard };
      },
      stock: async () => {
        await stock.ask('empty');
        await stock.ask('tally', { hertz: HERTZ, bytes: BYTES });
        const before = await others.count();
        const { p50, p99 } = await others.ask(ballots('v-floor'), WITHIN);
        const heard = ((await others.count()).frames - before.frames) / seats;
        await stock.ask('tally', { hertz: 0, bytes: 0 });
        await others.quiet();
        return { p50, p99, heard };
      },
    });
}

export const tally: Figure = {
  id: 'A4',
  what: '5,000 ballots within a second, a tally to all ten times a second',
  warm: 2,
  usual: 15,
  lines: [
    {
      what: 'p99 of the acknowledgement, against the stock adapter',
      unit: 'ms',
      product: 'product.p99',
      floor: 'stock.p99',
      bound: { must: 0.5, reach: 0.2, more: false },
    },
    {
      what: 'of what was told, heard until the last was acknowledged, against the stock adapter',
      unit: 'frames',
      product: 'product.heard',
      floor: 'stock.heard',
    },
    { what: 'median of the acknowledgement', unit: 'ms', product: 'product.p50', floor: 'stock.p50' },
  ],
  set,
};
