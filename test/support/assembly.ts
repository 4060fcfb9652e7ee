/**
 * A council of any size and its session, on a server that runs: founded, convened and prepared at the desk as always. Only
 * seats and links are put into their tables by thousands, for one by one they would take longer than what is to be seen.
 * Every device then exchanges its link.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Mode } from '@kengesh/domain';
import { KeyHolder } from '@kengesh/rehearse/key-holder';
import pg from 'pg';
import { type Act, call, type Device, enter } from './member.js';
import type { Server as WholeServer } from './server.js';

type ServerAddress = Pick<WholeServer, 'url'>;

export interface Place {
  readonly seat: string;
  readonly participant: string;
  readonly token: string;
}
export interface Assembly {
  readonly council: string;
  readonly session: string;
  readonly desk: Device;
  readonly secretary: Device;
  readonly chair: Device;
  /** The delegates, each with a seat and a device of its own. */
  readonly places: readonly Place[];
  /** Keys of secret votes, as the chair's page holds them. */
  readonly keys: KeyHolder;
  /** One act over HTTP, which must not be refused; answers the head after it. */
  act(who: Device, act: Act): Promise<number>;
  /** The newest entry of this type, as the bureau sees it. */
  // biome-ignore lint/suspicious/noExplicitAny: read field by field
  data(type: string, seq: number): Promise<any>;
}

export interface AssemblyOptions {
  readonly seats: number;
  /** Where the delegates are expected; the bureau sits in the hall. */
  readonly mode?: Mode;
}

const ITEM = 'i1';
const RULES = {
  citation: { en: 'Rules of a session that is only for measuring' },
  quorum: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'statutory' },
  majorities: [{ key: 'present', threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'present' } }],
  tie: 'chairSide',
  presenceGrace: 60,
  ballots: { writtenLeastMinutes: 60 },
  speech: { seconds: 180, grace: 30 },
} as const;

const secretOf = () => randomBytes(32).toString('base64url');
const hashOf = (secret: string) => createHash('sha256').update(secret, 'utf8').digest('hex');

/** @param adminUrl the server's database as its superuser */
export async function assemble(
  server: ServerAddress,
  adminUrl: string,
  { seats, mode = 'hall' }: AssemblyOptions,
): Promise<Assembly> {
  const db = new pg.Client({ connectionString: adminUrl });
  await db.connect();
  try {
    const desk = await newDesk(server, db);
    const must = async (method: string, path: string, body: unknown) => {
      const answer = await call(server.url, desk, method, path, body);
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    };
    const council = await must('POST', '/api/councils', {
      name: { en: 'A council of many' },
      mailbox: 'office@council.example',
      zone: 'Asia/Bishkek',
      statutorySeats: seats + 1,
      rules: RULES,
    });
    await takeSeats(db, council.id, seats, mode);
    const day = new Date().toISOString().slice(0, 10);
    const session = await must('POST', `/api/councils/${council.id}/sessions`, {
      title: { en: 'A session for measuring' },
      form: 'hybrid',
      place: { en: 'Bishkek' },
      startsLocal: `${day}T00:00`,
      endsLocal: `${day}T23:59`,
      zone: 'Asia/Bishkek',
    });
    await must('PUT', `/api/sessions/${session.id}/agenda`, {
      items: [{ id: ITEM, title: { en: 'The only item' }, rapporteurSeatId: null }],
    });
    await must('POST', `/api/sessions/${session.id}/prepare`, { command: randomUUID() });
    const { chair, secretary, places } = await handOut(server, db, session.id);
    return {
      council: council.id,
      session: session.id,
      desk,
      secretary,
      chair,
      places,
      keys: new KeyHolder(chair, session.id),
      ...doings(server, session.id, secretary),
    };
  } finally {
    await db.end();
  }
}

function doings(server: ServerAddress, session: string, secretary: Device): Pick<Assembly, 'act' | 'data'> {
  return {
    act: async (who, act) => {
      const command = randomUUID();
      const answer = await call(server.url, who, 'POST', `/api/sessions/${session}/acts`, { command, act });
      if (answer.status !== 200) throw new Error(`${act.type}: ${JSON.stringify(answer.body)}`);
      return answer.body.head;
    },
    data: async (type, seq) => {
      // Whoever lacks the first entry too is shown the whole instead.
      const { body } = await call(
        server.url,
        secretary,
        'GET',
        `/api/sessions/${session}/frames?after=${Math.max(1, seq - 20)}`,
      );
      return body.entries.findLast((entry: { type: string }) => entry.type === type)?.data;
    },
  };
}

/** Everybody in the hall is checked in, the chair opens, the item is taken up. Answers the head. */
export async function openSession({ act, secretary, chair }: Assembly): Promise<number> {
  await act(secretary, { type: 'attendance.checkInAll' });
  await act(chair, { type: 'session.open' });
  return act(chair, { type: 'agenda.take', item: ITEM });
}

/** A vote between two names is opened, a secret one with a key, for which the chair is on the line; answers its id and the head. */
export async function openVote(
  { act, chair, data, keys }: Assembly,
  method: 'named' | 'secret' = 'named',
): Promise<{ voting: string; head: number; key?: string }> {
  const keyed = method === 'secret' ? { key: await keys.make() } : {};
  const head = await act(chair, {
    type: 'voting.openElection',
    office: { id: `o-${randomUUID()}`, title: { en: 'Rapporteur' } },
    candidates: [
      { label: { en: 'One' }, seat: null },
      { label: { en: 'Two' }, seat: null },
    ],
    method,
    closesInSeconds: null,
    ...keyed,
  });
  const opened = await data('voting.opened', head);
  return { voting: opened.id, head, ...keyed };
}

/** A secret vote with a key is ended, and counted with it; answers the head. */
export async function countSecretVote({ act, chair, keys }: Assembly, voting: string, key: string): Promise<number> {
  const ended = await act(chair, { type: 'voting.close', voting });
  const became = await keys.give(key);
  if (became !== 'counted') throw new Error(`the vote became ${became}`);
  return ended + 1;
}

/** An account that came in by a link, as `npm run account` makes it. */
async function newDesk(server: ServerAddress, db: pg.Client): Promise<Device> {
  const id = `a_${randomBytes(7).toString('hex')}`;
  const secret = secretOf();
  await db.query('insert into accounts (id, email, label, language, may_found) values ($1, $2, $3, $4, true)', [
    id,
    `${id}@council.example`,
    { en: 'The secretariat' },
    'en',
  ]);
  await db.query(
    `insert into links (id, kind, subject, secret_hash, issued_at, expires_at)
      values ($1, 'account', $2, $3, now(), now() + interval '1 day')`,
    [randomUUID(), id, hashOf(secret)],
  );
  return enter(`${server.url}/j#${secret}`);
}

async function takeSeats(db: pg.Client, council: string, seats: number, mode: Mode): Promise<void> {
  await db.query(
    `insert into seats (id, council_id, position, label, role, votes, filled, delegation, category, language, mode)
      select gen_random_uuid(), $1, n + 1, json_build_object('en', 'Seat ' || n),
        case n when 0 then 'chair' when $2 + 1 then 'secretary' else 'delegate' end, n <= $2, true,
        'D' || n % 50, 'state', 'en', case when n in (0, $2 + 1) then 'hall' else $3 end
      from generate_series(0, $2::int + 1) as n`,
    [council, seats, mode],
  );
}

async function handOut(server: ServerAddress, db: pg.Client, session: string) {
  const { rows } = await db.query<{ id: string; seat: string; role: string }>(
    'select id, seat_id as seat, role from participants where session_id = $1 order by position, id',
    [session],
  );
  const secrets = rows.map(secretOf);
  await db.query(
    `insert into links (id, kind, subject, session_id, secret_hash, issued_at, expires_at)
      select gen_random_uuid(), 'participant', subject, $1, hash, now(), now() + interval '1 day'
      from unnest($2::text[], $3::text[]) as given (subject, hash)`,
    [session, rows.map(row => row.id), secrets.map(hashOf)],
  );
  const tokens = await exchangeAll(server, secrets);
  const places = rows.map(({ id, seat, role }, index) => ({ participant: id, seat, role, token: tokens[index]! }));
  const device = (role: string): Device => {
    const one = places.find(place => place.role === role);
    if (!one) throw new Error(`no ${role} on the roll`);
    return { url: server.url, as: one.participant, token: one.token };
  };
  return {
    chair: device('chair'),
    secretary: device('secretary'),
    places: places.filter(one => one.role === 'delegate'),
  };
}

const EXCHANGES = 16;

/** The token of each, in their order. */
async function exchangeAll(server: ServerAddress, secrets: readonly string[]): Promise<string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: EXCHANGES });
  const tokens: string[] = [];
  let next = 0;
  const exchanger = async () => {
    while (next < secrets.length) {
      const index = next++;
      tokens[index] = await exchange(server, agent, secrets[index]!);
    }
  };
  await Promise.all(Array.from({ length: EXCHANGES }, exchanger));
  agent.destroy();
  return tokens;
}

/** By hand, for `fetch` would take longer than the server. */
function exchange(server: ServerAddress, agent: Agent, secret: string): Promise<string> {
  const body = JSON.stringify({ secret });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const asked = request(`${server.url}/api/links/exchange`, { method: 'POST', agent, headers }, answer => {
      answer.resume();
      const token = /^[^=]+=([^;]*)/.exec(answer.headers['set-cookie']?.[0] ?? '')?.[1];
      if (answer.statusCode === 200 && token) answer.on('end', () => resolve(token));
      else reject(new Error(`a link was refused: ${answer.statusCode}`));
    });
    asked.on('error', (error: NodeJS.ErrnoException) => {
      // The server was just closing a line that lay idle: that says nothing about the link.
      if (asked.reusedSocket && error.code === 'ECONNRESET') exchange(server, agent, secret).then(resolve, reject);
      else reject(error);
    });
    asked.end(body);
  });
}
