import { describe, expect, test } from '@jest/globals';
import { councilSession, isKnown, lineParams, type Rules, type State, type Voting } from '@kengesh/domain';
import { fold } from '@kengesh/journal';
import { randomRecord } from '../../domain/src/random-record.suite.js';
import { meeting, type Scene } from '../../domain/src/testing.suite.js';
import { sentenceOf } from './catalogue.js';
import {
  choiceLabel,
  countsSentence,
  formatDate,
  formatDateTime,
  formatLocalDateTime,
  formatOffset,
  formatSpan,
  formatTime,
  journalLine,
  outcomeSentence,
  quorumSentence,
  refusalSentence,
  ruleSentence,
  zoneLabel,
} from './index.js';
import { compileSentence } from './phrase.js';

const votingOf = async (scene: Scene, id: string): Promise<Voting> => (await scene.state()).votings[id]!;
const ballots = (choices: string) =>
  Object.fromEntries(
    [...choices].map((one, index) => [`s${index + 1}`, { y: 'yes', n: 'no', a: 'abstain' }[one] ?? `c${one}`]),
  );
async function voted(
  choices: string,
  options: { majority?: string; method?: 'named' | 'secret'; chairSide?: boolean } = {},
) {
  const scene = await meeting({ seats: 11, rules: options.chairSide ? { tie: 'chairSide' } : {} });
  const id = await scene.vote(options.method ?? 'named', options.majority ?? 'simple');
  await scene.cast(id, ballots(choices));
  await scene.close(id);
  return votingOf(scene, id);
}

describe('The outcome, read aloud', () => {
  test('REC-02: says the rule, its base and the votes needed', async () => {
    const voting = await voted('yyyyynnnaa');
    expect(outcomeSentence('ru', voting)).toBe(
      'Принято: за 5 из 8 голосовавших «за» или «против», требуется 5 (больше половины голосов «за» и «против»).',
    );
    expect(outcomeSentence('en', voting)).toBe(
      'Adopted: 5 for out of 8 voting for or against, 5 required (more than half of the votes for and against).',
    );
    expect(countsSentence('ru', voting)).toBe(
      'За 5, против 3, воздержались 2, не голосовали 1, всего присутствовали 11.',
    );
    expect(outcomeSentence('ru', await voted('yyyyynnnaa', { majority: 'present' }))).toBe(
      'Не принято: за 5 из 11 присутствующих, требуется 6 (больше половины присутствующих).',
    );
    expect(outcomeSentence('ru', await voted('yyyyyynn', { majority: 'two-thirds', method: 'secret' }))).toContain(
      'требуется 6 (не менее двух третей голосов «за» и «против»)',
    );
    expect(outcomeSentence('ru', await voted('y'))).toContain('за 1 из 1 голосовавшего');
  });

  test('PROC-40: of two out of eight present at the close it says so, and why it stands', async () => {
    const close = async (rules: Partial<Rules>, open: (scene: Scene) => Promise<string>, choice: string) => {
      const scene = await meeting({ seats: 8, rules });
      const id = await open(scene);
      if (choice) await scene.cast(id, { s1: choice, s2: choice, s3: choice, s4: choice, s5: choice, s6: choice });
      for (const who of ['p3', 'p4', 'p5', 'p6', 'p7', 'p8']) await scene.done(who, { type: 'attendance.leave' });
      await scene.close(id);
      return votingOf(scene, id);
    };
    const plain = (scene: Scene) => scene.vote('named', 'simple');
    const opening = await close({ quorumAt: 'open' }, plain, 'yes');
    expect(outcomeSentence('ru', opening)).toBe(
      'Принято: за 6 из 6 голосовавших «за» или «против», требуется 4 (больше половины голосов «за» и «против»). При закрытии кворума не было: присутствовали 2 из 8, требовалось 5. По правилам кворум проверяется при открытии голосования, поэтому итог в силе.',
    );
    expect(outcomeSentence('en', opening)).toBe(
      'Adopted: 6 for out of 6 voting for or against, 4 required (more than half of the votes for and against). There was no quorum at the close: 2 of 8 present, 5 required. By the rules the quorum is tested when a vote opens, so the outcome stands.',
    );
    expect(outcomeSentence('en', await close({ quorumAt: 'participation' }, plain, 'yes'))).toMatch(
      /There was no quorum at the close: 2 of 8 present, 5 required\. By the rules the ballots handed in count, so the outcome stands\.$/,
    );
    // A void vote says it once.
    expect(outcomeSentence('en', await close({ quorumAt: 'close' }, plain, 'yes'))).toBe(
      'The vote is void. There is no quorum: 2 of 8 present, 5 required.',
    );
    const states = { quorum: { kind: 'states', states: 1, each: 3 }, quorumAt: 'open' } as const;
    expect(outcomeSentence('ru', await close(states, plain, 'no'))).toContain(
      'При закрытии кворума не было: государств, от которых присутствовали не меньше 3: 0 из 1, требуется 1, не хватает 1. По',
    );
  });

  test('PROC-40: of an election too, by every method', async () => {
    const candidates = ['s1', 's2'].map(seat => ({ label: { ru: `Кандидат ${seat}`, en: `Candidate ${seat}` }, seat }));
    const office = { id: 'head', title: { ru: 'Глава', en: 'Head' } };
    for (const method of ['plurality', 'block_plurality', 'approval', 'absolute_majority', 'stv'] as const) {
      const scene = await meeting({ seats: 5 });
      const how = { method: 'named', closesInSeconds: null };
      const opened = async (act: object) => String((await scene.done('p1', act as never))[0]!.data.id);
      let id: string;
      if (method === 'plurality') id = await opened({ type: 'voting.openElection', office, candidates, ...how });
      else {
        const election = await opened({ type: 'election.call', office, seats: 1, method, onTie: 'lot', term: null });
        for (const { label, seat } of candidates)
          await scene.done('sec', { type: 'election.nominate', election, label, seat } as never);
        id = await opened({ type: 'election.open', election, ...how });
      }
      await scene.cast(id, { s1: 'c1', s2: 'c1', s3: 'c1' });
      for (const who of ['p3', 'p4', 'p5']) await scene.done(who, { type: 'attendance.leave' });
      await scene.close(id);
      expect(outcomeSentence('en', await votingOf(scene, id))).toMatch(
        /^(Elected|.*elected).*There was no quorum at the close: 2 of 5 present, 3 required\. By the rules the quorum is tested when a vote opens, so the outcome stands\.$/,
      );
    }
  });

  test('PROC-05: on a tie it says what decided', async () => {
    expect(outcomeSentence('ru', await voted('ynyn'))).toBe(
      'Не принято: голоса разделились поровну, 2 и 2; требуется 3 (больше половины голосов «за» и «против»).',
    );
    expect(outcomeSentence('ru', await voted('ynyn', { chairSide: true }))).toBe(
      'Принято: голоса разделились поровну, 2 и 2; решающим стал голос председательствующего «за».',
    );
    expect(outcomeSentence('ru', await voted('nyny', { chairSide: true }))).toContain(
      'голос председательствующего «против»',
    );
  });

  test('PROC-06: where nobody decided it is neither adopted nor rejected', async () => {
    for (const choices of ['', 'aaa'])
      expect(outcomeSentence('ru', await voted(choices))).toBe('Решение не принято: голосов «за» и «против» нет.');
  });

  test('of an election it names the winner, those tied, or that “against all” won', async () => {
    const scene = await meeting();
    const elect = async (...choices: string[]) => {
      const id = await scene.election(['s3', 's4']);
      expect(outcomeSentence('ru', await votingOf(scene, id))).toBe('Голосование идёт.');
      expect(countsSentence('ru', await votingOf(scene, id))).toBe('');
      await scene.cast(id, Object.fromEntries(choices.map((choice, index) => [`s${index + 1}`, choice])));
      await scene.close(id);
      return votingOf(scene, id);
    };
    const won = await elect('c1', 'c1', 'c2', 'against_all');
    expect(outcomeSentence('ru', won)).toBe('Избрание состоялось. Глава рабочей группы: Кандидат s3, 2 голоса.');
    expect(countsSentence('ru', won)).toBe(
      'Кандидат s3 2, Кандидат s4 1, против всех 1, воздержался 0; не голосовали 1, всего присутствовали 5.',
    );
    expect(choiceLabel('en', won, 'against_all')).toBe('against all');
    expect(ruleSentence('ru', won.threshold)).toBe('избирается набравший больше всех голосов');
    expect(outcomeSentence('ru', await elect('c1', 'c2'))).toBe(
      'Никто не избран: поровну голосов, по 1, получили Кандидат s3, Кандидат s4. Нужен второй тур.',
    );
    expect(outcomeSentence('ru', await elect('c1', 'against_all'))).toBe(
      'Никто не избран: «против всех» 1, у первого из кандидатов 1 голос.',
    );
    expect(outcomeSentence('ru', await elect())).toContain('Решение не принято');
  });

  test('PROC-31: where seats differ in weight an election says whether they or their weights were counted', async () => {
    const elect = async (count: 'seats' | 'weights', choices: readonly string[], weights = [2_500_000]) => {
      const scene = await meeting({
        rules: { elections: { count } },
        change: whole => ({
          ...whole,
          seats: whole.seats.map((seat, index) => ({ ...seat, weight: weights[index] ?? 1_000_000 })),
        }),
      });
      const id = await scene.election(['s3', 's4'], 'named');
      await scene.cast(id, Object.fromEntries(choices.map((choice, index) => [`s${index + 1}`, choice])));
      await scene.close(id);
      return votingOf(scene, id);
    };
    const byWeight = await elect('weights', ['c1', 'c2', 'c2']);
    expect(outcomeSentence('ru', byWeight)).toBe(
      'Избрание состоялось. Глава рабочей группы: Кандидат s3, 2,5 голоса. Голоса считались по весу мест.',
    );
    expect(countsSentence('ru', byWeight)).toBe(
      'Кандидат s3 1, Кандидат s4 2, против всех 0, воздержался 0; не голосовали 2, всего присутствовали 5. ' +
        'По весу голосов: Кандидат s3 2,5, Кандидат s4 2, против всех 0, воздержался 0; без голоса 2, всего 6,5.',
    );
    const bySeat = await elect('seats', ['c1', 'c2', 'c2']);
    expect(outcomeSentence('ru', bySeat)).toBe(
      'Избрание состоялось. Глава рабочей группы: Кандидат s4, 2 голоса. Каждое место считалось одним голосом.',
    );
    expect(countsSentence('ru', bySeat)).not.toContain('По весу');
    expect(outcomeSentence('en', await elect('weights', ['against_all', 'c1', 'c1']))).toBe(
      'Nobody is elected: “against all” 2.5, the first of the candidates 2. Votes were counted by the weight of seats.',
    );
    expect(outcomeSentence('en', await elect('weights', ['c1', 'c2', 'c2'], [2_000_000]))).toContain(
      'have equal votes, 2 each',
    );
    // Where every seat has one vote there is nothing to tell.
    expect(outcomeSentence('ru', await elect('seats', ['c1'], []))).toBe(
      'Избрание состоялось. Глава рабочей группы: Кандидат s3, 1 голос.',
    );
  });

  test('V53: one office by a counting method is told as a plurality is; several places by their number', async () => {
    const elected = async (
      method: string,
      seats: number,
      choices: readonly string[],
      weights: readonly number[] = [],
    ) => {
      const scene = await meeting({
        change: whole => ({
          ...whole,
          seats: whole.seats.map((one, index) => ({ ...one, weight: weights[index] ?? 1_000_000 })),
        }),
      });
      const [called] = await scene.done('p1', {
        type: 'election.call',
        office: { id: 'board', title: { ru: 'Секретарь комиссии', en: 'Clerk of the committee' } },
        seats,
        method,
        onTie: 'runoff',
        term: null,
      } as never);
      const election = String(called!.data.id);
      for (const ru of ['Первый', 'Второй', 'Третий'])
        await scene.done('sec', { type: 'election.nominate', election, label: { ru }, seat: null } as never);
      const [opened] = await scene.done('p1', {
        type: 'election.open',
        election,
        method: 'named',
        closesInSeconds: null,
      } as never);
      const id = String(opened!.data.id);
      await scene.cast(id, Object.fromEntries(choices.map((choice, index) => [`s${index + 1}`, choice])));
      await scene.close(id);
      return votingOf(scene, id);
    };
    const one = await elected('absolute_majority', 1, ['c1', 'c1', 'c1', 'c2']);
    expect(outcomeSentence('ru', one)).toBe('Избрание состоялось. Секретарь комиссии: Первый, 3 голоса.');
    expect(outcomeSentence('en', one)).toBe('Elected. Clerk of the committee: Первый, 3 votes.');
    expect(outcomeSentence('ru', await elected('approval', 1, ['c1', 'c2'], [2_500_000]))).toBe(
      'Избрание состоялось. Секретарь комиссии: Первый, 2,5 голоса.',
    );
    expect(outcomeSentence('ru', await elected('block_plurality', 2, ['c1.c2', 'c1.c2', 'c3']))).toBe(
      'Избраны: Первый, Второй.',
    );
    expect(outcomeSentence('ru', await elected('block_plurality', 2, ['c1.c2', 'c1.c3']))).toBe(
      'Избран кандидат: Первый. Голоса равны, ещё одно голосование между: Второй, Третий.',
    );
    expect(outcomeSentence('ru', await elected('block_plurality', 1, ['against_all', 'c1']))).toBe(
      '«Против всех» голосов 1, не меньше, чем у любого из кандидатов. Не избран никто.',
    );
  });

  test('PROC-01: the quorum, with its numbers', () => {
    const finding = { present: 11, base: 15, need: 8, met: true };
    expect(quorumSentence('ru', finding)).toBe('Кворум имеется: присутствуют 11 из 15, требуется 8.');
    expect(quorumSentence('en', { ...finding, present: 7, met: false })).toBe(
      'There is no quorum: 7 of 15 present, 8 required.',
    );
  });

  test('rules that have no name of their own are told in numbers', () => {
    const rule = { kind: 'fraction', num: 3, den: 5, cmp: 'gte', base: 'statutory', key: 'x' } as const;
    expect(ruleSentence('ru', rule)).toBe('не менее 3/5 мест по положению');
    expect(ruleSentence('en', { ...rule, cmp: 'gt', base: 'filled' })).toBe('more than 3/5 of the filled seats');
  });
});

describe('Dates and clocks', () => {
  test('L10N-02: own patterns, a clock of 24 hours, the zone given as an offset', () => {
    const instant = '2026-03-10T20:05:09.000Z';
    expect(formatDate('ru', instant, 360)).toBe('11 марта 2026 г.');
    expect(formatDateTime('ru', instant, 360)).toBe('11 марта 2026 г. в 02:05');
    expect(formatDateTime('en', instant, -300)).toBe('10 March 2026 at 15:05');
    expect(formatTime(instant, 330)).toBe('01:35');
    expect(formatTime(instant, 0, true)).toBe('20:05:09');
    expect(formatLocalDateTime('ru', '2026-05-01T09:00')).toBe('1 мая 2026 г. в 09:00');
  });

  test('TZ-04: a time carries our own label of its zone', () => {
    expect(zoneLabel('ru', 'Asia/Bishkek', 360)).toBe('по Бишкеку, UTC+6');
    expect(zoneLabel('en', 'Europe/Moscow', 180)).toBe('Moscow time, UTC+3');
    expect(zoneLabel('ru', 'Asia/Kathmandu', 345)).toBe('Asia/Kathmandu, UTC+5:45');
    expect(zoneLabel('ru', 'UTC', 0)).toBe('UTC');
    expect(formatOffset(-210)).toBe('UTC−3:30');
  });

  test('a span as a clock shows it', () => {
    expect([161, 0, 59.9, 3761, -5].map(formatSpan)).toEqual(['2:41', '0:00', '0:59', '1:02:41', '−0:05']);
  });
});

describe('The line of the record', () => {
  async function lines(scene: Scene, language: string, offset: number | null = 360) {
    const state: State = await scene.state();
    return (await scene.entries()).map(entry => journalLine(language, entry, state, offset));
  }

  test('tells a whole session, one line an entry', async () => {
    const scene = await meeting({ seats: 3, hall: 1 });
    await scene.done('p3', { type: 'floor.ask' });
    await scene.done('p1', { type: 'floor.give', participant: 'p3', seconds: 180 });
    await scene.done('p3', { type: 'floor.yield' });
    const voting = await scene.vote('named', 'simple', 600);
    await scene.done('p1', { type: 'voting.extend', voting, seconds: 60 });
    await scene.cast(voting, { s1: 'yes', s2: 'yes' });
    await scene.close(voting);
    await scene.done('sec', {
      type: 'task.set',
      decision: null,
      text: { ru: 'Подготовить план' },
      responsible: 's3',
      due: '2026-06-30',
    });
    const election = await scene.election(['s3']);
    await scene.cast(election, { s1: 'c1' });
    await scene.close(election);
    await scene.done('p1', { type: 'session.recess', minutes: 10 });
    await scene.done('p1', { type: 'session.close' });
    const ru = await lines(scene, 'ru');
    expect(ru).toEqual(
      expect.arrayContaining([
        'Заседание подготовлено: 3 места, 6 участников, 2 вопроса в повестке.',
        'Присутствует: Место 1, в зале (отметка секретаря).',
        'Присутствует: Место 2, по видеосвязи.',
        'Заседание открыто. Председательствует: Место 1. Кворум имеется: присутствуют 3 из 3, требуется 2.',
        'Рассматривается вопрос 1: Первый вопрос.',
        'Слово предоставлено: Место 3, время 3:00.',
        'Выступление окончено: Место 3.',
        'Внесено предложение: Принять план.',
        'Открыто поимённое голосование: Принять план. Правило: больше половины голосов «за» и «против». Голосуют 3 места.',
        'Голосование продлено до 14:11.',
        'Голос принят: Место 1.',
        'Голосование закрыто. Принято: за 2 из 2 голосовавших «за» или «против», требуется 2 (больше половины голосов «за» и «против»).',
        'Принято решение: Принять план.',
        'Дано поручение: Подготовить план. Ответственный: Место 3. Срок: 30 июня 2026 г.',
        'Открыты выборы тайным голосованием. Глава рабочей группы. Кандидаты: Кандидат s3. Голосуют 3 места.',
        'Избрание: Глава рабочей группы — Кандидат s3.',
        'Объявлен перерыв до 14:10.',
        'До закрытия присутствует: Место 2.',
        'Заседание закрыто.',
      ]),
    );
    for (const line of [...ru, ...(await lines(scene, 'en'))]) {
      expect(line).not.toMatch(/[{}…]|undefined|none|null|\.\./);
      expect(line).not.toMatch(/\n/);
    }
    expect(await lines(scene, 'en')).toContain('A recess is called until 14:10.');
    expect(await lines(scene, 'en', null)).toContain('A recess is called.');
  });

  test('REC-06: of a ballot it says that it was taken, never what', async () => {
    const scene = await meeting();
    const voting = await scene.vote();
    await scene.done('p3', { type: 'voting.cast', voting, seat: 's3', choice: 'no' });
    expect((await lines(scene, 'ru')).at(-1)).toBe('Голос принят: Место 3.');
  });

  test('a long text is cut, a hostile one is shown as it is, an unknown entry is named', async () => {
    const scene = await meeting();
    await scene.motion(`{n, plural} <b>\n${'длинно '.repeat(200)}`);
    const line = (await lines(scene, 'ru')).at(-1)!;
    expect(line.length).toBeLessThan(300);
    expect(line).toMatch(/^Внесено предложение: \{n, plural\} <b> длинно .*…$/);
    const [first] = await scene.entries();
    expect(journalLine('en', { ...first!, type: 'of.tomorrow' }, await scene.state())).toBe('Entry of.tomorrow.');
  });

  test('every sentence is given all that it asks for, in random sessions', async () => {
    const seen = new Set<string>();
    for (const seed of [3, 5, 8, 13, 21]) {
      const { entries } = await randomRecord(seed);
      const state = fold(councilSession, entries);
      for (const entry of entries) {
        if (!isKnown(entry)) continue;
        const given = Object.keys(lineParams(entry, state));
        const asked = (['ru', 'en'] as const).flatMap(language => [
          ...compileSentence(language, sentenceOf(language, `journal.${entry.type}`)!).asks.keys(),
        ]);
        const { type } = entry;
        expect({ type, missing: asked.filter(name => !given.includes(name)) }).toEqual({ type, missing: [] });
        seen.add(type);
      }
    }
    expect(seen.size).toBeGreaterThan(80);
  });
});

test('PROC-15: the mark of an item, and who is kept from its vote, are said in both languages', async () => {
  const scene = await meeting();
  const lines = async () => {
    const state = await scene.state();
    const [entry] = (await scene.entries()).slice(-1);
    return (['ru', 'en'] as const).map(language => journalLine(language, entry!, state));
  };
  await scene.done('sec', { type: 'agenda.mark', item: 'one', mustHearAll: true });
  expect(await lines()).toEqual([
    'По вопросу 1 голосуют только те, кто слушал его целиком.',
    'Only those who heard the whole of item 1 vote on it.',
  ]);
  await scene.done('sec', { type: 'agenda.mark', item: 'one', mustHearAll: false });
  expect(await lines()).toEqual([
    'По вопросу 1 голосуют все присутствующие: слушать его целиком больше не требуется.',
    'All who are present vote on item 1: hearing the whole of it is no longer required.',
  ]);
  expect(refusalSentence('en', 'voting.not_entitled', { why: 'missed' })).toBe(
    'The seat missed a part of the hearing, and only those who heard the whole item vote on it.',
  );
  expect(refusalSentence('ru', 'voting.not_entitled', { why: 'missed' })).toContain('кто слушал его целиком');
});

test('who waits, is muted, interprets and is recorded is said in both languages', async () => {
  const scene = await meeting({ hall: 0, rules: { video: { languages: ['ru', 'en'] } } });
  const lines = async () => {
    const state = await scene.state();
    const [entry] = (await scene.entries()).slice(-1);
    return (['ru', 'en'] as const).map(language => journalLine(language, entry!, state));
  };
  await scene.done('int', { type: 'interpretation.take', language: 'en', source: 'ru' });
  expect(await lines()).toEqual([
    'Переводит на английский: int (с языка-посредника: русский).',
    'Interprets into English: int (relay: Russian).',
  ]);
  await scene.done('int', { type: 'interpretation.listenTo', language: 'en', source: 'floor' });
  expect((await lines())[0]).toBe('Перевод на английский теперь ведётся с языка выступающего.');
  await scene.done('p1', { type: 'video.mute', participant: 'hall' });
  expect(await lines()).toEqual([
    'Председательствующий выключил микрофон: звук зала.',
    'The presiding officer switched off the microphone: sound of the hall.',
  ]);
  await scene.done('p1', { type: 'video.remove', participant: 'p3', reason: 'technical' });
  expect((await lines())[1]).toBe(
    'Removed from the video room: Seat 3. Reason: technical interference. Seat and vote are kept.',
  );
  await scene.done('sec', { type: 'admission.seeIdentity', participant: 'p4' });
  expect((await lines())[0]).toBe('Секретарь визуально удостоверил личность: Место 4.');
  await scene.done('p1', { type: 'recording.start' });
  expect(await lines()).toEqual([
    'Председательствующий объявил о записи заседания.',
    'The presiding officer announced that the session is recorded.',
  ]);
});
