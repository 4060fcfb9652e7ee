import { createHash } from 'node:crypto';

/** As it is hashed, kept and printed: composed, for the same name may be typed in two ways; empty is none. */
export const composedName = (holder: string | null): string | null => holder?.normalize('NFC') || null;

/** SHA-256 of salt, line feed and name: a renamed roll is caught, a name cannot be guessed. */
export const nameHash = (salt: string, name: string | null): string | null =>
  name === null ? null : createHash('sha256').update(`${salt}\n${name}`, 'utf8').digest('hex');
