/**
 * B10: inputs nobody in their right mind sends, to every operation of the API's own document and every act, from everybody
 * who has a device and from nobody. None is answered as our fault; what is refused has changed nothing.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { actSchemas } from '@kengesh/domain';
import { verifyChain } from '@kengesh/journal';
import { randomOf } from '@kengesh/rehearse/until';
import pg from 'pg';
import * as z from 'zod';
import { type Assembly, assemble, openSession, openVote } from '../support/assembly.js';
import { call, type Device } from '../support/member.js';
import { type Server, startServer } from '../support/server.js';
import type { Fault } from './fault.js';
import { InvariantViolation } from './fault-scenario.js';
import { generate, type Schema, type Source } from './generate.js';

/** Inputs to one council before a new one is founded: by then its links are revoked and its session is closed. */
const ROUND = 2500;
const LANES = 12;
/** One of so many is asked alone, and the tables are looked at before and after. */
const WATCHED = 12;
const TRIES = 5;

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly body: Schema | undefined;
}
interface Input {
  readonly who: Device | null;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  /** What it is aimed at. */
  readonly at: string;
}

/** A rehearsal starts a server of its own for each that is asked for: that is tested where rehearsals are. */
const LEFT_OUT = /rehears/;
/** These would keep everyone out. */
const ONLY_STRANGERS = /sign-out|my\/password/;

const schemas: readonly Schema[] = Object.values(actSchemas).map(schema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
);

async function operationsOf(server: Server): Promise<{ operations: Operation[]; named: Record<string, Schema> }> {
  const { body } = await call(server.url, null, 'GET', '/api/openapi.json');
  const operations: Operation[] = [];
  for (const [path, item] of Object.entries<Schema>(body.paths))
    for (const [method, operation] of Object.entries<Schema>(item)) {
      if (LEFT_OUT.test(path)) continue;
      const content = operation.requestBody?.content?.['application/json'];
      operations.push({
        method: method.toUpperCase(),
        path,
        parameters: operation.parameters ?? [],
        body: content?.schema,
      });
    }
  return { operations, named: body.components?.schemas ?? {} };
}

export const hostileInput: Fault = {
  id: 'B10',
  what: 'hostile input at every operation and act',
  /** Inputs. */
  whole: { runs: 100_000, seats: 5 },
  small: { runs: 600, seats: 4 },
  async run({ seed, runs, seats }, { database, say }) {
    const data = await database();
    const db = new pg.Pool({ connectionString: data.adminUrl, max: 2 });
    const server = await startServer({
      databaseUrl: data.url,
      databaseOwnerUrl: data.ownerUrl,
      settings: {
        LOG_LEVEL: 'error',
        // Whoever is told to wait is not heard, and what is not heard is not tested.
        LIMIT_ACTS_PER_SECOND: '10000',
        LIMIT_SEAT_ACTS_PER_SECOND: '10000',
        LIMIT_SEAT_ENTRIES_PER_MINUTE: '1000000',
      },
    });
    const tally = new Map<number, number>();
    try {
      const { operations, named } = await operationsOf(server);
      const random = randomOf(seed);
      let asked = 0;
      let watched = 0;
      while (asked < runs) {
        const assembly = await assemble(server, data.adminUrl, { seats });
        await openSession(assembly);
        await openVote(assembly);
        const source: Source = { random, ids: idsOf(assembly), named, wild: 0.08 };
        const until = Math.min(runs, asked + ROUND);
        const one = async (alone: boolean) => {
          asked += 1;
          const input = inputOf(operations, assembly, source);
          if (!alone) {
            count(tally, await ask(server, input));
            return;
          }
          watched += 1;
          let status = 0;
          // The server does some work by itself (a lease, a register that follows): what the input did, it does each time.
          for (let tries = 0; tries < TRIES; tries++) {
            const before = await fingerprint(db);
            status = await ask(server, input);
            if (tries === 0) count(tally, status);
            if (status < 400 || (await fingerprint(db)) === before) return;
            await sleep(300);
          }
          throw new InvariantViolation(`refused with ${status}, and something has changed: ${shown(input)}`);
        };
        while (asked < until) {
          await one(true);
          const together = Math.min(WATCHED - 1, until - asked);
          let left = together;
          const lane = async () => {
            while (left-- > 0) await one(false);
          };
          await Promise.all(Array.from({ length: Math.min(LANES, together) }, lane));
        }
        await intact(db, assembly.session);
        say(`B10 ${asked} of ${runs}: ${told(tally)}`);
      }
      const faults = server
        .output()
        .split('\n')
        .filter(line => line.includes('"level":50') || line.includes('"level":60'));
      if (faults.length > 0) throw new InvariantViolation(`${faults.length} times our fault: ${faults[0]}`);
      return `${asked} inputs to ${operations.length} operations and ${schemas.length} acts: ${told(tally)}; ${watched} watched`;
    } finally {
      await db.end();
      await server.stop();
    }
  },
};

const count = (tally: Map<number, number>, status: number) => tally.set(status, (tally.get(status) ?? 0) + 1);
const told = (tally: Map<number, number>) =>
  [...tally]
    .sort(([a], [b]) => a - b)
    .map(([status, times]) => `${status} × ${times}`)
    .join(', ');
const shown = ({ method, path, body, who }: Input) =>
  `${method} ${path} by ${who?.as ?? 'nobody'} ${JSON.stringify(body)?.slice(0, 600) ?? ''}`;

const idsOf = ({ council, session, places, chair, secretary }: Assembly) => [
  ...[council, session, chair.as, secretary.as, randomUUID(), 'i1', 'v1', 'm1'],
  ...places.flatMap(({ seat, participant }) => [seat, participant]),
];

function inputOf(operations: readonly Operation[], assembly: Assembly, source: Source): Input {
  const { random } = source;
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const { desk, chair, secretary, places, session } = assembly;
  const place = one(places);
  const delegate = { url: desk.url, as: place.participant, token: place.token };
  const who = one([desk, desk, chair, chair, secretary, delegate, delegate, { ...chair, token: 'x'.repeat(43) }, null]);
  if (random() < 0.6) {
    const act = generate(one(schemas), source);
    const body = random() < 0.05 ? generate({ type: 'object' }, source) : { command: randomUUID(), act };
    return { who, method: 'POST', path: `/api/sessions/${session}/acts`, body, at: 'acts' };
  }
  const { method, path, parameters, body } = one(operations);
  const value = (name: string, schema: Schema) => {
    if (name === 'id' && random() < 0.7) return path.includes('councils') ? assembly.council : session;
    const made = generate(schema ?? {}, source);
    return typeof made === 'string' ? made : JSON.stringify(made);
  };
  const encoded = (text: string) =>
    encodeURIComponent(Buffer.from(text.slice(0, 400), 'utf8').toString('utf8')) || '%20';
  const address = path.replace(/\{(\w+)\}/g, (_, name) => {
    const found = parameters.find(each => each.name === name);
    return encoded(value(name, found?.schema));
  });
  const query = parameters
    .filter(each => each.in === 'query' && random() < 0.6)
    .map(each => `${each.name}=${encoded(value(each.name, each.schema))}`)
    .join('&');
  return {
    who: ONLY_STRANGERS.test(path) ? null : who,
    method,
    path: query ? `${address}?${query}` : address,
    body: body && method !== 'GET' ? generate(body, source) : undefined,
    at: `${method} ${path}`,
  };
}

/** @throws Broken where the answer is our fault, or a refusal that says not why */
async function ask(server: Server, input: Input): Promise<number> {
  const { who, method, path, body: sent } = input;
  let answer: Awaited<ReturnType<typeof call>>;
  try {
    answer = await call(
      server.url,
      who,
      method,
      path,
      sent === undefined ? undefined : (JSON.stringify(sent) ?? 'null'),
      {},
      20_000,
    );
  } catch (error) {
    throw new InvariantViolation(`not answered (${(error as Error).message}): ${shown(input)}`);
  }
  const { status, body } = answer;
  // Where no video is set up, or the mail is not, the server says that it is not there: that is no fault.
  if (status >= 500 && !(status === 503 && body?.code))
    throw new InvariantViolation(`${status} ${JSON.stringify(body)}: ${shown(input)}`);
  if (status >= 400 && typeof body?.code !== 'string')
    throw new InvariantViolation(`${status} without a code: ${shown(input)}`);
  return status;
}

/** Of every row of every table, but for when a device was last seen, and the security log, which tells of what was refused. */
async function fingerprint(db: pg.Pool): Promise<string> {
  const { rows: tables } = await db.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'urn') and tablename <> 'security_events' order by 1`,
  );
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) as n, md5(string_agg(md5((to_jsonb(t) - 'last_seen_at')::text), '' order by
        md5((to_jsonb(t) - 'last_seen_at')::text))) as all from ${name} t`,
  );
  const { rows } = await db.query(each.join(' union all '));
  return JSON.stringify(rows);
}

async function intact(db: pg.Pool, session: string): Promise<void> {
  const { rows } = await db.query(
    `select seq, type, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, actor,
      command_id as command, part, data, prev, hash from journal_entries where session_id = $1 order by seq`,
    [session],
  );
  const verdict = verifyChain(rows);
  if (!verdict.intact) throw new InvariantViolation(`the chain breaks: ${JSON.stringify(verdict)}`);
}
