import { describe, expect, test } from '@jest/globals';
import { ask, BOOK, setUp, sign, wish } from './engine-kit.suite.js';
import type { Answer } from './types.js';

describe('boxes', () => {
  const open = ask('box.open', {}, 'boss', 'open');
  const close = () => ask('box.close', {}, 'boss');

  test('J-50 the same wish sent again is answered as repeated, another is refused', async () => {
    const { engine, all } = setUp();
    await engine.submit(BOOK, open);
    expect(await engine.submit(BOOK, wish('rain', 'p1', 'w'))).toMatchObject({ ok: true, seqs: [], repeated: false });
    expect(await engine.submit(BOOK, wish('rain', 'p1', 'w'))).toMatchObject({ ok: true, seqs: [], repeated: true });
    expect(await engine.submit(BOOK, wish('snow', 'p1', 'w'))).toMatchObject({ ok: true, repeated: true });
    expect(await engine.submit(BOOK, wish('sun', 'p1', 'x'))).toMatchObject({ refusal: { refused: 'wish.twice' } });
    await engine.submit(BOOK, close());
    expect((await engine.state(BOOK)).state).toMatchObject({ wishers: ['p1'], wishes: ['rain'], box: 'sealed' });
    expect(JSON.stringify((await all()).slice(0, -1))).not.toContain('rain');
  });

  test('J-25 J-50 J-52 all of it in one batch', async () => {
    const { engine, seen } = setUp();
    const answers = await Promise.all(
      [
        wish('too early', 'p0'),
        open,
        wish('rain', 'p1', 'w'),
        wish('rain', 'p1', 'w'),
        wish('sun', 'p1', 'x'),
        wish('snow', 'p2'),
        close(),
        wish('too late', 'p3'),
      ].map(command => engine.submit(BOOK, command)),
    );
    const short = (answer: Answer) => (answer.ok ? (answer.repeated ? 'repeated' : 'ok') : answer.refusal.refused);
    expect(answers.map(short)).toEqual([
      'box.notOpen',
      'ok',
      'ok',
      'repeated',
      'wish.twice',
      'ok',
      'ok',
      'box.notOpen',
    ]);
    expect(seen.transactions).toBe(1);
    expect((await engine.state(BOOK)).state).toMatchObject({ wishers: ['p1', 'p2'], wishes: ['rain', 'snow'] });
  });

  test('J-54 a batch that fails leaves neither wish nor page', async () => {
    const { engine, faults, all } = setUp();
    await engine.submit(BOOK, open);
    faults.before = () => new Error('disk full');
    const first = wish('rain', 'p1');
    const failed = await Promise.allSettled([engine.submit(BOOK, first), engine.submit(BOOK, sign('me'))]);
    expect(failed.map(each => each.status)).toEqual(['rejected', 'rejected']);
    delete faults.before;
    expect(await all()).toHaveLength(1);
    expect(await engine.submit(BOOK, wish('sun', 'p1'))).toMatchObject({ ok: true, repeated: false });
    await engine.submit(BOOK, close());
    expect((await engine.state(BOOK)).state.wishes).toEqual(['sun']);
  });

  test('J-53 J-56 after the seal the rules refuse, and nothing breaks', async () => {
    const { engine } = setUp();
    await engine.submit(BOOK, open);
    const early = wish('rain', 'p1');
    await engine.submit(BOOK, early);
    await engine.submit(BOOK, close());
    expect(await engine.submit(BOOK, early)).toMatchObject({ refusal: { refused: 'box.notOpen' } });
    expect(await engine.submit(BOOK, close())).toMatchObject({ refusal: { refused: 'box.notOpen' } });
  });

  test('J-50 a thousand wishes at once, each once', async () => {
    const { engine, seen } = setUp();
    await engine.submit(BOOK, open);
    const guests = Array.from({ length: 500 }, (_, i) => `p${i}`);
    const asked = guests.flatMap(guest => [wish(`of ${guest}`, guest), wish('another', guest)]);
    const answers = await Promise.all(asked.map(command => engine.submit(BOOK, command)));
    expect(answers.map(answer => answer.ok)).toEqual(asked.map((_, i) => i % 2 === 0));
    expect(seen.transactions).toBe(2);
    await engine.submit(BOOK, close());
    const { wishes, wishers } = (await engine.state(BOOK)).state;
    expect(wishers).toEqual([...guests].sort());
    expect(wishes).toEqual(guests.map(guest => `of ${guest}`).sort());
  });
});
