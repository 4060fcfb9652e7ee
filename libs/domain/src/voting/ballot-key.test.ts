import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '@kengesh/journal';
import { boxOf, deadlines, voteAwaitingKey } from '../index.js';
import { HOLDERS, KEY } from '../key-holder.suite.js';
import { type ActInput, meeting, type Scene } from '../testing.suite.js';
import { keyOf } from './ballot-key.js';

const open = (motion: string, more: JsonObject = {}): ActInput => ({
  ...{ type: 'voting.open', motion, method: 'secret', majority: 'simple', closesInSeconds: null },
  ...more,
});
const close = (voting: string): ActInput => ({ type: 'voting.close', voting });
const count = (voting: string): ActInput => ({ type: 'voting.count', voting });
const lost = (voting: string): ActInput => ({ type: 'voting.void', voting, reason: 'key_lost' });

/** A secret vote that has ended while nobody who holds its key is there. */
async function ended(scene: Scene, more: JsonObject = {}) {
  const motion = await scene.motion();
  const [opened] = await scene.done('p1', open(motion, more));
  const voting = String(opened!.data.id);
  await scene.cast(voting, { s1: 'yes', s2: 'yes', s3: 'no' });
  scene.holdersLeave();
  await scene.records('p1', close(voting), [['voting.ended', { voting, present: ['s1', 's2', 's3', 's4', 's5'] }]]);
  return { motion, voting };
}

/** Each act that opens a box of devices, and what has to be there before it. */
const OPENINGS: readonly (readonly [type: string, prepare: (scene: Scene) => Promise<ActInput>])[] = [
  ['voting.open', async scene => open(await scene.motion())],
  [
    'voting.openWritten',
    async scene => ({
      ...{ type: 'voting.openWritten', motion: await scene.motion(), method: 'secret', majority: 'simple' },
      closesAt: '2026-03-10T09:00:00.000Z',
    }),
  ],
  [
    'voting.openElection',
    async () => ({
      ...{ type: 'voting.openElection', office: { id: 'head', title: { ru: 'Глава' } }, method: 'secret' },
      ...{ candidates: [{ label: { ru: 'Кандидат' }, seat: 's3' }], closesInSeconds: null },
    }),
  ],
  [
    'voting.openRunoff',
    async scene => {
      const voting = await scene.election(['s3', 's4']);
      await scene.cast(voting, { s1: 'c1', s2: 'c2' });
      await scene.close(voting);
      return { type: 'voting.openRunoff', voting, closesInSeconds: null };
    },
  ],
  [
    'voting.openTest',
    async () => ({ type: 'voting.openTest', text: { ru: 'Проба' }, method: 'secret', closesInSeconds: null }),
  ],
  [
    'election.open',
    async scene => {
      const office = { id: 'head', title: { ru: 'Глава' } };
      const call = { type: 'election.call', office, seats: 1, method: 'approval', onTie: 'lot', term: null };
      const [called] = await scene.done('p1', call);
      const election = String(called!.data.id);
      await scene.done('p1', { type: 'election.nominate', election, label: { ru: 'Кандидат' }, seat: 's3' });
      return { type: 'election.open', election, method: 'secret', closesInSeconds: null };
    },
  ],
];

describe.each(OPENINGS)('SEC-23: %s', (_type, prepare) => {
  test('carries the key into the record, with who holds a copy, each once', async () => {
    const scene = await meeting({ rules: { ballots: { writtenLeastMinutes: 1 } } });
    const act = await prepare(scene);
    const holders = [...HOLDERS, { participant: 'p1' }, { recoveryCode: true as const }];
    await scene.refuses('p1', { ...act, key: KEY, holders: [HOLDERS[0], HOLDERS[0]] }, 'voting.holders_needed', {
      holders: 1,
      least: 2,
    });
    await scene.refuses('p1', { ...act, key: KEY }, 'voting.holders_needed', { holders: 0, least: 2 });
    const [opened] = await scene.done('p1', { ...act, key: KEY, holders });
    expect(opened!.data).toMatchObject({ key: { public: KEY, holders: [...HOLDERS, { recoveryCode: true }] } });
  });
});

test('SEC-23: one who holds the key and a recovery code are enough; a named vote takes no key', async () => {
  const scene = await meeting();
  const holders = [{ participant: 'p1' }, { recoveryCode: true as const }];
  const [named] = await scene.done('p1', open(await scene.motion(), { method: 'named', key: KEY, holders }));
  expect(named!.data).not.toHaveProperty('key');
  await scene.close(String(named!.data.id));
  const [secret] = await scene.done('p1', open(await scene.motion(), { key: KEY, holders }));
  expect(secret!.data).toMatchObject({ key: { holders } });
});

test('SEC-23: since procedure 4 a page that brings no key opens no secret vote; before, it does', async () => {
  const scene = await meeting();
  const state = await scene.state();
  const by = (procedure: number) => ({ ...state, session: { ...state.session, procedure } });
  expect(keyOf(by(4), 'secret', {})).toMatchObject({ refused: 'voting.key_needed' });
  expect(keyOf(by(3), 'secret', {})).toEqual({});
  expect(keyOf(by(4), 'named', {})).toEqual({});
});

test('SEC-24: what lies in the box, its marks and the record say nothing of a choice', async () => {
  const scene = await meeting();
  const voting = await scene.vote('secret');
  await scene.cast(voting, { s1: 'yes', s3: 'no' });
  const box = boxOf(await scene.state(), voting);
  const { contents, keys } = await scene.boxed({ take: box });
  expect(keys).toEqual(['s1', 's3']);
  for (const content of contents) expect(content).toMatchObject({ to: KEY, box });
  const { mark } = await scene.boxed({ has: { box, key: 's1' } });
  expect(mark).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify(await scene.entries())).not.toMatch(/"choice"/);
});

describe('A vote that has ended', () => {
  test('SEC-26: takes no ballot and tells nothing before its key is given; then it is counted at once', async () => {
    const scene = await meeting();
    const { motion, voting } = await ended(scene);
    await scene.refuses('p4', { type: 'voting.cast', voting, seat: 's4', choice: 'yes' }, 'voting.closed');
    await scene.refuses('p1', close(voting), 'voting.key_waits');
    await scene.refuses('p2', count(voting), 'voting.key_waits');
    await scene.staysQuiet('system', close(voting));
    expect((await scene.state()).votings[voting]).toMatchObject({ closedAt: null, result: null });
    expect(voteAwaitingKey(await scene.state())?.id).toBe(voting);
    await scene.holdersReturn();
    const state = await scene.state();
    expect(state.votings[voting]!.result).toMatchObject({ counts: { yes: 2, no: 1 }, voted: ['s1', 's2', 's3'] });
    expect(state.motions[motion]).toMatchObject({ status: 'adopted' });
    const closed = (await scene.entries()).find(one => one.type === 'voting.closed');
    expect(closed).toMatchObject({ actor: 'p2' });
    // Given again, nothing happens: it is as it is.
    await scene.staysQuiet('p1', count(voting));
    const { contents } = await scene.boxed({ list: boxOf(state, voting) });
    expect([...contents].sort()).toEqual(['no', 'yes', 'yes']);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('SEC-26: before its end no key is asked for, and one without a key never', async () => {
    const scene = await meeting();
    const voting = await scene.vote('secret');
    await scene.refuses('p2', count(voting), 'voting.not_ended');
    await scene.close(voting);
    const named = await scene.vote('named');
    await scene.refuses('p2', count(named), 'voting.no_key');
    await scene.refuses('p2', count('v999'), 'voting.unknown');
  });

  test('SEC-26: its quorum is of those who were present at the end, not of those who are when the key comes', async () => {
    const scene = await meeting({ rules: { quorumAt: 'close' } });
    const { voting } = await ended(scene);
    for (const who of ['p3', 'p4', 'p5']) await scene.done(who, { type: 'attendance.leave' });
    await scene.holdersReturn();
    expect((await scene.state()).votings[voting]!.result).toMatchObject({
      outcome: 'adopted',
      quorum: { present: 5, met: true },
      presentAtClose: { present: 5 },
    });
  });

  test('SEC-27: agenda, floor, recess and other votes go on beside it; the close of the session waits', async () => {
    const scene = await meeting();
    const { motion, voting } = await ended(scene);
    await scene.refuses('p1', open(motion, { method: 'named' }), 'motion.frozen');
    const other = await scene.vote('named');
    await scene.cast(other, { s1: 'yes', s2: 'no' });
    await scene.close(other);
    await scene.done('p3', { type: 'floor.ask', kind: 'speech' });
    await scene.done('p1', { type: 'floor.give', participant: 'p3', seconds: 60 });
    await scene.done('p1', { type: 'agenda.take', item: 'two' });
    await scene.done('p1', { type: 'session.recess', minutes: null });
    await scene.refuses('p1', { type: 'session.close' }, 'session.key_waits', { voting });
    await scene.done('p1', { type: 'session.resume' });
    await scene.holdersReturn();
    expect((await scene.state()).motions[motion]).toMatchObject({ status: 'adopted' });
    await scene.done('p1', { type: 'session.close' });
  });

  test('SEC-27: at its hour it ends by itself, also with nobody there, and the first holder to return resolves it', async () => {
    const scene = await meeting();
    const motion = await scene.motion();
    const [opened] = await scene.done('p1', open(motion, { closesInSeconds: 60 }));
    const voting = String(opened!.data.id);
    await scene.cast(voting, { s1: 'no' });
    scene.holdersLeave();
    scene.wait(60);
    expect((await scene.due()).map(one => one.type)).toEqual(['voting.ended']);
    expect(deadlines(await scene.state())).toEqual([]);
    await scene.holdersReturn();
    expect((await scene.state()).votings[voting]!.result).toMatchObject({ outcome: 'rejected' });
  });

  test('SEC-28: is void where its key is lost, its ballots are destroyed, and its motion may be put again', async () => {
    const scene = await meeting();
    const fresh = await scene.vote('secret');
    await scene.refuses('p1', lost(fresh), 'voting.key_not_asked');
    await scene.close(fresh);
    const { motion, voting } = await ended(scene);
    await scene.refuses('p2', lost(voting), 'may.presiding_only');
    await scene.records('p1', lost(voting), [
      ['voting.voided', { voting, reason: 'key_lost' }],
      ['motion.decided', { id: motion, status: 'no_decision' }],
    ]);
    await expect(scene.boxed({ take: boxOf(await scene.state(), voting) })).rejects.toThrow('sealed');
    await scene.staysQuiet('p2', count(voting));
    await scene.holdersReturn();
    await scene.records('p1', open(motion), [['voting.opened', { repeats: voting }], ['motion.put']]);
  });

  test('SEC-29: papers are counted apart from it, and the key is needed all the same', async () => {
    const scene = await meeting({ hall: 5 });
    const motion = await scene.motion();
    const [opened] = await scene.done('p1', open(motion, { way: 'paper', tellers: ['p4', 'p5'] }));
    const voting = String(opened!.data.id);
    await scene.done('sec', { type: 'voting.issuePaper', voting, seat: 's1' });
    await scene.cast(voting, { s2: 'no' });
    scene.holdersLeave();
    await scene.done('p1', close(voting));
    for (const who of ['p4', 'p5'])
      await scene.done(who, { type: 'voting.countPaper', voting, counts: { yes: 1 }, spoiled: 0 });
    await scene.refuses('p1', close(voting), 'voting.key_waits');
    await scene.holdersReturn();
    expect((await scene.state()).votings[voting]).toMatchObject({ unsealed: { voted: ['s2'] }, result: null });
    await scene.due();
    const state = await scene.state();
    expect(state.votings[voting]!.result).toMatchObject({
      counts: { yes: 1, no: 1 },
      paper: { issued: 1, counted: 1 },
    });
    const box = boxOf(state, voting);
    expect((await scene.boxed({ list: box })).contents).toEqual(['no']);
    expect((await scene.boxed({ list: `${box}/paper` })).contents).toMatchObject([{ paper: { yes: 1 } }]);
  });
});

test('SEC-25: a vote that was opened without a key is closed as it was opened', async () => {
  const scene = await meeting({ procedure: 2 });
  const voting = await scene.vote('secret');
  await scene.cast(voting, { s1: 'yes' });
  await scene.records('p1', close(voting), [
    ['voting.closed', { result: { counts: { yes: 1 } } }],
    ['motion.decided'],
    ['decision.made'],
  ]);
});
