/**
 * A11: whether a council of 10,000 costs more per ballot and per frame than one of 500. The same 500 devices vote in both,
 * so that what is compared is the size of the council and not that of the crowd; then everyone is told something.
 */
import { assemble, openSession, openVote } from '../../support/assembly.js';
import { type Figure, inTurn, type Setting } from '../figure.js';
import { gatherCrowd } from '../load-generator.js';

const VOTERS = 500;
const TELLS = 10;

async function hold({ database, serve, later }: Setting, seats: number) {
  const data = await database();
  const server = await serve(data);
  const assembly = await assemble(server, data.adminUrl, { seats });
  const head = await openSession(assembly);
  const crowd = gatherCrowd();
  later(() => crowd.end());
  const tokens = assembly.places.map(place => place.token);
  const gather = async (count: number) => {
    await crowd.leave();
    await crowd.quiet(300);
    await crowd.join(server.port, tokens.slice(0, count));
    await crowd.reached(head);
    await crowd.quiet(300);
  };
  const used = async (work: () => Promise<void>) => {
    const before = await server.probe();
    await work();
    return ((await server.probe()).cpu - before.cpu) * 1000;
  };

  return async () => {
    await gather(VOTERS);
    const { voting, head: opened } = await openVote(assembly);
    await crowd.reached(opened);
    await crowd.quiet();
    const ballots = assembly.places
      .slice(0, VOTERS)
      .map(({ seat }) => ({ type: 'voting.cast', voting, seat, choice: 'c1' }));
    const ballot = await used(async () => {
      await crowd.ask(ballots);
      await crowd.quiet(300);
    });
    await crowd.reached(await assembly.act(assembly.chair, { type: 'voting.close', voting }));
    await gather(seats);
    const frame = await used(async () => {
      for (let turn = 0; turn < TELLS; turn++) {
        const { participant } = assembly.places[turn >> 1]!;
        await crowd.tell(turn >> 1, turn % 2 ? { type: 'floor.withdraw', participant } : { type: 'floor.ask' });
      }
    });
    return { ballot: ballot / VOTERS, frame: frame / TELLS / seats };
  };
}

async function set(setting: Setting) {
  const few = await hold(setting, VOTERS);
  const many = await hold(setting, setting.quick ? 2000 : 10_000);
  return (round: number) => inTurn(round, { few, many });
}

export const growth: Figure = {
  id: 'A11',
  what: 'a council of 10,000 against one of 500',
  lines: [
    {
      what: 'server CPU per ballot, 10,000 seats against 500',
      unit: 'µs',
      product: 'many.ballot',
      floor: 'few.ballot',
      bound: { must: 1.3, reach: 1.05, more: false },
    },
    {
      what: 'server CPU per frame, 10,000 seats against 500',
      unit: 'µs',
      product: 'many.frame',
      floor: 'few.frame',
      bound: { must: 1.3, reach: 1.05, more: false },
    },
  ],
  set,
};
