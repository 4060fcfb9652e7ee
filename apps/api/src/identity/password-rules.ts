/**
 * Which passwords are refused: short ones, those that everybody tries first, and one's own address. Nothing is asked about
 * capitals and digits (ASVS 6.2.5).
 */
import type { RefusalCode } from '@kengesh/phrases';

/** Characters, composed. */
const SHORTEST = 12;

/** Letters of the Russian keyboard as the keys that bear them: `пароль` is a common password typed on it. */
const RUSSIAN_KEYS = new Map(
  [...'йцукенгшщзхъфывапролджэячсмитьбюё'].map((letter, at) => [letter, "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"[at]!]),
);
const asLatinKeys = (text: string) => [...text].map(letter => RUSSIAN_KEYS.get(letter) ?? letter).join('');

let common: Promise<ReadonlySet<string>> | undefined;
/** Some 50,000, read when the first password is set. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']));
  return common;
}

/** What is left of `Secret2026!` or `secretsecret`: the word that a program tries with everything around it. */
function coreOf(password: string): string {
  const word = password.replace(/^[\P{L}]+|[\P{L}]+$/gu, '');
  return /^(.+?)\1+$/u.exec(word)?.[1] ?? word;
}

/** `abcabcabcabc` and `aaaaaaaaaaaa`: fewer than five different characters are no password either. */
const MIN_DIFFERENT = 5;

/** @param password as typed @param email of the account @returns why it is refused; null: it is taken */
export async function passwordFault(password: string, email: string): Promise<RefusalCode | null> {
  const composed = password.normalize('NFC');
  if ([...composed].length < SHORTEST) return 'password.short';
  const plain = composed.toLowerCase();
  if (isOwnAddress(plain, email.toLowerCase())) return 'password.own_address';
  if (new Set(plain).size < MIN_DIFFERENT) return 'password.common';
  const known = await commonPasswords();
  const core = coreOf(plain);
  const tried = [plain, core, asLatinKeys(plain), asLatinKeys(core)];
  return tried.some(word => known.has(word)) ? 'password.common' : null;
}

/** The address itself, or nothing beside its name and its host. */
function isOwnAddress(plain: string, email: string): boolean {
  const [name = '', host = ''] = email.split('@');
  if (plain.includes(email)) return true;
  const parts = [name, host, ...name.split(/[.\-_+]/), ...host.split('.')]
    .filter(part => part.length >= 3)
    .sort((one, other) => other.length - one.length);
  const rest = parts.reduce((text, part) => text.replaceAll(part, ''), plain);
  return rest !== plain && rest.replace(/[^\p{L}]/gu, '') === '';
}
