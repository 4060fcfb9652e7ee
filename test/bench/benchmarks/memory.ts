/** A7: what one more device costs that has joined and does nothing. All acts are there to be asked for; nobody asks. */
import { assemble, openSession } from '../../support/assembly.js';
import type { Figure, Setting } from '../figure.js';
import { gatherCrowd } from '../load-generator.js';

const KIB = 1024;

async function set({ quick, database, serve, later }: Setting) {
  const seats = quick ? 1000 : 5000;
  const data = await database();
  const server = await serve(data);
  const assembly = await assemble(server, data.adminUrl, { seats });
  const head = await openSession(assembly);
  const crowd = gatherCrowd();
  later(() => crowd.end());
  const tokens = assembly.places.map(place => place.token);

  return async () => {
    await crowd.quiet();
    const empty = await server.probe({ collect: true });
    await crowd.join(server.port, tokens);
    await crowd.reached(head);
    await crowd.quiet(1000);
    const full = await server.probe({ collect: true });
    await crowd.leave();
    return { heap: (full.heap - empty.heap) / seats / KIB };
  };
}

export const memory: Figure = {
  id: 'A7',
  what: 'memory of a device that has joined',
  lines: [
    {
      id: 'A7',
      what: 'heap per idle joined connection',
      unit: 'KiB',
      product: 'heap',
      bound: { must: 20, reach: 14, more: false },
    },
  ],
  set,
};
