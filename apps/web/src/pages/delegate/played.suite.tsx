// A session played by the real rules, for tests and for looking at the pages: what is asked here is decided as on a server.
import type { ActReply, Me, SessionStats } from '@kengesh/contracts';
import {
  type Act,
  addSeconds,
  ballotsBySeat,
  councilSession,
  keysOf,
  type PreparedSession,
  presenceOf,
  presentSeats,
  quorumNow,
  receiptOf,
  type State,
  viewerOf,
  voteAwaitingKey,
} from '@kengesh/domain';
import {
  type Actor,
  type Commit,
  createEngine,
  createFollower,
  createMemoryStore,
  type Frame,
  frameOf,
  type Snapshot,
} from '@kengesh/journal';
import { type ReactNode, useSyncExternalStore } from 'react';
import { createKeyHolder } from '../../../../../libs/domain/src/key-holder.suite.js';
import { type FaceLanguage, LanguageProvider } from '../../language.js';
import type { ConnectionStatus } from '../../live/connection.js';
import { SessionViewProvider } from '../../live/session-context.js';

const STATES = [
  ['KG', 'Кыргызстан', 'Kyrgyzstan'],
  ['RU', 'Россия', 'Russia'],
  ['AM', 'Армения', 'Armenia'],
  ['KZ', 'Казахстан', 'Kazakhstan'],
  ['UZ', 'Узбекистан', 'Uzbekistan'],
] as const;
const KINDS = [
  ['state', 'государственный орган', 'state body'],
  ['ngo', 'общественная организация', 'non-governmental organisation'],
  ['expert', 'эксперт', 'expert'],
] as const;

/** The sample council: five states with three seats each; p1 chairs, p2 is the deputy, p1 to p6 sit in the hall. */
export function sampleSession(): PreparedSession {
  const seats = STATES.flatMap(([code, ru, en]) =>
    KINDS.map(([category, kindRu, kindEn]) => ({
      label: { ru: `${ru}, ${kindRu}`, en: `${en}, ${kindEn}` },
      delegation: code,
      category,
      filled: true,
    })),
  ).map((one, index) => ({ id: `s${index + 1}`, ...one }));
  const stands = (id: string, role: 'secretary' | 'observer' | 'interpreter', ru: string, en: string) => ({
    id,
    role,
    seat: null,
    label: { ru, en },
    mode: role === 'secretary' ? ('hall' as const) : ('remote' as const),
    nameHash: null,
  });
  return {
    council: {
      id: 'council',
      name: { ru: 'Межгосударственный общественный совет по миграции', en: 'Interstate Public Council on Migration' },
    },
    session: {
      id: 'session-2',
      number: 2,
      title: { ru: 'Второе заседание совета', en: 'Second session of the council' },
      form: 'hybrid',
      place: { ru: 'Бишкек, зал заседаний, второй этаж', en: 'Bishkek, conference hall, second floor' },
      startsLocal: '2026-11-22T14:00',
      endsLocal: '2026-11-22T18:00',
      zone: 'Asia/Bishkek',
      sample: true,
    },
    rules: {
      citation: { ru: 'Положение о совете, пункт 4', en: 'Statute, paragraph 4' },
      furtherDevice: 'link',
      quorum: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'statutory' },
      majorities: [
        { key: 'present', threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'present' } },
        { key: 'two-thirds', threshold: { kind: 'fraction', num: 2, den: 3, cmp: 'gte', base: 'present' } },
      ],
      tie: 'chairSide',
      presenceGrace: 60,
      ballots: { writtenLeastMinutes: 60 },
      speech: { seconds: 300, grace: 30 },
    },
    statutorySeats: 15,
    seats,
    participants: [
      ...seats.map((seat, index) => ({
        id: `p${index + 1}`,
        role: index === 0 ? ('chair' as const) : index === 1 ? ('deputy' as const) : ('delegate' as const),
        seat: seat.id,
        label: seat.label,
        mode: index < 6 ? ('hall' as const) : ('remote' as const),
        nameHash: null,
      })),
      stands('sec', 'secretary', 'Ответственный секретарь', 'Executive secretary'),
      stands('obs', 'observer', 'Наблюдатель', 'Observer'),
      stands('int', 'interpreter', 'Переводчик', 'Interpreter'),
    ],
    agenda: [
      {
        id: 'one',
        title: { ru: 'Открытие заседания и утверждение повестки', en: 'Opening and adoption of the agenda' },
        rapporteur: 's1',
      },
      {
        id: 'two',
        title: {
          ru: 'О мерах по защите прав трудовых мигрантов и членов их семей при оформлении медицинского страхования',
          en: 'On protecting the rights of migrant workers and their families in obtaining medical insurance',
        },
        rapporteur: 's5',
      },
      {
        id: 'three',
        title: { ru: 'Определение руководства совета', en: 'Determination of the leadership' },
        rapporteur: null,
      },
      {
        id: 'four',
        title: { ru: 'Задачи и направления работы', en: 'Tasks and directions of work' },
        rapporteur: 's4',
      },
    ],
  };
}

export const TEXT = {
  ru: 'Рекомендовать государственным органам стран-участниц признавать полисы медицинского страхования, оформленные трудовыми мигрантами в стране выезда, и создать рабочую группу из пяти человек, по одному от каждой страны, которая до 1 марта подготовит проект соглашения и представит его на третьем заседании совета. Поручить секретариату разослать текст всем членам совета не позднее чем за десять дней до заседания.',
  en: 'To recommend that the state bodies of the member countries recognise medical insurance taken out by migrant workers in the country of departure, and to set up a working group of five, one from each country, which prepares a draft agreement by 1 March and presents it to the third session of the council. To charge the secretariat with sending the text to all members no later than ten days before the session.',
};

export type Play = ReturnType<typeof createPlay>;

export function createPlay(start = '2026-11-22T08:00:00.000Z') {
  let now = start;
  let commands = 0;
  let chance = 7;
  let line: ConnectionStatus = { status: 'live' };
  let pulsing = true;
  const marks = new Map<string, { voting: string; receipt: string }[]>();
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  const store = createMemoryStore({
    random: () => {
      chance = (chance * 1_103_515_245 + 12_345) % 2_147_483_648;
      return chance / 2_147_483_648;
    },
  });
  const wires = new Set<(committed: Commit<State>) => void>();
  const keys = createKeyHolder();
  const engine = createEngine<State>({
    def: councilSession,
    store,
    cipher: keys.cipher,
    now: () => now,
    onCommitted: (_journal, committed) => {
      for (const wire of wires) wire(committed);
    },
  });
  const lineUp: (() => void)[] = [];
  let holding = true;
  const kindOf = (who: string): Actor['kind'] => (who === 'desk' || who === 'system' ? who : 'participant');

  /** What the pages of those who hold a key do once its vote has ended. */
  async function giveKeys(): Promise<void> {
    const { state } = await engine.state('j');
    const waiting = voteAwaitingKey(state);
    if (!waiting || !holding) return;
    keys.give(state, waiting.id);
    await submit('p1', { type: 'voting.count', voting: waiting.id });
  }

  async function submit(who: string, act: object): Promise<ActReply> {
    commands += 1;
    const command = `command-${String(commands).padStart(4, '0')}`;
    const answer = await engine.submit('j', {
      id: command,
      actor: { id: who, kind: kindOf(who) },
      act: keys.withKey(act as { type: string }),
    });
    await engine.drain();
    await giveKeys();
    if (!answer.ok) return { ok: false, refused: answer.refusal.refused, params: answer.refusal.params };
    const { voting, type } = act as { voting?: string; type: string };
    const receipt = type === 'voting.cast' ? receiptOf('session-2', command) : null;
    const { state } = await engine.state('j');
    if (receipt && voting && state.votings[voting]?.method === 'secret')
      marks.set(who, [...(marks.get(who) ?? []), { voting, receipt }]);
    return { ok: true, seqs: answer.seqs, head: answer.head, at: answer.at, repeated: answer.repeated, receipt };
  }

  const play = {
    now: () => Date.parse(now),
    wait(seconds: number) {
      now = addSeconds(now, seconds);
      tell();
    },
    /** Asks, and throws where it is refused. */
    async act(who: string, act: Act | { type: string; [name: string]: unknown }) {
      const answer = await submit(who, act);
      if (!answer.ok) throw new Error(`${act.type} by ${who}: ${answer.refused}`);
      return (await engine.state('j')).state;
    },
    state: async () => (await engine.state('j')).state,
    /** Whether the page's line stands; what is asked meanwhile waits, as in a browser. */
    line(next: ConnectionStatus) {
      line = next;
      if (next.status === 'live') for (const go of lineUp.splice(0)) go();
      tell();
    },
    /** Whether anybody who holds a key is there. */
    async holders(there: boolean) {
      holding = there;
      await giveKeys();
    },
    pulse(next: boolean) {
      pulsing = next;
      tell();
    },
    marksOf: (who: string) => marks.get(who) ?? [],

    async prepare(change: (session: PreparedSession) => PreparedSession = one => one) {
      await play.act('desk', { type: 'session.prepare', session: change(sampleSession()) });
      return play;
    },
    /** Opened, with these delegates here (p1 chairs), on this item. */
    async open(here = 11, item = 'two', change?: (session: PreparedSession) => PreparedSession) {
      await play.prepare(change);
      for (let n = 1; n <= here; n += 1) {
        if (n <= 6) await play.act('sec', { type: 'attendance.checkIn', participant: `p${n}` });
        else await play.act(`p${n}`, { type: 'attendance.join', mode: 'remote' });
      }
      await play.act('p1', { type: 'session.open' });
      await play.act('p1', { type: 'agenda.take', item });
      return play;
    },
    async motion(item = 'two') {
      const state = await play.act('sec', { type: 'motion.submit', item, text: TEXT, mover: 's5' });
      return Object.keys(state.motions).at(-1)!;
    },
    async vote(method: 'named' | 'secret' = 'named', closesInSeconds: number | null = null) {
      const motion = await play.motion();
      const state = await play.act('p1', { type: 'voting.open', motion, method, majority: 'present', closesInSeconds });
      return Object.keys(state.votings).at(-1)!;
    },
    async election(seats = ['s2', 's5', 's8']) {
      const roll = (await play.state()).prepared!.seats;
      const state = await play.act('p1', {
        type: 'voting.openElection',
        office: { id: 'chair', title: { ru: 'Председатель совета', en: 'Chair of the council' } },
        candidates: seats.map(seat => ({ seat, label: roll.find(one => one.id === seat)!.label })),
        method: 'secret',
        closesInSeconds: null,
      });
      return Object.keys(state.votings).at(-1)!;
    },
    async cast(voting: string, choices: { readonly [seat: string]: string }) {
      for (const [seat, choice] of Object.entries(choices))
        await play.act(seat.replace('s', 'p'), { type: 'voting.cast', voting, seat, choice });
    },
    meOf(who: string | null, more: Partial<Me> = {}, state?: State): Me {
      const one = (state?.prepared ?? sampleSession()).participants.find(each => each.id === who);
      return {
        face: who === null ? 'hall' : 'delegate',
        as: who ?? 'screen',
        councilId: 'council',
        councilName: { ru: 'Совет' },
        sessionId: 'session-2',
        participant: who,
        role: one?.role ?? null,
        seat: one?.seat ?? null,
        label: one?.label ?? { ru: 'Экран' },
        language: 'ru',
        marks: who === null ? [] : (marks.get(who) ?? []),
        video: false,
        serverTime: now,
        ...more,
      };
    },

    /** One page's end of the line: follows by frames as a browser does. */
    async wire(who: string | null) {
      const { state } = await engine.state('j');
      const viewer = viewerOf(state, who);
      const follower = createFollower<State>({ def: councilSession, viewer, resync: () => undefined });
      follower.apply(await engine.snapshot('j', viewer));
      const behind: Frame[] = [];
      let whole = state;
      const take = (committed: Commit<State>) => {
        whole = committed.after;
        behind.push(frameOf(committed, viewer));
        if (line.status === 'live') for (const one of behind.splice(0)) follower.apply(one);
        tell();
      };
      wires.add(take);
      let view: { held: Snapshot<State>; line: ConnectionStatus; pulse: SessionStats | null; now: string } | null =
        null;
      const pulseNow = (): SessionStats | null => {
        const at = (mode: string) =>
          presentSeats(whole).filter(
            seat =>
              presenceOf(whole, whole.prepared!.participants.find(one => one.seat === seat.id)!.id)?.mode === mode,
          ).length;
        const open = Object.values(whole.votings).find(one => !one.closedAt);
        return pulsing && whole.prepared
          ? {
              at: now,
              hall: at('hall'),
              remote: at('remote'),
              quorum: quorumNow(whole),
              voting: open
                ? {
                    id: open.id,
                    cast:
                      keysOf(ballotsBySeat(whole, open.id)).length ||
                      [...marks.values()].flat().filter(one => one.voting === open.id).length,
                    entitled: open.register.filter(one => one.entitled).length,
                  }
                : null,
              bureau: null,
            }
          : null;
      };
      return {
        subscribe(listener: () => void) {
          const heard = () => {
            if (line.status === 'live') for (const one of behind.splice(0)) follower.apply(one);
            listener();
          };
          listeners.add(heard);
          return () => {
            listeners.delete(heard);
          };
        },
        get() {
          if (
            !view ||
            view.held !== follower.held ||
            view.line !== line ||
            view.now !== now ||
            (view.pulse !== null) !== pulsing
          )
            view = { held: follower.held, line, pulse: pulseNow(), now };
          return view;
        },
        async ask(act: Act): Promise<ActReply> {
          if (line.status !== 'live') await new Promise<void>(go => lineUp.push(go));
          return await submit(who ?? 'screen', act);
        },
      };
    },
  };
  return play;
}

export type Wire = Awaited<ReturnType<Play['wire']>>;

/** A page inside the played session, as `LiveSession` would hold it. */
export function Played({
  play,
  wire,
  me,
  language,
  children,
}: {
  readonly play: Play;
  readonly wire: Wire;
  readonly me: Me;
  readonly language?: FaceLanguage;
  readonly children: ReactNode;
}) {
  const view = useSyncExternalStore(wire.subscribe, wire.get);
  const { held, line, pulse } = view;
  return (
    <LanguageProvider {...(language ? { fixed: language } : {})}>
      <SessionViewProvider value={{ me, state: held.state, seq: held.seq, pulse, line, now: play.now, ask: wire.ask }}>
        {children}
      </SessionViewProvider>
    </LanguageProvider>
  );
}
