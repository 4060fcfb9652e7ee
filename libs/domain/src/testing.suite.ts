// A small council at a table, for tests: given what was asked before, when this is asked, then these facts or this refusal.
import { expect } from '@jest/globals';
import {
  type Actor,
  type BoxQuery,
  createEngine,
  createMemoryStore,
  type Entry,
  findViewLawViolation,
  type JsonObject,
  type Viewer,
} from '@kengesh/journal';
import type { Participant, PreparedSession, Rules, Seat } from './council.js';
import { councilSession, deadlines, inPresence, type State, viewerOf } from './index.js';
import { createKeyHolder } from './key-holder.suite.js';
import { addSeconds } from './time.js';
import { waitsForKey } from './voting/ballot-key.js';

export const START = '2026-03-10T08:00:00.000Z';
const JOURNAL = 'a-session';

/** Procedures that builds given out decided by; 1 was not written down yet. */
export type OldProcedure = 1 | 2 | 3;

export interface SceneOptions {
  /** Voting seats s1 … sn; p1 is the chair, p2 the deputy. Default 5. */
  readonly seats?: number;
  /** How many of the first seats sit in the hall; the others are remote. Default 2. */
  readonly hall?: number;
  readonly vacant?: readonly string[];
  readonly statutory?: number;
  readonly rules?: Partial<Rules>;
  /** A session of an older build, for what has another meaning since (`meeting` only). */
  readonly procedure?: OldProcedure;
  /** Change what is prepared in any other way. */
  readonly change?: (prepared: PreparedSession) => PreparedSession;
}

export const RULES: Rules = {
  citation: { ru: 'Регламент, пункт 1' },
  quorum: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'statutory' },
  majorities: [
    { key: 'simple', threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'cast' } },
    { key: 'present', threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'present' } },
    { key: 'absolute', threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'statutory' } },
    { key: 'two-thirds', threshold: { kind: 'fraction', num: 2, den: 3, cmp: 'gte', base: 'cast' } },
  ],
  tie: 'rejected',
  presenceGrace: 60,
  speech: { seconds: 300, grace: 30 },
};

/** What the desk would hand over: `seats` seats, a secretary, an observer, an interpreter, two items. */
export function prepared(options: SceneOptions = {}): PreparedSession {
  const count = options.seats ?? 5;
  const hall = options.hall ?? 2;
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const seats = numbers.map(
    (n): Seat => ({
      id: `s${n}`,
      label: { ru: `Место ${n}`, en: `Seat ${n}` },
      delegation: 'KG',
      category: 'ngo',
      filled: !options.vacant?.includes(`s${n}`),
    }),
  );
  const sits = (n: number): Participant => ({
    id: `p${n}`,
    role: n === 1 ? 'chair' : n === 2 ? 'deputy' : 'delegate',
    seat: `s${n}`,
    label: { ru: `Место ${n}`, en: `Seat ${n}` },
    mode: n <= hall ? 'hall' : 'remote',
    nameHash: 'c0ffee'.repeat(10),
  });
  const stands = (id: string, role: Participant['role'], mode: Participant['mode']): Participant => ({
    id,
    role,
    seat: null,
    label: { ru: id },
    mode,
    nameHash: null,
  });
  const whole: PreparedSession = {
    council: { id: 'council', name: { ru: 'Совет' } },
    session: {
      id: 'session-1',
      number: 1,
      title: { ru: 'Первое заседание', en: 'First session' },
      form: 'hybrid',
      place: { ru: 'Бишкек' },
      startsLocal: '2026-03-10T14:00',
      endsLocal: '2026-03-10T18:00',
      zone: 'Asia/Bishkek',
      sample: true,
    },
    rules: { ...RULES, ...options.rules },
    statutorySeats: options.statutory ?? count,
    seats,
    participants: [
      ...numbers.map(sits),
      stands('sec', 'secretary', 'hall'),
      stands('obs', 'observer', 'remote'),
      stands('int', 'interpreter', 'remote'),
    ],
    agenda: [
      { id: 'one', title: { ru: 'Первый вопрос' }, rapporteur: 's1' },
      { id: 'two', title: { ru: 'Второй вопрос' }, rapporteur: null },
    ],
  };
  return options.change?.(whole) ?? whole;
}

export type ActInput = { readonly type: string } & JsonObject;
export interface ActResult {
  readonly refused: string | null;
  readonly params: JsonObject;
  readonly entries: readonly Entry[];
  readonly repeated: boolean;
}

/** Every viewer a session has: each participant as what it is, and the hall's screen. */
export function viewers(state: State): Viewer[] {
  return [null, ...(state.prepared?.participants.map(one => one.id) ?? [])].map(id => viewerOf(state, id));
}

/** Results that were found right; they are not changed in place, and random sessions ask after each act. */
const rightResults = new WeakSet<object>();

/** REC-01 after every vote: present = Σ counts + invalid + not voting. */
export function assertSums(state: State): void {
  for (const { result, register } of Object.values(state.votings)) {
    if (!result || rightResults.has(result)) continue;
    // One ballot of an election may hold several votes.
    const turnout = result.election?.turnout;
    const cast = turnout
      ? turnout.cast - turnout.invalid
      : Object.values(result.counts).reduce((sum, one) => sum + one, 0);
    expect(cast + result.invalid + result.notVoting).toBe(result.present);
    expect(register.filter(inPresence)).toHaveLength(result.present);
    expect(result.notVoting).toBeGreaterThanOrEqual(0);
    // Hands and papers are counted without saying whose they are.
    const nameless = Object.values(result.hall ?? {}).reduce((sum, one) => sum + one, 0) + (result.paper?.counted ?? 0);
    expect(result.voted.length + nameless).toBe(cast + result.invalid);
    rightResults.add(result);
  }
}

/** The council's session as an older build wrote it: prepared by its procedure, opened without raising it. */
const olderBuild = (procedure: OldProcedure): typeof councilSession => ({
  ...councilSession,
  acts: Object.fromEntries(
    Object.entries(councilSession.acts).map(([type, act]) => {
      if (type !== 'session.prepare' && type !== 'session.open') return [type, act];
      const decide: typeof act.decide = (...args) => {
        const decided = act.decide(...args);
        if ('refused' in decided) return decided;
        const events = decided.events.map(({ data: { procedure: _, ...data }, ...event }) => ({
          ...event,
          data: event.type === 'session.prepared' && procedure > 1 ? { ...data, procedure } : data,
        }));
        return { ...decided, events };
      };
      return [type, { ...act, decide }];
    }),
  ),
});

export function createScene(seed = 1, procedure?: OldProcedure) {
  let now = START;
  let commands = 0;
  let chance = seed;
  const random = () => {
    chance = (chance * 1_103_515_245 + 12_345) % 2_147_483_648;
    return chance / 2_147_483_648;
  };
  const store = createMemoryStore({ random });
  const keys = createKeyHolder();
  /** Whether pages that hold keys are there: they bring one to each secret vote, and give it once the vote has ended. */
  let holdersAreHere = procedure === undefined;
  const engine = createEngine<State>({
    def: procedure ? olderBuild(procedure) : councilSession,
    store,
    now: () => now,
    // Every event that any act produces has the shape it declares.
    validateEvents: true,
    cipher: keys.cipher,
  });

  async function submit(actor: Actor, act: ActInput, command: string): Promise<ActResult> {
    const before = (await engine.state(JOURNAL)).seq;
    const asked = holdersAreHere ? keys.withKey(act) : act;
    const answer = await engine.submit(JOURNAL, { id: command, actor, act: asked });
    if (answer.ok && holdersAreHere) await giveKeys();
    const entries = await store.read(JOURNAL, before);
    if (!answer.ok) {
      expect(entries).toEqual([]);
      return { refused: answer.refusal.refused, params: answer.refusal.params, entries, repeated: false };
    }
    return { refused: null, params: {}, entries, repeated: answer.repeated };
  }

  /** A page that holds the key of a vote that has ended gives it. */
  async function giveKeys(): Promise<void> {
    const { state } = await engine.state(JOURNAL);
    for (const voting of Object.values(state.votings).filter(waitsForKey)) {
      keys.give(state, voting.id);
      const holder: Actor = { id: 'p2', kind: 'participant' };
      const act = { type: 'voting.count', voting: voting.id };
      const answer = await engine.submit(JOURNAL, { id: `key-given-${voting.id}`, actor: holder, act });
      keys.forget(state, voting.id);
      expect(answer).toMatchObject({ ok: true });
    }
  }

  /** `p3@phone`: with that device, admitted before the session; `p3@phone#lab`: in a browser that others use too. */
  const actorOf = (who: string): Actor => {
    const [, id = who, device, browser] = /^([^@]+)@([^#]+)(?:#(.+))?$/.exec(who) ?? [];
    return {
      id,
      kind: id === 'desk' ? 'desk' : id === 'system' ? 'system' : 'participant',
      ...(device ? { device: { id: device, since: START, ...(browser ? { browser } : {}) } } : {}),
    };
  };

  const scene = {
    now: () => now,
    wait(seconds: number) {
      now = addSeconds(now, seconds);
    },
    /** Everybody who holds a key closes the page. */
    holdersLeave() {
      holdersAreHere = false;
    },
    /** One of them is back, and gives what is waited for. */
    async holdersReturn() {
      holdersAreHere = true;
      await giveKeys();
    },
    /** What lies in a box, as whoever has the disk sees it. */
    boxed: (query: BoxQuery) => store.transact(JOURNAL, tx => tx.boxQuery(query)),
    state: async (): Promise<State> => (await engine.state(JOURNAL)).state,
    entries: (): Promise<Entry[]> => store.read(JOURNAL, 0),

    /** Asks as a participant, as `desk` or as `system`. */
    ask: (who: string, act: ActInput, command = `command-${++commands}`) => submit(actorOf(who), act, command),

    /** Asks, and fails the test where it is refused. */
    async done(who: string, act: ActInput): Promise<readonly Entry[]> {
      const heard = await scene.ask(who, act);
      if (heard.refused) throw new Error(`${act.type} by ${who}: ${heard.refused} ${JSON.stringify(heard.params)}`);
      return heard.entries;
    },

    /** Submits what is due by now, as any node would. */
    async due(): Promise<readonly Entry[]> {
      const made: Entry[] = [];
      for (const one of deadlines(await scene.state()).filter(each => each.at <= now))
        made.push(...(await submit(actorOf('system'), one.act, one.command)).entries);
      return made;
    },

    async records(who: string, act: ActInput, events: readonly (readonly [type: string, data?: object])[]) {
      const heard = await scene.ask(who, act);
      expect({ refused: heard.refused, types: heard.entries.map(one => one.type) }).toEqual({
        refused: null,
        types: events.map(([type]) => type),
      });
      for (const [index, [, data]] of events.entries())
        if (data) expect(heard.entries[index]!.data).toMatchObject(data as JsonObject);
      return heard.entries;
    },
    async refuses(who: string, act: ActInput, refused: string, params?: JsonObject) {
      const heard = await scene.ask(who, act);
      expect(heard.refused).toBe(refused);
      if (params) expect(heard.params).toEqual(params);
    },
    async staysQuiet(who: string, act: ActInput) {
      const heard = await scene.ask(who, act);
      expect({ refused: heard.refused, entries: heard.entries }).toEqual({ refused: null, entries: [] });
    },

    /** Goes on from entries that another build or scene wrote; nothing was asked in this scene before. */
    async continue(entries: readonly Entry[]) {
      await store.transact(JOURNAL, tx => tx.append(entries));
      now = entries.at(-1)!.at;
      // Not an id that has been given already, also where a session that went on goes on once more.
      commands = 1000 + entries.length * 10;
      return scene;
    },
    async prepare(options: SceneOptions = {}) {
      await scene.done('desk', { type: 'session.prepare', session: prepared(options) as unknown as JsonObject });
      return scene;
    },
    /** These come: those expected in the hall are checked in by the secretary, the others join from afar. */
    async arrive(...who: string[]) {
      const roll = (await scene.state()).prepared!.participants;
      for (const one of who) {
        if (roll.find(line => line.id === one)?.mode === 'hall')
          await scene.done('sec', { type: 'attendance.checkIn', participant: one });
        else await scene.done(one, { type: 'attendance.join', mode: 'remote' });
      }
      return scene;
    },
    async open(options: SceneOptions = {}) {
      await scene.prepare(options);
      const state = await scene.state();
      await scene.arrive(...state.prepared!.participants.map(one => one.id));
      await scene.done('p1', { type: 'session.open' });
      await scene.done('p1', { type: 'agenda.take', item: 'one' });
      return scene;
    },
    /** A motion on the current item; its id. */
    async motion(text = 'Принять план', item = 'one') {
      const [entry] = await scene.done('sec', { type: 'motion.submit', item, text: { ru: text }, mover: null });
      return String(entry!.data.id);
    },
    /** A vote on a new motion; its id. */
    async vote(method: 'named' | 'secret' = 'named', majority = 'simple', closesInSeconds: number | null = null) {
      const motion = await scene.motion();
      const [entry] = await scene.done('p1', { type: 'voting.open', motion, method, majority, closesInSeconds });
      return String(entry!.data.id);
    },
    async election(candidates: readonly string[], method: 'named' | 'secret' = 'secret') {
      const [entry] = await scene.done('p1', {
        type: 'voting.openElection',
        office: { id: 'head', title: { ru: 'Глава рабочей группы' } },
        candidates: candidates.map(seat => ({ label: { ru: `Кандидат ${seat}` }, seat })),
        method,
        closesInSeconds: null,
      });
      return String(entry!.data.id);
    },
    /** Seats cast in order: `{ s1: 'yes' }`. */
    async cast(voting: string, ballots: { readonly [seat: string]: string }) {
      for (const [seat, choice] of Object.entries(ballots))
        await scene.done(seat.replace('s', 'p'), { type: 'voting.cast', voting, seat, choice });
    },
    async close(voting: string) {
      await scene.done('p1', { type: 'voting.close', voting });
      const state = await scene.state();
      assertSums(state);
      return state.votings[voting]!.result!;
    },

    /** Seq after which a viewer's fold is not his view of the whole, or null: the law of views, for everybody. */
    async brokenLaw(): Promise<string | null> {
      const entries = await scene.entries();
      for (const viewer of viewers(await scene.state())) {
        const seq = findViewLawViolation(councilSession, entries, viewer);
        if (seq !== null) return `${viewer.participant} after ${seq} (${entries[seq - 1]?.type})`;
      }
      return null;
    },
  };
  return scene;
}
export type Scene = ReturnType<typeof createScene>;

/** A session in progress: everyone is here, the first item is taken up. */
export const meeting = (options: SceneOptions = {}): Promise<Scene> => createScene(1, options.procedure).open(options);
