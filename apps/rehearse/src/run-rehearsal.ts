/**
 * Holds a whole session with simulated delegates: they come in by their links, ask for the floor, vote by name and in
 * secret, lose their lines and come back; at the end everyone's state is held beside the server's.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { RehearsalProgress, RehearsalReport } from '@kengesh/contracts';
import type { Act } from '@kengesh/domain';
import { compareAll } from './compare.js';
import { type Ballots, Delegate } from './delegate.js';
import { ApiError, type Device, enterAt, prepare, secretFor } from './desk.js';
import { KeyHolder } from './key-holder.js';
import { latencyOf, machine } from './measure.js';
import type { Plan } from './plan.js';
import { PACE, type Pace } from './profiles.js';
import { RefusedSteps } from './refused-steps.js';
import { ServerWatch } from './server-watch.js';
import { inLanes, randomOf, until } from './until.js';
import { type HeldVote, holdVote } from './vote.js';

export interface Host {
  progress(progress: RehearsalProgress): void;
  /** Ends the server without a word and starts it again; resolves with its processes when it listens. */
  restart(): Promise<readonly number[]>;
}

interface Seated {
  readonly device: Device;
  readonly delegate: Delegate;
  readonly hall: boolean;
}

export async function runRehearsal(plan: Plan, host: Host): Promise<RehearsalReport> {
  const rehearsal = new Rehearsal(plan, host);
  try {
    return await rehearsal.run();
  } finally {
    rehearsal.disband();
  }
}

class Rehearsal {
  private readonly desk: Device;
  private readonly pace: Pace;
  private readonly random: () => number;
  private readonly began = performance.now();
  private readonly refused = new RefusedSteps();
  private readonly server: ServerWatch;
  private everybody: Seated[] = [];
  private chairman!: Delegate;
  private keys: KeyHolder | undefined;

  constructor(
    private readonly plan: Plan,
    private readonly host: Host,
  ) {
    this.desk = { url: plan.url, token: plan.token };
    this.pace = PACE[plan.profile];
    this.random = randomOf(plan.seed);
    this.server = new ServerWatch(plan.pids);
  }

  disband(): void {
    for (const { delegate } of this.everybody) delegate.leave();
  }

  async run(): Promise<RehearsalReport> {
    const { plan } = this;
    const at = new Date().toISOString();
    const { secrets, further, secretary } = await this.handOut();
    const before = this.server.usage();
    await this.gather(secrets, further, secretary);
    const joined = this.server.usage();
    const lines = this.delegates.filter(one => one.live).length;
    await this.open();
    const floor = await this.debate();
    const votes: HeldVote[] = [];
    const take = (vote: HeldVote | null) => vote && votes.push(vote);
    take(await this.vote('named'));
    await this.breakAndReturn();
    take(await this.vote('secret'));
    await this.close();
    const states = await this.compare();
    const server = this.server.usedSince(before, joined, lines);
    const sum = (of: 'acknowledged' | 'counted' | 'lost' | 'doubled') => votes.reduce((all, one) => all + one[of], 0);
    return {
      at,
      seconds: Math.round((performance.now() - this.began) / 100) / 10,
      profile: plan.profile,
      delegates: plan.delegates,
      joined: lines,
      lines,
      floor,
      votes: votes.map(({ screens: _, acks: __, ...vote }) => vote),
      acknowledged: sum('acknowledged'),
      counted: sum('counted'),
      lost: sum('lost'),
      doubled: sum('doubled'),
      openToScreen: latencyOf(votes.flatMap(one => one.screens)),
      ballotToAck: latencyOf(votes.flatMap(one => one.acks)),
      ...this.server.returns(this.delegates.flatMap(one => one.returns)),
      server,
      states,
      refused: this.refused.all(),
      machine: machine(),
    };
  }

  private get delegates(): Delegate[] {
    return this.everybody.map(one => one.delegate);
  }

  private tell(stage: RehearsalProgress['stage'], done: number, of: number): void {
    this.host.progress({ stage, done, of });
  }

  /** A link for everybody who is simulated: voting seats in protocol order, the chair among them. */
  private async handOut() {
    const { rows } = await prepare(this.desk, this.plan.session);
    const voting = rows.filter(row => row.votes);
    const chair = rows.find(row => row.role === 'chair');
    if (!chair) throw new ApiError('session.prepare', 'session.no_chair', {});
    const chosen = [chair, ...voting.filter(row => row !== chair)].slice(0, this.plan.delegates);
    const secretary = rows.find(row => row.role === 'secretary')?.participant;
    const secrets = new Map<string, { secret: string; bureau: boolean; hall: boolean }>();
    const all = [...chosen, ...rows.filter(row => row.participant === secretary)];
    await inLanes(all, 8, async row => {
      const secret = await secretFor(this.desk, this.plan.session, row.participant);
      const bureau = row.role === 'chair' || row.role === 'deputy' || row.role === 'secretary';
      secrets.set(row.participant, { secret, bureau, hall: row.mode === 'hall' && row.role !== 'chair' });
      this.tell('prepare', secrets.size, all.length);
    });
    return { secrets, secretary, further: Math.max(0, this.plan.delegates - chosen.length) };
  }

  private async gather(
    secrets: ReadonlyMap<string, { secret: string; bureau: boolean; hall: boolean }>,
    further: number,
    secretary: string | undefined,
  ): Promise<void> {
    const list = [...secrets].map(([participant, one]) => ({ participant, ...one, looks: false }));
    const devices = list.filter(one => one.participant !== secretary);
    for (let index = 0; index < further; index++) list.push({ ...devices[index % devices.length]!, looks: true });
    let there = 0;
    const patience = 120_000;
    const come = async ({ participant, secret, bureau, hall, looks }: (typeof list)[number]) => {
      const device = await enterAt(this.plan.url, secret);
      const place = { participant, bureau, token: device.token };
      const delegate = new Delegate(this.plan.url, place, looks ? null : this.intends, this.random);
      this.everybody.push({ device, delegate, hall: hall && !looks });
      await Promise.race([delegate.come(), sleep(patience, undefined, { ref: false })]);
      if (!looks && !hall) await this.must(delegate, { type: 'attendance.join', mode: 'remote' });
      this.tell('join', ++there, list.length);
    };
    const spread = this.pace.joinSpread(list.length);
    // A participant's further device comes after the first: where the rules want one device to vote, it is the first (SEC-22).
    const came = new Map<string, Promise<void>>();
    await Promise.all(
      list.map(async one => {
        const first = came.get(one.participant);
        const coming = sleep(spread * this.random())
          .then(() => first)
          .then(() => come(one));
        came.set(one.participant, coming);
        await coming;
      }),
    );
    const chairs = this.delegates.filter(one =>
      one.state.prepared?.participants.some(who => who.id === one.participant && who.role === 'chair'),
    );
    this.chairman = chairs.find(one => one.votes) ?? chairs[0]!;
    const clerk = this.delegates.find(one => one.participant === secretary);
    for (const { delegate, hall } of this.everybody)
      if (hall && clerk) await this.must(clerk, { type: 'attendance.checkIn', participant: delegate.participant });
  }

  private async open(): Promise<void> {
    this.tell('open', 0, 1);
    if (!(await this.must(this.chairman, { type: 'session.open' }))) throw this.refused.errorOf('session.open');
    const items = () => this.chairman.state.agenda.items;
    if (items().length === 0) {
      const title = { ru: 'Вопрос репетиции', en: 'An item to rehearse' };
      await this.must(this.chairman, { type: 'agenda.add', title, rapporteur: null });
      await until(() => items()[0], 5000);
    }
    const [first] = items();
    if (first) await this.must(this.chairman, { type: 'agenda.take', item: first.id });
    await until(() => this.chairman.state.agenda.current ?? undefined, 5000);
    this.tell('open', 1, 1);
  }

  private async debate(): Promise<{ asked: number; given: number }> {
    const speakers = this.delegates
      .filter(one => one.votes && one !== this.chairman)
      .slice(0, this.pace.speakers(this.everybody.length));
    let asked = 0;
    await Promise.all(
      speakers.map(async one => {
        await sleep(this.pace.askSpread * this.random());
        if (await this.must(one, { type: 'floor.ask' })) this.tell('floor', ++asked, speakers.length);
      }),
    );
    let given = 0;
    for (const one of speakers.slice(0, 3)) {
      const { participant } = one;
      if (!(await this.must(this.chairman, { type: 'floor.give', participant, seconds: null }))) continue;
      given++;
      await until(() => (one.state.floor.holder?.participant === participant ? true : undefined), 5000);
      await this.must(one, { type: 'floor.yield' });
    }
    return { asked, given };
  }

  private keysOfChair(): KeyHolder {
    const { device } = this.everybody.find(one => one.delegate === this.chairman)!;
    this.keys ??= new KeyHolder(device, this.plan.session);
    return this.keys;
  }

  private vote(method: 'named' | 'secret'): Promise<HeldVote | null> {
    const restart = this.plan.restart && method === 'named';
    return holdVote({
      method,
      chair: act => this.must(this.chairman, act),
      state: () => this.chairman.state,
      delegates: this.delegates,
      keys: this.keysOfChair(),
      patience: this.pace.voteSpread(this.everybody.length) + 60_000,
      tell: (done, of) => this.tell(method, done, of),
      ...(restart ? { halfway: () => this.server.restart(() => this.host.restart()) } : {}),
    });
  }

  /** Some, or in a storm all, lose their lines and come back. */
  private async breakAndReturn(): Promise<void> {
    const leaving = this.delegates.filter(() => this.random() < this.pace.drops);
    let back = 0;
    await Promise.all(
      leaving.map(async one => {
        await sleep(this.pace.dropSpread * this.random());
        const had = one.returns.length;
        one.break(this.pace.away * (0.5 + this.random()));
        await until(() => (one.returns.length > had ? true : undefined), 30_000);
        this.tell('return', ++back, leaving.length);
      }),
    );
  }

  private async close(): Promise<void> {
    this.tell('close', 0, 1);
    await this.must(this.chairman, { type: 'session.close' });
    this.tell('close', 1, 1);
  }

  private async compare(): Promise<RehearsalReport['states']> {
    const head = () => this.chairman.follower.held.seq;
    await until(() => (this.delegates.every(one => one.follower.held.seq >= head()) ? true : undefined), 15_000);
    return compareAll(this.everybody, this.plan.session, done => this.tell('compare', done, this.everybody.length));
  }

  private readonly intends: Ballots = voting => {
    const dice = this.random();
    const [yes = 'yes', no = 'no', abstain = 'abstain'] = voting.choices.map(one => one.id);
    const mishap = this.random();
    return {
      after: this.pace.voteSpread(this.everybody.length) * this.random(),
      choice: dice < 0.6 ? yes : dice < 0.9 ? no : abstain,
      mishap: mishap < this.pace.breaks ? 'break' : mishap < this.pace.breaks + this.pace.hangs ? 'hang' : null,
    };
  };

  /** What was recorded, or null; refusals are kept for the report. */
  private async must(who: Delegate, act: Act): Promise<readonly number[] | null> {
    const answer = await who.ask(act);
    if (answer?.ok) return answer.seqs;
    this.refused.note(act.type, answer);
    return null;
  }
}
