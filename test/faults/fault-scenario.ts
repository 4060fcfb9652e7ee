/**
 * A vote that something befalls. Delegates with real lines and the pages' own follower vote on the built product while it is
 * killed, starved or slowed; afterwards it is held to this: what was acknowledged is counted, each ballot once; what was
 * not is counted once at most; every follower holds what the server holds; the chain is whole; nobody lent a hand.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActReply } from '@kengesh/contracts';
import { type Entry, verifyChain } from '@kengesh/journal';
import { verifyRecord } from '@kengesh/records';
import { difference } from '@kengesh/rehearse/compare';
import { Delegate } from '@kengesh/rehearse/delegate';
import { KeyHolder } from '@kengesh/rehearse/key-holder';
import { randomOf, until } from '@kengesh/rehearse/until';
import pg from 'pg';
import { type Assembly, assemble } from '../support/assembly.js';
import { type Act, call, type Device } from '../support/member.js';
import { type Server, type ServerOptions, startServer } from '../support/server.js';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js';

export interface ScenarioOptions {
  readonly seats: number;
  readonly seed: number;
  /** As the application's role, as the owner, and as the superuser past every fault. */
  readonly database: { readonly url: string; readonly ownerUrl: string; readonly adminUrl: string };
  readonly settings?: ServerOptions['settings'];
  /** One unless it is said. Several need a Redis in the settings. */
  readonly nodes?: number;
}

export interface ScenarioResult {
  readonly entitled: number;
  readonly acknowledged: number;
  readonly counted: number;
  /** Milliseconds from the first wish to vote to the last answer. */
  readonly ms: number;
}

/** Something was lost, doubled or is not the same everywhere. */
export class InvariantViolation extends Error {}

const PATIENCE = 90_000;
const LATEST = 800;

export class Ordeal {
  readonly random: () => number;
  private delegates: Delegate[] = [];
  /** Of the vote under way, by participant. */
  private ballots = new Map<string, { readonly choice: string; readonly answer: ActReply | null }>();
  private votes = 0;
  private asked = 0;

  private constructor(
    private readonly options: ScenarioOptions,
    /** Between the delegates and each node. */
    private readonly lines: readonly TcpProxy[],
    private readonly servers: Server[],
    readonly assembly: Assembly,
  ) {
    this.random = randomOf(options.seed);
  }

  /** A council comes together on a server of its own, everyone joins from afar, the session is opened. */
  static async begin(options: ScenarioOptions): Promise<Ordeal> {
    const lines: TcpProxy[] = [];
    const servers: Server[] = [];
    for (let node = 0; node < (options.nodes ?? 1); node++) {
      const line = await startTcpProxy();
      const server = await startServer(serverOf(options));
      line.to(server.port);
      lines.push(line);
      servers.push(server);
    }
    const { seats, database } = options;
    const assembly = await assemble(servers[0]!, database.adminUrl, { seats, mode: 'remote' });
    const ordeal = new Ordeal(options, lines, servers, assembly);
    await ordeal.gather();
    return ordeal;
  }

  get line(): TcpProxy {
    return this.lines[0]!;
  }
  /** The node that is asked by whoever is not a delegate. */
  private get server(): Server {
    return this.servers[this.asked]!;
  }

  private async gather(): Promise<void> {
    const { places, secretary, chair } = this.assembly;
    this.delegates = places.map(
      (place, index) =>
        // Votes when it is told to, below.
        new Delegate(this.lines[index % this.lines.length]!.url, { ...place, bureau: false }, null, this.random),
    );
    await Promise.all(this.delegates.map(one => one.come()));
    const joined = await Promise.all(this.delegates.map(one => one.ask({ type: 'attendance.join', mode: 'remote' })));
    if (!joined.every(answer => answer?.ok)) throw new Error('not everybody could join');
    await this.insist(secretary, { type: 'attendance.checkInAll' });
    await this.insist(chair, { type: 'session.open' });
    await this.insist(chair, { type: 'agenda.take', item: 'i1' });
  }

  /** Votes soon after the ballot is on its screen, and presses until it is answered. */
  private async cast(delegate: Delegate, voting: string): Promise<void> {
    const open = await until(() => delegate.state.votings[voting], PATIENCE);
    const { seat } = delegate;
    if (!open || seat === null) return;
    await sleep(this.random() * LATEST);
    const choice = open.choices[Math.floor(this.random() * open.choices.length)]!.id;
    const answer = await delegate.ask({ type: 'voting.cast', voting, seat, choice }, PATIENCE);
    this.ballots.set(delegate.participant, { choice, answer });
  }

  /** As a page of the bureau would: asks again under the same command until it is answered. Answers the head. */
  async insist(who: Device, act: Act): Promise<number> {
    const command = randomUUID();
    const end = performance.now() + PATIENCE;
    for (;;) {
      try {
        const path = `/api/sessions/${this.assembly.session}/acts`;
        const { status, body } = await call(this.server.url, who, 'POST', path, { command, act });
        if (status === 200) return body.head;
        if (status < 500 && status !== 429) throw new InvariantViolation(`${act.type}: ${JSON.stringify(body)}`);
      } catch (error) {
        if (error instanceof InvariantViolation) throw error;
      }
      if (performance.now() > end) throw new InvariantViolation(`${act.type} is not answered for ${PATIENCE / 1000} s`);
      await sleep(200);
    }
  }

  /**
   * One vote from its opening to its close, while `befall` does its worst. Everything is checked before it returns.
   * @param doubting share of those who send their ballot over and over
   * @throws Broken
   */
  async vote(befall: () => Promise<unknown>, doubting = 0): Promise<ScenarioResult> {
    this.votes += 1;
    this.ballots = new Map();
    const method = this.votes % 3 === 0 ? 'secret' : 'named';
    const held = method === 'secret' ? await this.holdKey() : null;
    await this.insist(this.assembly.chair, {
      type: 'voting.openElection',
      office: { id: `o-${randomUUID()}`, title: { en: 'Rapporteur' } },
      candidates: [
        { label: { en: 'One' }, seat: null },
        { label: { en: 'Two' }, seat: null },
      ],
      method,
      closesInSeconds: null,
      ...(held ? { key: held.key } : {}),
    });
    const start = performance.now();
    const { id: voting } = (await this.entries('voting.opened')).at(-1)!.data as { id: string };
    const casting = Promise.all(
      this.delegates.map(one => (this.random() < doubting ? this.repeat(one, voting) : this.cast(one, voting))),
    );
    await befall();
    await casting;
    const ms = performance.now() - start;
    const silent = this.delegates.filter(one => !this.ballots.get(one.participant)?.answer);
    if (silent.length > 0)
      throw new InvariantViolation(
        `${silent.length} of ${this.delegates.length} are not answered for ${PATIENCE / 1000} s`,
      );
    const ended = await this.insist(this.assembly.chair, { type: 'voting.close', voting });
    const head = held ? await held.count() : ended;
    const counted = await this.count(voting, method);
    await this.sameEverywhere(head);
    const acknowledged = [...this.ballots.values()].filter(({ answer }) => answer?.ok).length;
    return { entitled: this.delegates.length, acknowledged, counted, ms };
  }

  /** A key for a secret vote, as the chair's page makes it: on the line, and with a recovery code as the second holder. */
  private async holdKey() {
    const { url } = this.server;
    const { as: participant, token } = this.assembly.chair;
    const page = new Delegate(url, { participant, bureau: true, token }, null, this.random);
    await page.come();
    const keys = new KeyHolder({ url, token }, this.assembly.session);
    const key = await keys.make();
    const count = async (): Promise<number> => {
      const became = await keys.give(key);
      page.leave();
      if (became !== 'counted') throw new InvariantViolation(`a vote whose key was given is ${became}`);
      return (await this.entries('voting.closed')).at(-1)!.seq;
    };
    return { key, count };
  }

  /**
   * One ballot three times and another of the same seat twice, by HTTP over the bad line, in any order: whichever is recorded
   * first counts, every copy of it is acknowledged, and the other one is refused.
   */
  private async repeat(delegate: Delegate, voting: string): Promise<void> {
    const { seat, token } = this.assembly.places.find(one => one.participant === delegate.participant)!;
    const who = { url: this.line.url, as: delegate.participant, token };
    const path = `/api/sessions/${this.assembly.session}/acts`;
    const ballots = ['c1', 'c2'].map(choice => ({
      choice,
      envelope: { command: randomUUID(), act: { type: 'voting.cast', voting, seat, choice } },
    }));
    const send = async (index: number, patience: number) => {
      await sleep(this.random() * 1500);
      for (const end = performance.now() + patience; ; await sleep(300)) {
        try {
          const { status, body } = await call(who.url, who, 'POST', path, ballots[index]!.envelope, {}, 5000);
          if (status < 500 && status !== 429) return { index, status, body };
        } catch {
          // The line.
        }
        if (performance.now() > end) return { index, status: 0, body: null };
      }
    };
    await Promise.all([0, 0, 1, 0, 1].map(index => send(index, 0)));
    const last = [await send(1, PATIENCE), await send(0, PATIENCE)];
    const taken = last.filter(one => one.status === 200);
    const other = last.find(one => one.status !== 200);
    if (taken.length !== 1 || other?.body?.code !== 'voting.already_cast')
      throw new InvariantViolation(`of two ballots of one seat: ${JSON.stringify(last)}`);
    const { index, body } = taken[0]!;
    this.ballots.set(delegate.participant, { choice: ballots[index]!.choice, answer: body });
  }

  /** @throws Broken where an acknowledged ballot is not counted as it was cast, or any twice */
  private async count(voting: string, method: 'named' | 'secret'): Promise<number> {
    const closed = (await this.entries('voting.closed')).find(one => one.data.voting === voting);
    const result = closed?.data.result as unknown as {
      counts: Record<string, number>;
      voted: string[];
      ballots: { seat: string; choice: string }[] | null;
    };
    const sum = Object.values(result.counts).reduce((all, one) => all + one, 0);
    if (new Set(result.voted).size !== result.voted.length) throw new InvariantViolation('a seat voted twice');
    if (sum !== result.voted.length) throw new InvariantViolation(`${sum} ballots of ${result.voted.length} seats`);
    const expected: Record<string, number> = {};
    for (const delegate of this.delegates) {
      const { answer, choice } = this.ballots.get(delegate.participant)!;
      if (!answer?.ok) throw new InvariantViolation(`refused: ${JSON.stringify(answer)}`);
      if (!result.voted.includes(delegate.seat ?? ''))
        throw new InvariantViolation('an acknowledged ballot is not counted');
      if (method === 'named' && result.ballots?.find(one => one.seat === delegate.seat)?.choice !== choice)
        throw new InvariantViolation('an acknowledged ballot is counted otherwise than it was cast');
      expected[choice] = (expected[choice] ?? 0) + 1;
    }
    for (const [choice, times] of Object.entries(expected))
      if (result.counts[choice] !== times)
        throw new InvariantViolation(`${choice}: ${result.counts[choice]} instead of ${times}`);
    const cast = (await this.entries('voting.cast')).filter(one => one.data.voting === voting);
    if (method === 'named' && cast.length !== this.delegates.length)
      throw new InvariantViolation(`${cast.length} entries of ${this.delegates.length} ballots`);
    return sum;
  }

  /** Every follower holds what the server would show it now. */
  private async sameEverywhere(head: number): Promise<void> {
    const there = () => this.delegates.every(one => one.live && one.follower.held.seq >= head) || undefined;
    if (!(await until(there, PATIENCE))) throw new InvariantViolation('not everybody came back');
    for (const delegate of this.delegates) {
      const token = this.assembly.places.find(one => one.participant === delegate.participant)!.token;
      const who = { url: this.server.url, as: delegate.participant, token };
      const differs = await this.differs(delegate, who);
      if (differs !== null) throw new InvariantViolation(`a follower differs at ${differs}`);
    }
  }

  /** Presence goes on meanwhile, so the same moment has to be met. */
  private async differs(delegate: Delegate, who: Device): Promise<string | null> {
    for (let tries = 0; ; tries++) {
      const { status, body } = await call(this.server.url, who, 'GET', `/api/sessions/${this.assembly.session}/state`);
      if (status === 200) {
        await until(() => delegate.follower.held.seq >= body.seq || undefined, 5000);
        const { seq, state } = delegate.follower.held;
        if (seq === body.seq) return difference(state, body.state);
      }
      if (tries > 20) return `seq ${delegate.follower.held.seq} beside ${body.seq}`;
      await sleep(100);
    }
  }

  /** Past the server, as the tables have it. */
  private async entries(type?: string): Promise<Entry[]> {
    for (let tries = 0; ; tries++) {
      const db = new pg.Client({ connectionString: this.options.database.adminUrl });
      db.on('error', () => undefined);
      try {
        await db.connect();
        const { rows } = await db.query<Entry & pg.QueryResultRow>(
          `select seq, type, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, actor,
            command_id as command, part, data, prev, hash from journal_entries
            where session_id = $1 and ($2::text is null or type = $2) order by seq`,
          [this.assembly.session, type ?? null],
        );
        return rows;
      } catch (error) {
        if (tries > 50) throw error;
        await sleep(200);
      } finally {
        await db.end().catch(() => undefined);
      }
    }
  }

  /** At the very end: the session is closed, its record is fetched and checked as anyone would. */
  async verify(): Promise<number> {
    await this.insist(this.assembly.chair, { type: 'session.close' });
    const entries = await this.entries();
    const verdict = verifyChain(entries);
    if (!verdict.intact) throw new InvariantViolation(`the chain breaks: ${JSON.stringify(verdict)}`);
    const path = `/api/sessions/${this.assembly.session}/exports/record.json`;
    const { status, body } = await call(this.server.url, this.assembly.secretary, 'GET', path);
    if (status !== 200) throw new InvariantViolation(`no record: ${JSON.stringify(body)}`);
    const checked = verifyRecord(body, verdict.head);
    if ('malformed' in checked || checked.faults.length > 0)
      throw new InvariantViolation(`the record: ${JSON.stringify(checked)}`);
    return entries.length;
  }

  async serverTime(): Promise<string> {
    const { body } = await call(this.server.url, this.assembly.chair, 'GET', '/api/me');
    return body.serverTime;
  }

  /**
   * Without a word, and up again after a while, elsewhere; whoever was on the line finds it by itself. Where there are several
   * nodes another takes over meanwhile, as a balancer does it.
   */
  async kill(node = 0, away = 0): Promise<void> {
    const other = (node + 1) % this.servers.length;
    await this.servers[node]!.kill();
    if (other !== node) {
      this.asked = other;
      this.lines[node]!.to(this.servers[other]!.port);
    }
    await sleep(away);
    this.servers[node] = await startServer(serverOf(this.options));
    this.lines[node]!.to(this.servers[node].port);
  }

  async end(): Promise<void> {
    for (const delegate of this.delegates) delegate.leave();
    for (const server of this.servers) await server.stop();
    for (const line of this.lines) await line.close();
  }
}

const serverOf = ({ database, settings }: ScenarioOptions): ServerOptions => ({
  databaseUrl: database.url,
  databaseOwnerUrl: database.ownerUrl,
  // Errors of a database that is gone are what is wanted here.
  settings: { LOG_LEVEL: 'fatal', ...settings },
});
