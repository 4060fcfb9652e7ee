// A running API with one council at the table, for tests: devices by links, acts by socket and by HTTP.
import { randomUUID } from 'node:crypto';
import type { ActReply, PageToServer, ServerToPage } from '@kengesh/contracts';
import type { JsonObject } from '@kengesh/journal';
import type { Type } from '@nestjs/common';
import { pino } from 'pino';
import { io, type Socket } from 'socket.io-client';
import { DataSource } from 'typeorm';
import { prepared, type SceneOptions } from '../../../../libs/domain/src/testing.suite.js';
import { type TestDatabase, testDatabase } from '../../../../test/support/postgres.js';
import { KeyHolder } from '../../../rehearse/src/key-holder.js';
import { readApiEnv } from '../config/env.js';
import type { Identity } from '../identity/identity.js';
import { IdentityService } from '../identity/identity.service.js';
import { type RunningApi, startApi } from '../main.js';
import { ConnectionRegistry } from '../transport/connection-registry.js';
import { JournalService } from './journal.service.js';
import { LiveIoAdapter } from './live-io-adapter.js';

export type SocketPage = Socket<ServerToPage, PageToServer>;
export type ReceivedEvent = {
  readonly [E in keyof ServerToPage]: [E, Parameters<ServerToPage[E]>[0]];
}[keyof ServerToPage];
export interface Device {
  readonly as: string;
  readonly token: string;
  readonly sessionId: string;
  readonly authSession: string;
}
export type Act = { readonly type: string } & JsonObject;

export const quiet = pino({ level: 'silent' });

/** Waits until it is true; fails after five seconds. */
export async function until<T>(what: () => T | Promise<T>, patience = 5000): Promise<NonNullable<T>> {
  const end = Date.now() + patience;
  for (;;) {
    const found = await what();
    if (found) return found as NonNullable<T>;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

/** What the pages are connected by; a test that is about it sets another before anything starts. */
export const transport = { wire: LiveIoAdapter };

/** @param through what stands between the server and its database: the URL to give it instead */
export async function liveKit(more: Record<string, string> = {}, through = async (url: string) => url, log = quiet) {
  const database: TestDatabase = await testDatabase();
  const url = await through(database.url);
  const start = () =>
    startApi(
      readApiEnv({ PORT: '0', DATABASE_URL: url, DATABASE_OWNER_URL: database.ownerUrl, ...more }),
      log,
      transport.wire,
    );
  let api: RunningApi = await start();
  const pages: SocketPage[] = [];
  /** Keys of secret votes, by session and vote. */
  const keys = new Map<string, Awaited<ReturnType<typeof keyOfChair>>>();

  const db = () => api.app.get(DataSource);
  const journal = () => api.app.get(JournalService);
  const identities = () => api.app.get(IdentityService);
  const command = () => `c_${randomUUID()}`;

  /** A prepared session of its own council. Participants are p_1 (chair), p_2 (deputy), p_3 …, p_sec, p_obs, p_int; seats s1 … */
  async function session(options: SceneOptions = {}): Promise<string> {
    const [council, id] = [randomUUID(), randomUUID()];
    const whole = prepared({
      ...options,
      change: given => {
        const renamed = {
          ...given,
          council: { ...given.council, id: council },
          session: { ...given.session, id },
          participants: given.participants.map(one => ({ ...one, id: `p_${one.id.replace(/^p/, '')}` })),
        };
        return options.change?.(renamed) ?? renamed;
      },
    });
    await db().query(
      `insert into councils (id, name, mailbox, zone, statutory_seats, rules) values ($1, $2, 'a@b.example', 'Asia/Bishkek', 5, $3)`,
      [council, JSON.stringify(whole.council.name), JSON.stringify(whole.rules)],
    );
    await db().query(
      `insert into sessions (id, council_id, number, title, form, place, starts_local, ends_local, zone, starts_at,
        ends_at, tzdb_version, screen_id) values ($1, $2, 1, '{}', 'hybrid', '{}', '2026-03-10T14:00',
        '2026-03-10T18:00', 'Asia/Bishkek', '2026-03-10T08:00Z', '2026-03-10T12:00Z', 'test', $3)`,
      [id, council, `s_${id.slice(0, 8)}`],
    );
    const answer = await journal().submit(id, {
      id: command(),
      actor: { id: 'desk', kind: 'desk' },
      act: { type: 'session.prepare', session: whole as unknown as JsonObject },
    });
    if (!answer.ok) throw new Error(answer.refusal.refused);
    return id;
  }

  async function device(sessionId: string, handle: string, kind: Identity['kind'] = 'participant'): Promise<Device> {
    const [row] = await db().query('select council_id as id from sessions where id = $1', [sessionId]);
    const opened = await identities().open(db().manager, {
      as: handle,
      kind,
      councilId: row.id,
      sessionId: kind === 'account' ? null : sessionId,
      accountId: null,
      parentId: null,
      linkId: null,
      userAgent: undefined,
    });
    const identity = await identities().authenticate({
      handle,
      cookie: undefined,
      authorization: `Bearer ${opened.token}`,
    });
    if ('refused' in identity) throw new Error(identity.refused);
    return { as: handle, sessionId, token: opened.token, authSession: identity.authSession };
  }

  /** A page, not yet connected. All it is sent is kept in `sent`. */
  function page(auth: object, headers: Record<string, string> = {}, options: object = {}) {
    const socket: SocketPage = io(`http://127.0.0.1:${api.port}`, {
      auth,
      extraHeaders: headers,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      autoConnect: false,
      ...options,
    });
    pages.push(socket);
    const sent: ReceivedEvent[] = [];
    socket.onAny((name, value) => sent.push([name, value] as ReceivedEvent));
    return { socket, sent };
  }

  /** Connects, and waits for the first answer. */
  async function line(who: Device, more: object = {}) {
    const opened = page({ token: who.token, ...more });
    opened.socket.connect();
    await until(() => opened.sent.length > 0);
    const ask = (act: Act, id: string = command()): Promise<ActReply> =>
      opened.socket.timeout(5000).emitWithAck('ask', { command: id, act });
    return { ...opened, ask };
  }

  /** Why a handshake was refused. */
  async function refusal(auth: object, headers: Record<string, string> = {}): Promise<unknown> {
    const { socket } = page(auth, headers);
    return new Promise((resolve, reject) => {
      socket.on('connect', () => reject(new Error('let in')));
      socket.on('connect_error', error =>
        resolve((error as { data?: { code?: unknown } }).data?.code ?? error.message),
      );
      socket.connect();
    });
  }

  async function http(who: Device | null, method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown) {
    const response = await fetch(`http://127.0.0.1:${api.port}/api/sessions/${path}`, {
      method,
      headers: {
        ...(who ? { authorization: `Bearer ${who.token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  }
  const post = (who: Device | null, sessionId: string, act: Act, id: string = command()) =>
    http(who, 'POST', `${sessionId}/acts`, { command: id, act });

  /** Asks as participants who must not be refused, straight at the journal. */
  async function done(sessionId: string, ...acts: readonly (readonly [participant: string, act: Act])[]) {
    for (const [participant, act] of acts) {
      const answer = await journal().submit(sessionId, {
        id: command(),
        actor: { id: participant, kind: 'participant' },
        act,
      });
      if (!answer.ok) throw new Error(`${act.type}: ${JSON.stringify(answer.refusal)}`);
    }
  }

  /** Everyone of the hall checked in, the remote ones joined, the session open, item and motion there, the vote open: its id. */
  async function voting(sessionId: string, method: 'named' | 'secret' = 'named'): Promise<string> {
    const { state } = await journal().state(sessionId);
    const remote = state.prepared!.participants.filter(one => one.mode === 'remote' && one.role === 'delegate');
    await done(
      sessionId,
      ['p_sec', { type: 'attendance.checkInAll' }],
      ...remote.map(one => [one.id, { type: 'attendance.join', mode: 'remote' }] as const),
      ['p_1', { type: 'session.open' }],
      ['p_1', { type: 'agenda.take', item: 'one' }],
      ['p_sec', { type: 'motion.submit', item: 'one', text: { ru: 'Принять' }, mover: null }],
    );
    const motion = Object.keys((await journal().state(sessionId)).state.motions)[0]!;
    return open(sessionId, { motion, method });
  }

  /** Opens a vote on an admitted motion, a secret one with a key of a page of the chair's: its id. */
  async function open(
    sessionId: string,
    {
      motion,
      method,
      closesInSeconds = null,
    }: { motion: string; method: 'named' | 'secret'; closesInSeconds?: number | null },
  ): Promise<string> {
    const opening = { type: 'voting.open', motion, method, majority: 'simple', closesInSeconds };
    const key = method === 'named' ? null : await keyOfChair(sessionId);
    await done(sessionId, ['p_1', key ? { ...opening, key: key.publicKey } : opening]);
    const voting = Object.values((await journal().state(sessionId)).state.votings).at(-1)!.id;
    if (key) {
      await key.leave();
      keys.set(`${sessionId} ${voting}`, key);
    }
    return voting;
  }

  /** A key held by a page of the chair's, which is there until it leaves, and by a recovery code. */
  async function keyOfChair(sessionId: string) {
    const chair = await device(sessionId, 'p_1');
    const { socket } = await line(chair);
    const at = { url: `http://127.0.0.1:${api.port}`, token: chair.token };
    const holder = new KeyHolder(at, sessionId, chair.authSession);
    const publicKey = await holder.make();
    const leave = async () => {
      socket.disconnect();
      const lines = api.app.get(ConnectionRegistry);
      await until(() => !lines.hasDevice(sessionId, 'p_1', chair.authSession));
    };
    return { publicKey, leave, give: () => holder.give(publicKey) };
  }

  /** Gives the key of a secret vote that has ended, as the chair's page does. */
  async function giveKey(sessionId: string, voting: string): Promise<void> {
    const key = keys.get(`${sessionId} ${voting}`);
    const became = await key?.give();
    if (became !== undefined && became !== 'counted') throw new Error(`the key of ${voting} was ${became}`);
  }

  /** Closes a vote as the chair; a secret one is counted with its key. */
  async function end(sessionId: string, voting: string): Promise<void> {
    await done(sessionId, ['p_1', { type: 'voting.close', voting }]);
    await giveKey(sessionId, voting);
  }

  return {
    database,
    session,
    device,
    page,
    line,
    refusal,
    http,
    post,
    done,
    voting,
    open,
    giveKey,
    end,
    command,
    journal,
    identities,
    seq: async (sessionId: string) => (await journal().state(sessionId)).seq,
    /** Entries somebody asked for. The server adds its own at any time, when it finds that a line is missing. */
    asked: async (sessionId: string) =>
      (await journal().entries(sessionId)).filter(entry => entry.actor !== 'system').length,
    get port() {
      return api.port;
    },
    /** A part of the running node. */
    part: <T>(token: Type<T> | symbol): T => api.app.get<T>(token),
    /** Stops this node and starts another on the same database. */
    async restart(): Promise<void> {
      await api.close();
      api = await start();
    },
    async close(): Promise<void> {
      for (const each of pages) each.disconnect();
      await api.close();
      await database.drop();
    },
  };
}
export type LiveKit = Awaited<ReturnType<typeof liveKit>>;
