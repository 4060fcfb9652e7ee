/** Several nodes behind a balancer serve one installation: one order, one presence, whatever dies. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readApiEnv } from '@kengesh/api/config/env';
import { accountLink } from '@kengesh/api/identity/new-account';
import type { RehearsalReport, SessionStats } from '@kengesh/contracts';
import { presenceOf, type State } from '@kengesh/domain';
import { enterAt, enter as enterDesk, found, prepare, secretFor } from '@kengesh/rehearse/desk';
import { rehearse } from '@kengesh/rehearse/rehearse';
import pg from 'pg';
import { type Balancer, openBalancer } from '../apps/launch/src/balancer.js';
import { call, type Device, done, enter, lineOf, type Member } from './support/member.js';
import { type TestDatabase, testDatabase } from './support/postgres.js';
import { hasRedis, openRedis, type Redis } from './support/redis.js';
import { type Server, startServer } from './support/server.js';

const SEATS = 30;

(hasRedis ? describe : describe.skip)('three nodes on one database', () => {
  let database: TestDatabase;
  let redis: Redis;
  let admin: pg.Pool;
  let nodes: Server[];
  let balancer: Balancer;
  let desk: Device;
  let session = '';
  const members = new Set<Member>();

  const start = (more: { port?: number; sample?: 'migration-council' } = {}) =>
    startServer({
      databaseUrl: database.url,
      databaseOwnerUrl: database.ownerUrl,
      settings: { REDIS_URL: redis.url },
      ...more,
    });
  const at = (node: number, device: Device): Member => {
    const member = lineOf({ ...device, url: nodes[node]!.url });
    members.add(member);
    return member;
  };
  const link = (name: 'chair' | 'remoteDelegate1' | 'remoteDelegate2') => enter(nodes[0]!.links![name]);
  /** As the server of this node shows it to the chair. */
  const stateAt = async (node: number, device: Device): Promise<State> =>
    (await call(nodes[node]!.url, device, 'GET', `/api/sessions/${session}/state`)).body.state;
  const until = async <T>(look: () => Promise<T | undefined | false> | T | undefined | false, within = 20_000) => {
    for (const end = Date.now() + within; ; await sleep(50)) {
      const seen = await look();
      if (seen) return seen;
      if (Date.now() > end) throw new Error(`not within ${within} ms: ${look}`);
    }
  };
  const entries = async (type: string) =>
    (
      await admin.query('select data from journal_entries where session_id = $1 and type = $2 order by seq', [
        session,
        type,
      ])
    ).rows;

  beforeAll(async () => {
    [database, redis] = await Promise.all([testDatabase(), openRedis()]);
    admin = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
    nodes = [await start({ sample: 'migration-council' })];
    nodes.push(...(await Promise.all([start(), start()])));
    balancer = await openBalancer(nodes.map(node => node.port));
    desk = await enter(nodes[0]!.links!.desk);
    const mine: { id: string; phase: string }[] = (await call(nodes[0]!.url, desk, 'GET', '/api/my/sessions')).body;
    session = mine.find(one => one.phase !== 'closed')!.id;
    await call(nodes[1]!.url, desk, 'POST', `/api/sessions/${session}/prepare`, { command: 'prepare-once' });
  }, 90_000);
  afterAll(async () => {
    for (const member of members) member.leave();
    await balancer?.close();
    await Promise.all((nodes ?? []).map(node => node.stop()));
    await redis?.kill();
    await admin?.end();
    await database?.drop();
  }, 60_000);

  async function held(
    seats: number,
    profile: 'calm' | 'flaky',
    halfway: () => Promise<void>,
  ): Promise<RehearsalReport> {
    const env = readApiEnv({ DATABASE_URL: database.url, PUBLIC_URL: balancer.url });
    const clerk = await enterDesk(await accountLink(env, 'clerk@rehearsal.example'));
    const id = await found(clerk, seats);
    const { report } = rehearse(
      {
        ...{ url: balancer.url, token: clerk.token, session: id, delegates: seats, profile, seed: 3 },
        ...{ pids: [], restart: true, limit: 150 },
      },
      { restart: () => halfway().then(() => []) },
    );
    return report;
  }
  const nothingLost = (report: RehearsalReport, seats: number) => {
    expect(report).toMatchObject({ joined: seats + 1, lost: 0, doubled: 0, refused: [] });
    expect(report.votes.map(one => [one.method, one.acknowledged, one.counted])).toEqual([
      ['named', seats, seats],
      ['secret', seats, seats],
    ]);
    expect(report.states).toEqual({ compared: seats + 1, equal: seats + 1, differing: [] });
  };

  test('an act of one node is on the screens of another, in the same order; a line there is online here', async () => {
    const [chair, first, second] = [
      at(0, await link('chair')),
      at(1, await link('remoteDelegate1')),
      at(2, await link('remoteDelegate2')),
    ];
    let pulse: SessionStats | undefined;
    chair.socket.on('pulse', next => {
      pulse = next;
    });
    const frames: number[] = [];
    first.socket.on('frame', frame => frames.push(frame.to));
    for (const member of [first, second]) await done(member, { type: 'attendance.join', mode: 'remote' });
    const head = (await done(chair, { type: 'attendance.join', mode: 'remote' })).head;
    await until(() => frames.at(-1)! >= head);
    expect(frames).toEqual([...frames].sort((a, b) => a - b));
    await until(() => pulse?.bureau?.online.length === 3 && pulse.remote === 3);
    expect(pulse?.bureau?.online).toEqual([chair.as, first.as, second.as].sort());
  }, 60_000);

  test('a line to another node keeps somebody here; the last two, lost at the same moment, are lost once', async () => {
    const device = await link('remoteDelegate1');
    const [one, other] = [at(0, device), at(2, device)];
    await until(() => one.socket.connected && other.socket.connected);
    for (const member of members) if (member.as === device.as && member !== one && member !== other) member.leave();
    await sleep(500);
    const lost = async () => (await entries('attendance.lost')).filter(({ data }) => data.participant === device.as);
    const before = (await lost()).length;
    one.leave();
    await sleep(1000);
    expect((await lost()).length).toBe(before);
    const third = at(1, device);
    await until(() => third.socket.connected);
    await sleep(300);
    third.leave();
    other.leave();
    await until(async () => (await lost()).length === before + 1);
    await sleep(500);
    expect((await lost()).length).toBe(before + 1);
    const back = at(0, device);
    await until(async () => presenceOf(await stateAt(1, await link('chair')), device.as)?.lostAt === null);
    expect(back.socket.connected).toBe(true);
  }, 60_000);

  test('a link taken back at one node cuts the lines to another at once', async () => {
    const device = await link('remoteDelegate2');
    const line = at(2, device);
    await until(() => line.socket.connected);
    const asked = Date.now();
    await call(nodes[1]!.url, desk, 'DELETE', `/api/sessions/${session}/participants/${device.as}/link`);
    expect(await line.bye).toBe('revoked');
    expect(Date.now() - asked).toBeLessThan(2000);
    expect((await call(nodes[0]!.url, device, 'GET', '/api/me')).status).toBe(401);
  }, 30_000);

  test('a node killed under load: every acknowledged ballot counts once, everyone is complete again', async () => {
    const [, , dying] = nodes;
    const report = await held(SEATS, 'calm', async () => {
      await dying!.kill();
    });
    nothingLost(report, SEATS);
    // A third of the lines were its own, and came back to the others.
    expect(report.reconnectToState?.n).toBeGreaterThan(SEATS / 6);
    expect([...balancer.counts.values()].every(count => count > SEATS / 3)).toBe(true);
  }, 180_000);

  test('who had a line to a node that died and does not come back is recorded as lost by another; who does is not', async () => {
    nodes[2] = await start({ port: nodes[2]!.port });
    const [chairDevice, first] = [await link('chair'), await link('remoteDelegate1')];
    for (const member of members) member.leave();
    const chair = at(1, chairDevice);
    const stays = at(2, first);
    await done(chair, { type: 'attendance.join', mode: 'remote' });
    await done(stays, { type: 'attendance.join', mode: 'remote' });
    const elsewhere = at(0, first);
    await until(() => elsewhere.socket.connected);
    await sleep(300);
    const presence = async ({ as }: { as: string }) => presenceOf(await stateAt(1, chairDevice), as);
    expect((await presence(first))?.lostAt).toBeNull();
    // One node dies with a line of somebody who has another; then the other, with the last.
    await nodes[2]!.kill();
    await sleep(10_500);
    expect((await presence(first))?.lostAt).toBeNull();
    await nodes[0]!.kill();
    await until(async () => (await presence(first))?.lostAt, 20_000);
    expect((await presence(chairDevice))?.lostAt).toBeNull();
    const { rows } = await admin.query('select count(*)::int as n from nodes');
    await until(async () => (await admin.query('select count(*)::int as n from nodes')).rows[0].n === 1);
    expect(rows[0].n).toBeGreaterThan(0);
    elsewhere.leave();
    [nodes[0], nodes[2]] = await Promise.all([
      start({ port: nodes[0]!.port, sample: 'migration-council' }),
      start({ port: nodes[2]!.port }),
    ]);
  }, 90_000);

  test('Redis killed under load and started again: nothing is lost meanwhile, and hints are heard again afterwards', async () => {
    const report = await held(SEATS, 'flaky', async () => {
      await redis.kill();
    });
    nothingLost(report, SEATS);
    await redis.start();
    // Quick again: an act of one node is on another's screen well before the database is asked untold.
    const [chair, first] = [at(0, await link('chair')), at(1, await link('remoteDelegate1'))];
    await until(() => chair.socket.connected && first.socket.connected);
    let heard = 0;
    first.socket.on('frame', frame => {
      heard = frame.to;
    });
    await sleep(3000);
    const times: number[] = [];
    for (let n = 0; n < 5; n++) {
      const { head } = await done(chair, {
        type: n % 2 ? 'attendance.join' : 'attendance.leave',
        ...(n % 2 ? { mode: 'remote' } : {}),
      });
      const asked = performance.now();
      await until(() => heard >= head);
      times.push(performance.now() - asked);
    }
    times.sort((a, b) => a - b);
    expect(times[2]).toBeLessThan(600);
  }, 240_000);

  test('what is due by itself happens once, though every node has an alarm clock', async () => {
    const env = readApiEnv({ DATABASE_URL: database.url, PUBLIC_URL: balancer.url });
    const clerk = await enterDesk(await accountLink(env, 'clerk@rehearsal.example'));
    const id = await found(clerk, 3);
    const { rows: roll } = await prepare(clerk, id);
    const [chair, other] = await Promise.all(
      roll
        .filter(row => row.votes)
        .slice(0, 2)
        .map(async (row, node) => {
          const { token } = await enterAt(nodes[node]!.url, await secretFor(clerk, id, row.participant));
          return at(node, { url: '', as: row.participant, token });
        }),
    );
    for (const one of [chair!, other!]) await done(one, { type: 'attendance.join', mode: 'remote' });
    await done(chair!, { type: 'session.open' });
    const shown = async () =>
      (await call(nodes[2]!.url, chair!, 'GET', `/api/sessions/${id}/state`)).body.state as State;
    const item = (await shown()).agenda.items[0]!.id;
    await done(chair!, { type: 'agenda.take', item });
    const { seqs } = await done(chair!, { type: 'motion.submit', item, text: { en: 'Once' }, mover: null });
    await done(chair!, {
      ...{ type: 'voting.open', motion: `m${seqs[0]}`, method: 'named', majority: 'simple', closesInSeconds: 10 },
    });
    await until(async () => Object.values((await shown()).votings)[0]?.closedAt);
    await sleep(1000);
    const closed = `select actor, command_id from journal_entries where session_id = $1 and type = 'voting.closed'`;
    expect((await admin.query(closed, [id])).rows).toEqual([
      { actor: 'system', command_id: expect.stringMatching(/^close:/) },
    ]);
  }, 60_000);

  test('a rehearsal that runs on one node is seen, refused a second time and stopped by another', async () => {
    const path = `/api/sessions/${session}/rehearsal`;
    const body = { delegates: 15, profile: 'calm', restart: false };
    const [here, there] = [nodes[0]!.url, nodes[1]!.url];
    desk = await enter(nodes[0]!.links!.desk);
    const last = async () => (await call(there, desk, 'GET', path)).body.last;
    expect((await call(here, desk, 'POST', path, body)).status).toBe(202);
    expect(await call(there, desk, 'POST', path, body)).toMatchObject({
      status: 409,
      body: { code: 'rehearsal.running' },
    });
    await until(async () => (await last()).progress !== null, 40_000);
    expect((await call(there, desk, 'DELETE', path)).status).toBe(204);
    await until(async () => (await last()).endedAt, 30_000);
    expect((await last()).failure).toEqual({ code: 'rehearsal.cancelled', params: {} });
  }, 90_000);

  test('no command of any session was done twice', async () => {
    const { rows } = await admin.query(
      'select session_id, actor, command_id, part from journal_entries group by 1, 2, 3, 4 having count(*) > 1',
    );
    expect(rows).toEqual([]);
    const { rows: chains } = await admin.query(
      `select session_id from (select session_id, prev, lag(hash) over (partition by session_id order by seq) as before
        from journal_entries) as each where before is not null and prev <> before`,
    );
    expect(chains).toEqual([]);
  });
});
