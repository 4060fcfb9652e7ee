/**
 * A5 and A6: something happens that everyone sees. How long until the last of thousands has it, beside bare `ws` writing as
 * many bytes from a buffer framed once; and how long the loop stands still meanwhile, beside the adapter that comes with
 * socket.io.
 */
import { assemble, openSession } from '../../support/assembly.js';
import { type Figure, inTurn, medianOf, type Setting } from '../figure.js';
import { type BroadcastTiming, type Crowd, gatherCrowd } from '../load-generator.js';
import { startProgram } from '../program.js';

async function set({ quick, database, serve, later }: Setting, seats: number) {
  const data = await database();
  const server = await serve(data);
  const assembly = await assemble(server, data.adminUrl, { seats });
  const head = await openSession(assembly);
  const crowd = () => {
    const gathered = gatherCrowd();
    later(() => gathered.end());
    return gathered;
  };

  const members = crowd();
  await members.join(
    server.port,
    assembly.places.map(place => place.token),
  );
  await members.reached(head);

  const bare = startProgram('baselines/bare-ws.ts');
  later(() => bare.end());
  const bareCrowd = crowd();
  const tokens = await bare.ask<string[]>('tokens', { count: seats });
  await bareCrowd.join(await bare.ask<number>('listen'), tokens, { bare: true });

  const stock = startProgram('baselines/socket-io.ts');
  later(() => stock.end());
  const stockCrowd = crowd();
  await stockCrowd.join(await stock.ask<number>('listen', { url: data.adminUrl }), tokens);

  const times = quick ? 4 : 12;
  let size = 300;
  /** So many broadcasts one after another, seen from both ends. */
  const broadcast = async (
    told: Crowd,
    process: { probe(): Promise<{ cpu: number; stall: number }> },
    act: (turn: number) => { asker: number; act: object },
  ) => {
    await told.quiet(200);
    const before = await process.probe();
    const found: BroadcastTiming[] = [];
    for (let turn = 0; turn < times; turn++) {
      const { asker, act: asked } = act(turn);
      found.push(await told.tell(asker, asked));
      await told.quiet(50);
    }
    const after = await process.probe();
    size = Math.round((found.at(-1)?.bytes ?? 0) / seats);
    return {
      last: medianOf(found.map(one => one.last)),
      stall: after.stall,
      cpu: ((after.cpu - before.cpu) / times / seats) * 1000,
    };
  };
  const tell = () => ({ asker: 0, act: { type: 'tell', seat: 's', choice: 'c', tell: size } });

  return (round: number) =>
    inTurn(round, {
      // First always, for it says how many bytes the others are to write.
      product: () =>
        broadcast(members, server, turn => {
          // Each asks for the floor and, at the next turn, no longer.
          const asker = turn >> 1;
          const { participant } = assembly.places[asker]!;
          return { asker, act: turn % 2 ? { type: 'floor.withdraw', participant } : { type: 'floor.ask' } };
        }),
      bare: () => broadcast(bareCrowd, bare, tell),
      stock: () => broadcast(stockCrowd, stock, tell),
    });
}

const figure = (seats: number): Figure => ({
  id: 'A5 A6',
  what: `a frame to the last of ${seats}`,
  lines: [
    {
      id: 'A5',
      what: `to the last of ${seats}, against bare ws`,
      unit: 'ms',
      product: 'product.last',
      floor: 'bare.last',
      bound: { must: 1.5, reach: 1.2, more: false },
    },
    {
      id: 'A6',
      what: `longest stall at ${seats}, against the stock adapter`,
      unit: 'ms',
      product: 'product.stall',
      floor: 'stock.stall',
      bound: { must: 0.3, reach: 0.1, more: false },
    },
    {
      id: 'A5',
      what: `server CPU per frame at ${seats}, against bare ws`,
      unit: 'µs',
      product: 'product.cpu',
      floor: 'bare.cpu',
    },
  ],
  set: setting => set(setting, setting.quick ? seats / 5 : seats),
});

export const fanOut = figure(5000);
export const fanOutToMore = figure(10_000);
