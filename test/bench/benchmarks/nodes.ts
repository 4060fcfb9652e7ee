/** A12: what a second node costs. The same crowd on one node and spread over two; on two cores, processor time says it. */
import { findRedis, openRedis } from '../../../apps/launch/src/redis.js';
import { assemble, openSession } from '../../support/assembly.js';
import type { Server } from '../../support/server.js';
import { type Figure, inTurn, type Setting } from '../figure.js';
import { gatherCrowd } from '../load-generator.js';

const TELLS = 10;

async function hold({ quick, database, serve, later }: Setting, count: number, redis: string) {
  const seats = quick ? 400 : 4000;
  const data = await database();
  const servers: Server[] = [];
  for (let node = 0; node < count; node++) servers.push(await serve(data, { settings: { REDIS_URL: redis } }));
  const assembly = await assemble(servers[0]!, data.adminUrl, { seats });
  const head = await openSession(assembly);
  const crowds = servers.map(() => {
    const crowd = gatherCrowd();
    later(() => crowd.end());
    return crowd;
  });
  const each = seats / count;
  for (const [node, crowd] of crowds.entries()) {
    const places = assembly.places.slice(node * each, (node + 1) * each);
    await crowd.join(
      servers[node]!.port,
      places.map(place => place.token),
    );
    await crowd.reached(head);
    await crowd.quiet();
  }
  const used = async () => {
    const probed = await Promise.all(servers.map(server => server.probe()));
    return probed.reduce((sum, { cpu }) => sum + cpu, 0);
  };
  return async () => {
    const before = await used();
    for (let turn = 0; turn < TELLS; turn++) {
      const asker = turn >> 1;
      const { participant } = assembly.places[asker]!;
      const act = turn % 2 ? { type: 'floor.withdraw', participant } : { type: 'floor.ask' };
      const { head: told } = await crowds[0]!.tell(asker, act);
      await Promise.all(crowds.map(crowd => crowd.reached(told)));
    }
    return (((await used()) - before) * 1000) / TELLS / seats;
  };
}

async function set(setting: Setting) {
  const program = findRedis(process.env.PATH ?? '');
  if (!program) return 'there is no redis-server on PATH';
  const redis = await openRedis(program);
  setting.later(() => redis.kill());
  const one = await hold(setting, 1, redis.url);
  const two = await hold(setting, 2, redis.url);
  return (round: number) => inTurn(round, { one, two });
}

export const nodes: Figure = {
  id: 'A12',
  what: 'two nodes against one',
  lines: [
    {
      what: 'server CPU per delivered frame, two nodes against one',
      unit: 'µs',
      product: 'two',
      floor: 'one',
      bound: { must: 1.15, reach: 1.05, more: false },
    },
  ],
  set,
};
