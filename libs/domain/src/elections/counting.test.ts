import { describe, expect, test } from '@jest/globals';
import type { PreparedSession, Rules } from '../council.js';
import { simulate } from '../simulator/simulate.js';
import { meeting, type Scene } from '../testing.suite.js';

type CountRule = NonNullable<NonNullable<Rules['elections']>['count']>;
const COUNTS = ['seats', 'weights'] as const satisfies readonly CountRule[];
const METHODS = ['plurality', 'block_plurality', 'approval', 'absolute_majority', 'stv'] as const;
const WEIGHTS = [5_000_000, 1_000_000, 1_000_000];
/** The first seat is for X, the two others for Y: by heads Y has it, by weight X. */
const BALLOTS = { s1: 'c1', s2: 'c2', s3: 'c2' };
const WINNER = { seats: 'c2', weights: 'c1' } as const;

const council = (elections: Rules['elections'], weights: readonly number[] = WEIGHTS) =>
  meeting({
    seats: 3,
    ...(elections ? { rules: { elections } } : {}),
    change: (whole: PreparedSession) => ({
      ...whole,
      seats: whole.seats.map((seat, index) => ({ ...seat, weight: weights[index]! })),
    }),
  });
const idOf = (entries: readonly { readonly data: object }[]) => String((entries[0]!.data as { id: string }).id);
const plurality = (method: 'named' | 'secret') => ({
  type: 'voting.openElection',
  office: { id: 'head', title: { ru: 'Глава рабочей группы' } },
  candidates: [
    { label: { ru: 'Икс' }, seat: 's1' },
    { label: { ru: 'Игрек' }, seat: 's2' },
  ],
  method,
  closesInSeconds: null,
});
async function called(scene: Scene, method: (typeof METHODS)[number], names = ['Икс', 'Игрек'], seats = 1) {
  const election = idOf(
    await scene.done('p1', {
      type: 'election.call',
      office: { id: 'head', title: { ru: 'Глава рабочей группы' } },
      seats,
      method,
      onTie: 'runoff',
      term: null,
    }),
  );
  for (const [index, ru] of names.entries())
    await scene.done('sec', { type: 'election.nominate', election, label: { ru }, seat: `s${index + 1}` });
  return election;
}
const ballot = (election: string, method: 'named' | 'secret') => ({
  type: 'election.open',
  election,
  method,
  closesInSeconds: null,
});
async function opened(scene: Scene, method: (typeof METHODS)[number], vote: 'named' | 'secret' = 'named') {
  if (method === 'plurality') return idOf(await scene.done('p1', plurality(vote)));
  return idOf(await scene.done('p1', ballot(await called(scene, method), vote)));
}

describe('PROC-31: an election counts what the rules say, under every method', () => {
  const table = METHODS.flatMap(method => COUNTS.map(count => [method, count] as const));

  test.each(table)('%s with elections counting %s', async (method, count) => {
    const scene = await council({ count });
    const voting = await opened(scene, method);
    expect((await scene.state()).votings[voting]).toMatchObject({ countsBy: count });
    await scene.cast(voting, BALLOTS);
    const result = await scene.close(voting);
    expect(result).toMatchObject({ outcome: 'elected', winners: [WINNER[count]], counts: { c1: 1, c2: 2 } });
    if (count === 'seats') expect(result).not.toHaveProperty('weights');
    else expect(result.weights?.counts).toMatchObject({ c1: 5_000_000, c2: 2_000_000 });
    expect((await scene.state()).offices).toMatchObject([{ candidate: WINNER[count] }]);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test.each(table.filter(([method]) => method !== 'plurality'))(
    'the simulator agrees of %s with elections counting %s',
    (method, count) => {
      const content = (name: string) =>
        method === 'stv' ? { kind: 'ranking', ranking: [name] } : { kind: 'marks', marks: [name] };
      const simulation = simulate({
        roll: [{ id: 's1', weight: '5' }, { id: 's2' }, { id: 's3' }],
        rules: { elections: { count } },
        election: {
          method,
          candidates: ['c1', 'c2'],
          ballots: Object.entries(BALLOTS).map(([seat, name]) => ({ ...content(name), seat })),
        },
      });
      expect(simulation).toMatchObject({ ok: true, election: { elected: [{ candidate: WINNER[count] }] } });
    },
  );

  test.each([
    ['seats', ['c1', 'c3'], 'c3'],
    ['weights', ['c1', 'c2', 'c3'], 'c1'],
  ] as const)('a run-off counts as the first ballot did: %s', async (count, tied, winner) => {
    // By heads one vote each of c1 and c3 ties with nothing else cast; by weight three votes of three are equal.
    const scene = await council({ count }, count === 'seats' ? WEIGHTS : [1_500_000, 1_500_000, 1_500_000]);
    const act = {
      ...plurality('named'),
      candidates: ['Икс', 'Игрек', 'Зет'].map(ru => ({ label: { ru }, seat: null })),
    };
    const first = idOf(await scene.done('p1', act));
    await scene.cast(first, count === 'seats' ? { s1: 'c1', s2: 'c3' } : { s1: 'c1', s2: 'c2', s3: 'c3' });
    expect(await scene.close(first)).toMatchObject({ outcome: 'tied', winners: tied });
    const second = idOf(await scene.done('p1', { type: 'voting.openRunoff', voting: first, closesInSeconds: null }));
    expect((await scene.state()).votings[second]).toMatchObject({ countsBy: count });
    await scene.cast(second, count === 'seats' ? { s1: 'c1', s2: 'c3', s3: 'c3' } : { s1: 'c1' });
    expect(await scene.close(second)).toMatchObject({ outcome: 'elected', winners: [winner] });
  });

  test.each([
    ['seats', 'c2'],
    ['weights', 'c1'],
  ] as const)('a second ballot of an absolute majority counts %s too', async (count, winner) => {
    const scene = await council({ count }, [2_000_000, 1_000_000, 1_000_000]);
    const election = await called(scene, 'absolute_majority', ['Икс', 'Игрек', 'Зет']);
    const first = idOf(await scene.done('p1', ballot(election, 'named')));
    // Nobody has more than half: of three seats one each, of four votes two, one and one.
    await scene.cast(first, { s1: 'c1', s2: 'c2', s3: 'c3' });
    const { election: found } = await scene.close(first);
    let due = first;
    if (found?.runoff?.kind === 'extra') {
      due = idOf(await scene.done('p1', { type: 'voting.openRunoff', voting: first, closesInSeconds: null }));
      await scene.cast(due, count === 'seats' ? { s1: 'c1', s2: 'c2', s3: 'c2' } : { s2: 'c2' });
      await scene.close(due);
    }
    const last = idOf(await scene.done('p1', { type: 'voting.openRunoff', voting: due, closesInSeconds: null }));
    await scene.cast(last, count === 'seats' ? { s1: 'c1', s2: 'c2', s3: 'c2' } : { s1: 'c1', s2: 'c2' });
    expect(await scene.close(last)).toMatchObject({ outcome: 'elected', winners: [winner] });
    const votings = Object.values((await scene.state()).votings);
    expect(votings.map(one => one.countsBy)).toEqual(votings.map(() => count));
  });

  test('where “against all” weighs more, nobody is elected', async () => {
    const scene = await council({ count: 'weights' });
    const voting = await opened(scene, 'plurality');
    await scene.cast(voting, { s1: 'against_all', s2: 'c1', s3: 'c1' });
    expect(await scene.close(voting)).toMatchObject({ outcome: 'not_elected', winners: [] });
  });

  test.each(METHODS)('PROC-07: a weighted election is refused in secret: %s', async method => {
    const scene = await council({ count: 'weights' });
    const act = method === 'plurality' ? plurality('secret') : ballot(await called(scene, method), 'secret');
    await scene.refuses('p1', act, 'elections.weights_secret');
    // Where every seat has one vote there is no weight to carry, and where seats are counted it plays no part.
    for (const other of [await council({ count: 'weights' }, [1e6, 1e6, 1e6]), await council({ count: 'seats' })])
      await opened(other, method, 'secret');
  });

  test.each(METHODS)('PROC-27: rules that do not say it keep what %s did', async method => {
    const scene = await council(undefined);
    const voting = await opened(scene, method);
    expect((await scene.state()).votings[voting]).not.toHaveProperty('countsBy');
    await scene.cast(voting, BALLOTS);
    const winner = method === 'plurality' ? 'c2' : 'c1';
    expect(await scene.close(voting)).toMatchObject({ winners: [winner], weights: { counts: { c1: 5_000_000 } } });
  });
});
