import { describe, expect, test } from '@jest/globals';
import { makeKeyPair, open, seal } from '@kengesh/ballot-key';
import { RFC_9180_A_2_1 as vector } from '../../../../libs/ballot-key/src/rfc-9180.suite.js';
import { createOpener, createSealer, ephemeralOf } from './sealing.js';

const bytes = (hex: string) => Buffer.from(hex, 'hex');
const key = (hex: string) => bytes(hex).toString('base64url');
const text = (value: string) => Buffer.from(value);
const CONTEXT = 'Ode on a Grecian Urn';

describe('sealing with the arithmetic of Node', () => {
  test('agrees with the vector of RFC 9180 (appendix A.2.1), but for the further data that we have none of', () => {
    expect(text(CONTEXT).toString('hex')).toBe(vector.info);
    const sealed = createSealer(key(vector.pkRm), CONTEXT, ephemeralOf(bytes(vector.skEm))).sealOnce(
      bytes(vector.encryptions[0]!.pt),
    );
    expect(sealed.subarray(0, 32).toString('hex')).toBe(vector.enc);
    // Further data changes the tag only, which stands last.
    expect(sealed.subarray(32, -16).toString('hex')).toBe(vector.encryptions[0]!.ct.slice(0, -32));
    expect(createOpener(key(vector.skRm), CONTEXT).publicKey).toBe(key(vector.pkRm));
  });

  test('opens what the library sealed, and the library what it sealed', async () => {
    const { publicKey, privateKey } = await makeKeyPair();
    const byLibrary = await seal(publicKey, text('for'), 'box 1');
    expect(createOpener(privateKey, 'box 1').openOnce(byLibrary)).toEqual(text('for'));
    const byNode = createSealer(publicKey, 'box 1').sealOnce(text('against'));
    expect(text('against').equals(await open(privateKey, byNode, 'box 1'))).toBe(true);
  });

  test('seals many by one encapsulation, each openable alone, all of one length, none like another', async () => {
    const { publicKey, privateKey } = await makeKeyPair();
    const sealer = createSealer(publicKey, 'box 1');
    const sealed = Array.from({ length: 300 }, () => sealer.seal(text('for')));
    expect(new Set(sealed.map(String)).size).toBe(300);
    expect(new Set(sealed.map(each => each.length))).toEqual(new Set([3 + 64]));
    const opener = createOpener(privateKey, 'box 1');
    for (const each of sealed.reverse().slice(7)) expect(opener.open(each)).toEqual(text('for'));
  });

  test('opens nothing by another key, in another context, altered or cut short; takes no key that is none', async () => {
    const { publicKey, privateKey } = await makeKeyPair();
    const sealed = createSealer(publicKey, 'box 1').seal(text('for'));
    const altered = Buffer.from(sealed);
    altered[40]! ^= 1;
    const cannot = expect.objectContaining({ fault: 'cannot_open' });
    const fault = (run: () => unknown) => {
      try {
        run();
        return null;
      } catch (error) {
        return error;
      }
    };
    const other = (await makeKeyPair()).privateKey;
    expect(fault(() => createOpener(other, 'box 1').open(sealed))).toEqual(cannot);
    expect(fault(() => createOpener(privateKey, 'box 2').open(sealed))).toEqual(cannot);
    expect(fault(() => createOpener(privateKey, 'box 1').open(altered))).toEqual(cannot);
    for (const length of [0, 31, 32, 48, 63])
      expect(fault(() => createOpener(privateKey, 'box 1').open(sealed.subarray(0, length)))).toEqual(cannot);
    const bad = expect.objectContaining({ fault: 'bad_key' });
    for (const none of ['', 'abc', 'A'.repeat(43)]) expect(fault(() => createSealer(none, 'box 1'))).toEqual(bad);
    expect(fault(() => createOpener('abc', 'box 1'))).toEqual(bad);
  });
});
