import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '@kengesh/journal';
import { orphansOf } from '../index.js';
import { createScene, prepared, type Scene } from '../testing.suite.js';

type Answer = readonly [kind: string, id: string, item: string, to: string | null];
const ITEM = { title: { ru: 'Третий вопрос' }, rapporteur: null };
const rules = { representation: { proxies: { perHolder: 2, countForQuorum: true } } } as const;
/** The session without item two and with a third. */
const without = (...answers: Answer[]) => ({
  type: 'session.prepare',
  session: prepared({
    rules: rules as never,
    change: session => ({ ...session, agenda: [session.agenda[0]!, { id: 'three', ...ITEM }] }),
  }) as unknown as JsonObject,
  ...(answers.length > 0 ? { orphans: answers.map(([kind, id, item, to]) => ({ kind, id, item, to })) } : {}),
});
async function withMotion(): Promise<{ scene: Scene; motion: string; amendment: string }> {
  const scene = await createScene().prepare({ rules: rules as never });
  await scene.arrive('sec', 'p1', 'p2', 'p3');
  const motion = await scene.motion('Принять план до мая', 'two');
  const change = { kind: 'replace', passage: { ru: 'мая' }, words: { ru: 'июня' } };
  const [entry] = await scene.done('sec', { type: 'amendment.submit', motion, change, mover: null });
  return { scene, motion, amendment: String(entry!.data.id) };
}

describe('PROC-35: what was put in on an item that a new agenda does not have', () => {
  test('is named before the session is prepared, which is refused without an answer to each', async () => {
    const { scene, motion } = await withMotion();
    expect(orphansOf(await scene.state(), ['one', 'three'])).toEqual([{ kind: 'motion', id: motion, item: 'two' }]);
    await scene.refuses('desk', without(), 'session.orphans', {
      n: 1,
      orphans: [{ kind: 'motion', id: motion, item: 'two' }],
    });
    await scene.refuses('desk', without(['motion', motion, 'two', 'nine']), 'agenda.unknown_item');
    expect((await scene.state()).agenda.items.map(item => item.id)).toEqual(['one', 'two']);
  });

  test('moves to another item with its amendments, and is voted on there', async () => {
    const { scene, motion, amendment } = await withMotion();
    const act = without(['motion', motion, 'two', 'three']);
    await scene.records('desk', act, [['session.prepared'], ['motion.moved', { id: motion, item: 'three' }]]);
    await scene.staysQuiet('desk', act);
    const { motions } = await scene.state();
    expect([motions[motion]?.item, motions[amendment]?.item]).toEqual(['three', 'three']);
    await scene.done('p1', { type: 'session.open' });
    await scene.done('p1', { type: 'agenda.take', item: 'three' });
    const open = { type: 'voting.open', motion: amendment, method: 'named', majority: 'simple', closesInSeconds: null };
    await scene.records('p1', open, [['voting.opened', { item: 'three' }], ['motion.put']]);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('or is withdrawn by an entry, and so is what hangs on it', async () => {
    const { scene, motion, amendment } = await withMotion();
    await scene.records('desk', without(['motion', motion, 'two', null]), [
      ['motion.withdrawn', { id: motion }],
      ['motion.notPut', { id: amendment, reason: 'parent_gone' }],
      ['session.prepared'],
    ]);
    expect(orphansOf(await scene.state(), ['one', 'three'])).toEqual([]);
  });

  test('rival proposals go together', async () => {
    const { scene, motion } = await withMotion();
    const rival = { type: 'motion.submit', item: 'two', text: { ru: 'Отклонить план' }, mover: null, rivalOf: motion };
    const [entry] = await scene.done('sec', rival);
    const other = String(entry!.data.id);
    const both = (to: string | null) => without(['motion', motion, 'two', 'three'], ['motion', other, 'two', to]);
    await scene.refuses('desk', both('one'), 'session.rivals_apart', { motion });
    await scene.records('desk', both(null), [
      ['motion.withdrawn', { id: other }],
      ['session.prepared'],
      ['motion.moved'],
    ]);
  });

  test('recusals, proxies, instructions and marks move or are withdrawn as motions are', async () => {
    const scene = await createScene().prepare({ rules: rules as never });
    await scene.arrive('sec', 'p1', 'p2', 'p3');
    const proxy = (principal: string, item: string | null, choices: readonly string[]) => ({
      ...{ type: 'proxy.register', principal, holder: 's1', item, proof: 'D-1' },
      instruction:
        choices.length === 0
          ? { kind: 'free' }
          : { kind: 'directed', choices: choices.map(each => ({ item: each, choice: 'no' })) },
    });
    await scene.done('sec', { type: 'seat.recuse', seat: 's3', item: 'two' });
    await scene.done('sec', { type: 'agenda.mark', item: 'two', mustHearAll: true });
    const [first] = await scene.done('sec', proxy('s4', 'two', []) as never);
    const [second] = await scene.done('sec', proxy('s5', null, ['one', 'two']) as never);
    const [four, five] = [String(first!.data.id), String(second!.data.id)];
    const left: readonly (readonly [string, string])[] = [
      ['recusal', 's3'],
      ['proxy', four],
      ['instruction', five],
      ['mark', 'two'],
    ];
    expect(orphansOf(await scene.state(), ['one', 'three']).map(({ kind, id }) => [kind, id])).toEqual(left);
    const to = (item: string | null) => without(...left.map(([kind, id]): Answer => [kind, id, 'two', item]));
    await scene.refuses('desk', to('one'), 'session.instructions_meet', { proxy: five });
    await scene.done('desk', to('three'));
    const { represent, agenda } = await scene.state();
    expect(represent?.recusals.filter(each => each.withdrawnAt === null)).toMatchObject([
      { seat: 's3', item: 'three' },
    ]);
    expect(represent?.proxies.filter(each => each.revokedAt === null)).toMatchObject([
      { principal: 's4', item: 'three' },
      { principal: 's5', item: null, instruction: { choices: [{ item: 'one' }, { item: 'three', choice: 'no' }] } },
    ]);
    expect(agenda.items.map(item => [item.id, item.mustHearAll ?? false])).toEqual([
      ['one', false],
      ['three', true],
    ]);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('recusals, proxies, instructions and marks that are withdrawn are so by entries', async () => {
    const scene = await createScene().prepare({ rules: rules as never });
    await scene.arrive('sec');
    await scene.done('sec', { type: 'seat.recuse', seat: 's3', item: 'two' });
    await scene.done('sec', { type: 'agenda.mark', item: 'two', mustHearAll: true });
    const instruction = { kind: 'directed', choices: [{ item: 'two', choice: 'no' }] };
    const directed = { principal: 's4', holder: 's1', item: null, instruction, proof: 'D-2' };
    const [entry] = await scene.done('sec', { type: 'proxy.register', ...directed } as never);
    const proxy = String(entry!.data.id);
    const act = without(
      ['recusal', 's3', 'two', null],
      ['instruction', proxy, 'two', null],
      ['mark', 'two', 'two', null],
    );
    await scene.records('desk', act, [
      ['seat.recusalWithdrawn', { seat: 's3', item: 'two' }],
      ['agenda.marked', { item: 'two', mustHearAll: false }],
      // An instruction of which nothing is left binds to nothing: the proxy ends with it.
      ['proxy.revoked', { id: proxy }],
      ['session.prepared'],
    ]);
  });
});
