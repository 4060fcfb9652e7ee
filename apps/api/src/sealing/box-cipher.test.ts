import { describe, expect, test } from '@jest/globals';
import { makeKeyPair } from '@kengesh/ballot-key';
import { createBoxCipher } from './box-cipher.js';

describe('SEC-24: ballots sealed by the server', () => {
  test('are of one length and never the same, and open with their key for their box alone', async () => {
    const [own, other] = [await makeKeyPair(), await makeKeyPair()];
    const cipher = createBoxCipher();
    const choices = ['yes', 'yes', 'c1.c2.c3', 'a'.repeat(300)];
    const sealed = choices.map(choice => cipher.seal(own.publicKey, choice, 's/v1'));
    expect(new Set(sealed.map(text => String(text).length)).size).toBe(1);
    expect(new Set(sealed).size).toBe(choices.length);
    expect(cipher.open('s/v1', sealed)).toBeNull();
    const opened = await cipher.withKey('s/v1', own.privateKey, async () => cipher.open('s/v1', sealed));
    expect([...(opened ?? [])].sort()).toEqual([...choices].sort());
    expect(cipher.open('s/v1', sealed)).toBeNull();
    await cipher.withKey('s/v1', other.privateKey, async () => expect(() => cipher.open('s/v1', sealed)).toThrow());
    await cipher.withKey('s/v2', own.privateKey, async () => expect(() => cipher.open('s/v2', sealed)).toThrow());
    expect(() => cipher.seal(own.publicKey, 'a'.repeat(400), 's/v1')).toThrow('longer');
  });

  test('are not sealed to a point that everybody shares a secret with', () => {
    expect(() => createBoxCipher().seal('A'.repeat(43), 'yes', 'box')).toThrow();
  });
});
