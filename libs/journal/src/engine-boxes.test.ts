import { describe, expect, test } from '@jest/globals';
import { markOf } from './boxes.js';
import { ask, BOOK, setUp, sign, wish } from './engine-kit.suite.js';
import { type Guestbook, guestbook } from './guestbook.suite.js';
import { createMemoryStore } from './memory-store.js';
import type { Answer, BoxCipher, JournalDef, Json } from './types.js';

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

/** The guestbook with a box whose wishes are sealed to a key, and closed with it. */
const sealing: JournalDef<Guestbook> = {
  ...guestbook,
  acts: {
    ...guestbook.acts,
    'wish.drop': {
      ...guestbook.acts['wish.drop']!,
      decide: (state, act, context) => {
        const decided = guestbook.acts['wish.drop']!.decide(state, act, context);
        return 'put' in decided && decided.put ? { ...decided, put: { ...decided.put, sealTo: 'public' } } : decided;
      },
    },
    'box.close': {
      ...guestbook.acts['box.close']!,
      boxQuery: state => (state.box === 'open' ? { unseal: 'wishes' } : null),
      decide: (state, act, context) => {
        if (context.box.locked) return { refused: 'box.locked', params: {} };
        const decided = guestbook.acts['box.close']!.decide(state, act, context);
        return 'refused' in decided ? decided : { ...decided, list: context.box.contents };
      },
    },
  },
};
const rot = (text: string) => [...text].reverse().join('');

describe('sealed boxes', () => {
  const key: { atHand: boolean } = { atHand: false };
  const cipher: BoxCipher = {
    seal: (publicKey, content, box) => `${publicKey} ${box} ${rot(JSON.stringify(content))}`,
    open: (box, sealed) =>
      key.atHand ? sealed.map(text => JSON.parse(rot(String(text).slice(`public ${box} `.length))) as Json) : null,
  };
  const open = ask('box.open', {}, 'boss', 'open');

  test('J-57 a store sees only what is sealed, and a mark that tells its command again and not its name', async () => {
    key.atHand = false;
    const store = createMemoryStore({ random: () => 0.5 });
    const { engine } = setUp({ def: sealing, cipher }, store);
    await engine.submit(BOOK, open);
    const first = wish('rain', 'p1', '018f00112233-w');
    expect(await engine.submit(BOOK, first)).toMatchObject({ ok: true, repeated: false });
    expect(await engine.submit(BOOK, first)).toMatchObject({ ok: true, repeated: true });
    expect(await engine.submit(BOOK, wish('sun', 'p1'))).toMatchObject({ refusal: { refused: 'wish.twice' } });
    const laid = await store.transact(BOOK, async tx => ({
      ...(await tx.boxQuery({ take: 'wishes' })),
      ...{ mark: (await tx.boxQuery({ has: { box: 'wishes', key: 'p1' } })).mark },
    }));
    expect(laid.contents).toEqual([`public wishes ${rot('"rain"')}`]);
    expect(laid.mark).toBe(markOf({ box: 'wishes', sealTo: 'public' }, first.id));
    expect(laid.mark).not.toContain('018f00112233');
  });

  test('J-57 a sealed box is opened with its key alone, and leaves what was in it', async () => {
    key.atHand = false;
    const store = createMemoryStore({ random: () => 0.5 });
    const { engine } = setUp({ def: sealing, cipher }, store);
    await engine.submit(BOOK, open);
    await engine.submit(BOOK, wish('rain', 'p1'));
    await engine.submit(BOOK, wish('sun', 'p2'));
    const close = () => engine.submit(BOOK, ask('box.close', {}, 'boss'));
    expect(await close()).toMatchObject({ ok: false, refusal: { refused: 'box.locked' } });
    key.atHand = true;
    expect(await close()).toMatchObject({ ok: true });
    expect((await engine.state(BOOK)).state).toMatchObject({ wishers: ['p1', 'p2'], wishes: ['rain', 'sun'] });
    const { contents } = await store.transact(BOOK, tx => tx.boxQuery({ list: 'wishes' }));
    expect([...contents].sort()).toEqual(['rain', 'sun']);
  });

  test('J-57 without a cipher nothing is put that should be sealed', async () => {
    const { engine, all } = setUp({ def: sealing });
    await engine.submit(BOOK, open);
    await expect(engine.submit(BOOK, wish('rain', 'p1'))).rejects.toThrow('nothing seals');
    expect(await engine.submit(BOOK, sign('me'))).toMatchObject({ ok: true });
    expect(await all()).toHaveLength(2);
  });
});
