/** Key pairs of X25519 as the pages and the server send them: 32 bytes each, in base64url without padding. */
import { x25519 } from '@noble/curves/ed25519.js';
import { AEAD_ChaCha20Poly1305, KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 } from '@panva/hpke-noble';
import { CipherSuite, type Key, type KeyPair } from 'hpke';
import { fromBase64Url, toBase64Url } from './base64url.js';
import { BallotKeyError } from './errors.js';

export interface BallotKeyPair {
  publicKey: string;
  privateKey: string;
}

const KEY_BYTES = 32;

/** RFC 9180 without `crypto.subtle`, which a page opened by `http` on a local network does not have. */
export const suite = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_ChaCha20Poly1305);

/** @throws {BallotKeyError} `bad_key` where it is not 32 bytes in base64url. */
function keyBytes(key: string): Uint8Array {
  const bytes = typeof key === 'string' ? fromBase64Url(key) : undefined;
  if (bytes?.length !== KEY_BYTES) throw new BallotKeyError('bad_key');
  return bytes;
}

export async function importPublicKey(publicKey: string): Promise<Key> {
  return suite.DeserializePublicKey(keyBytes(publicKey));
}

/** With its public half, which opening would otherwise work out anew for each text. */
export async function importKeyPair(privateKey: string): Promise<KeyPair> {
  return {
    privateKey: await suite.DeserializePrivateKey(keyBytes(privateKey)),
    publicKey: await importPublicKey(await publicKeyOf(privateKey)),
  };
}

async function exportPair(pair: KeyPair): Promise<BallotKeyPair> {
  return {
    publicKey: toBase64Url(await suite.SerializePublicKey(pair.publicKey)),
    privateKey: toBase64Url(await suite.SerializePrivateKey(pair.privateKey)),
  };
}

/** @throws {BallotKeyError} `bad_key` where `privateKey` is none. */
export async function publicKeyOf(privateKey: string): Promise<string> {
  return toBase64Url(x25519.getPublicKey(keyBytes(privateKey)));
}

/** A new pair from the platform's source of chance. */
export async function makeKeyPair(): Promise<BallotKeyPair> {
  return exportPair(await suite.GenerateKeyPair(true));
}

/** The same pair for the same `secret` (RFC 9180, DeriveKeyPair), which has at least 32 bytes. */
export async function deriveKeyPair(secret: Uint8Array): Promise<BallotKeyPair> {
  return exportPair(await suite.DeriveKeyPair(secret, true));
}
