import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  fromBase64Url,
  groupsOf,
  keyPairOfRecoveryCode,
  makeKeyPair,
  makeRecoveryCode,
  open,
  publicKeyOf,
  seal,
  toBase64Url,
} from './index.js';

const text = (value: string) => new TextEncoder().encode(value);

describe('seal and open', () => {
  it('gives back what was sealed to whoever has the private key', async () => {
    const { publicKey, privateKey } = await makeKeyPair();
    const sealed = await seal(publicKey, text('for'), 'box 1');
    expect(sealed.length).toBe(3 + 48);
    expect(await open(privateKey, sealed, 'box 1')).toEqual(text('for'));
    expect(await publicKeyOf(privateKey)).toBe(publicKey);
  });

  it('seals the same text differently each time, at one length', async () => {
    const { publicKey } = await makeKeyPair();
    const sealed = await Promise.all([1, 2, 3].map(() => seal(publicKey, text('for'), 'box 1')));
    expect(new Set(sealed.map(toBase64Url)).size).toBe(3);
    expect(new Set(sealed.map(bytes => bytes.length)).size).toBe(1);
  });

  it('opens nothing by another key, in another context, altered, or cut short', async () => {
    const { publicKey, privateKey } = await makeKeyPair();
    const sealed = await seal(publicKey, text('for'), 'box 1');
    const altered = Uint8Array.from(sealed, (byte, index) => (index === sealed.length - 1 ? byte ^ 1 : byte));
    const cannotOpen = expect.objectContaining({ name: 'BallotKeyError', fault: 'cannot_open' });
    await expect(open((await makeKeyPair()).privateKey, sealed, 'box 1')).rejects.toEqual(cannotOpen);
    await expect(open(privateKey, sealed, 'box 2')).rejects.toEqual(cannotOpen);
    await expect(open(privateKey, altered, 'box 1')).rejects.toEqual(cannotOpen);
    for (const length of [0, 31, 32, 47]) {
      await expect(open(privateKey, sealed.slice(0, length), 'box 1')).rejects.toEqual(cannotOpen);
    }
  });

  it('refuses keys that are none', async () => {
    const badKey = expect.objectContaining({ fault: 'bad_key' });
    for (const key of ['', 'abc', 'A'.repeat(44), `${'A'.repeat(42)}B`, `${'A'.repeat(42)}+`]) {
      await expect(seal(key, text('for'), 'box')).rejects.toEqual(badKey);
      await expect(open(key, new Uint8Array(60), 'box')).rejects.toEqual(badKey);
      await expect(publicKeyOf(key)).rejects.toEqual(badKey);
    }
    // The point of order one: its secret would be known to everybody.
    await expect(seal('A'.repeat(43), text('for'), 'box')).rejects.toEqual(badKey);
  });
});

describe('recovery code', () => {
  it('has seven groups of four, more than 128 bits by chance, and none of I, L, O, U', () => {
    const codes = Array.from({ length: 200 }, makeRecoveryCode);
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(new Set(codes).size).toBe(200);
    // Each of the 26 random places takes each of the 32 letters.
    for (let place = 0; place < 26; place++) {
      expect(new Set(codes.map(code => code.replaceAll('-', '')[place])).size).toBeGreaterThan(24);
    }
  });

  it('gives the same pair however it is typed: small letters, other groups, look-alikes, a Cyrillic keyboard', async () => {
    const code = '0123-4567-89AB-CEHK-MPTX-10YZ-3';
    const full = groupsOf(code).join('');
    const made = makeRecoveryCode();
    const pair = await keyPairOfRecoveryCode(made);
    const cyrillic = {
      A: 'А',
      B: 'В',
      C: 'С',
      E: 'Е',
      H: 'Н',
      K: 'К',
      M: 'М',
      P: 'Р',
      T: 'Т',
      X: 'Х',
      '0': 'О',
      '1': 'l',
    };
    const typed = [...made.toLowerCase()].map(
      letter => cyrillic[letter.toUpperCase() as keyof typeof cyrillic] ?? letter,
    );
    expect(await keyPairOfRecoveryCode(made.toLowerCase())).toEqual(pair);
    expect(await keyPairOfRecoveryCode(`  ${made.replaceAll('-', ' ')}\n`)).toEqual(pair);
    expect(await keyPairOfRecoveryCode(typed.join(''))).toEqual(pair);
    expect(full).toBe(code.replaceAll('-', ''));
    expect(await publicKeyOf(pair.privateKey)).toBe(pair.publicKey);
  });

  it('says what is wrong with what was typed', async () => {
    const code = makeRecoveryCode();
    const faultOf = (typed: string) => keyPairOfRecoveryCode(typed).then(String, error => error.fault);
    expect(await faultOf('')).toBe('code_length');
    expect(await faultOf(code.slice(0, -1))).toBe('code_length');
    expect(await faultOf(`${code.slice(0, -1)}Ж`)).toBe('code_letters');
    const letters = [...code.replaceAll('-', '')];
    // A check of ten bits lets one in 1,024 pass.
    let passed = 0;
    for (const index of letters.keys()) {
      const changed = letters.with(index, letters[index] === '7' ? '8' : '7').join('');
      if ((await faultOf(changed)) !== 'code_mistyped') passed++;
    }
    expect(passed).toBeLessThanOrEqual(2);
  });

  it('opens what was sealed to its public half', async () => {
    const code = makeRecoveryCode();
    const sealed = await seal((await keyPairOfRecoveryCode(code)).publicKey, text('key'), 'copy');
    expect(await open((await keyPairOfRecoveryCode(code)).privateKey, sealed, 'copy')).toEqual(text('key'));
  });
});

describe('base64url', () => {
  it('is that of Node, and takes one spelling only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), bytes => {
        const encoded = toBase64Url(bytes);
        expect(encoded).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64Url(encoded)).toEqual(bytes);
      }),
    );
    for (const other of ['A', 'AB', 'AA==', 'A A', 'AAAA=', 'ÄÄ']) expect(fromBase64Url(other)).toBeUndefined();
  });
});
