// PROC-28: which quorum each way of voting needs, and when. The rows are those of the table in RULES.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { forcedMajority, goneAtClose, quorumTestOf } from '../index.js';
import { type ActInput, meeting, type Scene, type SceneOptions } from '../testing.suite.js';

/** Five seats, three are a quorum; p1 and p2 stay in the hall when the others leave. */
const options = (quorumAt: 'open' | 'close' | 'both' | 'participation'): SceneOptions => ({
  rules: { quorumAt, ballots: { writtenLeastMinutes: 1 } },
});
const QUORUM = 3;

interface Way {
  readonly name: string;
  /** What its close tests: ballots handed in or who is present, as the rules say; always the ballots; always the receipts. */
  readonly kind: 'ballots' | 'presence' | 'written' | 'receipts';
  /** Whatever it needs before it, and the act that opens it. */
  readonly prepare: (scene: Scene) => Promise<ActInput>;
  readonly choice?: string;
}

const OFFICE = { id: 'head', title: { ru: 'Глава' } };
const CANDIDATES = ['s1', 's2'].map(seat => ({ label: { ru: `Кандидат ${seat}` }, seat }));
const TELLERS = ['p4', 'p5'];
const onMotion =
  (more: object) =>
  async (scene: Scene): Promise<ActInput> => ({
    type: 'voting.open',
    motion: await scene.motion(),
    method: 'named',
    majority: 'simple',
    closesInSeconds: null,
    ...more,
  });
const agreed = (type: string, more: object) => async (scene: Scene) =>
  ({ type, motion: await scene.motion(), ...more }) as ActInput;
const byHour = (scene: Scene) => new Date(Date.parse(scene.now()) + 60_000).toISOString();
const plurality = (method: string) => async () =>
  ({ type: 'voting.openElection', office: OFFICE, candidates: CANDIDATES, method, closesInSeconds: null }) as ActInput;
const called = (method: string) => async (scene: Scene) => {
  const call = { type: 'election.call', office: OFFICE, seats: 1, method, onTie: 'lot', term: null };
  const [entry] = await scene.done('p1', call);
  const election = String(entry!.data.id);
  for (const { label, seat } of CANDIDATES)
    await scene.done('sec', { type: 'election.nominate', election, label, seat });
  return { type: 'election.open', election, method: 'named', closesInSeconds: null } as ActInput;
};
async function voteOn(scene: Scene, motion: string): Promise<ActInput> {
  const state = await scene.state();
  const majority = forcedMajority(state, state.motions[motion]!) ?? 'simple';
  return { type: 'voting.open', motion, method: 'named', majority, closesInSeconds: null };
}
const idOf = async (scene: Scene, who: string, act: ActInput) => String((await scene.done(who, act))[0]!.data.id);

const WAYS: readonly Way[] = [
  { name: 'named', kind: 'ballots', prepare: onMotion({}) },
  { name: 'secret, on devices', kind: 'ballots', prepare: onMotion({ method: 'secret' }) },
  { name: 'show of hands', kind: 'ballots', prepare: onMotion({ way: 'hands' }) },
  { name: 'roll call', kind: 'ballots', prepare: onMotion({ way: 'roll_call', seed: '4 2 6' }) },
  { name: 'paper', kind: 'ballots', prepare: onMotion({ method: 'secret', way: 'paper', tellers: TELLERS }) },
  { name: 'no objection', kind: 'presence', prepare: agreed('voting.askObjections', { seconds: 10 }) },
  {
    name: 'consensus of seats',
    kind: 'presence',
    choice: 'agree',
    prepare: agreed('voting.openConsensus', { by: 'seat', closesInSeconds: null }),
  },
  {
    name: 'consensus of states',
    kind: 'presence',
    choice: 'agree',
    prepare: agreed('voting.openConsensus', { by: 'state', closesInSeconds: null }),
  },
  {
    name: 'silence',
    kind: 'receipts',
    prepare: async scene => ({ type: 'voting.openSilence', motion: await scene.motion(), closesAt: byHour(scene) }),
  },
  ...(['named', 'secret'] as const).map(
    (method): Way => ({
      name: `written, ${method}`,
      kind: 'written',
      prepare: async scene => ({
        ...{ type: 'voting.openWritten', motion: await scene.motion(), method, majority: 'simple' },
        closesAt: byHour(scene),
      }),
    }),
  ),
  { name: 'election by plurality, named', kind: 'ballots', choice: 'c1', prepare: plurality('named') },
  { name: 'election by plurality, secret', kind: 'ballots', choice: 'c1', prepare: plurality('secret') },
  ...['block_plurality', 'approval', 'absolute_majority', 'stv'].map(
    (method): Way => ({ name: `election, ${method}`, kind: 'ballots', choice: 'c1', prepare: called(method) }),
  ),
  {
    name: 'run-off',
    kind: 'ballots',
    choice: 'c1',
    prepare: async scene => {
      const voting = await idOf(scene, 'p1', await plurality('named')());
      await scene.cast(voting, { s1: 'c1', s2: 'c2', s3: 'abstain', s4: 'abstain', s5: 'abstain' });
      await scene.close(voting);
      return { type: 'voting.openRunoff', voting, closesInSeconds: null };
    },
  },
  {
    name: 'test vote',
    kind: 'ballots',
    prepare: async () => ({ type: 'voting.openTest', text: { ru: 'Проба' }, method: 'named', closesInSeconds: null }),
  },
  {
    name: 'procedural motion',
    kind: 'ballots',
    prepare: async scene =>
      voteOn(scene, await idOf(scene, 'p3', { type: 'order.move', seat: 's3', procedure: { kind: 'closeDebate' } })),
  },
  {
    name: 'appeal',
    kind: 'ballots',
    prepare: async scene => {
      const point = await idOf(scene, 'p3', { type: 'order.point', about: 'procedure' });
      await scene.done('p1', { type: 'order.rule', point, ruling: 'dismissed' });
      return voteOn(scene, await idOf(scene, 'p3', { type: 'order.appeal', point, seat: 's3' }));
    },
  },
  {
    name: 'vote repeated after a void one',
    kind: 'ballots',
    prepare: async scene => {
      const open = await onMotion({})(scene);
      await scene.done('p1', { type: 'voting.void', voting: await idOf(scene, 'p1', open), reason: 'outage' });
      return open;
    },
  },
];

const leaveThree = async (scene: Scene) => {
  for (const who of ['p3', 'p4', 'p5']) await scene.done(who, { type: 'attendance.leave' });
};

/** So many seats answer, each as its way lets it. */
async function answer(scene: Scene, voting: string, { kind, choice = 'yes' }: Way, seats: number): Promise<void> {
  const { way } = (await scene.state()).votings[voting]!;
  if (way === 'no_objection') return;
  if (way === 'hands') await scene.done('sec', { type: 'voting.countHands', voting, counts: { yes: 2 } });
  for (let n = way === 'hands' ? 3 : 1; n <= seats; n++) {
    const seat = `s${n}`;
    if (kind === 'receipts') await scene.done(`p${n}`, { type: 'voting.acknowledge', voting, seat });
    else {
      const { entitled } = (await scene.state()).votings[voting]!.register.find(line => line.seat === seat)!;
      if (entitled) await scene.cast(voting, { [seat]: choice });
    }
  }
}

async function outcomeOf(scene: Scene, voting: string): Promise<string> {
  const { closesAt } = (await scene.state()).votings[voting]!;
  if (closesAt) {
    await scene.wait((Date.parse(closesAt) - Date.parse(scene.now())) / 1000);
    await scene.due();
  } else await scene.close(voting);
  expect(await scene.brokenLaw()).toBeNull();
  return (await scene.state()).votings[voting]!.result!.outcome;
}

test('PROC-28: RULES.md has a row for every way of voting that is tried here, and no other', () => {
  const page = readFileSync(join(__dirname, '../../RULES.md'), 'utf8');
  const rows = page.slice(page.indexOf('## Which quorum a vote needs')).split('\n## ')[0]!;
  const names = [...rows.matchAll(/^\| ([^|]+?) \| `(\w+)` \|/gm)].map(([, name, kind]) => `${name} ${kind}`);
  expect(names.sort()).toEqual(WAYS.map(({ name, kind }) => `${name} ${kind}`).sort());
});

describe.each(WAYS.map(way => [way.name, way] as const))('PROC-28: the quorum of: %s', (_name, way) => {
  const byPost = way.kind === 'written' || way.kind === 'receipts';
  const begun = async (quorumAt: Parameters<typeof options>[0]) => {
    const scene = await meeting(options(quorumAt));
    return { scene, open: await way.prepare(scene) };
  };

  test('short of it at the opening, it does not open', async () => {
    const { scene, open } = await begun('open');
    await leaveThree(scene);
    await scene.refuses('p1', open, 'voting.no_quorum', { present: 2, need: QUORUM });
  });

  test('where the rules test it later, what was found is on record; by correspondence it is tested all the same', async () => {
    const { scene, open } = await begun('close');
    await leaveThree(scene);
    if (byPost) await scene.refuses('p1', open, 'voting.no_quorum', { present: 2, need: QUORUM });
    else await scene.records('p1', open, await opened(scene, open, { present: 2, met: false }));
  });
  /** The opening, and what follows from it. */
  async function opened(scene: Scene, open: ActInput, quorum: object) {
    const puts = open.motion !== undefined && (await scene.state()).motions[String(open.motion)];
    return [['voting.opened', { quorum }] as const, ...(puts ? [['motion.put'] as const] : [])];
  }

  test('with it, all of them answering, it is valid, also where they left when the rules test only the opening', async () => {
    const { scene, open } = await begun('open');
    const voting = await idOf(scene, 'p1', open);
    await answer(scene, voting, way, 5);
    await leaveThree(scene);
    expect(['adopted', 'elected', 'rejected']).toContain(await outcomeOf(scene, voting));
  });

  test('gone at the close, it is void where the rules test then; by correspondence the answers count', async () => {
    for (const quorumAt of ['close', 'both'] as const) {
      const { scene, open } = await begun(quorumAt);
      const voting = await idOf(scene, 'p1', open);
      await answer(scene, voting, way, 5);
      await leaveThree(scene);
      expect(await outcomeOf(scene, voting)).toBe(byPost ? 'adopted' : 'void');
    }
  });

  test('PROC-40: the result says who was present at the close and how many were needed, whatever the rules test', async () => {
    for (const quorumAt of ['open', 'close', 'both', 'participation'] as const) {
      const { scene, open } = await begun(quorumAt);
      const voting = await idOf(scene, 'p1', open);
      await answer(scene, voting, way, 5);
      await leaveThree(scene);
      const before = await scene.state();
      const hangsOn = quorumTestOf(before, before.votings[voting]!);
      const outcome = await outcomeOf(scene, voting);
      const closed = (await scene.state()).votings[voting]!;
      const none = { present: 2, base: 5, need: QUORUM, met: false };
      expect(closed.result!.presentAtClose).toEqual(none);
      // What the chair is told beforehand is what came of it.
      expect([quorumAt, hangsOn === 'presence']).toEqual([quorumAt, outcome === 'void']);
      const standsBy = outcome === 'void' ? null : hangsOn;
      expect(goneAtClose(closed)).toEqual(byPost ? null : { finding: none, standsBy });
    }
  });

  test('PROC-40: with a quorum to the end it says so, and nothing is told of it; before procedure 3 it is not known', async () => {
    for (const procedure of [2, 3] as const) {
      const scene = await meeting({ ...options('open'), ...(procedure === 2 ? { procedure } : {}) });
      const voting = await idOf(scene, 'p1', await way.prepare(scene));
      await answer(scene, voting, way, 5);
      await outcomeOf(scene, voting);
      const closed = (await scene.state()).votings[voting]!;
      const whole = { present: 5, base: 5, need: QUORUM, met: true };
      expect(closed.result!.presentAtClose).toEqual(procedure === 2 ? undefined : whole);
      expect(goneAtClose(closed)).toBeNull();
    }
  });

  test('too few answers are void where participation is tested, and by correspondence always', async () => {
    const found = { ballots: ['adopted', 'void'], presence: ['adopted', 'adopted'] };
    const expected = { ...found, written: ['void', 'void'], receipts: ['no_votes', 'no_votes'] }[way.kind];
    for (const [index, quorumAt] of (['open', 'participation'] as const).entries()) {
      const { scene, open } = await begun(quorumAt);
      const voting = await idOf(scene, 'p1', open);
      await answer(scene, voting, way, 2);
      const outcome = await outcomeOf(scene, voting);
      expect(['elected', 'rejected'].includes(outcome) ? 'adopted' : outcome).toBe(expected[index]);
    }
  });
});

describe('PROC-28: what is agreed to without a vote', () => {
  const move = (procedure: object) => ({ type: 'order.move', seat: 's1', procedure }) as ActInput;

  test('"nobody objects" is said of a quorum, unless it is to suspend or to adjourn', async () => {
    const scene = await meeting();
    const debate = await idOf(scene, 'p1', move({ kind: 'closeDebate' }));
    await leaveThree(scene);
    await scene.refuses('p1', { type: 'order.grant', motion: debate }, 'order.no_quorum', { present: 2, need: QUORUM });
    const recess = await idOf(scene, 'p1', move({ kind: 'suspend', minutes: 5 }));
    await scene.done('p1', { type: 'order.grant', motion: recess });
    expect((await scene.state()).session.phase).toBe('recess');
    const before = await meeting({ procedure: 1 });
    const granted = await idOf(before, 'p1', move({ kind: 'closeDebate' }));
    await leaveThree(before);
    await before.done('p1', { type: 'order.grant', motion: granted });
  });

  test('nor is a motion left or referred by agreement of too few', async () => {
    const scene = await meeting();
    const motion = await scene.motion();
    await leaveThree(scene);
    const drop = { type: 'motion.dropVote', motion, reason: 'agreed', by: null };
    await scene.refuses('p1', drop, 'order.no_quorum', { present: 2, need: QUORUM });
    const refer = { type: 'motion.refer', motion, body: { ru: 'Комиссия' }, due: null };
    await scene.refuses('p1', refer, 'order.no_quorum', { present: 2, need: QUORUM });
    await scene.done('p3', { type: 'attendance.join', mode: 'remote' });
    await scene.done('p1', refer);
  });
});

describe('PROC-28: votes by correspondence', () => {
  const written = (motion: string, seconds: number, scene: Scene) =>
    ({
      ...{ type: 'voting.openWritten', motion, method: 'named', majority: 'simple' },
      closesAt: new Date(Date.parse(scene.now()) + seconds * 1000).toISOString(),
    }) as ActInput;

  test('of seven seats three present are no quorum, and one ballot of theirs is none either', async () => {
    const scene = await meeting({ seats: 7, rules: { ballots: { writtenLeastMinutes: 1 } } });
    const motion = await scene.motion();
    const [entry] = await scene.done('p1', written(motion, 60, scene));
    expect(entry!.data.quorum).toEqual({ present: 7, base: 7, need: 4, met: true, asked: 7 });
    const voting = String(entry!.data.id);
    await scene.cast(voting, { s1: 'yes' });
    expect(await outcomeOf(scene, voting)).toBe('void');
    expect((await scene.state()).votings[voting]!.result).toMatchObject({
      asked: 7,
      quorum: { present: 1, need: 4, met: false, tested: 'ballots' },
    });
    for (const who of ['p4', 'p5', 'p6', 'p7']) await scene.done(who, { type: 'attendance.leave' });
    await scene.refuses('p1', written(motion, 60, scene), 'voting.no_quorum', { present: 3, need: 4 });
  });

  test('those asked who were not present at the opening are told apart, and vote', async () => {
    const scene = await meeting({ rules: { ballots: { writtenLeastMinutes: 1 } } });
    await scene.done('p5', { type: 'attendance.leave' });
    const [entry] = await scene.done('p1', written(await scene.motion(), 60, scene));
    expect(entry!.data.quorum).toEqual({ present: 4, base: 5, need: QUORUM, met: true, asked: 5 });
    const { register } = (await scene.state()).votings[String(entry!.data.id)]!;
    expect(register.map(line => [line.entitled, line.away === true])).toEqual([
      ...Array(4).fill([true, false]),
      [true, true],
    ]);
  });

  test('the hour is as far away as the rules ask; where they say nothing none is opened', async () => {
    const scene = await meeting({ rules: { ballots: { writtenLeastMinutes: 10 } } });
    const motion = await scene.motion();
    await scene.refuses('p1', written(motion, 599.999, scene), 'voting.deadline_near', {
      minutes: 10,
      at: '2026-03-10T08:10:00.000Z',
    });
    const voting = await idOf(scene, 'p1', written(motion, 600, scene));
    await scene.refuses('p1', { type: 'voting.extend', voting, seconds: 60 }, 'voting.deadline_stands');
    const silent = await meeting();
    const other = await silent.motion();
    await silent.refuses('p1', written(other, 86_400, silent), 'voting.written_least_unsaid', {});
    const silence = { type: 'voting.openSilence', motion: other, closesAt: '2026-03-11T08:00:00.000Z' };
    await silent.refuses('p1', silence, 'voting.written_least_unsaid', {});
  });

  test('procedure 1 keeps its meaning: any hour, no quorum but of those asked, any number of receipts', async () => {
    const scene = await meeting({ seats: 7, procedure: 1 });
    for (const who of ['p4', 'p5', 'p6', 'p7']) await scene.done(who, { type: 'attendance.leave' });
    const [entry] = await scene.done('p1', written(await scene.motion(), 5, scene));
    expect(entry!.data.quorum).toEqual({ present: 7, base: 7, need: 4, met: true });
    const voting = String(entry!.data.id);
    await scene.cast(voting, { s1: 'yes' });
    expect(await outcomeOf(scene, voting)).toBe('adopted');
    const closesAt = new Date(Date.parse(scene.now()) + 5000).toISOString();
    const silence = { type: 'voting.openSilence', motion: await scene.motion(), closesAt };
    expect(await outcomeOf(scene, await idOf(scene, 'p1', silence))).toBe('adopted');
  });

  test('V50: nobody answering, silence is adopted only where the rules ask for no receipts, with their citation', async () => {
    const none = { least: 0, citation: { ru: 'Пункт 9' } };
    for (const silence of [undefined, none]) {
      const ballots = { writtenLeastMinutes: 1, ...(silence ? { silence } : {}) };
      const scene = await meeting({ rules: { ballots } });
      const ask = { type: 'voting.openSilence', motion: await scene.motion(), closesAt: byHour(scene) };
      if (!silence) await scene.refuses('p1', { ...ask, minAcknowledged: 2 }, 'voting.silence_least', { least: 3 });
      const voting = await idOf(scene, 'p1', ask);
      expect((await scene.state()).votings[voting]!.minAcknowledged).toBe(silence ? 0 : QUORUM);
      expect(await outcomeOf(scene, voting)).toBe(silence ? 'adopted' : 'no_votes');
    }
  });

  test('as many receipts as a quorum, but not the states it asks for, are no quorum', async () => {
    const scene = await meeting({
      rules: { quorum: { kind: 'states', states: 2, each: 1 }, ballots: { writtenLeastMinutes: 1 } },
      change: whole => ({
        ...whole,
        seats: whole.seats.map((seat, index) => ({ ...seat, delegation: index < 3 ? 'KG' : 'RU' })),
      }),
    });
    const ask = { type: 'voting.openSilence', motion: await scene.motion(), closesAt: byHour(scene) };
    const voting = await idOf(scene, 'p1', ask);
    for (const n of [1, 2, 3]) await scene.done(`p${n}`, { type: 'voting.acknowledge', voting, seat: `s${n}` });
    expect(await outcomeOf(scene, voting)).toBe('void');
  });
});
