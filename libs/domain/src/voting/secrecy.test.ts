// PROC-29: a secret is kept among so many, or it is none.
import { describe, expect, test } from '@jest/globals';
import { secrecyNow } from '../index.js';
import { toldFewBox } from '../replay/told-box.js';
import { type ActInput, meeting, type Scene } from '../testing.suite.js';
import { votingActs } from './acts.js';

const LEAST = 3;
const rules = {
  ballots: { secretLeast: LEAST, writtenLeastMinutes: 1 },
  quorum: { kind: 'number' as const, seats: 1 },
};
const OFFICE = { id: 'head', title: { ru: 'Глава' } };
const CANDIDATES = ['s1', 's2'].map(seat => ({ label: { ru: `Кандидат ${seat}` }, seat }));
const soon = (scene: Scene) => new Date(Date.parse(scene.now()) + 60_000).toISOString();
const idOf = async (scene: Scene, who: string, act: ActInput) => String((await scene.done(who, act))[0]!.data.id);
const plain = (motion: string, more: object = {}) =>
  ({ type: 'voting.open', motion, method: 'secret', majority: 'simple', closesInSeconds: null, ...more }) as ActInput;
const PAPER = { way: 'paper', tellers: ['p1', 'p2'] };

/** The acts that open a secret vote, each with what comes before it. */
const OPENINGS: readonly (readonly [name: string, prepare: (scene: Scene) => Promise<ActInput>])[] = [
  ['voting.open', async scene => plain(await scene.motion())],
  ['voting.open on paper', async scene => plain(await scene.motion(), PAPER)],
  [
    'voting.openWritten',
    async scene => ({
      ...{ type: 'voting.openWritten', motion: await scene.motion(), method: 'secret', majority: 'simple' },
      closesAt: soon(scene),
    }),
  ],
  [
    'voting.openTest',
    async () => ({ type: 'voting.openTest', text: { ru: 'Проба' }, method: 'secret', closesInSeconds: null }),
  ],
  [
    'voting.openElection',
    async () => ({
      ...{ type: 'voting.openElection', office: OFFICE, candidates: CANDIDATES },
      ...{ method: 'secret', closesInSeconds: null },
    }),
  ],
  [
    'election.open',
    async scene => {
      const call = { type: 'election.call', office: OFFICE, seats: 1, method: 'approval', onTie: 'lot', term: null };
      const election = await idOf(scene, 'p1', call);
      for (const { label, seat } of CANDIDATES)
        await scene.done('sec', { type: 'election.nominate', election, label, seat });
      return { type: 'election.open', election, method: 'secret', closesInSeconds: null };
    },
  ],
  [
    'voting.openRunoff',
    async scene => {
      const voting = await scene.election(['s1', 's2']);
      await scene.cast(voting, { s1: 'c1', s2: 'c2', s3: 'abstain' });
      await scene.close(voting);
      return { type: 'voting.openRunoff', voting, closesInSeconds: null };
    },
  ],
];

/** Of three seats one leaves, or two where all are asked by correspondence: suspended, they are not entitled. */
const oneFewer = (scene: Scene) => scene.done('sec', { type: 'seat.suspend', seat: 's3', reason: 'decision' });

describe.each(OPENINGS)('%s', (_name, prepare) => {
  test('PROC-29: of fewer than the rules ask no secret vote is opened; of so many it is', async () => {
    const scene = await meeting({ seats: LEAST, rules });
    const open = await prepare(scene);
    await oneFewer(scene);
    await scene.refuses('p1', open, 'voting.secret_few', { entitled: 2, least: LEAST });
    expect(secrecyNow(await scene.state())).toEqual({ entitled: 2, least: LEAST, enough: false });
    await scene.done('sec', { type: 'seat.restore', seat: 's3' });
    await scene.done('p1', open);
  });

  test('what the rules do not say is any number', async () => {
    const scene = await meeting({ seats: LEAST, rules: { ...rules, ballots: { writtenLeastMinutes: 1 } } });
    const open = await prepare(scene);
    await oneFewer(scene);
    await scene.done('p1', open);
  });
});

describe('PROC-29: too few ballots at the close', () => {
  test('nothing is counted, who took part stays, and the motion may be put again', async () => {
    const scene = await meeting({ rules });
    const motion = await scene.motion();
    const voting = await idOf(scene, 'p1', plain(motion));
    await scene.cast(voting, { s4: 'no', s2: 'yes' });
    await scene.records('p1', { type: 'voting.close', voting }, [
      ['voting.ended'],
      ['voting.voided', { reason: 'few', voted: ['s2', 's4'], ballots: 2, least: LEAST }],
      ['motion.decided', { id: motion, status: 'no_decision' }],
    ]);
    const state = await scene.state();
    expect(state.votings[voting]).toMatchObject({ result: null, voided: { reason: 'few', voted: ['s2', 's4'] } });
    expect(JSON.stringify(await scene.entries())).not.toMatch(/"choice"|listHash/);
    expect(await scene.brokenLaw()).toBeNull();
    await scene.refuses('p3', { type: 'voting.cast', voting, seat: 's3', choice: 'yes' }, 'voting.closed');
    const [again] = await scene.records('p1', plain(motion), [
      ['voting.opened', { repeats: voting, method: 'secret' }],
      ['motion.put'],
    ]);
    const second = String(again!.data.id);
    await scene.cast(second, { s2: 'yes', s3: 'yes', s4: 'no' });
    expect(await scene.close(second)).toMatchObject({ outcome: 'adopted', counts: { yes: 2, no: 1 } });
  });

  test('also at its hour, and where nobody voted', async () => {
    const scene = await meeting({ rules });
    const voting = await idOf(scene, 'p1', plain(await scene.motion(), { closesInSeconds: 60 }));
    await scene.wait(60);
    expect((await scene.due()).map(one => one.type)).toEqual(['voting.ended', 'voting.voided', 'motion.decided']);
    expect((await scene.state()).votings[voting]!.voided).toMatchObject({ reason: 'few', voted: [], ballots: 0 });
  });

  test('papers handed in count, spoiled ones too', async () => {
    for (const spoiled of [0, 1]) {
      const scene = await meeting({ rules });
      const voting = await idOf(scene, 'p1', plain(await scene.motion(), PAPER));
      for (const seat of ['s1', 's2']) await scene.done('sec', { type: 'voting.issuePaper', voting, seat });
      await scene.cast(voting, { s3: 'yes' });
      await scene.done('p1', { type: 'voting.close', voting });
      for (const who of ['p1', 'p2'])
        await scene.done(who, { type: 'voting.countPaper', voting, counts: { yes: 1 }, spoiled });
      await scene.done('p1', { type: 'voting.close', voting });
      const { result, voided } = (await scene.state()).votings[voting]!;
      if (spoiled) expect(result).toMatchObject({ counts: { yes: 2 }, invalid: 1 });
      else expect(voided).toMatchObject({ reason: 'few', voted: ['s3'], ballots: 2 });
    }
  });

  test('an election is held again, and the office stays empty', async () => {
    const scene = await meeting({ rules });
    const voting = await scene.election(['s1', 's2']);
    await scene.cast(voting, { s3: 'c1' });
    await scene.records('p1', { type: 'voting.close', voting }, [
      ['voting.ended'],
      ['voting.voided', { reason: 'few' }],
    ]);
    expect((await scene.state()).offices).toEqual([]);
    await scene.election(['s1', 's2']);
  });

  test('the ballots are destroyed, those of tellers too, and so are those of a vote that is declared void', async () => {
    const scene = await meeting({ rules });
    const voting = await idOf(scene, 'p1', plain(await scene.motion(), PAPER));
    await scene.done('sec', { type: 'voting.issuePaper', voting, seat: 's1' });
    const boxes = [`session-1/${voting}`, `session-1/${voting}/paper`];
    const context = { actor: { id: 'p1', kind: 'participant' as const }, now: scene.now(), command: 'c', nextSeq: 99 };
    const box = { mark: null, keys: ['s3'], contents: ['yes'], count: 1 };
    const voids = { type: 'voting.void' as const, voting, reason: 'mistake' as const };
    const state = await scene.state();
    expect(votingActs['voting.void'].decide(state, voids as never, { ...context, box })).toMatchObject({
      destroyBoxes: boxes,
    });
    await scene.done('p1', { type: 'voting.close', voting });
    for (const who of ['p1', 'p2'])
      await scene.done(who, { type: 'voting.countPaper', voting, counts: { yes: 1 }, spoiled: 0 });
    const close = { type: 'voting.close' as const, voting };
    const few = votingActs['voting.close'].decide(await scene.state(), close as never, { ...context, box });
    expect(few).toMatchObject({ destroyBoxes: boxes });
    expect(few).not.toHaveProperty('sealBox');
    // Counted, both tellers' totals stay with the list; what each of them counted is part of no result.
    const totals = { paper: { yes: 3 }, spoiled: 0 };
    const enough = { ...box, contents: ['yes', totals, { round: 1, counts: { yes: 3 }, spoiled: 0 }] };
    const closed = votingActs['voting.close'].decide(await scene.state(), close as never, { ...context, box: enough });
    expect(closed).toMatchObject({ sealBox: boxes[1], list: [totals] });
    expect(closed).not.toHaveProperty('destroyBoxes');
  });
});

describe('PROC-29: what a record says of too few', () => {
  test('no box can have held ballots of strangers, papers that were not given out, or a seat twice', async () => {
    const scene = await meeting({ rules });
    const id = await idOf(scene, 'p1', plain(await scene.motion()));
    const voting = (await scene.state()).votings[id]!;
    expect(toldFewBox(voting, { voted: ['s2', 's4'], ballots: 2 })).toMatchObject({ keys: ['s2', 's4'], count: 2 });
    for (const [voted, ballots] of [
      [['s9'], 1],
      [['s4', 's2'], 2],
      [['s2', 's2'], 2],
      [['s2'], 2],
      [['s2', 's4'], 1],
    ] as const)
      expect(toldFewBox(voting, { voted, ballots })).toBeNull();
  });
});

describe('PROC-29: a named vote in place of a secret one', () => {
  test('what was to be voted secretly may be voted by name where the secret could not be kept', async () => {
    const scene = await meeting({ seats: LEAST, rules });
    const motion = await scene.motion();
    const moved = await idOf(scene, 'p2', {
      type: 'order.move',
      seat: 's2',
      procedure: { kind: 'secretVote', motion },
    });
    await scene.done('p1', { type: 'order.grant', motion: moved });
    await scene.refuses('p1', plain(motion, { method: 'named' }), 'motion.secret_only');
    await oneFewer(scene);
    await scene.refuses('p1', plain(motion), 'voting.secret_few');
    await scene.done('p1', plain(motion, { method: 'named' }));
  });

  test('the further ballot of a secret election is named only where too few are left', async () => {
    const scene = await meeting({ seats: LEAST, rules });
    const voting = await scene.election(['s1', 's2']);
    await scene.cast(voting, { s1: 'c1', s2: 'c2', s3: 'abstain' });
    await scene.close(voting);
    const named = { type: 'voting.openRunoff', voting, closesInSeconds: null, method: 'named' };
    await scene.refuses('p1', named, 'elections.same_method', { method: 'secret' });
    await oneFewer(scene);
    await scene.records('p1', named, [['voting.opened', { method: 'named', runoffOf: voting }]]);
  });
});
