/**
 * HPKE (RFC 9180) of `@kengesh/ballot-key` once more, with Node's own arithmetic and at once: the library takes 2 ms for a text,
 * and nothing may be awaited while a batch of ballots is decided. What one seals the other opens.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { BallotKeyError } from '@kengesh/ballot-key';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SALT_BYTES = 16;
const NONE = Buffer.alloc(0);
const VERSION = Buffer.from('HPKE-v1');
/** DHKEM(X25519, HKDF-SHA256); then with HKDF-SHA256 and ChaCha20Poly1305 (RFC 9180, section 7). */
const KEM_SUITE = Buffer.from([...Buffer.from('KEM'), 0x00, 0x20]);
const HPKE_SUITE = Buffer.from([...Buffer.from('HPKE'), 0x00, 0x20, 0x00, 0x01, 0x00, 0x03]);
const AEAD = 'chacha20-poly1305';
/** What stands before 32 bytes of a key of X25519 in DER (RFC 8410). */
const PRIVATE_DER = Buffer.from('302e020100300506032b656e04220420', 'hex');
const PUBLIC_DER = Buffer.from('302a300506032b656e032100', 'hex');

function hmac(key: Buffer, ...parts: readonly Buffer[]): Buffer {
  const digest = createHmac('sha256', key);
  for (const part of parts) digest.update(part);
  return digest.digest();
}

const labeledExtract = (suite: Buffer, salt: Buffer, label: string, secret: Buffer): Buffer =>
  hmac(salt, VERSION, suite, Buffer.from(label), secret);

function labeledExpand(suite: Buffer, key: Buffer, label: string, info: Buffer, length: number): Buffer {
  const labeled = Buffer.concat([Buffer.from([length >> 8, length & 255]), VERSION, suite, Buffer.from(label), info]);
  const blocks: Buffer[] = [];
  let block: Buffer = NONE;
  for (let index = 1; blocks.length * 32 < length; index++) {
    block = hmac(key, block, labeled, Buffer.from([index]));
    blocks.push(block);
  }
  return Buffer.concat(blocks, length);
}

function keyBytes(key: string): Buffer {
  const bytes = Buffer.from(key, 'base64url');
  if (bytes.length !== KEY_BYTES || bytes.toString('base64url') !== key) throw new BallotKeyError('bad_key');
  return bytes;
}

const privateKeyOf = (raw: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_DER, raw]), format: 'der', type: 'pkcs8' });
const publicKeyOf = (raw: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC_DER, raw]), format: 'der', type: 'spki' });
const rawOf = (key: KeyObject): Buffer =>
  createPublicKey(key as never)
    .export({ format: 'der', type: 'spki' })
    .subarray(-KEY_BYTES);

interface Schedule {
  readonly key: Buffer;
  readonly baseNonce: Buffer;
  /** A secret that both sides can tell from `context` (section 5.3). */
  exported(context: Buffer, length: number): Buffer;
}

/** From what both sides have agreed on by Diffie-Hellman (sections 4.1 and 5.1, base mode). */
function scheduleOf(agreed: Buffer, enc: Buffer, recipient: Buffer, context: string): Schedule {
  const agreedKey = labeledExtract(KEM_SUITE, NONE, 'eae_prk', agreed);
  const shared = labeledExpand(KEM_SUITE, agreedKey, 'shared_secret', Buffer.concat([enc, recipient]), 32);
  const about = Buffer.concat([
    Buffer.from([0]),
    labeledExtract(HPKE_SUITE, NONE, 'psk_id_hash', NONE),
    labeledExtract(HPKE_SUITE, NONE, 'info_hash', Buffer.from(context)),
  ]);
  const secret = labeledExtract(HPKE_SUITE, shared, 'secret', NONE);
  const exporter = labeledExpand(HPKE_SUITE, secret, 'exp', about, 32);
  return {
    key: labeledExpand(HPKE_SUITE, secret, 'key', about, KEY_BYTES),
    baseNonce: labeledExpand(HPKE_SUITE, secret, 'base_nonce', about, NONCE_BYTES),
    exported: (label, length) => labeledExpand(HPKE_SUITE, exporter, 'sec', label, length),
  };
}

function encrypt(key: Buffer, nonce: Buffer, text: Uint8Array): Buffer {
  const cipher = createCipheriv(AEAD, key, nonce, { authTagLength: TAG_BYTES });
  return Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, nonce: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv(AEAD, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
}

const bulkSecret = ({ exported }: Schedule, salt: Buffer): readonly [key: Buffer, nonce: Buffer] => {
  const secret = exported(salt, KEY_BYTES + NONCE_BYTES);
  return [secret.subarray(0, KEY_BYTES), secret.subarray(KEY_BYTES)];
};

export interface Sealer {
  /** `enc || ciphertext`, as the library's: once only. */
  sealOnce(text: Uint8Array): Buffer;
  /** `enc || salt || ciphertext`, 64 bytes longer than `text`: any number of texts by one encapsulation, in no order. */
  seal(text: Uint8Array): Buffer;
}

/**
 * Seals texts to a public key, by one encapsulation (100 µs) and then 20 µs for each text. What it holds opens what it sealed:
 * it is to be forgotten soon.
 *
 * @throws {BallotKeyError} `bad_key` where `publicKey` is none.
 */
export function createSealer(
  publicKey: string,
  context: string,
  ephemeral: KeyObject = generateKeyPairSync('x25519').privateKey,
): Sealer {
  const recipient = keyBytes(publicKey);
  let agreed: Buffer;
  try {
    agreed = diffieHellman({ privateKey: ephemeral, publicKey: publicKeyOf(recipient) });
  } catch {
    // A point of small order, with which everybody shares the same secret.
    throw new BallotKeyError('bad_key');
  }
  const enc = rawOf(ephemeral);
  const schedule = scheduleOf(agreed, enc, recipient, context);
  return {
    sealOnce: text => Buffer.concat([enc, encrypt(schedule.key, schedule.baseNonce, text)]),
    seal(text) {
      const salt = randomBytes(SALT_BYTES);
      return Buffer.concat([enc, salt, encrypt(...bulkSecret(schedule, salt), text)]);
    },
  };
}

export interface Opener {
  readonly publicKey: string;
  /** @throws {BallotKeyError} `cannot_open` */
  openOnce(sealed: Uint8Array): Buffer;
  /** @throws {BallotKeyError} `cannot_open` */
  open(sealed: Uint8Array): Buffer;
}

/**
 * Opens what was sealed to the public half of `privateKey` in this context.
 *
 * @throws {BallotKeyError} `bad_key` where `privateKey` is none.
 */
export function createOpener(privateKey: string, context: string): Opener {
  const key = privateKeyOf(keyBytes(privateKey));
  const recipient = rawOf(key);
  const schedules = new Map<string, Schedule>();
  const scheduleWith = (enc: Buffer): Schedule => {
    const name = enc.toString('base64url');
    const known = schedules.get(name);
    if (known) return known;
    const agreed = diffieHellman({ privateKey: key, publicKey: publicKeyOf(enc) });
    const schedule = scheduleOf(agreed, enc, recipient, context);
    schedules.set(name, schedule);
    return schedule;
  };
  const opened = (sealed: Uint8Array, open: (schedule: Schedule, rest: Buffer) => Buffer): Buffer => {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    try {
      return open(scheduleWith(bytes.subarray(0, KEY_BYTES)), bytes.subarray(KEY_BYTES));
    } catch {
      throw new BallotKeyError('cannot_open');
    }
  };
  return {
    publicKey: recipient.toString('base64url'),
    openOnce: sealed => opened(sealed, (schedule, rest) => decrypt(schedule.key, schedule.baseNonce, rest)),
    open: sealed =>
      opened(sealed, (schedule, rest) =>
        decrypt(...bulkSecret(schedule, rest.subarray(0, SALT_BYTES)), rest.subarray(SALT_BYTES)),
      ),
  };
}

/** A key pair's private half as Node wants it, for one who seals again what was sealed before. */
export const ephemeralOf = (raw: Uint8Array): KeyObject => privateKeyOf(Buffer.from(raw));
