/**
 * A short session held for tests: through the engine, on whatever store is given, by a clock of its own. Its roll is full of
 * names that spreadsheets stumble over.
 */
import { type Participant, type PreparedSession, type Seat, type Wording } from '@kengesh/domain';
import type { Actor, Answer, Entry, EventStore } from '@kengesh/journal';
import { createKeyedEngine } from '../../domain/src/keyed-engine.suite.js';

export const HOSTILE = [
  '=1+1',
  '+996 555 12-34-56',
  '-',
  '@SUM(A1)',
  '"=1";"x"',
  'Ңөүһ\nвторая строка',
  'Միգրացիայի «խորհուրդ»',
  "O'zbekiston, g'oya; \\n",
  '＝1＋1',
] as const;

const delegations = ['KG', 'RU', 'AM', 'KZ', 'UZ'];

/** Nine seats, one of them vacant; a secretary without a seat. Participants are p1 … p9 and `sec`. */
export function roll(session: string, council = 'council-1'): PreparedSession {
  const seats: Seat[] = HOSTILE.map((label, index) => ({
    id: `s${index + 1}`,
    label: { ru: label },
    delegation: delegations[index % 5]!,
    category: 'state',
    filled: index !== 8,
  }));
  const participants: Participant[] = seats.slice(0, 8).map((seat, index) => ({
    id: `p${index + 1}`,
    role: index === 0 ? 'chair' : index === 1 ? 'deputy' : 'delegate',
    seat: seat.id,
    label: seat.label,
    mode: index % 2 === 0 ? 'hall' : 'remote',
    nameHash: null,
  }));
  participants.push({
    id: 'sec',
    role: 'secretary',
    seat: null,
    label: { ru: 'Секретарь', en: 'Secretary' },
    mode: 'hall',
    nameHash: null,
  });
  return {
    council: { id: council, name: { ru: 'Совет', en: 'Council' } },
    session: {
      id: session,
      number: 1,
      title: { ru: 'Первое заседание', en: 'First session' },
      form: 'hybrid',
      place: { ru: 'г. Бишкек', en: 'Bishkek' },
      startsLocal: '2026-03-10T14:00',
      endsLocal: '2026-03-10T17:00',
      zone: 'Asia/Bishkek',
      sample: true,
    },
    rules: {
      citation: { ru: 'Положение о Совете' },
      quorum: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'filled' },
      majorities: [
        { key: 'simple', threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'cast' } },
        { key: 'present', threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'present' } },
      ],
      tie: 'rejected',
      presenceGrace: 60,
      speech: { seconds: 180, grace: 30 },
    },
    statutorySeats: 9,
    seats,
    participants,
    agenda: [
      { id: 'i1', title: { ru: 'Повестка дня', en: 'Agenda' }, rapporteur: null },
      { id: 'i2', title: { ru: 'Выборы', en: 'Election' }, rapporteur: null },
    ],
  };
}

export interface Held {
  readonly session: string;
  readonly entries: readonly Entry[];
  ask(actor: string, act: object): Promise<Answer>;
  /** Moves the session's clock on. */
  wait(seconds: number): void;
  read(): Promise<Entry[]>;
}

/** Prepared, seven seats here, opened: two hands still to come. */
export async function openSession(store: EventStore, session: string, council?: string): Promise<Held> {
  let clock = Date.parse('2026-03-10T08:00:00.000Z');
  const now = () => new Date(clock).toISOString();
  const engine = createKeyedEngine({ store, now, validateEvents: true });
  let commands = 0;
  const actorOf = (id: string): Actor => ({
    id,
    kind: id === 'desk' || id === 'system' ? id : 'participant',
  });
  const held: Held = {
    session,
    entries: [],
    async ask(actor, act) {
      commands += 1;
      const answer = await engine.submit(session, {
        id: `command-${commands}`,
        actor: actorOf(actor),
        act: act as { type: string },
      });
      if (!answer.ok) throw new Error(`${JSON.stringify(act)}: ${JSON.stringify(answer.refusal)}`);
      clock += 1000;
      return answer;
    },
    wait(seconds) {
      clock += seconds * 1000;
    },
    read: () => store.read(session, 0),
  };
  await held.ask('desk', { type: 'session.prepare', session: roll(session, council) });
  await held.ask('sec', { type: 'attendance.join', mode: 'hall' });
  await held.ask('p1', { type: 'attendance.join', mode: 'hall' });
  for (const participant of ['p3', 'p5', 'p7']) await held.ask('sec', { type: 'attendance.checkIn', participant });
  for (const participant of ['p2', 'p4', 'p6'])
    await held.ask(participant, { type: 'attendance.join', mode: 'remote' });
  await held.ask('p1', { type: 'session.open' });
  return held;
}

const seq = (answer: Answer) => (answer.ok ? answer.seqs[0]! : 0);

/** Puts a text to the vote and returns the vote's id, still open. */
export async function openVote(held: Held, text: Wording, method: 'named' | 'secret' = 'named'): Promise<string> {
  const motion = `m${seq(await held.ask('p1', { type: 'motion.submit', item: 'i1', text, mover: 's1' }))}`;
  return `v${seq(await held.ask('p1', { type: 'voting.open', motion, method, majority: 'simple', closesInSeconds: null }))}`;
}

/**
 * Held whole: a named vote adopted (4:1:1, one silent), a secret vote rejected, an election, a task; a line lost and back, one
 * lost for good, a correction; closed.
 */
export async function holdSession(store: EventStore, session: string, council?: string): Promise<Held> {
  const held = await openSession(store, session, council);
  await held.ask('p1', { type: 'agenda.take', item: 'i1' });
  held.wait(60);
  await held.ask('system', { type: 'attendance.lineLost', participant: 'p4' });
  held.wait(20);
  await held.ask('p4', { type: 'attendance.join', mode: 'remote' });

  const first = await openVote(held, { ru: '=Утвердить; повестку\nдня', en: 'Adopt the agenda' });
  const choices = [
    ['p1', 's1', 'yes'],
    ['p2', 's2', 'yes'],
    ['p4', 's4', 'no'],
    ['p6', 's6', 'abstain'],
  ] as const;
  for (const [actor, seat, choice] of choices)
    await held.ask(actor, { type: 'voting.cast', voting: first, seat, choice });
  for (const seat of ['s3', 's5']) await held.ask('sec', { type: 'voting.enter', voting: first, seat, choice: 'yes' });
  await held.ask('p1', { type: 'voting.close', voting: first });
  const decision = (await held.read()).find(entry => entry.type === 'decision.made')?.data.id;
  await held.ask('sec', {
    type: 'task.set',
    decision,
    text: { ru: '@Подготовить отчёт', en: 'Prepare a report' },
    responsible: 's2',
    due: '2026-04-01',
  });

  const second = await openVote(held, { ru: 'О бюджете', en: 'On the budget' }, 'secret');
  for (const [actor, seat, choice] of [
    ['p2', 's2', 'no'],
    ['p1', 's1', 'yes'],
    ['p6', 's6', 'no'],
  ] as const)
    await held.ask(actor, { type: 'voting.cast', voting: second, seat, choice });
  await held.ask('p1', { type: 'voting.close', voting: second });

  await held.ask('system', { type: 'attendance.lineLost', participant: 'p6' });
  const lostAt = (await held.read()).at(-1)!.at;
  held.wait(61);
  await held.ask('system', { type: 'attendance.graceEnd', participant: 'p6', lostAt });

  await held.ask('p1', { type: 'agenda.take', item: 'i2' });
  const election = `v${seq(
    await held.ask('p1', {
      type: 'voting.openElection',
      office: { id: 'chair', title: { ru: 'Председатель', en: 'Chair' } },
      candidates: [
        { label: { ru: '=HYPERLINK("x")', en: 'Kyrgyzstan' }, seat: 's1' },
        { label: { ru: 'Россия', en: 'Russia' }, seat: 's2' },
      ],
      method: 'named',
      closesInSeconds: null,
    }),
  )}`;
  for (const [actor, seat, choice] of [
    ['p1', 's1', 'c1'],
    ['p2', 's2', 'c1'],
    ['p4', 's4', 'c2'],
  ] as const)
    await held.ask(actor, { type: 'voting.cast', voting: election, seat, choice });
  await held.ask('p1', { type: 'voting.close', voting: election });

  held.wait(600);
  await held.ask('p1', { type: 'session.close' });
  // Seat 3 had left twenty minutes before the end, told afterwards.
  const stay = (await held.read()).find(
    entry => entry.type === 'attendance.arrived' && entry.data.participant === 'p3',
  )!;
  const to = new Date(clockOf(await held.read()) - 300_000).toISOString();
  await held.ask('sec', {
    type: 'attendance.correct',
    participant: 'p3',
    intervals: [{ from: stay.at, to, mode: 'hall', source: 'secretary' }],
    reason: 'late_notice',
  });
  return { ...held, entries: await held.read() };
}

const clockOf = (entries: readonly Entry[]) =>
  Date.parse(entries.find(entry => entry.type === 'session.closed')?.at ?? '');
