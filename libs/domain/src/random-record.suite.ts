/**
 * Whole records of small random sessions, each from a seed, by the real engine: every act is asked, every way of voting
 * taken, under rules that are drawn too. Lighter than the sessions of the law, so that thousands can be had.
 */
import { type Actor, createEngine, createMemoryStore, type Entry, type JsonObject } from '@kengesh/journal';
import type { PreparedSession, Rules } from './council.js';
import { PRESIDES_FROM } from './elections/rules.js';
import { type ActType, acts, addSeconds, councilSession, deadlines, procedureOf, type State } from './index.js';
import { createKeyHolder } from './key-holder.suite.js';
import { type Chance, chance } from './random-chance.suite.js';
import { anything, isOver, nextStep } from './random-steps.suite.js';
import { type ActInput, prepared, RULES, START } from './testing.suite.js';

const JOURNAL = 'a-session';
const TYPES = Object.keys(acts) as ActType[];

/** Rules of a council, drawn. */
function someRules({ pick, chance: maybe }: Chance, seed: number): Rules {
  const presidesFrom = ([undefined, ...PRESIDES_FROM] as const)[seed % 5];
  const some = <T extends object>(share: number, what: T): Partial<T> => (maybe(share) ? what : {});
  const spoiled = some(0.5, { invalidInBase: true });
  return {
    ...RULES,
    quorum: pick<Rules['quorum']>([
      RULES.quorum,
      { kind: 'number', seats: 2 },
      {
        kind: 'all',
        of: [
          { kind: 'number', seats: 2 },
          { kind: 'states', states: 2, each: 1 },
        ],
      },
    ]),
    majorities: [
      { key: 'simple', threshold: { ...RULES.majorities[0]!.threshold, ...spoiled } },
      { key: 'ballots', threshold: { kind: 'half_plus_one', num: 1, den: 2, cmp: 'gte', base: 'ballots', ...spoiled } },
      ...RULES.majorities.slice(1),
      { key: 'all', threshold: { kind: 'unanimity', num: 1, den: 1, cmp: 'gte', base: 'cast', except: pick([0, 1]) } },
      {
        key: 'double',
        threshold: {
          kind: 'fraction',
          num: 1,
          den: 2,
          cmp: 'gt',
          base: 'present',
          states: { position: pick(['head', 'internal']), num: 1, den: 2, cmp: 'gte', base: pick(['all', 'present']) },
        },
      },
      { key: 'weights', threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'cast', by: 'weight' } },
    ],
    tie: pick(['rejected', 'chairSide', 'chairExtra', 'revote'] as const),
    presenceGrace: pick([0, 5, 60]),
    speech: { seconds: pick([20, 300]), grace: pick([0, 30]) },
    ...(presidesFrom ? { offices: { presidesFrom } } : {}),
    ...some(0.3, { quorumAt: pick(['open', 'close', 'both', 'participation'] as const) }),
    ...some(0.3, { tieOverridesBase: false }),
    ...some(0.3, { chairAsked: true }),
    ...some(0.3, { quorumGrace: 0 }),
    ...some(0.3, { debateWithoutQuorum: false }),
    ...some(0.6, {
      debate: {
        motionsBy: pick(['bureau', 'seats'] as const),
        secondsRequired: pick([0, 0, 1]),
        speakers: pick(['fifo', 'proContra', 'delegation', 'firstTime', 'roundRobin'] as const),
        reconnectGrace: pick([0, 5]),
        ...some(0.5, { limits: { seconds: 40, speeches: 3, total: 100 } }),
      },
    }),
    ...some(0.8, {
      representation: {
        proxies: { perHolder: 2, countForQuorum: maybe(0.5) },
        recusal: pick(['excluded', 'present'] as const),
      },
    }),
    ...some(0.9, {
      ballots: {
        changeAllowed: maybe(0.5),
        consensusExcept: pick([0, 1]),
        ...some(0.9, { writtenLeastMinutes: 1 }),
        ...some(0.5, { secretLeast: pick([2, 3]) }),
        ...some(0.7, { mayCastAfterLeaving: maybe(0.5) }),
        ...some(0.5, { silence: { least: pick([0, 1]), citation: { ru: 'Пункт 9' } } }),
      },
    }),
    ...some(0.6, {
      video: {
        admission: pick(['everyone', 'known', 'oneByOne'] as const),
        languages: ['ru', 'en', 'ky'] as const satisfies readonly string[] as never,
        identity: pick([0, 0, 3] as const),
      },
    }),
    ...(seed % 2 === 0 ? {} : { furtherDevice: (['press', 'link', 'secretary'] as const)[seed % 3]! }),
  };
}

function someCouncil(luck: Chance, seed: number): PreparedSession {
  const weights = luck.chance(0.2);
  return prepared({
    seats: luck.pick([4, 5, 6]),
    hall: luck.pick([1, 2, 4]),
    ...(luck.chance(0.2) ? { vacant: ['s4'] } : {}),
    ...(luck.chance(0.2) ? { statutory: 7 } : {}),
    rules: someRules(luck, seed),
    change: whole => ({
      ...whole,
      session: { ...whole.session, ...(luck.chance(0.3) ? { startsAt: START } : {}) },
      seats: whole.seats.map((seat, index) => ({
        ...seat,
        delegation: ['KG', 'RU', 'AM'][index % 3]!,
        ...(index < 2 ? { head: true } : {}),
        ...(weights ? { weight: (index + 1) * 500_000 } : {}),
      })),
      participants: [
        ...whole.participants,
        { ...whole.participants[2]!, id: 'alt', seat: null, label: { ru: 'Замещающий' } },
        { ...whole.participants.at(-1)!, id: 'int2', label: { ru: 'int2' } },
      ],
    }),
  });
}

const actorOf = (who: string): Actor => ({
  id: who,
  kind: who === 'desk' || who === 'system' ? who : 'participant',
});

export interface RandomRecord {
  readonly entries: readonly Entry[];
  /** Acts that came to something: the others that were asked were refused, or true already. */
  readonly made: ReadonlySet<ActType>;
}

export async function randomRecord(seed: number, steps = 220): Promise<RandomRecord> {
  const luck = chance(seed);
  let now = START;
  let asked = 0;
  const made = new Set<ActType>();
  const store = createMemoryStore({ random: luck.next });
  const keys = createKeyHolder();
  const engine = createEngine<State>({
    def: councilSession,
    store,
    now: () => now,
    validateEvents: true,
    cipher: keys.cipher,
  });
  const submit = async (who: string, act: ActInput, id = `command-${asked}`) => {
    asked += 1;
    // Whoever asks for the count has the key, and some votes were opened by pages that bring none.
    if (act.type === 'voting.count') keys.give(await state(), String(act.voting));
    const said = procedureOf(await state()) >= 4 || seed % 3 > 0 ? keys.withKey(act) : act;
    const answer = await engine.submit(JOURNAL, { id, actor: actorOf(who), act: said });
    if (answer.ok && answer.seqs.length > 0) made.add(act.type as ActType);
    return answer;
  };
  const state = async () => (await engine.state(JOURNAL)).state;
  const first = await submit('desk', {
    type: 'session.prepare',
    session: someCouncil(luck, seed) as unknown as JsonObject,
  });
  if (!first.ok) throw new Error(`seed ${seed}: ${JSON.stringify(first.refusal)}`);
  let over = 0;
  // What may follow the close is walked as well, for a while.
  for (let step = 0; step < steps && over < 25; step++) {
    now = addSeconds(now, luck.pick([0, 0, 0.4, 1, 3, 20]));
    let before = await state();
    if (luck.chance(0.3))
      for (const one of deadlines(before).filter(each => each.at <= now)) await submit('system', one.act, one.command);
    before = await state();
    if (isOver(before)) over += 1;
    const scenery = { luck, state: before, now };
    const next = luck.chance(0.65) ? nextStep(scenery) : null;
    const [who, act] = step === steps - 30 ? closing(before) : (next ?? anything(scenery, TYPES));
    await submit(who, act);
  }
  return { entries: await store.read(JOURNAL, 0), made };
}

const closing = ({ session }: State): [string, ActInput] => [session.presiding ?? 'p1', { type: 'session.close' }];
