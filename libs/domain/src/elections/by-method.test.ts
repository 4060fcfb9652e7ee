import { describe, expect, test } from '@jest/globals';
import { canonical, sha256Hex } from '@kengesh/journal';
import type { PreparedSession } from '../council.js';
import { deadlines } from '../index.js';
import { drawLot } from '../rules/elections/index.js';
import { meeting, type Scene } from '../testing.suite.js';

const call = (method: string, more: object = {}) => ({
  type: 'election.call',
  office: { id: 'board', title: { ru: 'Правление' } },
  seats: 1,
  method,
  onTie: 'runoff',
  term: null,
  ...more,
});
const nominate = (election: string, ru: string, seat: string | null = null) => ({
  type: 'election.nominate',
  election,
  label: { ru },
  seat,
});
const withdraw = (election: string, candidate: string) => ({ type: 'election.withdraw', election, candidate });
const open = (election: string, more: object = {}) => ({
  type: 'election.open',
  election,
  method: 'secret',
  closesInSeconds: null,
  ...more,
});
const cast = (voting: string, seat: string, choice: string) => ({ type: 'voting.cast', voting, seat, choice });
const close = (voting: string, seed?: string) => ({ type: 'voting.close', voting, ...(seed ? { seed } : {}) });
const runoff = (voting: string) => ({ type: 'voting.openRunoff', voting, closesInSeconds: null });
const idOf = (entries: readonly { readonly data: object }[]) => String((entries[0]!.data as { id: string }).id);

async function called(scene: Scene, method: string, names: readonly string[], more: object = {}) {
  const election = idOf(await scene.done('p1', call(method, more)));
  for (const [index, name] of names.entries()) await scene.done('sec', nominate(election, name, `s${index + 1}`));
  return election;
}
/** Ballots by their number: `[[8, 'c1.c2']]` are eight such ballots, of the seats in order. */
async function votes(scene: Scene, voting: string, ballots: readonly (readonly [number, string])[]) {
  const list = ballots.flatMap(([n, choice]) => Array<string>(n).fill(choice));
  await scene.cast(voting, Object.fromEntries(list.map((choice, index) => [`s${index + 1}`, choice])));
}

describe('Nominations', () => {
  test('members and the bureau name candidates, they withdraw, and the opening freezes the list', async () => {
    const scene = await meeting();
    await scene.refuses('p3', call('approval'), 'may.presiding_only');
    await scene.refuses('p1', call('absolute_majority', { seats: 2 }), 'elections.one_office');
    await scene.refuses(
      'p1',
      call('approval', { term: { from: '2026-04-01', to: '2026-03-01' } }),
      'elections.term_order',
    );
    const [entry] = await scene.records('p1', call('approval'), [['election.called', { item: 'one', seats: 1 }]]);
    const election = String(entry!.data.id);
    await scene.refuses('p1', open(election), 'elections.no_candidates');
    await scene.refuses('obs', nominate(election, 'Первый'), 'may.members_only');
    await scene.refuses('p3', nominate('e999', 'Первый'), 'elections.unknown');
    await scene.refuses('p3', nominate(election, 'Первый', 's9'), 'roll.unknown_seat');
    await scene.records('p3', nominate(election, 'Первый', 's4'), [['election.nominated', { candidate: 'c1' }]]);
    await scene.refuses('p3', nominate(election, 'Иначе', 's4'), 'elections.candidate_twice');
    await scene.refuses('p3', nominate(election, 'Первый'), 'elections.candidate_twice');
    await scene.done('sec', nominate(election, 'Второй'));
    await scene.refuses('p3', withdraw(election, 'c1'), 'may.own_only');
    await scene.refuses('sec', withdraw(election, 'c9'), 'elections.unknown');
    await scene.records('p4', withdraw(election, 'c1'), [['election.withdrawn', { candidate: 'c1' }]]);
    await scene.staysQuiet('p4', withdraw(election, 'c1'));
    await scene.refuses('p1', open('e999'), 'elections.unknown');
    const [opened] = await scene.records('p1', open(election), [['voting.opened', { kind: 'election' }]]);
    expect((opened!.data.choices as { id: string }[]).map(one => one.id)).toEqual(['c2', 'against_all', 'abstain']);
    await scene.refuses('sec', nominate(election, 'Третий'), 'elections.list_frozen');
    await scene.refuses('sec', withdraw(election, 'c2'), 'elections.list_frozen');
    await scene.refuses('p1', open(election), 'elections.list_frozen');
    await scene.close(String(opened!.data.id));
    await scene.done('p1', { type: 'agenda.finish', item: 'one' });
    await scene.refuses('p1', call('stv'), 'agenda.none_current');
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('a list has at most fifty names', async () => {
    const scene = await meeting();
    const election = idOf(await scene.done('p1', call('approval')));
    for (let n = 1; n <= 50; n++) await scene.done('sec', nominate(election, `Кандидат ${n}`));
    await scene.refuses('sec', nominate(election, 'Лишний'), 'elections.too_many', { limit: 50 });
  });
});

describe('A ballot', () => {
  test('names as many as the method allows, none twice, or is against all, or blank', async () => {
    const scene = await meeting();
    const election = await called(scene, 'block_plurality', ['А', 'Б', 'В'], { seats: 2 });
    const voting = idOf(await scene.done('p1', open(election, { method: 'named' })));
    for (const wrong of ['c1.c2.c3', 'c1.c1', 'c9', 'c1.against_all', 'yes'])
      await scene.refuses('p3', cast(voting, 's3', wrong), 'voting.unknown_choice');
    await scene.done('p3', cast(voting, 's3', 'c2.c1'));
    await scene.done('p4', cast(voting, 's4', 'against_all'));
    await scene.done('p5', cast(voting, 's5', 'abstain'));
    expect(await scene.close(voting)).toMatchObject({
      counts: { c1: 1, c2: 1, c3: 0, against_all: 1, abstain: 1 },
      notVoting: 2,
      election: { turnout: { cast: 3, valid: 2, blank: 1 } },
      ballots: [{ choice: 'c2.c1' }, { choice: 'against_all' }, { choice: 'abstain' }],
    });
    expect(await scene.brokenLaw()).toBeNull();
  });
});

describe('The result', () => {
  test('V52: block plurality, three places: those above the border are elected, those tied on it meet again', async () => {
    const scene = await meeting({ seats: 16 });
    const term = { from: '2026-04-01', to: '2028-03-31' };
    const election = await called(scene, 'block_plurality', ['А', 'Б', 'В', 'Г', 'Д'], { seats: 3, term });
    const voting = idOf(await scene.done('p1', open(election)));
    // A 12, B 10, C 9, D 9, E 2 in sixteen ballots.
    await votes(scene, voting, [
      [6, 'c1.c2.c3'],
      [4, 'c1.c2.c4'],
      [3, 'c3.c4'],
      [2, 'c1.c4.c5'],
    ]);
    const result = await scene.close(voting);
    expect(result).toMatchObject({
      outcome: 'tied',
      counts: { c1: 12, c2: 10, c3: 9, c4: 9, c5: 2 },
      winners: ['c3', 'c4'],
      election: { elected: [{ candidate: 'c1' }, { candidate: 'c2' }], runoff: { places: 1 } },
    });
    expect((await scene.state()).offices).toMatchObject([
      { seat: 's1', candidate: 'c1', voting, term },
      { seat: 's2', candidate: 'c2', voting, term },
    ]);
    const second = idOf(await scene.done('p1', runoff(voting)));
    await votes(scene, second, [
      [5, 'c3'],
      [6, 'c4'],
    ]);
    expect(await scene.close(second)).toMatchObject({ outcome: 'elected', winners: ['c4'] });
    expect((await scene.state()).offices.map(one => one.seat)).toEqual(['s1', 's2', 's4']);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('V53: absolute majority: 25 ballots, two blank, nobody has twelve: the two highest meet, more votes win', async () => {
    const scene = await meeting({ seats: 25 });
    const election = await called(scene, 'absolute_majority', ['А', 'Б', 'В']);
    const voting = idOf(await scene.done('p1', open(election)));
    await votes(scene, voting, [
      [11, 'c1'],
      [8, 'c2'],
      [4, 'c3'],
      [2, 'abstain'],
    ]);
    expect(await scene.close(voting)).toMatchObject({
      outcome: 'tied',
      winners: ['c1', 'c2'],
      election: { runoff: { kind: 'second' }, need: { votes: '12', base: '23' } },
    });
    const second = idOf(await scene.done('p1', runoff(voting)));
    await scene.refuses('p3', cast(second, 's3', 'c3'), 'voting.unknown_choice');
    await votes(scene, second, [
      [10, 'c1'],
      [12, 'c2'],
    ]);
    expect(await scene.close(second)).toMatchObject({ outcome: 'elected', winners: ['c2'] });
    expect((await scene.state()).offices).toMatchObject([{ seat: 's2' }]);
  });

  describe('PROC-07: where seats have weights', () => {
    const WEIGHTS = [2_500_000, 1_000_000, 1_000_000, 500_000, 1_000_000];
    const weighted = (weights: readonly number[]) => ({
      change: (whole: PreparedSession) => ({
        ...whole,
        seats: whole.seats.map((one, index) => ({ ...one, weight: weights[index] ?? 1_000_000 })),
      }),
    });
    const held = async (scene: Scene, method: string, ballots: readonly (readonly [number, string])[], more = {}) => {
      const election = await called(scene, method, ['А', 'Б', 'В'], more);
      const voting = idOf(await scene.done('p1', open(election, { method: 'named' })));
      await votes(scene, voting, ballots);
      return scene.close(voting);
    };
    const minority: [number, string][] = [
      [1, 'c1'],
      [2, 'c2'],
      [1, 'against_all'],
    ];

    test('fewer ballots of more weight elect, and both counts are told', async () => {
      const scene = await meeting(weighted(WEIGHTS));
      expect(await held(scene, 'block_plurality', minority)).toMatchObject({
        outcome: 'elected',
        winners: ['c1'],
        counts: { c1: 1, c2: 2, c3: 0, against_all: 1, abstain: 0 },
        weights: {
          counts: { c1: 2_500_000, c2: 2_000_000, c3: 0, against_all: 500_000, abstain: 0 },
          invalid: 0,
          notVoting: 1_000_000,
          present: 6_000_000,
        },
        election: { counts: { c1: '5/2', c2: '2', c3: '0' }, turnout: { cast: 4, validVotes: '5' } },
      });
      expect(await scene.brokenLaw()).toBeNull();
    });

    test('a majority is more than half of the weight of valid ballots', async () => {
      const scene = await meeting(weighted(WEIGHTS));
      const result = await held(scene, 'absolute_majority', [
        [1, 'c1'],
        [2, 'c2'],
        [1, 'c1'],
        [1, 'abstain'],
      ]);
      expect(result).toMatchObject({ outcome: 'elected', winners: ['c1'], election: { need: { base: '5' } } });
      expect(result.weights?.counts).toEqual({
        c1: 3_000_000,
        c2: 2_000_000,
        c3: 0,
        against_all: 0,
        abstain: 1_000_000,
      });
    });

    test('ranked ballots pass on by weight; a name is counted where it stands first', async () => {
      const scene = await meeting(weighted(WEIGHTS));
      const result = await held(
        scene,
        'stv',
        [
          [1, 'c1.c2'],
          [2, 'c3.c2'],
          [2, 'c2'],
        ],
        { seats: 2 },
      );
      expect(result).toMatchObject({
        counts: { c1: 1, c2: 2, c3: 2 },
        weights: { counts: { c1: 2_500_000, c2: 1_500_000, c3: 2_000_000 }, notVoting: 0 },
      });
      expect(result.winners).toContain('c1');
    });

    test('weights of one vote each leave the result and the journal byte for byte as without weights', async () => {
      const plain = await held(await meeting(), 'approval', minority);
      const one = await held(await meeting(weighted([])), 'approval', minority);
      expect(canonical(one as never)).toBe(canonical(plain as never));
      expect(one).not.toHaveProperty('weights');
      // Since procedure 3 every result tells who was present at its close.
      const { presentAtClose, ...rest } = plain;
      expect(presentAtClose?.met).toBe(true);
      expect(sha256Hex(canonical(rest as never))).toBe(
        '2da866f3adefe6c42a09fc362c1cbc049897639f5caa14b906f90da3c34e4ed7',
      );
    });

    test('a secret ballot carries no seat, so it is counted by heads', async () => {
      const scene = await meeting(weighted(WEIGHTS));
      const election = await called(scene, 'block_plurality', ['А', 'Б']);
      const voting = idOf(await scene.done('p1', open(election)));
      await votes(scene, voting, minority);
      expect(await scene.close(voting)).toMatchObject({ winners: ['c2'], counts: { c1: 1, c2: 2 } });
    });
  });

  test('an extra ballot says who goes on to the second one, beside whoever is sure of it', async () => {
    const scene = await meeting({ seats: 9 });
    const election = await called(scene, 'absolute_majority', ['А', 'Б', 'В']);
    const voting = idOf(await scene.done('p1', open(election)));
    await votes(scene, voting, [
      [4, 'c1'],
      [2, 'c2'],
      [2, 'c3'],
    ]);
    expect(await scene.close(voting)).toMatchObject({ winners: ['c2', 'c3'], election: { runoff: { kind: 'extra' } } });
    const [extra] = await scene.done('p1', runoff(voting));
    expect((extra!.data.choices as { id: string }[]).map(one => one.id)).toEqual(['c2', 'c3', 'abstain']);
    await votes(scene, String(extra!.data.id), [
      [3, 'c2'],
      [5, 'c3'],
    ]);
    expect(await scene.close(String(extra!.data.id))).toMatchObject({ outcome: 'tied', winners: ['c1', 'c3'] });
    const second = idOf(await scene.done('p1', runoff(String(extra!.data.id))));
    await votes(scene, second, [
      [5, 'c3'],
      [4, 'c1'],
    ]);
    expect(await scene.close(second)).toMatchObject({ outcome: 'elected', winners: ['c3'] });
  });

  test('PROC-14: a ballot that was void is held again, on a list that may be mended first; a second ballot too', async () => {
    const scene = await meeting({ seats: 9 });
    const election = await called(scene, 'absolute_majority', ['А', 'Б', 'В']);
    const annul = (voting: string) => ({ type: 'voting.void', voting, reason: 'outage' });
    const first = idOf(await scene.done('p1', open(election)));
    await scene.done('p1', annul(first));
    await scene.done('sec', withdraw(election, 'c3'));
    const again = idOf(await scene.records('p1', open(election), [['voting.opened', { repeats: first }]]));
    await votes(scene, again, [
      [2, 'c1'],
      [2, 'c2'],
      [1, 'abstain'],
    ]);
    expect(await scene.close(again)).toMatchObject({ outcome: 'tied', election: { runoff: { kind: 'second' } } });
    const second = idOf(await scene.done('p1', runoff(again)));
    await scene.refuses('p1', runoff(again), 'elections.runoff_held');
    await scene.done('p1', annul(second));
    const third = idOf(await scene.records('p1', runoff(again), [['voting.opened', { repeats: second }]]));
    // Nobody chose anybody: nothing is decided, and it may be held once more.
    expect(await scene.close(third)).toMatchObject({ outcome: 'no_votes' });
    const last = idOf(await scene.done('p1', runoff(again)));
    await votes(scene, last, [[3, 'c2']]);
    expect(await scene.close(last)).toMatchObject({ outcome: 'elected', winners: ['c2'] });
    await scene.refuses('p1', runoff(again), 'elections.runoff_held');
    expect((await scene.state()).offices).toHaveLength(1);
  });

  test('PROC-02: a ballot whose close finds no quorum elects nobody, and is held again', async () => {
    const scene = await meeting({ rules: { quorumAt: 'both' } });
    const election = await called(scene, 'block_plurality', ['А', 'Б']);
    const first = idOf(await scene.done('p1', open(election)));
    await votes(scene, first, [[3, 'c1']]);
    for (const one of ['p3', 'p4', 'p5']) await scene.done(one, { type: 'attendance.leave' });
    expect(await scene.close(first)).toMatchObject({ outcome: 'void', winners: [] });
    expect((await scene.state()).offices).toEqual([]);
    await scene.arrive('p3');
    const again = idOf(await scene.done('p1', open(election)));
    await votes(scene, again, [[2, 'c1']]);
    expect(await scene.close(again)).toMatchObject({ outcome: 'elected' });
  });

  test('V56: STV, two places, twenty ballots: A and D are elected, and fill the office', async () => {
    const scene = await meeting({ seats: 20 });
    const election = await called(scene, 'stv', ['А', 'Б', 'В', 'Г'], { seats: 2 });
    const voting = idOf(await scene.done('p1', open(election)));
    await votes(scene, voting, [
      [8, 'c1.c2.c3'],
      [4, 'c2.c3'],
      [3, 'c3.c4'],
      [5, 'c4.c3'],
    ]);
    expect(await scene.close(voting)).toMatchObject({
      outcome: 'elected',
      winners: ['c1', 'c4'],
      counts: { c1: 8, c2: 4, c3: 3, c4: 5 },
      ballots: null,
    });
    expect((await scene.state()).offices.map(one => one.seat)).toEqual(['s1', 's4']);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test.each(['named', 'secret'])(
    'a lot is drawn after the last ballot is in, with a seed that is recorded: %s',
    async method => {
      const scene = await meeting({ seats: 5 });
      const election = await called(scene, 'approval', ['А', 'Б'], { onTie: 'lot' });
      const voting = idOf(await scene.done('p1', open(election, { method, closesInSeconds: 60 })));
      await scene.refuses('p1', close(voting, 'too early'), 'elections.no_lot_due');
      await votes(scene, voting, [
        [2, 'c1'],
        [2, 'c2'],
      ]);
      await scene.wait(60);
      const sealed = method === 'secret' ? ['voting.ended', 'voting.unsealed'] : [];
      expect((await scene.due()).map(one => one.type)).toEqual([...sealed, 'voting.lotDue']);
      expect(deadlines(await scene.state())).toEqual([]);
      expect((await scene.state()).votings[voting]).toMatchObject({ closedAt: null, lotDue: { names: ['c1', 'c2'] } });
      await scene.refuses('p5', cast(voting, 's5', 'c1'), 'voting.closed');
      await scene.refuses('p1', close(voting), 'elections.lot_due');
      await scene.staysQuiet('system', close(voting));
      await scene.done('p1', close(voting, 'dice: 3 5'));
      const [winner] = drawLot('dice: 3 5', ['c1', 'c2']).drawn;
      expect((await scene.state()).votings[voting]!.result).toMatchObject({
        outcome: 'elected',
        winners: [winner!.name],
        decidedBy: 'lot',
        election: { tie: { lot: { seed: 'dice: 3 5' } } },
      });
      expect(await scene.brokenLaw()).toBeNull();
    },
  );
});
