/**
 * A session held in the head: the real engine and rules over the memory store, under a clock that the test moves. Pages
 * are rendered from it as they are from a server, each as one of its participants.
 */
import type { ActReply, Me, SessionStats } from '@kengesh/contracts';
import {
  type Act,
  ballotsBySeat,
  councilSession,
  keysOf,
  openVoting,
  type PreparedSession,
  participantOf,
  quorumNow,
  type State,
  valuesOf,
  view,
  viewerOf,
  voteAwaitingKey,
} from '@kengesh/domain';
import { type Command, createEngine, createMemoryStore, type JsonObject } from '@kengesh/journal';
import { createKeyHolder } from '../../libs/domain/src/key-holder.suite.js';

const STATES = ['KG', 'RU', 'AM', 'KZ', 'UZ'] as const;
const NAMES = {
  KG: ['Кыргызстан', 'Kyrgyzstan'],
  RU: ['Россия', 'Russia'],
  AM: ['Армения', 'Armenia'],
  KZ: ['Казахстан', 'Kazakhstan'],
  UZ: ['Узбекистан', 'Uzbekistan'],
} as const;
const CATEGORIES = [
  ['state', 'государственный орган', 'state body'],
  ['ngo', 'НПО', 'NGO'],
  ['expert', 'эксперт', 'expert'],
] as const;

/** Five states with a state body, an NGO and an expert each; the first presides, the second is the deputy; a secretary, an observer. */
export function fifteenSeats(change: Partial<PreparedSession> = {}): PreparedSession {
  const seats = STATES.flatMap(state =>
    CATEGORIES.map(([category, ru, en]) => ({
      id: `${state.toLowerCase()}-${category}`,
      label: { ru: `${NAMES[state][0]}: ${ru}`, en: `${NAMES[state][1]}: ${en}` },
      delegation: state as string,
      category,
      filled: true,
    })),
  );
  const participants: PreparedSession['participants'][number][] = seats.map((seat, index) => ({
    id: `p-${seat.id}`,
    role: index === 0 ? 'chair' : index === 3 ? 'deputy' : 'delegate',
    seat: seat.id,
    label: seat.label,
    mode: index % 2 === 0 ? 'hall' : 'remote',
    nameHash: null,
  }));
  const others = [
    ['p-secretary', 'secretary', 'Секретарь', 'Secretary', 'hall'],
    ['p-observer', 'observer', 'Наблюдатель', 'Observer', 'remote'],
  ] as const;
  for (const [id, role, ru, en, mode] of others)
    participants.push({ id, role, seat: null, label: { ru, en }, mode, nameHash: null });
  return {
    council: { id: 'c1', name: { ru: 'Совет по миграции', en: 'Council on migration' } },
    session: {
      id: 's1',
      number: 2,
      title: { ru: 'Второе заседание Совета по миграции', en: 'Second session of the Council on migration' },
      form: 'hybrid',
      place: { ru: 'Бишкек', en: 'Bishkek' },
      startsLocal: '2026-11-22T14:00',
      endsLocal: '2026-11-22T18:00',
      zone: 'Asia/Bishkek',
      sample: true,
    },
    rules: {
      citation: { ru: 'Регламент, п. 4', en: 'Rules, 4' },
      quorum: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'statutory' },
      majorities: [
        { key: 'present', threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'present' } },
        { key: 'twoThirds', threshold: { kind: 'fraction', num: 2, den: 3, cmp: 'gte', base: 'present' } },
      ],
      tie: 'chairSide',
      presenceGrace: 60,
      ballots: { writtenLeastMinutes: 60 },
      speech: { seconds: 180, grace: 30 },
    },
    statutorySeats: 15,
    seats,
    participants,
    agenda: [
      {
        id: 'i1',
        title: { ru: 'Открытие и принятие повестки', en: 'Opening and adoption of the agenda' },
        rapporteur: null,
      },
      { id: 'i2', title: { ru: 'Цели и задачи совета', en: 'Aims and tasks of the council' }, rapporteur: 'ru-ngo' },
      { id: 'i3', title: { ru: 'Определение руководства', en: 'Determination of the leadership' }, rapporteur: null },
    ],
    ...change,
  };
}

export interface HeldSession {
  /** Whole state, as the server holds it. */
  readonly state: () => State;
  readonly seq: () => number;
  /** Asks as a participant; throws the code where it is refused. */
  readonly do: (participant: string, act: Act) => Promise<void>;
  /** Asks as a participant, as a page does. */
  readonly ask: (participant: string, act: Act) => Promise<ActReply>;
  /** What the system does by itself: a line lost, a line back. */
  readonly line: (participant: string, how: 'lost' | 'back') => Promise<void>;
  /** Pages opened and closed of those who sit in the hall: nothing is recorded by it. */
  readonly pages: (participants: readonly string[], how: 'open' | 'closed') => void;
  /** From now on no page is there that holds a key, or one is again. */
  readonly holders: (how: 'away' | 'back') => Promise<void>;
  /** What the system does when a time has run out: the act that its deadline names. */
  readonly system: (act: Act) => Promise<void>;
  readonly pulse: (participant: string) => SessionStats;
  /** What this participant's page holds. */
  readonly viewOf: (participant: string) => State;
  readonly me: (participant: string, face?: Me['face']) => Me;
  readonly now: () => number;
  readonly pass: (seconds: number) => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly version: () => number;
}

export async function holdSession(prepared: PreparedSession = fifteenSeats()): Promise<HeldSession> {
  let clock = Date.parse('2026-11-22T08:00:00.000Z');
  let state: State = councilSession.initial;
  let seq = 0;
  let version = 0;
  let asked = 0;
  const cast = new Map<string, Set<string>>();
  const offline = new Set<string>();
  const keys = createKeyHolder();
  let holdsKeys = true;
  const listeners = new Set<() => void>();
  const tell = () => {
    version += 1;
    for (const listener of listeners) listener();
  };
  const engine = createEngine({
    def: councilSession,
    store: createMemoryStore({ random: () => 0.5 }),
    validateEvents: true,
    cipher: keys.cipher,
    now: () => new Date(clock).toISOString(),
    onCommitted: (_journal, committed) => {
      state = committed.after;
      seq = committed.to;
      tell();
    },
  });
  const submit = async (actor: Command['actor'], act: object) => {
    asked += 1;
    const answer = await engine.submit('s1', {
      id: `command-${asked}`,
      actor,
      act: keys.withKey(act as JsonObject & { type: string }),
    });
    await engine.drain();
    return answer;
  };
  /** What the pages of those who hold a key do once its vote has ended. */
  const giveKeys = async () => {
    const waiting = voteAwaitingKey(state);
    const holder = state.session.presiding;
    if (!holdsKeys || !waiting || holder === null) return;
    keys.give(state, waiting.id);
    await submit({ id: holder, kind: 'participant' }, { type: 'voting.count', voting: waiting.id });
  };
  const ask = async (participant: string, act: Act): Promise<ActReply> => {
    const answer = await submit({ id: participant, kind: 'participant' }, act);
    await giveKeys();
    if (!answer.ok) return { ok: false, refused: answer.refusal.refused, params: answer.refusal.params };
    if (act.type === 'voting.cast' || act.type === 'voting.enter') {
      cast.set(act.voting, new Set([...(cast.get(act.voting) ?? []), act.seat]));
      tell();
    }
    return { ...answer, receipt: act.type === 'voting.cast' ? '7K3-Q9M' : null };
  };
  const first = await submit({ id: 'desk', kind: 'desk' }, { type: 'session.prepare', session: prepared });
  if (!first.ok) throw new Error(`session.prepare: ${first.refusal.refused} ${JSON.stringify(first.refusal.params)}`);

  return {
    state: () => state,
    seq: () => seq,
    ask,
    async do(participant, act) {
      const answer = await ask(participant, act);
      if (!answer.ok) throw new Error(`${act.type} by ${participant}: ${answer.refused}`);
    },
    async line(participant, how) {
      if (how === 'lost') offline.add(participant);
      else offline.delete(participant);
      const type = how === 'lost' ? 'attendance.lineLost' : 'attendance.lineBack';
      await submit({ id: 'system', kind: 'system' }, { type, participant });
      tell();
    },
    pages(participants, how) {
      for (const participant of participants) {
        if (how === 'closed') offline.add(participant);
        else offline.delete(participant);
      }
      tell();
    },
    async holders(how) {
      holdsKeys = how === 'back';
      await giveKeys();
    },
    async system(act) {
      const answer = await submit({ id: 'system', kind: 'system' }, act);
      await giveKeys();
      if (!answer.ok) throw new Error(`${act.type}: ${answer.refusal.refused}`);
    },
    pulse(participant) {
      const voting = openVoting(state);
      // Secret ballots are remembered as they are cast; named ones stand in the state, by whatever way they came.
      const named = voting ? keysOf(ballotsBySeat(state, voting.id)) : [];
      const voted = [...new Set([...(cast.get(voting?.id ?? '') ?? []), ...named])];
      const here = (mode: 'hall' | 'remote') =>
        valuesOf(state.attendance).filter(one => one.here && one.mode === mode).length;
      const online = keysOf(state.attendance).filter(one => !offline.has(one));
      return {
        at: new Date(clock).toISOString(),
        hall: here('hall'),
        remote: here('remote'),
        quorum: quorumNow(state),
        voting: voting
          ? { id: voting.id, cast: voted.length, entitled: voting.register.filter(one => one.entitled).length }
          : null,
        bureau: viewerOf(state, participant).bureau ? { voted, online } : null,
      };
    },
    viewOf: participant => view(state, viewerOf(state, participant)),
    me(participant, face = 'chair') {
      const who = participantOf(state, participant);
      return {
        face,
        as: participant,
        councilId: prepared.council.id,
        councilName: prepared.council.name as Me['councilName'],
        sessionId: prepared.session.id,
        participant,
        role: who?.role ?? null,
        seat: who?.seat ?? null,
        label: (who?.label ?? {}) as Me['label'],
        language: 'ru',
        marks: [],
        video: false,
        serverTime: new Date(clock).toISOString(),
      };
    },
    now: () => clock,
    pass(seconds) {
      clock += seconds * 1000;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    version: () => version,
  };
}

/** The first `n` voting seats are here: those expected in the hall checked in, the others joined by themselves. */
export async function gather(held: HeldSession, n: number): Promise<void> {
  await held.do('p-secretary', { type: 'attendance.join', mode: 'hall' });
  for (const one of held.state().prepared?.participants.slice(0, n) ?? []) {
    if (one.mode === 'hall') await held.do('p-secretary', { type: 'attendance.checkIn', participant: one.id });
    else await held.do(one.id, { type: 'attendance.join', mode: 'remote' });
  }
}
