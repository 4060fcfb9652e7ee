import { describe, expect, test } from '@jest/globals';
import { findViewLawViolation } from '@kengesh/journal';
import type { Rules } from '../council.js';
import { councilSession, isBureau, type PreparedSession, roleNow, viewerOf } from '../index.js';
import { meeting, type Scene } from '../testing.suite.js';

const TERM = { from: '2026-03-10', to: '2027-03-09' };
type From = NonNullable<Rules['offices']>['presidesFrom'];
const councilOf = (presidesFrom?: From, change?: (whole: PreparedSession) => PreparedSession) =>
  meeting({
    ...(presidesFrom ? { rules: { offices: { presidesFrom } } } : {}),
    ...(change ? { change } : {}),
  });
const preside = (participant: string) => ({ type: 'session.preside', participant });

/** All elect this seat to the office, on the item under way; asked by whoever presides. */
async function elect(scene: Scene, seat: string, office = 'chair', term: typeof TERM | null = TERM) {
  const by = (await scene.state()).session.presiding!;
  const title = { ru: office };
  await scene.done(by, {
    ...{ type: 'election.call', office: { id: office, title }, seats: 1, method: 'approval', onTie: 'lot' },
    term,
  });
  const election = Object.keys((await scene.state()).elections!).at(-1)!;
  await scene.done(by, { type: 'election.nominate', election, label: { ru: `Кандидат ${seat}` }, seat });
  await scene.done(by, { type: 'election.open', election, method: 'secret', closesInSeconds: null });
  const voting = Object.keys((await scene.state()).votings).at(-1)!;
  await scene.cast(voting, { s1: 'c1', s2: 'c1', s3: 'c1', s4: 'c1' });
  const entries = await scene.done(by, { type: 'voting.close', voting });
  expect(entries.map(one => one.type)).toContain('office.filled');
}
const rolesIn = async (scene: Scene) => {
  const state = await scene.state();
  return ['p1', 'p2', 'p3', 'p4', 'sec', 'obs'].map(one => roleNow(state, one));
};
const AS_FROZEN = ['chair', 'deputy', 'delegate', 'delegate', 'secretary', 'observer'];

describe('PROC-36: the elected may preside in the session of the election itself, where its rules say so', () => {
  test('at once: the elected takes the chair, or is handed it, and does what whoever presides does', async () => {
    const scene = await councilOf('at_once');
    await scene.refuses('p3', preside('p3'), 'may.presiding_only');
    await elect(scene, 's3');
    expect(await rolesIn(scene)).toEqual(['deputy', 'deputy', 'chair', 'delegate', 'secretary', 'observer']);
    // Whoever presided goes on until the presiding passes.
    expect((await scene.state()).session.presiding).toBe('p1');
    await scene.refuses('p3', { type: 'session.recess', minutes: 5 }, 'may.presiding_only');
    await scene.records('p3', preside('p3'), [['session.presided', { participant: 'p3', reason: 'elected' }]]);
    const motion = await scene.motion();
    const open = { type: 'voting.open', motion, method: 'named', majority: 'simple', closesInSeconds: null };
    await scene.refuses('p1', open, 'may.presiding_only');
    const [opened] = await scene.done('p3', open);
    await scene.cast(String(opened!.data.id), { s3: 'yes' });
    await scene.done('p3', { type: 'voting.close', voting: String(opened!.data.id) });
    await scene.records('p3', preside('p2'), [['session.presided', { participant: 'p2', reason: 'handed' }]]);
    await scene.records('p2', preside('p3'), [['session.presided', { participant: 'p3', reason: 'handed' }]]);
  });

  test('the chair before has what a deputy has to the end: sees the same, leads when nobody is there, takes nothing back', async () => {
    const scene = await councilOf('at_once');
    await elect(scene, 's3');
    await scene.done('p1', preside('p3'));
    await scene.refuses('p1', preside('p1'), 'session.presiding_is_here');
    expect(isBureau(await scene.state(), 'p1')).toBe(true);
    await scene.done('system', { type: 'attendance.lineLost', participant: 'p3' });
    await scene.records('p1', preside('p1'), [['session.presided', { participant: 'p1', reason: 'absent' }]]);
    await scene.done('system', { type: 'attendance.lineBack', participant: 'p3' });
    await scene.records('p3', preside('p3'), [['session.presided', { participant: 'p3', reason: 'elected' }]]);
    await scene.done('p3', { type: 'session.close' });
    expect(isBureau(await scene.state(), 'p1')).toBe(true);
  });

  test('elected again, the chair is chair; another elected after that is, and the one between keeps the bureau', async () => {
    const scene = await councilOf('at_once');
    await elect(scene, 's1');
    expect(await rolesIn(scene)).toEqual(AS_FROZEN);
    await elect(scene, 's3');
    await elect(scene, 's4');
    expect(await rolesIn(scene)).toEqual(['deputy', 'deputy', 'deputy', 'chair', 'secretary', 'observer']);
    await scene.refuses('p3', preside('p3'), 'session.presiding_is_here');
    await elect(scene, 's3');
    expect(await rolesIn(scene)).toEqual(['deputy', 'deputy', 'chair', 'deputy', 'secretary', 'observer']);
  });

  test('a deputy elected stands beside the others, and confirms what is told by telephone', async () => {
    const scene = await councilOf('at_once');
    await elect(scene, 's3', 'deputy');
    expect(await rolesIn(scene)).toEqual(['chair', 'deputy', 'deputy', 'delegate', 'secretary', 'observer']);
    await scene.refuses('p3', preside('p3'), 'session.presiding_is_here');
    await scene.records('p1', preside('p3'), [['session.presided', { participant: 'p3', reason: 'handed' }]]);
    await elect(scene, 's1', 'deputy');
    expect(roleNow(await scene.state(), 'p1')).toBe('chair');
    await scene.refuses(
      'p4',
      { type: 'voting.assistConfirm', voting: 'v1', seat: 's4', choice: 'yes' },
      'may.second_person',
    );
    const confirm = { type: 'voting.assistConfirm', voting: 'v1', seat: 's4', choice: 'yes' };
    expect((await scene.ask('p3', confirm)).refused).not.toBe('may.second_person');
  });

  test('end_of_item: only when the item of the election has ended, and not less so when it is taken up again', async () => {
    const scene = await councilOf('end_of_item');
    await elect(scene, 's3');
    expect(await rolesIn(scene)).toEqual(AS_FROZEN);
    await scene.refuses('p3', preside('p3'), 'may.presiding_only');
    await scene.refuses('p1', preside('p3'), 'session.cannot_preside');
    await scene.done('p1', { type: 'session.recess', minutes: 5 });
    await scene.done('p1', { type: 'session.resume' });
    expect(await rolesIn(scene)).toEqual(AS_FROZEN);
    await scene.done('p1', { type: 'agenda.take', item: 'two' });
    const acting = ['deputy', 'deputy', 'chair', 'delegate', 'secretary', 'observer'];
    expect(await rolesIn(scene)).toEqual(acting);
    await scene.done('p1', { type: 'agenda.take', item: 'one' });
    expect(await rolesIn(scene)).toEqual(acting);
    await scene.done('p3', preside('p3'));
    // What is elected on the item now waits for its end anew.
    await elect(scene, 's4');
    expect(await rolesIn(scene)).toEqual(acting);
    await scene.done('p3', { type: 'agenda.finish', item: 'one' });
    expect((await rolesIn(scene)).slice(2, 4)).toEqual(['deputy', 'chair']);
  });

  test.each<[string, From | undefined, string, typeof TERM | null]>([
    ['rules that do not say it', undefined, 'chair', TERM],
    ['never', 'never', 'chair', TERM],
    ['next_session', 'next_session', 'chair', TERM],
    ['no term', 'at_once', 'chair', null],
    ['a term that begins after the day of the session', 'at_once', 'chair', { from: '2026-03-11', to: '2027-03-09' }],
    ['another office', 'at_once', 'board', TERM],
  ])('%s: nobody’s role changes in the session', async (_what, from, office, term) => {
    const scene = await councilOf(from);
    await elect(scene, 's3', office, term);
    await scene.done('p1', { type: 'agenda.take', item: 'two' });
    expect(await rolesIn(scene)).toEqual(AS_FROZEN);
    await scene.refuses('p1', preside('p3'), 'session.cannot_preside');
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('a secretary who has a seat stays secretary to the close', async () => {
    const scene = await councilOf('at_once', whole => ({
      ...whole,
      participants: whole.participants.map(one => (one.id === 'p5' ? { ...one, role: 'secretary' } : one)),
    }));
    await elect(scene, 's5');
    expect(await rolesIn(scene)).toEqual(AS_FROZEN);
    expect(roleNow(await scene.state(), 'p5')).toBe('secretary');
  });

  test('the law of views holds for the elected as seen before and as seen since', async () => {
    const scene = await councilOf('at_once');
    await elect(scene, 's3');
    await scene.done('p4', { type: 'attendance.leave' });
    const [state, entries] = [await scene.state(), await scene.entries()];
    expect(viewerOf(state, 'p3')).toEqual({ participant: 'p3', bureau: true });
    for (const bureau of [true, false])
      expect(findViewLawViolation(councilSession, entries, { participant: 'p3', bureau })).toBeNull();
    expect(await scene.brokenLaw()).toBeNull();
  });
});
