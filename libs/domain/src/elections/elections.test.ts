import { describe, expect, test } from '@jest/globals';
import { meeting } from '../testing.suite.js';

const election = (...candidates: readonly (readonly [label: string, seat: string | null])[]) => ({
  type: 'voting.openElection',
  office: { id: 'head', title: { ru: 'Глава рабочей группы' } },
  candidates: candidates.map(([ru, seat]) => ({ label: { ru }, seat })),
  method: 'secret',
  closesInSeconds: null,
});
const runoff = (voting: string) => ({ type: 'voting.openRunoff', voting, closesInSeconds: null });

describe('An election to one office', () => {
  test('freezes the list of candidates, with “against all” and abstention as choices of their own', async () => {
    const scene = await meeting();
    const [entry] = await scene.records('p1', election(['Первый', 's3'], ['Второй', null]), [
      ['voting.opened', { kind: 'election', item: 'one', motion: null, threshold: null }],
    ]);
    expect(entry!.data.choices).toMatchObject([
      { id: 'c1', label: { ru: 'Первый' }, seat: 's3' },
      { id: 'c2', seat: null },
      { id: 'against_all' },
      { id: 'abstain' },
    ]);
  });

  test('L10N-31: a session of procedure 1 takes for two what is written in two ways, and only the same text for one', async () => {
    const scene = await meeting({ procedure: 1 });
    await scene.refuses('p1', election(['Первый', null], [' Первый', null]), 'elections.candidate_twice');
    await scene.done('p1', election(['Первый', null], ['ПЕРВЫЙ', null]));
  });

  test('is refused to others, for unknown seats, for one candidate twice, and without an item', async () => {
    const scene = await meeting();
    await scene.refuses('sec', election(['Первый', 's3']), 'may.presiding_only');
    await scene.refuses('p1', election(['Первый', 's9']), 'roll.unknown_seat');
    await scene.refuses('p1', election(['Первый', 's3'], ['Второй', 's3']), 'elections.candidate_twice');
    await scene.refuses('p1', election(['Первый', null], ['Первый', null]), 'elections.candidate_twice');
    // L10N-31: one name, however it is typed.
    const twice = [' ПЕРВЫЙ ', 'Пер\u00adвый', 'первый'.normalize('NFD')];
    for (const name of twice)
      await scene.refuses('p1', election(['Первый', null], [name, null]), 'elections.candidate_twice');
    await scene.done('p1', { type: 'agenda.finish', item: 'one' });
    await scene.refuses('p1', election(['Первый', 's3']), 'agenda.none_current');
    for (const who of ['p3', 'p4', 'p5']) await scene.done(who, { type: 'attendance.leave' });
    await scene.refuses('p1', election(['Первый', 's3']), 'voting.no_quorum');
  });

  test('the winner fills the office, by the vote that is cited', async () => {
    const scene = await meeting();
    const voting = await scene.election(['s3', 's4']);
    await scene.cast(voting, { s1: 'c2', s2: 'c2', s3: 'c1', s4: 'abstain' });
    expect(await scene.close(voting)).toMatchObject({
      outcome: 'elected',
      winners: ['c2'],
      listHash: expect.any(String),
    });
    expect((await scene.state()).offices).toMatchObject([{ office: 'head', seat: 's4', candidate: 'c2', voting }]);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('where “against all” is not beaten nobody is elected', async () => {
    const scene = await meeting();
    const voting = await scene.election(['s3', 's4'], 'named');
    await scene.cast(voting, { s1: 'against_all', s2: 'against_all', s3: 'c1', s4: 'c1' });
    expect(await scene.close(voting)).toMatchObject({ outcome: 'not_elected', winners: [] });
    expect((await scene.state()).offices).toEqual([]);
    await scene.refuses('p1', runoff(voting), 'elections.not_tied');
  });

  test('PROC-06: where nobody chose anybody nothing is decided', async () => {
    const scene = await meeting();
    const voting = await scene.election(['s3']);
    expect(await scene.close(voting)).toMatchObject({ outcome: 'no_votes', notVoting: 5 });
  });

  test('a tie leads to one second ballot between those tied, under the same item', async () => {
    const scene = await meeting();
    const first = await scene.election(['s3', 's4', 's5']);
    await scene.refuses('p1', runoff(first), 'elections.not_tied');
    await scene.cast(first, { s1: 'c1', s2: 'c1', s3: 'c3', s4: 'c3', s5: 'c2' });
    expect(await scene.close(first)).toMatchObject({ outcome: 'tied', winners: ['c1', 'c3'] });
    await scene.refuses('p1', runoff('v999'), 'voting.unknown');
    await scene.refuses('sec', runoff(first), 'may.presiding_only');
    await scene.done('p1', { type: 'agenda.take', item: 'two' });
    await scene.refuses('p1', runoff(first), 'voting.item_not_current');
    await scene.done('p1', { type: 'agenda.take', item: 'one' });
    const [entry] = await scene.records('p1', runoff(first), [
      ['voting.opened', { runoffOf: first, method: 'secret' }],
    ]);
    const second = String(entry!.data.id);
    const { choices } = (await scene.state()).votings[second]!;
    expect(choices.map(one => one.id)).toEqual(['c1', 'c3', 'against_all', 'abstain']);
    await scene.refuses(
      'p3',
      { type: 'voting.cast', voting: second, seat: 's3', choice: 'c2' },
      'voting.unknown_choice',
    );
    await scene.refuses('p1', runoff(first), 'elections.runoff_held');
    await scene.cast(second, { s1: 'c1', s2: 'c1', s3: 'c3' });
    expect((await scene.close(second)).outcome).toBe('elected');
    expect((await scene.state()).offices).toMatchObject([{ seat: 's3', voting: second }]);
  });

  test('a second ballot that ties again may be repeated, each once', async () => {
    const scene = await meeting();
    const first = await scene.election(['s3', 's4']);
    await scene.cast(first, { s1: 'c1', s2: 'c2' });
    await scene.close(first);
    const second = String((await scene.done('p1', runoff(first)))[0]!.data.id);
    await scene.cast(second, { s1: 'c1', s2: 'c2' });
    expect((await scene.close(second)).outcome).toBe('tied');
    await scene.refuses('p1', runoff(first), 'elections.runoff_held');
    await scene.records('p1', runoff(second), [['voting.opened', { runoffOf: second }]]);
  });
});
