import { describe, expect, test } from '@jest/globals';
import { ask, BOOK, setUp, sign, wish } from './engine-kit.suite.js';
import { ConcurrencyConflict, OutcomeUnknown } from './errors.js';
import { createMemoryStore } from './memory-store.js';
import { createRandom } from './random.suite.js';
import type { EventStore } from './types.js';

describe('when the store fails', () => {
  test('J-29 before the commit: the outcome is unknown to all askers, and the same commands are then written', async () => {
    const { engine, faults, all, told } = setUp();
    await engine.submit(BOOK, sign('first'));
    const commands = [sign('a'), sign('b')];
    faults.before = () => new Error('disk full');
    const failed = await Promise.allSettled(commands.map(command => engine.submit(BOOK, command)));
    for (const [i, result] of failed.entries()) {
      expect(result).toMatchObject({ status: 'rejected', reason: { command: commands[i]!.id } });
      expect((result as PromiseRejectedResult).reason).toBeInstanceOf(OutcomeUnknown);
    }
    expect(await all()).toHaveLength(1);
    expect((await engine.state(BOOK)).seq).toBe(1);
    delete faults.before;
    const again = await Promise.all(commands.map(command => engine.submit(BOOK, command)));
    expect(again).toMatchObject([
      { seqs: [2], repeated: false },
      { seqs: [3, 4], repeated: false },
    ]);
    await engine.drain();
    expect(told.flatMap(({ committed }) => committed.entries)).toEqual(await all());
  });

  test('J-29 what is held is what was folded last, without asking the store; after a failure nothing is', async () => {
    const { engine, seen, faults } = setUp();
    expect(engine.held(BOOK)).toBeNull();
    await engine.submit(BOOK, sign('first'));
    const { reads } = seen;
    expect(engine.held(BOOK)).toMatchObject({ seq: 1, state: { pages: [{ name: 'first' }] } });
    expect(seen.reads).toBe(reads);
    faults.before = () => new Error('disk full');
    await expect(engine.submit(BOOK, sign('second'))).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(engine.held(BOOK)).toBeNull();
  });

  test('J-29 after the commit: the same command brings what it made, and everyone is told once', async () => {
    const { engine, faults, all, told } = setUp();
    await engine.submit(BOOK, sign('first'));
    const command = sign('second');
    faults.after = () => new Error('line broken');
    await expect(engine.submit(BOOK, command)).rejects.toBeInstanceOf(OutcomeUnknown);
    delete faults.after;
    expect(await engine.submit(BOOK, command)).toMatchObject({ ok: true, seqs: [2], repeated: true });
    await engine.drain();
    expect(told.map(({ committed }) => [committed.from, committed.to])).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect(told.flatMap(({ committed }) => committed.entries)).toEqual(await all());
    expect(told[1]!.committed.before.pages).toHaveLength(1);
  });

  test('J-30 a lost race is run again', async () => {
    const { engine, faults, seen, all } = setUp();
    await engine.submit(BOOK, sign('first'));
    let races = 3;
    faults.before = () => (races-- > 0 ? new ConcurrencyConflict('another was faster') : null);
    const answers = await Promise.all([engine.submit(BOOK, sign('a')), engine.submit(BOOK, sign('b'))]);
    expect(answers).toMatchObject([{ seqs: [2] }, { seqs: [3, 4] }]);
    expect(seen.transactions).toBe(5);
    expect(await all()).toHaveLength(4);
  });

  test('J-30 a race lost four times is an unknown outcome', async () => {
    const { engine, faults } = setUp();
    faults.before = () => new ConcurrencyConflict('another was faster');
    await expect(engine.submit(BOOK, sign('a'))).rejects.toMatchObject({ cause: { name: 'LostRace' } });
    delete faults.before;
    expect(await engine.submit(BOOK, sign('b'))).toMatchObject({ ok: true, seqs: [1] });
  });

  test('J-29 a store that fails while it is asked what was written before fails the batch', async () => {
    const inner = createMemoryStore({ random: createRandom(1) });
    let sick = false;
    const store: EventStore = {
      ...inner,
      transact: (journal, work) =>
        inner.transact(journal, tx =>
          work({
            ...tx,
            head: tx.head,
            made: commands => (sick ? Promise.reject(new Error('line broken')) : tx.made(commands)),
          }),
        ),
    };
    const { engine, all } = setUp({}, store);
    await engine.submit(BOOK, ask('box.open', {}, 'boss'));
    sick = true;
    for (const commands of [
      [wish('rain', 'p1'), sign('bystander')],
      [sign('nobody'), sign('bystander')],
    ]) {
      const failed = await Promise.allSettled(commands.map(command => engine.submit(BOOK, command)));
      for (const each of failed) expect(each).toMatchObject({ reason: { name: 'OutcomeUnknown' } });
    }
    expect(await all()).toHaveLength(1);
  });

  test('J-26 an asker that throws harms nobody', async () => {
    const trouble: unknown[] = [];
    const { engine, told } = setUp({ onError: error => trouble.push(error) });
    const answers: unknown[] = [];
    const failed = () => undefined;
    engine.enqueue(BOOK, sign('a'), {
      answered: () => {
        throw new Error('hung up');
      },
      failed,
    });
    engine.enqueue(BOOK, sign('b'), { answered: answer => answers.push(answer), failed });
    await engine.drain();
    expect(answers).toMatchObject([{ ok: true }]);
    expect(trouble).toMatchObject([{ message: 'hung up' }]);
    expect(told).toHaveLength(1);
  });

  test('J-29 a store that fails in the middle of a box fails the batch and loses no wish silently', async () => {
    const inner = createMemoryStore({ random: createRandom(1) });
    let sick = false;
    const store: EventStore = {
      read: (...args) => inner.read(...args),
      transact: (journal, work) =>
        inner.transact(journal, tx =>
          work({
            ...tx,
            head: tx.head,
            boxPut: async (put, command) => {
              if (sick) throw new Error('disk full');
              return tx.boxPut(put, command);
            },
          }),
        ),
    };
    const { engine } = setUp({}, store);
    await engine.submit(BOOK, ask('box.open', {}, 'boss'));
    sick = true;
    const commands = [wish('rain', 'p1'), ask('box.close', {}, 'boss'), sign('bystander')];
    const failed = await Promise.allSettled(commands.map(command => engine.submit(BOOK, command)));
    for (const each of failed) expect(each).toMatchObject({ reason: { name: 'OutcomeUnknown' } });
    sick = false;
    for (const command of commands) expect(await engine.submit(BOOK, command)).toMatchObject({ ok: true });
    expect((await engine.state(BOOK)).state.wishes).toEqual(['rain']);
  });
});
