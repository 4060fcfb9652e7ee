import { describe, expect, test } from '@jest/globals';
import { amendmentText, nextToPut, textHash, votingOrder } from '../index.js';
import { type ActInput, meeting, type Scene, type SceneOptions } from '../testing.suite.js';

const TEXT = 'Представить доклад в течение 30 дней';
const replace = (passage: string, words: string): object => ({
  kind: 'replace',
  passage: { ru: passage },
  words: { ru: words },
});
const amend = (motion: string, change: object, mover: string | null = null): ActInput => ({
  type: 'amendment.submit',
  motion,
  change: change as never,
  mover,
});
const open = (motion: string, method = 'named', majority = 'simple') => ({
  type: 'voting.open',
  motion,
  method,
  majority,
  closesInSeconds: null,
});
async function amendment(scene: Scene, motion: string, change: object): Promise<string> {
  const [entry] = await scene.done('sec', amend(motion, change));
  return String(entry!.data.id);
}
async function decide(scene: Scene, motion: string, choice: 'yes' | 'no') {
  const [entry] = await scene.done('p1', open(motion));
  const voting = String(entry!.data.id);
  await scene.cast(voting, { s1: choice, s2: choice, s3: choice });
  return scene.done('p1', { type: 'voting.close', voting });
}
const statuses = async (scene: Scene, ...motions: string[]) => {
  const state = await scene.state();
  return motions.map(one => state.motions[one]!.status);
};
const BY_SEATS: SceneOptions = { rules: { debate: { motionsBy: 'seats' } } };

describe('Amendments', () => {
  test('V57: furthest first by the chair’s order; "60" adopted, and "45" is not put', async () => {
    const scene = await meeting();
    const motion = await scene.motion(TEXT);
    const sixty = await amendment(scene, motion, replace('30 дней', '60 дней'));
    const fortyFive = await amendment(scene, motion, replace('30 дней', '45 дней'));
    const fee = await amendment(scene, motion, replace('30 дней', '20 рабочих дней и пошлину'));
    expect(votingOrder(await scene.state(), motion)).toEqual([fee, sixty, fortyFive, motion]);
    await scene.refuses('p1', open(motion), 'motion.amendments_first', { motion: fee });
    await scene.refuses('p1', open(sixty), 'motion.other_first', { motion: fee });
    expect(nextToPut(await scene.state(), 'one').map(one => one.id)).toEqual([fee]);
    await decide(scene, fee, 'no');
    const made = await decide(scene, sixty, 'yes');
    expect(made.map(one => one.type)).toEqual(['voting.closed', 'motion.decided', 'motion.amended', 'motion.notPut']);
    expect(made.at(-1)!.data).toEqual({ id: fortyFive, reason: 'excluded', by: sixty });
    expect(await statuses(scene, fee, sixty, fortyFive, motion)).toEqual([
      'rejected',
      'adopted',
      'not_put',
      'admitted',
    ]);
    const state = await scene.state();
    const text = { ru: 'Представить доклад в течение 60 дней' };
    expect(state.motions[motion]).toMatchObject({ version: 2, text, hash: textHash(text), amendedBy: [sixty] });
    await decide(scene, motion, 'yes');
    // One decision, in the words that were voted: an amendment makes none of its own.
    expect((await scene.state()).decisions.map(one => [one.motion, one.text])).toEqual([[motion, text]]);
  });

  test('V57: the chair’s own order is logged, and stands', async () => {
    const scene = await meeting();
    const motion = await scene.motion(TEXT);
    const sixty = await amendment(scene, motion, replace('30 дней', '60 дней'));
    const fee = await amendment(scene, motion, replace('30 дней', '20 рабочих дней и пошлину'));
    const order = (...ids: string[]) => ({ type: 'motion.order', motion, what: 'amendments', order: ids });
    await scene.refuses('sec', order(sixty, fee), 'may.presiding_only');
    await scene.refuses('p1', order(sixty), 'motion.list_changed');
    await scene.refuses('p1', { ...order(sixty, fee), motion: 'm999' }, 'motion.unknown');
    await scene.records('p1', order(sixty, fee), [['motion.ordered', { order: [sixty, fee] }]]);
    await scene.staysQuiet('p1', order(sixty, fee));
    await decide(scene, sixty, 'yes');
    expect(await statuses(scene, fee)).toEqual(['not_put']);
  });

  test('PROC-23: an amendment to an amendment goes before it and changes its words; deeper it does not go', async () => {
    const scene = await meeting();
    const motion = await scene.motion(TEXT);
    const sixty = await amendment(scene, motion, replace('30 дней', '60 дней'));
    const sub = await amendment(scene, sixty, replace('60', '90'));
    await scene.refuses('sec', amend(sub, replace('90', '91')), 'motion.too_deep');
    await scene.refuses('p1', open(sixty), 'motion.other_first', { motion: sub });
    await decide(scene, sub, 'yes');
    expect((await scene.state()).motions[sixty]).toMatchObject({
      version: 2,
      text: { ru: 'Слова «30 дней» заменить на «90 дней»' },
      change: { words: { ru: '90 дней' } },
    });
    await decide(scene, sixty, 'yes');
    expect((await scene.state()).motions[motion]!.text).toEqual({ ru: 'Представить доклад в течение 90 дней' });
  });

  test('PROC-23: adds, deletes, replaces what stands in the text once; says so in the languages given', async () => {
    const scene = await meeting();
    const [entry] = await scene.done('sec', {
      type: 'motion.submit',
      item: 'one',
      text: { ru: 'План на год, план на месяц', en: 'A plan for a year' },
      mover: null,
    });
    const motion = String(entry!.data.id);
    const only = (change: object) => amend(motion, { passage: null, words: null, ...change });
    await scene.refuses('p3', only({ kind: 'add', words: { ru: 'и смету' } }), 'may.bureau_only');
    await scene.refuses('sec', only({ kind: 'delete', passage: { ru: 'на неделю' } }), 'motion.passage_not_found');
    await scene.refuses('sec', only({ kind: 'delete', passage: { ru: 'на' } }), 'motion.passage_unclear');
    await scene.refuses('sec', only({ kind: 'replace', passage: { ru: 'на год' } }), 'motion.words_missing');
    await scene.refuses('sec', only({ kind: 'add' }), 'motion.words_missing');
    await scene.refuses('sec', amend('m999', replace('а', 'б')), 'motion.unknown');
    await scene.refuses('sec', amend(motion, replace('на год', 'на два года'), 's9'), 'roll.unknown_seat');
    await scene.refuses(
      'sec',
      only({ kind: 'delete', passage: { ru: 'План на год, план на месяц' } }),
      'motion.replaces_all',
    );
    const less = await amendment(scene, motion, { kind: 'delete', passage: { ru: ', план на месяц' }, words: null });
    await scene.refuses('sec', amend(less, replace('а', 'б')), 'motion.no_amendment');
    const more = await amendment(scene, motion, { kind: 'add', passage: null, words: { ru: 'и смету' } });
    await decide(scene, less, 'yes');
    // Nobody adopted the English text: it comes back when it is translated anew.
    expect((await scene.state()).motions[motion]!.text).toEqual({ ru: 'План на год' });
    await decide(scene, more, 'yes');
    expect((await scene.state()).motions[motion]).toMatchObject({ text: { ru: 'План на год и смету' }, version: 3 });
    const translate = (text: object) => ({ type: 'motion.translate', motion, text: text as never });
    await scene.refuses('sec', translate({ ru: 'План' }), 'motion.not_a_translation');
    await scene.records('sec', translate({ en: 'A plan for a year and a budget' }), [
      ['motion.translated', { version: 4 }],
    ]);
    await scene.staysQuiet('sec', translate({ en: 'A plan for a year and a budget' }));
    expect(amendmentText({ kind: 'add', passage: { ru: 'а', ky: 'а' }, words: { ru: 'б', ky: 'б' } })).toEqual({
      ru: 'После слов «а» дополнить: «б»',
      ky: '«а» + «б»',
    });
  });

  test('PROC-23: the text is in the hands of the body once it votes on an amendment, and after it', async () => {
    const scene = await meeting({ rules: { debate: { motionsBy: 'seats' } } });
    const [entry] = await scene.done('sec', { type: 'motion.submit', item: 'one', text: { ru: TEXT }, mover: 's3' });
    const motion = String(entry!.data.id);
    const sixty = await amendment(scene, motion, replace('30 дней', '60 дней'));
    const revise = { type: 'motion.revise', motion, text: { ru: 'Иначе' } };
    await scene.refuses('sec', { ...revise, motion: sixty }, 'motion.frozen');
    const [opened] = await scene.done('p1', open(sixty));
    await scene.refuses('sec', revise, 'motion.in_the_hands_of_the_body');
    await scene.refuses('p3', { type: 'motion.withdraw', motion }, 'motion.in_the_hands_of_the_body');
    const voting = String(opened!.data.id);
    await scene.cast(voting, { s1: 'yes', s2: 'yes' });
    await scene.close(voting);
    await scene.refuses('sec', revise, 'motion.in_the_hands_of_the_body');
    await scene.refuses('p3', { type: 'motion.withdraw', motion }, 'motion.consent_needed');
    await scene.refuses('sec', { type: 'motion.withdraw', motion, consent: true }, 'motion.consent_needed');
    await scene.records('p1', { type: 'motion.withdraw', motion, consent: true }, [
      ['motion.withdrawn', { consent: true }],
    ]);
  });

  test('PROC-23: words that are gone are not put; what hangs on a motion falls with it', async () => {
    const scene = await meeting();
    const motion = await scene.motion(TEXT);
    const sixty = await amendment(scene, motion, replace('30 дней', '60 дней'));
    const sub = await amendment(scene, sixty, replace('60', '90'));
    await scene.done('p1', { type: 'motion.dropVote', motion: sub, reason: 'agreed', by: null });
    await scene.done('sec', { type: 'motion.revise', motion, text: { ru: 'Представить доклад за месяц' } });
    await scene.refuses('p1', open(sixty), 'motion.passage_gone');
    const other = await amendment(scene, motion, replace('месяц', 'год'));
    await scene.records('sec', { type: 'motion.withdraw', motion }, [
      ['motion.withdrawn'],
      ['motion.notPut', { id: sixty, reason: 'parent_gone', by: motion }],
      ['motion.notPut', { id: other, reason: 'parent_gone', by: motion }],
    ]);
    await scene.refuses('sec', amend(motion, replace('месяц', 'год')), 'motion.frozen');
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-23: of seats, admitted by the bureau', async () => {
    const scene = await meeting(BY_SEATS);
    const motion = await scene.motion(TEXT);
    await scene.refuses('p3', amend(motion, replace('30', '40'), 's4'), 'may.own_only');
    const [entry] = await scene.records('p3', amend(motion, replace('30', '40'), 's3'), [
      ['amendment.submitted', { amends: motion, mover: 's3', status: 'submitted' }],
    ]);
    const one = String(entry!.data.id);
    await scene.refuses('p1', open(one), 'motion.not_admitted');
    await scene.refuses('p1', open(motion), 'motion.amendments_first', { motion: one });
    await scene.records('sec', { type: 'motion.admit', motion: one }, [['motion.admitted', { id: one }]]);
    await decide(scene, one, 'yes');
    expect(await scene.brokenLaw()).toBeNull();
  });
});

describe('Parts', () => {
  async function divided() {
    const scene = await meeting();
    const motion = await scene.motion('Отмечая важность. Создать группу. Дать ей срок.');
    const divide = (...texts: [string, boolean][]): ActInput => ({
      type: 'motion.divide',
      motion,
      parts: texts.map(([ru, operative]) => ({ text: { ru }, operative })),
    });
    const parts: [string, boolean][] = [
      ['Отмечая важность.', false],
      ['Создать группу.', true],
      ['Дать ей срок.', true],
    ];
    await scene.refuses('sec', divide(...parts), 'motion.division_not_granted');
    const [moved] = await scene.done('p3', {
      type: 'order.move',
      seat: 's3',
      procedure: { kind: 'separateVote', motion },
    });
    await scene.records('p1', { type: 'order.grant', motion: String(moved!.data.id) }, [
      ['order.granted'],
      ['order.divisionGranted', { motion }],
    ]);
    return { scene, motion, divide, parts };
  }

  test('PROC-24: are voted separately once the body agrees, and make up the whole text', async () => {
    const { scene, motion, divide, parts } = await divided();
    await scene.refuses('p3', divide(...parts), 'may.bureau_only');
    await scene.refuses('sec', divide(parts[0]!, parts[1]!), 'motion.parts_not_whole');
    const sub = await amendment(scene, motion, replace('группу', 'комиссию'));
    await scene.refuses('sec', divide(...parts), 'motion.amendments_first', { motion: sub });
    await scene.done('p1', { type: 'motion.dropVote', motion: sub, reason: 'agreed', by: null });
    const [entry] = await scene.done('sec', divide(...parts));
    expect(entry!.type).toBe('motion.divided');
    await scene.refuses('sec', divide(...parts), 'motion.divided_already');
    const [preamble, group, term] = (entry!.data.parts as unknown as { id: string }[]).map(one => one.id);
    await scene.refuses('p1', open(motion), 'motion.amendments_first', { motion: preamble! });
    await scene.refuses('sec', amend(group!, replace('группу', 'комиссию')), 'motion.no_amendment');
    await scene.refuses('p1', { type: 'motion.defer', motion: group!, item: null, date: null }, 'motion.no_proposal');
    await decide(scene, preamble!, 'yes');
    await decide(scene, group!, 'yes');
    const made = await decide(scene, term!, 'no');
    expect(made.at(-1)!.type).toBe('motion.amended');
    expect((await scene.state()).motions[motion]).toMatchObject({
      text: { ru: 'Отмечая важность.\nСоздать группу.' },
      version: 2,
      status: 'admitted',
    });
    await decide(scene, motion, 'yes');
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-24: where all operative parts are rejected, the whole is', async () => {
    const { scene, motion, divide, parts } = await divided();
    const [entry] = await scene.done('sec', divide(...parts));
    const [preamble, group, term] = (entry!.data.parts as unknown as { id: string }[]).map(one => one.id);
    await decide(scene, preamble!, 'yes');
    await decide(scene, group!, 'no');
    const made = await decide(scene, term!, 'no');
    expect(made.at(-1)).toMatchObject({ type: 'motion.fell', data: { id: motion } });
    expect(await statuses(scene, motion)).toEqual(['rejected']);
  });
});

describe('Rival proposals', () => {
  test('PROC-24: in the order in which they came, or as the chair chose; after one the next may be left', async () => {
    const scene = await meeting();
    const first = await scene.motion('Первый проект');
    const rival = (rivalOf: string, item = 'one'): ActInput => ({
      type: 'motion.submit',
      item,
      text: { ru: 'Другой проект' },
      mover: null,
      rivalOf,
    });
    await scene.refuses('sec', rival('m999'), 'motion.unknown');
    await scene.refuses('sec', rival(first, 'two'), 'motion.no_rival');
    const [entry] = await scene.done('sec', rival(first));
    const second = String(entry!.data.id);
    const [last] = await scene.records('sec', rival(second), [['motion.submitted', { rivalOf: first }]]);
    const third = String(last!.data.id);
    await scene.refuses('p1', open(second), 'motion.rival_first', { motion: first });
    const order = { type: 'motion.order', motion: third, what: 'rivals', order: [second, first, third] };
    await scene.records('p1', order, [['motion.ordered', { id: first, what: 'rivals' }]]);
    await scene.refuses('p1', open(first), 'motion.rival_first', { motion: second });
    const drop = (motion: string, by: string | null): ActInput => ({
      type: 'motion.dropVote',
      motion,
      reason: 'rival_adopted',
      by,
    });
    await scene.refuses('p1', drop(first, second), 'motion.not_adopted');
    await decide(scene, second, 'yes');
    await scene.records('p1', drop(first, second), [['motion.notPut', { id: first, by: second }]]);
    await scene.staysQuiet('p1', drop(first, second));
    await scene.refuses('sec', drop(third, second), 'may.presiding_only');
    await scene.refuses('p1', drop(second, second), 'motion.frozen');
    await decide(scene, third, 'no');
  });
});
