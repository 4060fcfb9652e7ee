/** A key pair that people can write down: 130 random bits and a check of 10, as seven groups of four letters and digits. */
import { sha256 } from '@noble/hashes/sha2.js';
import { randomBytes } from '@noble/hashes/utils.js';
import { encode } from 'hpke';
import { BallotKeyError } from './errors.js';
import { type BallotKeyPair, deriveKeyPair } from './key-pair.js';

/** Crockford's: without I, L, O and U. 32 of them, so a random byte falls on each as often. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** What is read or typed for them: on a Cyrillic keyboard too. */
const LOOK_ALIKES: Record<string, string> = {
  ...{ O: '0', I: '1', L: '1', U: 'V' },
  ...{ А: 'A', В: 'B', С: 'C', Е: 'E', Н: 'H', К: 'K', М: 'M', О: '0', Р: 'P', Т: 'T', Х: 'X', З: '3', І: '1' },
};
const SECRET_LENGTH = 26;
const CHECK_LENGTH = 2;
const GROUP_LENGTH = 4;
const PURPOSE = 'kengesh recovery code 1: ';

const lettersOf = (bytes: Uint8Array): string => Array.from(bytes, byte => LETTERS[byte & 31]).join('');
const checkOf = (secret: string): string => lettersOf(sha256(encode(secret)).slice(0, CHECK_LENGTH));

/** For example `7K3Q-9MZX-…`: to be shown once, and neither sent nor kept by the page. */
export function makeRecoveryCode(): string {
  const secret = lettersOf(randomBytes(SECRET_LENGTH));
  return groupsOf(secret + checkOf(secret)).join('-');
}

/** The groups of a code or of what was typed of it so far, in the spelling in which the code was shown. */
export function groupsOf(code: string): string[] {
  return spell(code).match(new RegExp(`.{1,${GROUP_LENGTH}}`, 'gu')) ?? [];
}

function spell(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return Array.from(plain, letter => LOOK_ALIKES[letter] ?? letter).join('');
}

/**
 * The pair that belongs to a code, however its groups are divided, in small or capital letters.
 *
 * @throws {BallotKeyError} `code_length`, `code_letters` (a letter no code has) or `code_mistyped` (its check does not agree).
 */
export async function keyPairOfRecoveryCode(typed: string): Promise<BallotKeyPair> {
  const code = spell(typed);
  if (code.length !== SECRET_LENGTH + CHECK_LENGTH) throw new BallotKeyError('code_length');
  if (![...code].every(letter => LETTERS.includes(letter))) throw new BallotKeyError('code_letters');
  const secret = code.slice(0, SECRET_LENGTH);
  if (checkOf(secret) !== code.slice(SECRET_LENGTH)) throw new BallotKeyError('code_mistyped');
  return deriveKeyPair(sha256(encode(PURPOSE + secret)));
}
