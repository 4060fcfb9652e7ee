import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Forecast, forecast, RULE_PROBLEMS, simulate } from '@kengesh/domain';
import { createScene, meeting } from '../../domain/src/testing.suite.js';
import { CASES } from './cases.suite.js';
import {
  caseProblemLines,
  forecastSentences,
  isPhraseKey,
  journalLine,
  phrase,
  refusalSentence,
  ruleProblemSentence,
  simulationLines,
  weightText,
} from './index.js';

/** The sentences as they were read and found good: a name, then Russian, then English. */
const read = readFileSync(join(__dirname, 'cases.txt'), 'utf8').split('\n\n');

describe('Every printed case, read aloud in both languages', () => {
  test.each(Object.entries(CASES))('REC-02, PROC-01, PROC-05: %s', (name, one) => {
    const simulation = simulate(one);
    if (!simulation.ok) throw new Error(JSON.stringify(simulation.problems));
    const lines = ['ru', 'en'].flatMap(language => simulationLines(language, simulation));
    expect([`# ${name}`, ...lines]).toEqual(
      read
        .find(text => text.startsWith(`# ${name}\n`))
        ?.trim()
        .split('\n'),
    );
  });

  test('none is printed that is no case', () => {
    expect(read.map(text => text.split('\n')[0]?.slice(2))).toEqual(Object.keys(CASES));
  });
});

test('PROC-07: a weight is read without zeros it does not need', () => {
  expect([1_500_000, 8_000_000, 1, 5_333_334].map(one => weightText('ru', one))).toEqual([
    '1,5',
    '8',
    '0,000001',
    '5,333334',
  ]);
  expect(weightText('en', 2_250_000)).toBe('2.25');
});

describe('Before a vote opens', () => {
  test('PROC-01: with 15 present you need 8', async () => {
    const scene = await meeting({ seats: 15 });
    const state = await scene.state();
    expect(forecastSentences('ru', forecast(state, 'simple')!)).toEqual([
      'Голосуют 15 мест.',
      'Если «за» или «против» проголосуют все, понадобится 8 «за» из 15 (больше половины голосов «за» и «против»). Воздержавшиеся не считаются, с ними понадобится меньше.',
      'Решение пройдёт, даже если «против» будет 7.',
    ]);
    expect(forecastSentences('en', forecast(state, 'absolute')!)).toEqual([
      '15 seats vote.',
      '8 for out of 15 will be needed (more than half of the statutory seats). Whoever abstains or does not vote is as good as against.',
      'It passes even with 7 votes against.',
    ]);
    expect(forecast(state, 'unknown')).toBeNull();
  });

  test('PROC-03: where there is no quorum it says that, and where too few are here, that', async () => {
    const scene = createScene();
    await scene.prepare({ seats: 5 });
    await scene.arrive('p1', 'p2');
    expect(forecastSentences('ru', forecast(await scene.state(), 'simple')!)).toEqual([
      'Кворума нет: присутствуют 2 из 5, требуется 3.',
    ]);
    const quorum = { kind: 'number', seats: 1 } as const;
    const few = createScene();
    await few.prepare({ seats: 5, rules: { quorum } });
    await few.arrive('p1', 'p2');
    expect(forecastSentences('ru', forecast(await few.state(), 'absolute')!).at(-1)).toBe(
      'Присутствующих мало: решение не пройдёт, даже если «за» проголосуют все.',
    );
  });

  test('V46: if all states but one, and by weight', async () => {
    const half = { num: 1, den: 2, cmp: 'gt' } as const;
    const scene = await meeting({
      rules: {
        majorities: [
          {
            key: 'double',
            threshold: {
              kind: 'fraction',
              ...half,
              base: 'ballots',
              states: { position: 'internal', ...half, base: 'all' },
            },
          },
          { key: 'all', threshold: { kind: 'unanimity', num: 1, den: 1, cmp: 'gte', base: 'cast' } },
          { key: 'weight', threshold: { kind: 'fraction', ...half, base: 'cast', by: 'weight' } },
        ],
      },
      change: one => ({
        ...one,
        seats: one.seats.map((seat, index) => ({
          ...seat,
          delegation: ['KG', 'RU', 'AM', 'UZ', 'KZ'][index]!,
          weight: index === 0 ? 1_500_000 : 1_000_000,
        })),
      }),
    });
    const state = await scene.state();
    const said = (key: string) => forecastSentences('ru', forecast(state, key)!);
    expect(said('double').slice(1)).toEqual([
      'Если проголосуют все, понадобится 3 «за» из 5 (больше половины поданных голосов, с воздержавшимися). Воздержавшийся считается, не голосовавший нет.',
      'Решение пройдёт, даже если «против» будет 2.',
      'Государств «за» понадобится 3 из 5 (больше половины всех государств).',
      'Решение пройдёт и без 2 государств.',
    ]);
    expect(said('all').at(-1)).toBe('Нужны все голоса.');
    expect(said('weight').slice(1)).toEqual([
      'Если «за» или «против» проголосуют все, понадобится 2,750001 «за» из 5,5 (больше половины голосов «за» и «против», по весу). Воздержавшиеся не считаются, с ними понадобится меньше.',
      'Решение пройдёт, даже если «против» будет 2,749999 по весу.',
    ]);
    const only: Forecast = forecast(state, 'double')!;
    const without = { ...only, parts: only.parts.map(part => ({ ...part, spare: 0 })) };
    expect(forecastSentences('en', without).at(-1)).toBe('Every state present is needed.');
  });
});

describe('Refusals and the record', () => {
  test('PROC-01: a refusal by a quorum of several conditions says which is not met', async () => {
    const scene = createScene();
    await scene.prepare({ rules: { quorum: { kind: 'states', states: 2, each: 1 } } });
    await scene.arrive('p1', 'p2', 'p3');
    const heard = await scene.ask('p1', { type: 'session.open' });
    expect(refusalSentence('ru', heard.refused!, heard.params)).toBe(
      'Кворума нет: представлено 1 государство из 1, требуется 2, не хватает 1.',
    );
    expect(refusalSentence('en', 'voting.no_quorum', heard.params)).toBe(
      'The vote cannot be opened. There is no quorum: 1 state of 1 represented, 2 required, 1 missing.',
    );
  });

  test('PROC-04, PROC-05: the session that was not held, and the casting vote, in the record', async () => {
    const scene = createScene();
    await scene.prepare();
    await scene.arrive('p1');
    scene.wait(1800);
    const lineOf = async (language: string) =>
      journalLine(language, (await scene.entries()).at(-1)!, await scene.state(), 360);
    await scene.done('p1', { type: 'session.notHeld', next: '2026-03-17T14:00' });
    expect(await lineOf('ru')).toBe(
      'Заседание не состоялось: Место 1 объявляет об отсутствии кворума. Кворума нет: присутствуют 1 из 5, требуется 3. Следующее заседание: 17 марта 2026 г. в 14:00.',
    );
    expect(await lineOf('en')).toContain('There is no quorum: 1 of 5 present, 3 required. Next session: 17 March 2026');

    const tied = await meeting({ rules: { tie: 'chairExtra' } });
    const voting = await tied.vote();
    await tied.cast(voting, { s2: 'yes', s3: 'no' });
    await tied.close(voting);
    const [entry] = await tied.done('p1', { type: 'voting.decideTie', voting, casting: 'no' });
    expect(journalLine('ru', entry!, await tied.state())).toBe(
      'Решающий голос председательствующего: «против». Не принято: голоса разделились поровну, 1 и 1; председательствующий подал решающий голос «против».',
    );
  });

  test('every problem of a set of rules has its sentence', () => {
    expect(RULE_PROBLEMS.filter(code => !isPhraseKey(`rules.problem.${code}`))).toEqual([]);
    const problem = { severity: 'impossible', path: 'quorum', params: { need: 16, filled: 12 } } as const;
    expect(ruleProblemSentence('ru', { ...problem, code: 'quorum_above_seats' })).toBe(
      'Кворума не бывает: нужно 16, а занятых мест 12.',
    );
  });

  test('a fault of a case is told with its path', () => {
    expect(
      caseProblemLines('en', [
        { path: 'roll.0.id', message: 'twice' },
        { path: '', message: 'no object' },
      ]),
    ).toEqual(['roll.0.id: twice', 'the case: no object']);
  });

  test('V53: an election by the simulator, in sentences', () => {
    const ballots = [
      { kind: 'marks', marks: ['A'], count: 11 },
      { kind: 'marks', marks: ['B'], count: 8 },
      { kind: 'marks', marks: ['C'], count: 4 },
      { kind: 'blank', count: 2 },
    ];
    const election = { method: 'absolute_majority', candidates: ['A', 'B', 'C'], ballots };
    const simulation = simulate({ roll: [{ id: 's', count: 25 }], election });
    if (!simulation.ok) throw new Error('no case');
    expect(simulationLines('ru', simulation)).toEqual([
      'Кворум имеется: присутствуют 25 из 25, требуется 13.',
      'Бюллетеней: 25, из них действительных 23, незаполненных 2, недействительных 0.',
      'Голоса: A 11, B 8, C 4.',
      'Чтобы быть избранным, нужно 12 из 23.',
      'Никто не набрал больше половины голосов. Во второй тур выходят: A, B.',
    ]);
  });

  test('REC-02, V50: ways of voting by the simulator, in sentences', () => {
    const said = (language: string, input: object) => {
      const simulation = simulate(input);
      if (!simulation.ok) throw new Error(JSON.stringify(simulation.problems));
      return simulationLines(language, simulation);
    };
    const roll = [
      { id: 'h', count: 3, hall: true },
      { id: 'far', count: 2 },
    ];
    const hands = { roll, way: 'hands', test: true, ballots: { hall: { yes: 2, no: 1 }, all: { yes: 1, abstain: 1 } } };
    expect(said('ru', hands)).toEqual([
      'Кворум имеется: присутствуют 5 из 5, требуется 3.',
      'Это проба, решения она не принимает.',
      'Способ: открытое голосование поднятием рук.',
      'Правило: больше половины голосов «за» и «против».',
      'Принято: за 3 из 4 голосовавших «за» или «против», требуется 3 (больше половины голосов «за» и «против»).',
      'За 3, против 1, воздержались 1, не голосовали 0, всего присутствовали 5.',
      'Из них поднятием руки в зале: за 2, против 1, воздержались 0.',
    ]);
    const papers = { tellers: [{ yes: 2 }, { yes: 2 }] };
    expect(said('en', { roll, way: 'paper', ballots: { papers, all: { no: 1 } } })).toEqual([
      'There is a quorum: 5 of 5 present, 3 required.',
      'Way: secret vote, on paper in the hall.',
      'Rule: more than half of the votes for and against.',
      'Adopted: 2 for out of 3 voting for or against, 2 required (more than half of the votes for and against).',
      'For 2, against 1, abstained 0, not voting 2, present 5 in all.',
      'Papers given out: 3, counted: 2.',
    ]);
    const silence = {
      roll: [{ id: 's', count: 3, present: 2 }],
      way: 'silence',
      deadline: '2026-03-10T12:00:00.000Z',
      ballots: { objections: [{ seat: 's-2', at: '2026-03-10T12:00:00.000Z' }] },
    };
    expect(said('ru', silence)).toEqual([
      'Кворум имеется: присутствуют 2 из 3, требуется 2.',
      'Опрашиваются все места, и отсутствующие: 3.',
      'Способ: процедура умолчания.',
      's-2: ответ пришёл в момент окончания срока или позже и не учитывается.',
      'Правило: принимается, если до срока никто не возразит.',
      'Решение не принято: получение подтвердили 0, требуется 2.',
      'Опрошено мест: 3, получение подтвердили 0, возразили 0. При открытии присутствовали 2.',
    ]);
    expect(said('en', { roll: [{ id: 'A' }], way: 'roll_call', seed: 'red', ballots: {} })).toEqual([
      'There is a quorum: 1 of 1 present, 1 required.',
      'Way: roll-call vote.',
      'By the lot “red” the first to be called is A.',
      'Rule: more than half of the votes for and against.',
      'No decision: there were no votes for or against.',
      'For 0, against 0, abstained 0, not voting 1, present 1 in all.',
    ]);
    const minusOne = { roll, way: 'consensus', consensus: { except: 1 }, ballots: { seats: { 'h-1': 'object' } } };
    expect(said('en', minusOne)).toEqual([
      'There is a quorum: 5 of 5 present, 3 required.',
      'Way: consensus.',
      'Rule: adopted if at most one objects (“consensus minus one”).',
      'Adopted: 1 objection, which the rules allow.',
      'Agreeing 0, agreeing with a reservation 0, not interested 0, objecting 1, silent 4, present 5 in all.',
    ]);
    expect(said('ru', { ...minusOne, voided: 'mistake' })).toContain(phrase('ru', 'ways.voided'));
  });
});
