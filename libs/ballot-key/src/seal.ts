/** Seals a text so that only who has the private key can open it: HPKE (RFC 9180), base mode, DHKEM(X25519), ChaCha20-Poly1305. */
import { concat, encode } from 'hpke';
import { BallotKeyError } from './errors.js';
import { importKeyPair, importPublicKey, suite } from './key-pair.js';

const ENCAPSULATED_BYTES = 32;

/**
 * `enc || ciphertext`: 48 bytes longer than `plaintext`. `context` says what is sealed for whom, and has to be the same at the
 * opening: a text sealed for one purpose cannot be passed off as another.
 *
 * @throws {BallotKeyError} `bad_key` where `publicKey` is none.
 */
export async function seal(publicKey: string, plaintext: Uint8Array, context: string): Promise<Uint8Array> {
  const key = await importPublicKey(publicKey);
  const sealed = await suite.Seal(key, plaintext, { info: encode(context) }).catch(() => {
    // A point of small order, with which everybody shares the same secret.
    throw new BallotKeyError('bad_key');
  });
  return concat(sealed.encapsulatedSecret, sealed.ciphertext);
}

/** @throws {BallotKeyError} `bad_key` where `privateKey` is none, `cannot_open` where it does not open this text in this context. */
export async function open(privateKey: string, sealed: Uint8Array, context: string): Promise<Uint8Array> {
  const pair = await importKeyPair(privateKey);
  const [enc, ciphertext] = [sealed.slice(0, ENCAPSULATED_BYTES), sealed.slice(ENCAPSULATED_BYTES)];
  return suite.Open(pair, enc, ciphertext, { info: encode(context) }).catch(() => {
    throw new BallotKeyError('cannot_open');
  });
}
