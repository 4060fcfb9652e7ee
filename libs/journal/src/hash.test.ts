import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonical, chainEntry, entryHash, GENESIS, setSha256, sha256Hex, toPlainJson, verifyChain } from './hash.js';
import { pages } from './store.suite.js';
import type { Entry } from './types.js';

/** A double by its 64 bits, as RFC 8785 appendix B gives them. */
const double = (bits: string) => new DataView(new BigUint64Array([BigInt(`0x${bits}`)]).buffer).getFloat64(0, true);

describe('canonical JSON', () => {
  test('J-02 the example of RFC 8785, 3.2.2', () => {
    const text = `{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
      "literals": [null, true, false]
    }`;
    expect(canonical(JSON.parse(text))).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test('J-02 members are ordered by UTF-16 units (RFC 8785, 3.2.3)', () => {
    const text = `{
      "\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
      "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control", "\\u00f6": "Latin Small Letter O With Diaeresis"
    }`;
    const order = [...canonical(JSON.parse(text)).matchAll(/:"([^"]+)"/g)].map(match => match[1]);
    expect(order).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  test.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('J-02 number %s is written %s (RFC 8785, appendix B)', (bits, text) => {
    expect(canonical(double(bits))).toBe(text);
  });

  test.each([['7fffffffffffffff'], ['7ff0000000000000']])(
    'J-02 J-06 number %s has no JSON (RFC 8785, appendix B)',
    bits => {
      expect(() => canonical({ a: [double(bits)] })).toThrow('a.0');
    },
  );

  test.each<[string, unknown]>([
    ['a lone surrogate', { a: '\ud800' }],
    ['a lone surrogate in a name', { '\udead': 1 }],
    ['a date', { a: new Date(0) }],
    ['a map', new Map()],
    ['a function', { a: () => 1 }],
    ['a bigint', [1n]],
    ['nothing', undefined],
    ['a hole', [undefined]],
    ['an endless one', Array.from({ length: 99 }).reduce<unknown>(inner => [inner], [])],
  ])('J-06 %s is no plain JSON', (_, value) => {
    expect(() => toPlainJson(value)).toThrow(TypeError);
  });

  test('J-06 undefined members are dropped, -0 is 0, and what is plain is not copied', () => {
    expect(toPlainJson({ a: undefined, b: [-0, { c: undefined }] })).toEqual({ b: [0, {}] });
    const value = { a: [1, 'x', null, { b: true }], __proto__: null };
    expect(toPlainJson(value)).toBe(value);
    const tricky = JSON.parse('{"__proto__": {"a": 1}, "b": -0}') as object;
    expect(canonical(tricky)).toBe('{"__proto__":{"a":1},"b":0}');
  });
});

describe('the chain', () => {
  const chain = () =>
    pages(
      { seq: 0, hash: GENESIS },
      { data: { name: 'Ш' } },
      { at: '2023-04-28T05:00:00.000Z' },
      { at: '2023-04-28T05:00:00.000Z' },
    );
  /** The entry with changes, and with a hash that fits them again, as a forger would. */
  const stamped = (entry: Entry, changes: Partial<Entry>): Entry => {
    const forged = { ...entry, ...changes };
    return { ...forged, hash: entryHash(forged.prev, forged) };
  };

  test('J-03 the hash is SHA-256 of prev and the canonical entry', () => {
    const [entry] = chain();
    const text =
      `${GENESIS}{"actor":"p1","at":"2023-04-28T04:00:00.000Z","command":"c1","data":{"name":"Ш"},"part":0,` +
      `"prev":"${GENESIS}","seq":1,"type":"page.written"}`;
    expect(entry!.hash).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  test('J-03 hashed as it is made, an entry gets the same hash, whatever is in it', () => {
    const text = fc.string({ unit: 'grapheme' });
    const data = fc
      .jsonValue({ stringUnit: 'grapheme', maxDepth: 3 })
      .map(given => toPlainJson({ given, more: [1e21, -0, 'Ш'] }));
    // What has no members of its own is written by a shorter way.
    const leaf = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null));
    const short = fc.dictionary(fc.oneof(text, fc.nat().map(String)), leaf, { maxKeys: 8 }).map(toPlainJson);
    fc.assert(
      fc.property(text, text, text, fc.nat(), fc.oneof(data, short), (actor, command, type, part, given) => {
        const body = {
          seq: 7,
          type,
          at: '2026-03-10T08:00:00.000Z',
          actor,
          command,
          part,
          data: given as never,
          prev: GENESIS,
        };
        const { entry, text: written } = chainEntry(body);
        expect(entry).toEqual({ ...body, hash: entryHash(GENESIS, body) });
        expect(JSON.parse(written)).toEqual(entry);
      }),
    );
  });

  test('a lent SHA-256 must count as ours does', () => {
    expect(() => setSha256(text => createHash('sha1').update(text).digest('hex'))).toThrow('no SHA-256');
    expect(() => setSha256(text => createHash('sha256').update(text, 'latin1').digest('hex'))).toThrow('no SHA-256');
    const before = sha256Hex('Кеңеш');
    setSha256(text => createHash('sha256').update(text, 'utf8').digest('hex'));
    expect(sha256Hex('Кеңеш')).toBe(before);
  });

  test('J-01 J-04 J-05 a whole chain agrees with itself, and no more is said without a head', () => {
    const all = chain();
    expect(verifyChain(all)).toEqual({ intact: true, head: all[2]!.hash, count: 3, proven: 0 });
    expect(verifyChain([])).toEqual({ intact: true, head: GENESIS, count: 0, proven: 0 });
  });

  test('J-05 a given head proves the entries up to it', () => {
    const all = chain();
    expect(verifyChain(all, { head: all[2]!.hash })).toMatchObject({ intact: true, proven: 3 });
    expect(verifyChain(all, { head: ` ${all[1]!.hash.toUpperCase()}\n` })).toMatchObject({ intact: true, proven: 2 });
    expect(verifyChain(all, { head: sha256Hex('another') })).toEqual({ intact: false, seq: 3, reason: 'head' });
    // What stands before entry 1 covers nothing.
    expect(verifyChain(all, { head: GENESIS })).toEqual({ intact: false, seq: 3, reason: 'head' });
    expect(verifyChain([], { head: GENESIS })).toMatchObject({ intact: true, proven: 0 });
    expect(verifyChain(all.slice(0, 2), { head: all[2]!.hash })).toEqual({ intact: false, seq: 2, reason: 'head' });
  });

  test('J-05 a chain written anew from a forged entry on agrees with itself but not with the head', () => {
    const all = chain();
    const forged: Entry[] = [stamped(all[0]!, { data: { name: 'another' } })];
    for (const entry of all.slice(1)) forged.push(stamped(entry, { prev: forged.at(-1)!.hash }));
    expect(verifyChain(forged)).toMatchObject({ intact: true, proven: 0 });
    expect(verifyChain(forged, { head: all[2]!.hash })).toMatchObject({ intact: false, reason: 'head' });
  });

  test.each<[string, (all: Entry[]) => unknown[], number, string]>([
    ['data altered', all => [all[0], { ...all[1]!, data: { name: 'x' } }, all[2]], 2, 'hash'],
    ['an instant altered', all => [{ ...all[0]!, at: '2023-04-28T04:00:00.001Z' }, ...all.slice(1)], 1, 'hash'],
    ['a member added', all => [all[0], all[1], { ...all[2]!, note: 'later' }], 3, 'hash'],
    ['data altered and hashed anew', all => [all[0], stamped(all[1]!, { data: { x: 1 } }), all[2]], 3, 'prev'],
    ['an entry missing', all => [all[0], all[2]], 2, 'gap'],
    ['the first entry missing', all => all.slice(1), 1, 'gap'],
    ['an entry doubled', all => [all[0], all[0], all[1]], 2, 'order'],
    ['two entries exchanged', all => [all[1], all[0], all[2]], 1, 'gap'],
    ['time going back', all => [all[0], all[1], stamped(all[2]!, { at: '2020-01-01T00:00:00.000Z' })], 3, 'order'],
    ['no entry', all => [all[0], null, all[2]], 2, 'shape'],
    ['a hash missing', all => [{ ...all[0]!, hash: undefined }], 1, 'shape'],
    ['a lone surrogate', all => [{ ...all[0]!, data: { a: '\ud800' } }], 1, 'shape'],
  ])('J-04 %s is found and named', (_, alter, seq, reason) => {
    expect(verifyChain(alter(chain()))).toEqual({ intact: false, seq, reason });
  });
});
