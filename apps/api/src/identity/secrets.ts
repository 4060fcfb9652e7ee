import { createHash, randomBytes } from 'node:crypto';

/** 256 bits for a link or a device, safe in a fragment and in a cookie. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a secret. No salt: there is nothing to guess in 256 random bits. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret, 'utf8').digest('hex');

/** A public handle such as `p_3fK…`: unique, and short enough for an address and a cookie's name. */
export const newHandle = (kind: 'a' | 'p' | 's'): string =>
  `${kind}_${randomBytes(8).toString('base64url').slice(0, 10)}`;

/** Beside a name, so that it cannot be guessed from its hash. */
export const newSalt = (): string => randomBytes(16).toString('base64url');
