import { describe, expect, it, jest } from '@jest/globals';
import { concat } from 'hpke';
import { deriveKeyPair, importKeyPair, importPublicKey, publicKeyOf, suite } from './key-pair.js';
import { RFC_9180_A_2_1 as vector } from './rfc-9180.suite.js';
import { open } from './seal.js';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const key = (hex: string) => Buffer.from(hex, 'hex').toString('base64url');
const info = bytes(vector.info);

describe('the suite as RFC 9180 describes it (appendix A.2.1)', () => {
  it('derives both key pairs', async () => {
    expect(await deriveKeyPair(bytes(vector.ikmR))).toEqual({
      publicKey: key(vector.pkRm),
      privateKey: key(vector.skRm),
    });
    expect((await deriveKeyPair(bytes(vector.ikmE))).privateKey).toBe(key(vector.skEm));
    expect(await publicKeyOf(key(vector.skRm))).toBe(key(vector.pkRm));
  });

  it('seals what the RFC seals, where chance gives what it gave there', async () => {
    // Only what the pair is made of: the curve asks for more, to blind its arithmetic.
    const chance = jest.spyOn(globalThis.crypto, 'getRandomValues').mockImplementationOnce(into => {
      (into as Uint8Array).set(bytes(vector.ikmE));
      return into;
    });
    const { encapsulatedSecret, ctx } = await suite.SetupSender(await importPublicKey(key(vector.pkRm)), { info });
    chance.mockRestore();
    expect(Buffer.from(encapsulatedSecret).toString('hex')).toBe(vector.enc);
    for (let sequence = 0; sequence <= 256; sequence++) {
      const expected = vector.encryptions.find(encryption => encryption.sequence === sequence);
      const sealed = await ctx.Seal(bytes(expected?.pt ?? ''), bytes(expected?.aad ?? ''));
      if (expected) expect(Buffer.from(sealed).toString('hex')).toBe(expected.ct);
    }
    for (const { context, value } of vector.exports)
      expect(Buffer.from(await ctx.Export(bytes(context), 32)).toString('hex')).toBe(value);
  });

  it('opens what the RFC sealed', async () => {
    const first = vector.encryptions[0];
    if (!first) throw new Error('no vector');
    const pair = await importKeyPair(key(vector.skRm));
    const opened = await suite.Open(pair, bytes(vector.enc), bytes(first.ct), { info, aad: bytes(first.aad) });
    expect(Buffer.from(opened).toString('hex')).toBe(first.pt);
  });

  it('opens by its own function what the same suite sealed without further data', async () => {
    const { encapsulatedSecret, ciphertext } = await suite.Seal(
      await importPublicKey(key(vector.pkRm)),
      bytes('0102'),
      {
        info,
      },
    );
    const context = Buffer.from(info).toString('utf8');
    expect(await open(key(vector.skRm), concat(encapsulatedSecret, ciphertext), context)).toEqual(bytes('0102'));
  });
});
