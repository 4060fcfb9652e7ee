/**
 * A8: everyone comes in at the same moment, as after a restart: handshake, token looked up, snapshot of the session as this
 * device may see it. Beside bare `ws` that checks a signed token and writes as many bytes from a buffer framed once.
 */
import { assemble, openSession } from '../../support/assembly.js';
import { type Figure, inTurn, type Setting } from '../figure.js';
import { gatherCrowd } from '../load-generator.js';
import { startProgram } from '../program.js';

async function set({ quick, database, serve, later, say }: Setting) {
  const seats = quick ? 1000 : 5000;
  const data = await database();
  const server = await serve(data);
  const assembly = await assemble(server, data.adminUrl, { seats });
  await openSession(assembly);
  const tokens = assembly.places.map(place => place.token);
  const bare = startProgram('baselines/bare-ws.ts');
  later(() => bare.end());
  const barePort = await bare.ask<number>('listen');
  const bareTokens = await bare.ask<string[]>('tokens', { count: seats });
  const crowd = gatherCrowd();
  later(() => crowd.end());

  // Together with every other message of the first seconds: what the floor is to write as one.
  const [first] = tokens;
  const { bytes } = await crowd.join(server.port, first === undefined ? [] : [first]);
  await crowd.leave();
  await bare.ask('snapshot', { bytes });
  say(`A8: ${seats} devices, ${bytes} bytes each`);

  const storm = async (port: number, shown: readonly string[], isBare: boolean) => {
    await crowd.quiet(500);
    const { ms, p99 } = await crowd.join(port, shown, { atOnce: seats, bare: isBare });
    await crowd.leave();
    return { rate: (seats / ms) * 1000, p99 };
  };
  return (round: number) =>
    inTurn(round, {
      product: () => storm(server.port, tokens, false),
      bare: () => storm(barePort, bareTokens, true),
    });
}

export const joins: Figure = {
  id: 'A8',
  what: 'all join at once',
  lines: [
    {
      id: 'A8',
      what: 'devices that come in, against bare ws',
      unit: 'joins/s',
      product: 'product.rate',
      floor: 'bare.rate',
      bound: { must: 0.28, reach: 0.45, more: true },
    },
    {
      what: 'p99 from connecting to the snapshot, against bare ws',
      unit: 'ms',
      product: 'product.p99',
      floor: 'bare.p99',
    },
  ],
  set,
};
