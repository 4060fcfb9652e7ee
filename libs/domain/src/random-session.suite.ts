/** Small random sessions, each from a seed: people who ask for all there is to ask, in whatever order. */
import { expect } from '@jest/globals';
import { canonical } from '@kengesh/journal';
import {
  addSeconds,
  grants,
  HALL,
  openVoting,
  PRESIDES_FROM,
  pendingProcedures,
  type State,
  waitingRoom,
} from './index.js';
import { type Chance, chance } from './random-chance.suite.js';
import { type ActInput, assertSums, createScene, type Scene } from './testing.suite.js';

const STEPS = 300;
/** Where much is refused, more is asked. */
const stepsOf = (seed: number) => (VOTES.includes(seed) ? 2 : LIVELY.includes(seed) ? 2 : 1) * STEPS;
/** In these the debate is lively too: amendments, procedure, points of order. */
export const LIVELY = [34, 55, 89];
/** And in these votes are held, of every way. */
const VOTES = [101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112];
/** These are held by video: there is a door, booths, the chair's hand on microphones, a recording. */
export const AFAR = [201, 202, 203, 204];
/** In these somebody is elected chair, who may preside in the session itself: at once, or when the item ends. */
export const ELECTING = [301, 302, 303, 304];
export const seeds = [1, 3, 8, 13, 21, ...LIVELY, ...VOTES, ...AFAR, ...ELECTING];
const SEATS = ['s1', 's2', 's3', 's4', 's5'];
const TONGUES: ('ru' | 'en')[] = ['ru', 'en'];
const PEOPLE = ['p1', 'p2', 'p3', 'p4', 'p5', 'sec', 'obs', 'int'];

/** A few acts of debate: amendments, procedure, points of order, the list of speakers, what comes of decisions. */
function debate(
  { pick }: Chance,
  state: State,
  who: string,
  own: string,
  seat: string,
): [who: string, act: ActInput][] {
  const presiding = state.session.presiding ?? 'p1';
  const motion = pick([...Object.keys(state.motions), 'm1']);
  const other = pick([...Object.keys(state.motions), 'm1']);
  const point = pick([...Object.keys(state.order?.points ?? {}), 'o1']);
  const ruled = Object.values(state.order?.points ?? {}).filter(one => one.status === 'pending');
  const procedures = pendingProcedures(state);
  const task = pick([...state.tasks.map(one => one.id), 't1']);
  const decision = pick([...state.decisions.map(one => one.id), 'd1']);
  const hash = state.decisions.find(one => one.id === decision)?.hash ?? 'a'.repeat(64);
  const change = pick([
    { kind: 'replace', passage: { ru: 'Решить' }, words: { ru: pick(['Отложить', 'Одобрить']) } },
    { kind: 'add', passage: null, words: { ru: pick(['и доложить', 'со сроком']) } },
    { kind: 'delete', passage: { ru: 'Решить' }, words: null },
  ]);
  const procedure = pick([
    { kind: 'suspend', minutes: 5 },
    { kind: 'adjournDebate' },
    { kind: 'closeDebate' },
    { kind: 'closeList' },
    { kind: 'limitTime', seconds: 60 },
    { kind: 'secretVote', motion },
    { kind: 'separateVote', motion },
    { kind: 'reconsider', motion },
  ]);
  const often = (one: [who: string, act: ActInput]) => Array.from({ length: 20 }, () => one);
  // A chair who does the chair's work: points of order are ruled on, procedure is not left lying.
  if (ruled[0])
    return often([presiding, { type: 'order.rule', point: ruled[0].id, ruling: pick(['upheld', 'dismissed']) }]);
  if (procedures[0] && pick([true, false]))
    return often([presiding, { type: 'order.grant', motion: procedures[0].id }]);
  const all: [who: string, act: ActInput][] = [
    ['sec', { type: 'amendment.submit', motion, change, mover: null }],
    ['sec', { type: 'amendment.submit', motion, change, mover: seat }],
    [own, { type: 'motion.second', motion, seat }],
    [own, { type: 'motion.takeOver', motion, seat }],
    ['sec', { type: 'motion.merge', motion, into: other }],
    [presiding, { type: 'motion.defer', motion, item: null, date: null }],
    [presiding, { type: 'motion.dropVote', motion, reason: 'agreed', by: null }],
    [presiding, { type: 'motion.inadmissible', motion, reason: 'unclear' }],
    [own, { type: 'order.move', seat, procedure }],
    [presiding, { type: 'motion.inadmissible', motion: procedures[0]?.id ?? 'm1', reason: 'out_of_order' }],
    [who, { type: 'order.point', about: pick(['procedure', 'voting']) }],
    [own, { type: 'order.withdrawPoint', point }],
    [own, { type: 'order.appeal', point, seat }],
    [presiding, { type: 'agenda.debate', item: pick(['one', 'two']), debate: 'open' }],
    [presiding, { type: pick(['floor.closeList', 'floor.openList']) }],
    [presiding, { type: 'floor.mode', mode: pick(['fifo', 'proContra', 'delegation', 'firstTime', 'roundRobin']) }],
    [presiding, { type: 'floor.limit', limits: pick([{}, { seconds: 30, total: 60 }]) }],
    [own, { type: 'floor.ask', kind: pick(['speech', 'reply', 'intervention']), stance: pick(['for', 'against']) }],
    [own, { type: 'task.report', task, hash: null }],
    ['sec', { type: 'task.accept', task }],
    ['sec', { type: 'decision.sign', decision, hash }],
    [presiding, { type: 'decision.sign', decision, hash }],
    ['system', { type: 'decision.number', numbers: [{ decision, number: state.decisions.length, label: '№ 1' }] }],
    [own, { type: 'decision.remark', kind: 'dissent', seat, about: decision, hash: 'b'.repeat(64) }],
  ];
  return Array.from({ length: 12 }, () => pick(all));
}

/** The door, the booths, the chair's hand on microphones, the recording. */
function fromAfar({ pick }: Chance, state: State, presiding: string, now: string): [who: string, act: ActInput] {
  const who = pick(waitingRoom(state).length > 0 ? waitingRoom(state) : PEOPLE);
  const somebody = pick([...PEOPLE, HALL]);
  const interpreter = pick(['int', 'int', 'int2']);
  const language = pick(['ru', 'en']);
  const take = state.recording?.at(-1)?.id ?? 'r1';
  const relieved = Object.entries(state.interpretation?.channels ?? {}).find(([, one]) => one.relief !== undefined);
  // Somebody who stands ready is not left standing.
  if (relieved && pick([true, false, false]))
    return [relieved[1].participant, { type: 'interpretation.handOver', language: relieved[0] as 'ru' }];
  const all: [who: string, act: ActInput][] = [
    [who, { type: 'attendance.join', mode: 'remote' }],
    [interpreter, { type: 'attendance.join', mode: 'remote' }],
    [pick(['sec', 'p1', who]), { type: 'admission.grant', participant: pick([who, interpreter]) }],
    ['sec', { type: 'admission.grantAll' }],
    ['sec', { type: 'admission.refuse', participant: who, reason: pick(['identity', 'not_expected', 'later']) }],
    [pick(['sec', 'p1']), { type: 'admission.seeIdentity', participant: who }],
    [presiding, { type: 'video.mute', participant: somebody }],
    [presiding, { type: 'video.unmute', participant: somebody }],
    [pick([presiding, who]), { type: 'video.remove', participant: somebody, reason: pick(['disorder', 'technical']) }],
    [presiding, { type: 'video.readmit', participant: somebody }],
    [interpreter, { type: 'interpretation.take', language, source: pick(['floor', 'floor', 'ru', 'en']) }],
    [interpreter, { type: 'interpretation.handOver', language }],
    [interpreter, { type: 'interpretation.listenTo', language, source: pick(['floor', 'ru', 'en']) }],
    [interpreter, { type: 'interpretation.signal', about: pick(['slower', 'sound']) }],
    [pick([interpreter, who]), { type: 'interpretation.leave', language }],
    [pick([presiding, who]), { type: pick(['recording.start', 'recording.stop']) }],
    ['system', { type: 'recording.confirm', id: take, at: now }],
    ['system', { type: 'recording.fail', id: take, reason: pick(['not_started', 'broke_off']) }],
  ];
  return pick(all);
}

/** SEC-08: nobody is heard whom the session does not let be heard, whatever came before. */
function assertHeard(state: State): void {
  const wrong: string[] = [];
  // Asked some thousand times a session: what holds is not worth an assertion of its own.
  const holds = (what: string, id: string, is: boolean) => {
    if (!is) wrong.push(`${id}: ${what}`);
  };
  const { holder } = state.floor;
  const { removed = [], muted = [] } = state.video ?? {};
  for (const { id, role } of [...(state.prepared?.participants ?? []), { id: HALL, role: null }]) {
    const { join, waits, publish, channels } = grants(state, id);
    const speaks = publish.includes('microphone');
    holds('does not join and wait at once', id, !(join && waits));
    if (publish.length > 0)
      holds(
        'publishes only where it has joined, while the session is open',
        id,
        join && state.session.phase === 'open',
      );
    if (removed.includes(id)) holds('is away, having been removed', id, !join);
    if (!speaks) holds('has no channel without a microphone', id, channels.length === 0);
    else {
      holds('speaks and is not muted', id, !muted.includes(id));
      if (role === 'interpreter') holds('interprets into some channel', id, channels.length > 0);
      else holds('has the floor or presides', id, [HALL, holder?.participant, state.session.presiding].includes(id));
    }
  }
  expect(wrong).toEqual([]);
}

/** Something that someone might ask now; often lawful, often not. */
function something(
  luck: Chance,
  state: State,
  now: string,
  { lively = false, votes = false, afar = false },
): [who: string, act: ActInput] {
  const { pick, chance } = luck;
  const presiding = state.session.presiding ?? 'p1';
  const open = openVoting(state);
  const voting = open?.id ?? pick([...Object.keys(state.votings), 'v1']);
  const ripe = Object.values(state.motions).filter(
    one => one.status === 'admitted' && one.item === state.agenda.current,
  );
  const motion = pick(ripe.length > 0 ? ripe.map(one => one.id) : [...Object.keys(state.motions), 'm1']);
  const seat = pick(SEATS);
  const own = seat.replace('s', 'p');
  const choice = pick(open?.choices.map(one => one.id) ?? ['yes']);
  const who = pick(PEOPLE);
  const end = pick([null, 30]);
  const candidates = SEATS.slice(0, pick([1, 2, 3])).map(one => ({ label: { ru: `Кандидат ${one}` }, seat: one }));
  const office = { id: 'head', title: { ru: 'Глава' } };
  const method = pick(['named', 'secret']);
  const acts: [who: string, act: ActInput][] = [
    [own, { type: 'voting.cast', voting, seat, choice }],
    [own, { type: 'voting.cast', voting, seat, choice }],
    [own, { type: 'voting.cast', voting, seat, choice }],
    ['sec', { type: 'voting.enter', voting, seat, choice }],
    [presiding, { type: 'voting.close', voting }],
    [presiding, { type: 'voting.extend', voting, seconds: 30 }],
    [presiding, { type: 'voting.open', motion, method, majority: pick(['simple', 'absolute']), closesInSeconds: end }],
    [presiding, { type: 'voting.open', motion, method, majority: 'simple', closesInSeconds: end }],
    ...(chance(0.3)
      ? [
          ['p1', { type: 'voting.openElection', office, candidates, method, closesInSeconds: end }] as [
            string,
            ActInput,
          ],
        ]
      : []),
    [presiding, { type: 'voting.openRunoff', voting, closesInSeconds: end }],
    ['sec', { type: 'motion.submit', item: pick(['one', 'two']), text: { ru: `Решить ${now}` }, mover: null }],
    ...(lively ? debate(luck, state, who, own, seat) : []),
    ['sec', { type: 'motion.revise', motion, text: { ru: `Иначе ${now}` } }],
    ['p2', { type: 'motion.withdraw', motion }],
    [presiding, { type: 'agenda.take', item: pick(['one', 'two']) }],
    [presiding, { type: 'agenda.take', item: pick(['one', 'two']) }],
    ['sec', { type: 'agenda.add', title: { ru: 'Разное' }, rapporteur: null }],
    [who, { type: 'floor.ask' }],
    [presiding, { type: 'floor.give', participant: who, seconds: null }],
    [presiding, { type: pick(['floor.pause', 'floor.resume', 'floor.end']) }],
    [who, { type: 'floor.yield' }],
    [who, { type: 'attendance.join', mode: 'remote' }],
    [who, { type: 'attendance.join', mode: 'remote' }],
    ['sec', { type: 'attendance.checkIn', participant: who }],
    ['sec', { type: 'attendance.checkInAll' }],
    [pick(['p3', 'p4', 'obs']), { type: 'attendance.leave' }],
    ['system', { type: 'attendance.lineLost', participant: who }],
    ['system', { type: 'attendance.lineBack', participant: who }],
    [
      'sec',
      {
        type: 'attendance.correct',
        participant: who,
        intervals: [
          { from: '2026-03-10T08:00:00.000Z', to: chance(0.5) ? null : now, mode: 'hall', source: 'secretary' },
        ],
        reason: 'technical',
      },
    ],
    [who, { type: 'session.preside', participant: pick(['p1', 'p2', who]) }],
    [pick(['p1', 'p2']), { type: 'session.open' }],
    ['sec', { type: 'task.set', decision: null, text: { ru: 'Сделать' }, responsible: seat, due: null }],
    [who, { type: 'voting.close', voting }],
  ];
  if (chance(0.04)) return [presiding, { type: 'session.recess', minutes: 5 }];
  if (state.session.phase === 'recess') return [presiding, { type: 'session.resume' }];
  // A show of hands ends only where somebody counts the hall.
  if (votes && open?.way === 'hands' && chance(0.5))
    return open.hallCounted
      ? [presiding, { type: 'voting.close', voting }]
      : ['sec', { type: 'voting.countHands', voting, counts: { yes: pick([0, 1]) } }];
  // Nor is a seat called by chance alone in a roll call.
  if (votes && open?.way === 'roll_call' && chance(0.3)) return ['sec', { type: 'voting.callNext', voting }];
  if (afar && chance(0.5)) return fromAfar(luck, state, presiding, now);
  if (votes && chance(0.6))
    return pick(ofWays(pick, state, { presiding, voting, motion, seat, own, choice, who, end, now }));
  return pick(acts);
}

/** What may be asked of the other ways of voting, of representation and of elections by method. */
function ofWays(
  pick: Chance['pick'],
  state: State,
  at: {
    presiding: string;
    voting: string;
    motion: string;
    seat: string;
    own: string;
    choice: string;
    who: string;
    end: number | null;
    now: string;
  },
): [who: string, act: ActInput][] {
  const { presiding, voting, motion, seat, own, choice, who, end, now } = at;
  const item = pick(['one', 'two']);
  const other = pick(SEATS);
  const hands = { type: 'voting.countHands', voting, counts: { yes: pick([0, 1]) } };
  const way = pick<object>([
    { method: 'named', way: 'hands' },
    { method: 'named', way: 'roll_call', seed: now },
    { method: 'secret', way: 'paper', tellers: ['p4', 'p5'] },
  ]);
  const open = { type: 'voting.open', motion, majority: 'simple', closesInSeconds: end, ...way } as ActInput;
  const closesAt = addSeconds(now, pick([60, 90]));
  const election = Object.keys(state.elections ?? {}).at(-1) ?? 'e1';
  const call = { type: 'election.call', office: { id: 'board', title: { ru: 'Правление' } }, seats: pick([1, 2]) };
  const named = { ru: `Кандидат ${other}` };
  return [
    [
      'sec',
      {
        type: 'proxy.register',
        principal: seat,
        holder: other,
        item: pick([null, item]),
        instruction: { kind: 'free' },
        proof: 'D-1',
      },
    ],
    [pick(['sec', own]), { type: 'proxy.revoke', proxy: state.represent?.proxies.at(-1)?.id ?? 'x1' }],
    ['sec', { type: 'seat.substitute', seat, participant: pick(['alt', who]) }],
    ['sec', { type: 'seat.giveBack', seat }],
    ['p5', { type: 'attendance.leave' }],
    [own, { type: 'seat.recuse', seat, item }],
    [own, { type: 'seat.withdrawRecusal', seat, item }],
    [
      'sec',
      {
        type: pick(['seat.suspend', 'seat.restore', 'seat.restore']),
        seat,
        ...(pick([true, false]) ? { reason: 'dues' } : {}),
      },
    ],
    [
      own,
      {
        type: 'voting.castMany',
        voting,
        ballots: [{ seat, choice }, ...(other === seat ? [] : [{ seat: other, choice }])],
      },
    ],
    ['alt', { type: 'voting.cast', voting, seat, choice }],
    [presiding, open],
    [presiding, open],
    [presiding, open],
    [presiding, { type: 'voting.close', voting }],
    [presiding, { type: 'voting.close', voting }],
    ['sec', hands as ActInput],
    ['sec', hands as ActInput],
    ['sec', { type: 'voting.callNext', voting }],
    ['sec', { type: 'voting.answer', voting, seat, choice }],
    ['sec', { type: 'voting.issuePaper', voting, seat }],
    [pick(['p4', 'p5']), { type: 'voting.countPaper', voting, counts: { yes: 1 }, spoiled: 0 }],
    [presiding, { type: 'voting.askObjections', motion, seconds: 10 }],
    [presiding, { type: 'voting.openConsensus', motion, by: pick(['seat', 'state']), closesInSeconds: end }],
    [presiding, { type: 'voting.openSilence', motion, closesAt, ...pick([{}, { minAcknowledged: 4 }]) }],
    [
      presiding,
      { type: 'voting.openWritten', motion, method: pick(['named', 'secret']), majority: 'simple', closesAt },
    ],
    [own, { type: 'voting.object', voting, seat, kind: 'objection' }],
    [own, { type: 'voting.acknowledge', voting, seat }],
    [presiding, { type: 'voting.void', voting, reason: 'outage' }],
    ['sec', { type: 'voting.assist', voting, seat, choice }],
    [pick(['p1', 'p2']), { type: 'voting.assistConfirm', voting, seat, choice }],
    [
      presiding,
      { type: 'voting.openTest', text: { ru: 'Проба' }, method: pick(['named', 'secret']), closesInSeconds: 30 },
    ],
    [presiding, { type: 'voting.decideTie', voting, casting: 'no' }],
    [
      presiding,
      {
        ...call,
        method: pick(['approval', 'block_plurality', 'stv']),
        onTie: pick(['lot', 'runoff']),
        term: null,
      } as ActInput,
    ],
    [own, { type: 'election.nominate', election, label: named, seat: other }],
    ['sec', { type: 'election.withdraw', election, candidate: pick(['c1', 'c2']) }],
    [presiding, { type: 'election.open', election, method: pick(['named', 'secret']), closesInSeconds: end }],
    [presiding, { type: 'voting.close', voting, seed: now }],
  ];
}

/** An election to the chair, in which all who are here choose this seat. */
async function electChair(scene: Scene, seat: string): Promise<void> {
  const office = { id: 'chair', title: { ru: 'Председатель' } };
  const term = { from: '2026-03-10', to: '2027-03-09' };
  await scene.done('p1', { type: 'election.call', office, seats: 1, method: 'approval', onTie: 'lot', term });
  const election = Object.keys((await scene.state()).elections!)[0]!;
  await scene.done('p1', { type: 'election.nominate', election, label: { ru: 'Кандидат' }, seat });
  await scene.done('p1', { type: 'election.open', election, method: 'named', closesInSeconds: null });
  const voting = Object.keys((await scene.state()).votings)[0]!;
  await scene.cast(voting, { s1: 'c1', s2: 'c1', s3: 'c1' });
  await scene.close(voting);
}

async function play(seed: number): Promise<{ scene: Scene; recorded: number }> {
  const luck = chance(seed);
  const scene = createScene(seed);
  const representation = {
    proxies: { perHolder: 2, countForQuorum: luck.chance(0.5) },
    recusal: luck.pick(['excluded', 'present'] as const),
  };
  const ballots = {
    changeAllowed: luck.chance(0.5),
    consensusExcept: luck.pick([0, 1]),
    writtenLeastMinutes: 1,
    ...(seed % 3 === 0 ? {} : { mayCastAfterLeaving: seed % 3 === 1 }),
    ...(seed % 2 === 0 ? { silence: { least: 0, citation: { ru: 'Пункт 9' } } } : {}),
  };
  const afar = AFAR.includes(seed);
  const video = afar && { admission: luck.pick(['everyone', 'known', 'oneByOne'] as const), languages: TONGUES };
  await scene.prepare({
    rules: {
      representation,
      ballots,
      ...(video ? { video } : {}),
      ...(luck.chance(0.5) ? { tie: 'chairSide' as const } : {}),
      ...(ELECTING.includes(seed) ? { offices: { presidesFrom: PRESIDES_FROM[seed % 2]! } } : {}),
    },
    change: whole => ({
      ...whole,
      participants: [
        ...whole.participants,
        { ...whole.participants[2]!, id: 'alt', seat: null, label: { ru: 'Замещающий' } },
        ...(afar
          ? whole.participants.filter(one => one.role === 'interpreter').map(one => ({ ...one, id: 'int2' }))
          : []),
      ],
    }),
  });
  await scene.arrive('p1', 'p2', 'p3', 'sec');
  // Who waits at a door is let in first.
  if (afar) await scene.ask('sec', { type: 'admission.grantAll' });
  await scene.done('p1', { type: 'session.open' });
  await scene.done('p1', { type: 'agenda.take', item: 'one' });
  if (ELECTING.includes(seed)) await electChair(scene, luck.pick(['s2', 's3', 's3']));
  const registers = new Map<string, { readonly register: object; readonly text: string }>();
  let recorded = 0;
  for (let step = 0; step < stepsOf(seed); step++) {
    scene.wait(luck.pick([0, 0.4, 1, 20]));
    if (luck.chance(0.3)) await scene.due();
    const before = await scene.state();
    const last: [string, ActInput] = [before.session.presiding!, { type: 'session.close' }];
    const [who, act] =
      step === stepsOf(seed) - 20 && luck.chance(0.5)
        ? last
        : ELECTING.includes(seed) && step % 50 === 49
          ? (['p3', { type: 'session.preside', participant: 'p3' }] satisfies [string, ActInput])
          : something(luck, before, scene.now(), {
              lively: LIVELY.includes(seed),
              votes: VOTES.includes(seed),
              afar,
            });
    const heard = await scene.ask(who, act);
    if (heard.entries.length > 0) recorded++;
    const state = await scene.state();
    assertSums(state);
    if (afar) assertHeard(state);
    for (const { id, register } of Object.values(state.votings)) {
      const frozen = registers.get(id);
      if (frozen?.register === register) continue;
      const text = canonical(register);
      registers.set(id, { register, text });
      expect(text).toBe(frozen?.text ?? text);
    }
  }
  return { scene, recorded };
}

const kept = new Map<number, ReturnType<typeof play>>();
/** Each seed is played once for all tests. */
export function played(seed: number): ReturnType<typeof play> {
  const found = kept.get(seed) ?? play(seed);
  kept.set(seed, found);
  return found;
}
