/** Who asks, when, and what: each act as it is asked about one member, at moments of a session in which it could be lawful. */
import type { Actor, ActRule, Json, JsonObject } from '@kengesh/journal';
import { type ActType, marksToUndo, openVoting, type State } from './index.js';
import { presenceOf } from './state.js';
import { type ActInput, createScene, type Scene, type SceneOptions, START } from './testing.suite.js';
import { addSeconds, secondsBetween } from './time.js';

const participant = (id: string, device: string): Actor => ({
  id,
  kind: 'participant',
  device: { id: device, since: START },
});

/** Columns of the table. The acts are about `member`, on seat s3, who sits in the hall. */
export const IDENTITIES = {
  chair: participant('p1', 'd1'),
  deputy: participant('p2', 'd2'),
  member: participant('p3', 'phone'),
  'second device': participant('p3', 'tablet'),
  another: participant('p4', 'd4'),
  observer: participant('obs', 'd6'),
  interpreter: participant('int', 'd7'),
  secretary: participant('sec', 'd8'),
  'not on the roll': participant('stranger', 'd9'),
  desk: { id: 'a_desk', kind: 'desk' },
  system: { id: 'system', kind: 'system' },
} as const satisfies Readonly<Record<string, Actor>>;
export type IdentityName = keyof typeof IDENTITIES;

/** Letters of the table: before the opening, open, presided by the deputy, in recess, closed. */
export const MOMENTS = ['B', 'O', 'D', 'R', 'C'] as const;
export type MomentName = (typeof MOMENTS)[number];

interface Moment {
  readonly state: State;
  readonly now: string;
  readonly nextSeq: number;
}

const OPTIONS: SceneOptions = {
  hall: 3,
  rules: {
    tie: 'chairExtra',
    debate: { motionsBy: 'seats' },
    furtherDevice: 'secretary',
    ballots: { writtenLeastMinutes: 1 },
    quorumGrace: 30,
    video: { admission: 'oneByOne', languages: ['ru', 'ky', 'en'] },
  },
  change: whole => ({
    ...whole,
    participants: [
      ...whole.participants,
      { ...whole.participants[3]!, id: 'alt', seat: null, label: { ru: 'Замещающий' } },
      { ...whole.participants.find(({ id }) => id === 'int')!, id: 'int2' },
    ],
  }),
};

const hash = 'a'.repeat(64);
const text = (ru: string) => ({ ru });
const last = <T>(list: Iterable<T>): T | undefined => [...list].at(-1);

/** What acts name, as it stands at the moment. */
const namesIn = ({ state, now }: Moment) => {
  const motions = Object.values(state.motions).filter(({ procedure }) => !procedure);
  const procedural = Object.values(state.motions).filter(({ procedure }) => procedure);
  return {
    now,
    motion: motions.at(-1)?.id ?? 'm1',
    motions: motions.map(({ id }) => id),
    procedural: procedural.at(-1)?.id ?? 'm1',
    voting: openVoting(state)?.id ?? last(Object.keys(state.votings)) ?? 'v1',
    called: openVoting(state)?.called?.seat ?? 's3',
    election: last(Object.keys(state.elections ?? {})) ?? 'e1',
    point: last(Object.keys(state.order?.points ?? {})) ?? 'o1',
    proxy: state.represent?.proxies.at(-1)?.id ?? 'x1',
    task: state.tasks.at(-1)?.id ?? 't1',
    decision: state.decisions.at(-1)?.id ?? 'd1',
    decisionHash: state.decisions.at(-1)?.hash ?? hash,
    recording: state.recording?.at(-1)?.id ?? 'r1',
    marked: marksToUndo(state, now) ?? now,
    speech: state.floor.holder,
    lostAt: presenceOf(state, 'p4')?.lostAt ?? now,
    queue: state.floor.queue.map(({ participant: who }) => who),
    asked: Object.values(state.assists?.[openVoting(state)?.id ?? ''] ?? {}).at(-1)?.asked,
    prepared: state.prepared as unknown as JsonObject,
  };
};
type Names = ReturnType<typeof namesIn>;

const MEMBER = 'p3';
const SEAT = 's3';
const minute = { closesInSeconds: 60 };
const OFFICE = { id: 'head', title: text('Глава') };

/** What each act says when it is asked in the table. */
export const asked: { readonly [T in ActType]: (names: Names) => Readonly<Record<string, Json | undefined>> } = {
  'session.prepare': ({ prepared }) => ({ session: prepared }),
  'session.open': () => ({}),
  'session.notHeld': () => ({ next: null }),
  'session.recess': () => ({ minutes: 5 }),
  'session.resume': () => ({}),
  'session.close': () => ({}),
  'session.preside': () => ({ participant: 'p2' }),
  'agenda.take': () => ({ item: 'two' }),
  'agenda.finish': () => ({ item: 'one' }),
  'agenda.debate': () => ({ item: 'one', debate: 'closed' }),
  'agenda.mark': () => ({ item: 'two', mustHearAll: true }),
  'agenda.add': () => ({ title: text('Разное'), rapporteur: SEAT }),
  'agenda.reorder': () => ({ order: ['two', 'one'] }),
  'attendance.join': () => ({ mode: 'remote' }),
  'attendance.leave': () => ({}),
  'attendance.checkIn': () => ({ participant: MEMBER }),
  'attendance.checkInAll': () => ({}),
  'attendance.undoMarks': ({ marked }) => ({ at: marked }),
  'attendance.checkOut': () => ({ participant: MEMBER }),
  'attendance.correct': ({ now }) => ({
    participant: MEMBER,
    intervals: [{ from: START, to: now, mode: 'hall', source: 'secretary' }],
    reason: 'clerk_error',
  }),
  'attendance.lineLost': () => ({ participant: 'p4' }),
  'attendance.lineBack': () => ({ participant: 'p4' }),
  'attendance.graceEnd': ({ lostAt }) => ({ participant: 'p4', lostAt }),
  'proxy.register': () => ({
    principal: SEAT,
    holder: 's5',
    item: 'two',
    instruction: { kind: 'free' },
    proof: 'D-1',
  }),
  'proxy.revoke': ({ proxy }) => ({ proxy }),
  'seat.substitute': () => ({ seat: SEAT, participant: 'alt' }),
  'seat.giveBack': () => ({ seat: SEAT }),
  'seat.recuse': () => ({ seat: SEAT, item: 'two' }),
  'seat.withdrawRecusal': () => ({ seat: SEAT, item: 'two' }),
  'seat.suspend': () => ({ seat: SEAT, reason: 'decision' }),
  'seat.restore': () => ({ seat: SEAT }),
  'floor.ask': () => ({}),
  'floor.enter': () => ({ participant: MEMBER }),
  'floor.withdraw': () => ({ participant: MEMBER }),
  'floor.move': ({ queue }) => ({ order: [...queue].reverse(), reason: 'agreed' }),
  'floor.give': () => ({ participant: MEMBER, seconds: 60 }),
  'floor.yield': () => ({}),
  'floor.end': () => ({}),
  'floor.extend': () => ({ seconds: 30 }),
  'floor.pause': () => ({}),
  'floor.resume': () => ({}),
  'floor.timeUp': ({ speech, now }) => ({ participant: MEMBER, endsAt: speech?.endsAt ?? now }),
  'floor.lostOut': ({ speech, now }) => ({ participant: MEMBER, pausedAt: speech?.pausedAt ?? now }),
  'floor.closeList': () => ({}),
  'floor.openList': () => ({}),
  'floor.mode': () => ({ mode: 'roundRobin' }),
  'floor.limit': () => ({ limits: { seconds: 60 } }),
  'motion.submit': () => ({ item: 'one', text: text('Принять план'), mover: SEAT }),
  'motion.revise': ({ motion }) => ({ motion, text: text('Принять план работы') }),
  'motion.withdraw': ({ motion }) => ({ motion }),
  'motion.second': ({ motion }) => ({ motion, seat: SEAT }),
  'motion.admit': ({ motion }) => ({ motion }),
  'motion.inadmissible': ({ motion }) => ({ motion, reason: 'unclear' }),
  'motion.takeOver': ({ motion }) => ({ motion, seat: SEAT }),
  'motion.defer': ({ motion }) => ({ motion, item: null, date: '2026-04-01' }),
  'motion.refer': ({ motion }) => ({ motion, body: text('Комитет'), due: null }),
  'motion.merge': ({ motion, motions }) => ({ motion, into: motions.at(-2) ?? 'm1' }),
  'motion.translate': ({ motion }) => ({ motion, text: { en: 'Adopt the plan' } }),
  'amendment.submit': ({ motion }) => ({
    motion,
    change: { kind: 'replace', passage: text('план'), words: text('проект') },
    mover: SEAT,
  }),
  'motion.order': ({ motion, motions }) => ({ motion: motions.at(-2) ?? 'm1', what: 'amendments', order: [motion] }),
  'motion.dropVote': ({ motion }) => ({ motion, reason: 'agreed', by: null }),
  'motion.divide': ({ motion }) => ({
    motion,
    parts: [
      { text: text('Принять'), operative: true },
      { text: text('план на год'), operative: true },
    ],
  }),
  'order.move': () => ({ seat: SEAT, procedure: { kind: 'closeDebate' } }),
  'order.grant': ({ procedural }) => ({ motion: procedural }),
  'order.point': () => ({ about: 'procedure' }),
  'order.enterPoint': () => ({ participant: MEMBER, about: 'procedure' }),
  'order.withdrawPoint': ({ point }) => ({ point }),
  'order.rule': ({ point }) => ({ point, ruling: 'upheld' }),
  'order.appeal': ({ point }) => ({ point, seat: SEAT }),
  'voting.open': ({ motion }) => ({ motion, method: 'named', majority: 'simple', ...minute }),
  'voting.openElection': () => ({
    office: OFFICE,
    candidates: [{ label: text('Кандидат'), seat: SEAT }],
    method: 'named',
    ...minute,
  }),
  'voting.openRunoff': ({ voting }) => ({ voting, ...minute }),
  'voting.cast': ({ voting }) => ({ voting, seat: SEAT, choice: 'yes' }),
  'voting.castMany': ({ voting }) => ({ voting, ballots: [{ seat: SEAT, choice: 'yes' }] }),
  'voting.enter': ({ voting }) => ({ voting, seat: SEAT, choice: 'yes' }),
  'voting.countHands': ({ voting }) => ({ voting, counts: { yes: 3 } }),
  'voting.callNext': ({ voting }) => ({ voting }),
  'voting.answer': ({ voting, called }) => ({ voting, seat: called, choice: 'yes' }),
  'voting.issuePaper': ({ voting }) => ({ voting, seat: SEAT }),
  'voting.countPaper': ({ voting }) => ({ voting, counts: { yes: 1 }, spoiled: 0 }),
  'voting.askObjections': ({ motion }) => ({ motion, seconds: 10 }),
  'voting.openConsensus': ({ motion }) => ({ motion, by: 'seat', ...minute }),
  'voting.openSilence': ({ motion, now }) => ({ motion, closesAt: addSeconds(now, 120) }),
  'voting.openWritten': ({ motion, now }) => ({
    motion,
    method: 'named',
    majority: 'simple',
    closesAt: addSeconds(now, 120),
  }),
  'voting.object': ({ voting }) => ({ voting, seat: SEAT, kind: 'objection' }),
  'voting.acknowledge': ({ voting }) => ({ voting, seat: SEAT }),
  'voting.void': ({ voting }) => ({ voting, reason: 'irregular' }),
  'voting.assist': ({ voting }) => ({ voting, seat: SEAT, choice: 'yes' }),
  'voting.assistAnswer': ({ voting }) => ({ voting, seat: SEAT, own: true }),
  'voting.assistUnanswered': ({ voting, asked: waits, now }) => ({ voting, seat: SEAT, until: waits?.until ?? now }),
  'voting.assistConfirm': ({ voting }) => ({ voting, seat: SEAT, choice: 'yes' }),
  'voting.openTest': () => ({ text: text('Проба'), method: 'named', ...minute }),
  'voting.extend': ({ voting }) => ({ voting, seconds: 30 }),
  'voting.close': ({ voting }) => ({ voting }),
  'voting.count': ({ voting }) => ({ voting }),
  'voting.decideTie': ({ voting }) => ({ voting, casting: 'yes' }),
  'election.call': () => ({ office: OFFICE, seats: 1, method: 'approval', onTie: 'lot', term: null }),
  'election.nominate': ({ election }) => ({ election, label: text('Ещё кандидат'), seat: SEAT }),
  'election.withdraw': ({ election }) => ({ election, candidate: 'c1' }),
  'election.open': ({ election }) => ({ election, method: 'named', ...minute }),
  'task.set': ({ decision }) => ({ decision, text: text('Подготовить отчёт'), responsible: SEAT, due: null }),
  'task.start': ({ task }) => ({ task }),
  'task.report': ({ task }) => ({ task, hash }),
  'task.accept': ({ task }) => ({ task }),
  'task.return': ({ task }) => ({ task, reason: 'incomplete' }),
  'task.withdraw': ({ task }) => ({ task, reason: 'not_needed' }),
  'decision.sign': ({ decision, decisionHash }) => ({ decision, hash: decisionHash }),
  'decision.number': ({ decision }) => ({ numbers: [{ decision, number: 1, label: '№ 1' }] }),
  'decision.remark': ({ decision }) => ({ kind: 'dissent', seat: SEAT, about: decision, hash }),
  'admission.grant': () => ({ participant: 'alt' }),
  'admission.grantAll': () => ({}),
  'admission.refuse': () => ({ participant: 'alt', reason: 'later' }),
  'admission.seeIdentity': () => ({ participant: 'alt' }),
  'video.mute': () => ({ participant: MEMBER }),
  'video.unmute': () => ({ participant: MEMBER }),
  'video.remove': () => ({ participant: MEMBER, reason: 'technical' }),
  'video.readmit': () => ({ participant: MEMBER }),
  'interpretation.take': () => ({ language: 'ru', source: 'floor' }),
  'interpretation.handOver': () => ({ language: 'ru' }),
  'interpretation.listenTo': () => ({ language: 'ru', source: 'floor' }),
  'interpretation.leave': () => ({ language: 'ru' }),
  'interpretation.signal': () => ({ about: 'slower' }),
  'link.issue': () => ({ participant: MEMBER, by: { account: 'a_desk' }, reason: 'lost', known: true }),
  'link.revoke': () => ({ participant: MEMBER, by: { account: 'a_desk' }, reason: 'leaked' }),
  'link.confirm': () => ({ participant: MEMBER, generation: 2 }),
  'link.refuse': () => ({ participant: MEMBER, generation: 2 }),
  'link.admit': () => ({ participant: MEMBER, generation: 2 }),
  'device.admit': () => ({ participant: MEMBER, device: 'third', via: 'account', generation: null, first: 'phone' }),
  'device.handOver': () => ({ participant: MEMBER, device: 'tablet' }),
  'device.takeOver': () => ({ participant: MEMBER, device: 'tablet', from: 'phone' }),
  'device.end': () => ({ participant: MEMBER, device: 'tablet', by: 'desk' }),
  'recording.start': () => ({}),
  'recording.stop': () => ({}),
  'recording.confirm': ({ recording, now }) => ({ id: recording, at: now }),
  'recording.fail': ({ recording }) => ({ id: recording, reason: 'broke_off' }),
};

const done = async (scene: Scene, who: string, act: ActInput) => {
  await scene.done(who, act);
};
const openVote = async (scene: Scene, more: JsonObject = {}) => {
  const [entry] = await scene.done('p1', {
    type: 'voting.open',
    motion: await scene.motion('Принять план на год'),
    method: 'named',
    majority: 'simple',
    closesInSeconds: null,
    ...more,
  });
  return String(entry!.data.id);
};
const callElection = (scene: Scene) => ask(scene, 'p1', 'election.call');
const nominate = async (scene: Scene) => {
  await callElection(scene);
  await ask(scene, 'sec', 'election.nominate');
};
const ask = async (scene: Scene, who: string, type: ActType) => {
  await done(scene, who, await inputOf(type, await momentOf(scene)));
};
const speaking = (scene: Scene) => ask(scene, 'p1', 'floor.give');
/** The member's first device votes; the second only watches. */
const admitTwoDevices = async (scene: Scene) => {
  const admit = { type: 'device.admit', participant: MEMBER, via: 'link', generation: 1 };
  await done(scene, 'desk', {
    type: 'link.issue',
    participant: MEMBER,
    by: { account: 'a_desk' },
    reason: 'first',
    known: false,
  });
  await done(scene, 'system', { ...admit, device: 'phone', first: null });
  await done(scene, 'system', { ...admit, device: 'tablet', first: 'phone' });
};

/** What happens in an open session before the act is asked, where it needs more than an item that is being debated. */
const SITUATIONS: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  debate: async () => undefined,
  'nobody waits to speak': async scene => {
    for (const who of ['p3@phone', 'p5'])
      await done(scene, who, { type: 'floor.withdraw', participant: who.slice(0, 2) });
  },
  'the chair has gone': scene => done(scene, 'sec', { type: 'attendance.checkOut', participant: 'p1' }),
  'a mark just made': async scene => {
    await done(scene, 'p3@phone', { type: 'floor.withdraw', participant: MEMBER });
    for (const who of ['p2', MEMBER]) await done(scene, 'sec', { type: 'attendance.checkOut', participant: who });
    await done(scene, 'sec', { type: 'attendance.checkInAll' });
  },
  'a lost line': async scene => {
    await done(scene, 'system', { type: 'attendance.lineLost', participant: 'p4' });
    scene.wait(61);
  },
  proxy: scene => ask(scene, 'sec', 'proxy.register'),
  substitute: scene => ask(scene, 'sec', 'seat.substitute'),
  recusal: scene => ask(scene, 'p3@phone', 'seat.recuse'),
  suspension: scene => ask(scene, 'sec', 'seat.suspend'),
  speech: speaking,
  'speech paused': async scene => {
    await speaking(scene);
    await ask(scene, 'p1', 'floor.pause');
  },
  'time is up': async scene => {
    await speaking(scene);
    scene.wait(600);
  },
  'motion before seconding': scene => ask(scene, 'p3@phone', 'motion.submit'),
  'motion of another': async scene => {
    await done(scene, 'p4', { type: 'motion.submit', item: 'one', text: text('Принять смету'), mover: 's4' });
  },
  'motion of another, withdrawn': async scene => {
    await SITUATIONS['motion of another']!(scene);
    await ask(scene, 'p4', 'motion.withdraw');
  },
  'two motions': async scene => {
    await scene.motion('Принять план на год');
    await scene.motion('Принять план на два года');
  },
  motion: async scene => {
    await scene.motion('Принять план на год');
  },
  amendment: async scene => {
    await scene.motion('Принять план на год');
    await ask(scene, 'p1', 'amendment.submit');
  },
  division: async scene => {
    const motion = await scene.motion('Принять план на год');
    await done(scene, 'p3@phone', { type: 'order.move', seat: SEAT, procedure: { kind: 'separateVote', motion } });
    await ask(scene, 'p1', 'order.grant');
  },
  'procedural motion': scene => ask(scene, 'p3@phone', 'order.move'),
  'point of order': scene => ask(scene, 'p3@phone', 'order.point'),
  ruling: async scene => {
    await ask(scene, 'p3@phone', 'order.point');
    await ask(scene, 'p1', 'order.rule');
  },
  vote: async scene => {
    await openVote(scene, { closesInSeconds: 60 });
  },
  'secret vote': async scene => {
    await openVote(scene, { method: 'secret' });
  },
  'show of hands': async scene => {
    await openVote(scene, { way: 'hands' });
  },
  'roll call': async scene => {
    await openVote(scene, { way: 'roll_call', seed: 'dice 4 2 6' });
    await ask(scene, 'sec', 'voting.callNext');
  },
  'vote on paper': async scene => {
    await openVote(scene, { method: 'secret', way: 'paper', tellers: [MEMBER, 'p2'] });
    await ask(scene, 'sec', 'voting.issuePaper');
  },
  'papers being counted': async scene => {
    await SITUATIONS['vote on paper']!(scene);
    await ask(scene, 'p1', 'voting.close');
  },
  'vote that waits for its key': async scene => {
    await SITUATIONS['secret vote']!(scene);
    scene.holdersLeave();
    await ask(scene, 'p1', 'voting.close');
  },
  objections: async scene => {
    await scene.motion('Принять план на год');
    await ask(scene, 'p1', 'voting.askObjections');
  },
  silence: async scene => {
    await scene.motion('Принять план на год');
    await ask(scene, 'p1', 'voting.openSilence');
  },
  'ballot by telephone': async scene => {
    await done(scene, 'sec', { type: 'attendance.checkOut', participant: MEMBER });
    await done(scene, 'p3@phone', { type: 'attendance.join', mode: 'remote' });
    await done(scene, 'sec', { type: 'admission.grant', participant: MEMBER });
    await openVote(scene);
    await ask(scene, 'sec', 'voting.assist');
  },
  'ballot by telephone, unanswered': async scene => {
    await SITUATIONS['ballot by telephone']!(scene);
    scene.wait(21);
    await ask(scene, 'system', 'voting.assistUnanswered');
  },
  'no answer by telephone': async scene => {
    await SITUATIONS['ballot by telephone']!(scene);
    scene.wait(21);
  },
  tie: async scene => {
    const voting = await openVote(scene);
    await scene.cast(voting, { s1: 'yes', s2: 'yes', s4: 'no', s5: 'no' });
    await ask(scene, 'p1', 'voting.close');
  },
  'tied election': async scene => {
    const voting = await scene.election(['s3', 's4'], 'named');
    await scene.cast(voting, { s1: 'c1', s2: 'c1', s4: 'c2', s5: 'c2' });
    await ask(scene, 'p1', 'voting.close');
  },
  'election called': callElection,
  nomination: nominate,
  'task reported': scene => ask(scene, 'p3@phone', 'task.report'),
  'decision signed': async scene => {
    await ask(scene, 'p1@d1', 'decision.sign');
    await ask(scene, 'sec@d8', 'decision.sign');
  },
  interpretation: async scene => {
    await done(scene, 'int', { type: 'interpretation.take', language: 'ru', source: 'floor' });
  },
  'interpreters change over': async scene => {
    await SITUATIONS.interpretation!(scene);
    await done(scene, 'int2', { type: 'interpretation.take', language: 'ru', source: 'floor' });
  },
  'link asked about': async scene => {
    await ask(scene, 'desk', 'link.issue');
  },
  'link nobody answers for': async scene => {
    await ask(scene, 'desk', 'link.issue');
    scene.wait(61);
  },
  recording: scene => ask(scene, 'p1', 'recording.start'),
};
/** Everybody is here but `alt`, who waits at the door. */
async function gathered(): Promise<Scene> {
  const scene = await createScene().prepare(OPTIONS);
  await scene.arrive('p1', 'p2', 'p3', 'p4', 'p5', 'sec', 'obs', 'int', 'int2');
  await done(scene, 'sec', { type: 'admission.grantAll' });
  await done(scene, 'alt', { type: 'attendance.join', mode: 'remote' });
  return scene;
}

/** Decided once, so that there is something to sign and a task to do; hands are up; the session goes on. */
async function openSession(): Promise<Scene> {
  const scene = await gathered();
  await done(scene, 'p1', { type: 'session.open' });
  await done(scene, 'p1', { type: 'agenda.take', item: 'one' });
  const voting = await openVote(scene);
  await scene.cast(voting, { s1: 'yes', s2: 'yes', s3: 'yes', s4: 'no' });
  await scene.close(voting);
  await done(scene, 'sec', { type: 'task.set', decision: null, text: text('Отчёт'), responsible: SEAT, due: null });
  await done(scene, 'p3', { type: 'floor.ask' });
  await done(scene, 'p5', { type: 'floor.ask' });
  await admitTwoDevices(scene);
  scene.wait(60);
  return scene;
}

async function momentOf(scene: Scene): Promise<Moment> {
  return { state: await scene.state(), now: scene.now(), nextSeq: (await scene.entries()).length + 1 };
}

async function inputOf(type: ActType, moment: Moment): Promise<ActInput> {
  return { type, ...asked[type](namesIn(moment)) } as ActInput;
}

/** The same session once more, which goes on by itself. */
async function fork(scene: Scene): Promise<Scene> {
  const copy = await createScene().continue(await scene.entries());
  copy.wait(secondsBetween(copy.now(), scene.now()));
  return copy;
}
const pass = async (scene: Scene) => {
  const { presiding } = (await scene.state()).session;
  const by = presiding === 'p1' && presenceOf(await scene.state(), 'p1')?.here ? 'p1' : 'p2';
  await done(scene, by, { type: 'session.preside', participant: 'p2' });
};
/** No vote is left open: neither a recess nor the close is over one. */
const end = (act: ActInput) => async (scene: Scene) => {
  const state = await scene.state();
  const tied = Object.values(state.votings).find(({ result }) => result?.awaits === 'chair');
  if (tied) await done(scene, 'p1', { type: 'voting.decideTie', voting: tied.id, casting: 'yes' });
  for (const { id, closedAt } of Object.values(state.votings))
    if (closedAt === null) await done(scene, 'p1', { type: 'voting.void', voting: id, reason: 'irregular' });
  await done(scene, 'p1', act);
};

/** What goes on before the opening, where it is not that everybody has come. */
const BEFORE_OPENING: Readonly<Record<string, () => Promise<Scene>>> = {
  'few have come': async () => {
    const scene = await createScene().prepare(OPTIONS);
    await scene.arrive('p1', 'p2', 'sec');
    scene.wait(3600);
    return scene;
  },
};

const started = { before: undefined as Promise<Scene> | undefined, open: undefined as Promise<Scene> | undefined };

/** The session of a situation at each moment; before the opening it is the same for all. */
async function sessionsIn(situation: string): Promise<Readonly<Record<MomentName, Moment>>> {
  const arrange = SITUATIONS[situation] ?? (BEFORE_OPENING[situation] && SITUATIONS.debate);
  if (!arrange) throw new Error(`no such situation: ${situation}`);
  started.before ??= gathered();
  started.open ??= openSession();
  const open = await fork(await started.open);
  await arrange(open);
  const ready = await started.open;
  const after = async (then: (scene: Scene) => Promise<void>) => {
    // Not of the one above: what lies in a box does not come along.
    const scene = await fork(ready);
    await arrange(scene);
    await then(scene);
    return momentOf(scene);
  };
  return {
    B: await momentOf(await (BEFORE_OPENING[situation]?.() ?? started.before)),
    O: await momentOf(open),
    D: await after(pass),
    R: await after(end({ type: 'session.recess', minutes: null })),
    C: await after(end({ type: 'session.close' })),
  };
}

const arranged = new Map<string, Promise<Readonly<Record<MomentName, Moment>>>>();
export function momentsIn(situation: string): Promise<Readonly<Record<MomentName, Moment>>> {
  const found = arranged.get(situation) ?? sessionsIn(situation);
  arranged.set(situation, found);
  return found;
}

export type ActRules = { readonly [T in ActType]: ActRule<State> };

/** What the rules say to this identity at this moment: the code of the refusal, or null where it is done. */
export async function refusalTo(rules: ActRules, type: ActType, identity: IdentityName, moment: Moment) {
  const actor: Actor = IDENTITIES[identity];
  const { now, nextSeq, state } = moment;
  const input = (await inputOf(type, moment)) as never;
  const may = rules[type].authorize(state, input, actor);
  if (may) return { by: 'authorize' as const, code: may.refused };
  const box = { mark: null, keys: [], contents: [], count: 0 };
  const decided = rules[type].decide(state, input, { actor, now, nextSeq, command: 'a-command', box });
  return 'refused' in decided ? { by: 'decide' as const, code: decided.refused } : null;
}
