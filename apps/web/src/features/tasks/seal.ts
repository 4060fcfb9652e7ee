import { sha256Hex } from '@kengesh/journal';

const hex = (bytes: Uint8Array) => [...bytes].map(one => one.toString(16).padStart(2, '0')).join('');

export interface Sealed {
  readonly key: string;
  readonly text: string;
  /** SHA-256 of the key, a line break and the text, hex. */
  readonly hash: string;
}

/**
 * The seal of a text that does not go into the journal: a key of chance before it, so that a short text cannot be guessed
 * from its hash. Not by `crypto.subtle`, which a page served in a hall without TLS does not have.
 */
export function sealed(given: string): Sealed {
  // The same letters are the same text whatever keyboard they came from (L10N-32).
  const text = given.normalize('NFC');
  const key = hex(crypto.getRandomValues(new Uint8Array(16)));
  return { key, text, hash: sha256Hex(`${key}\n${text}`) };
}

/** The sheet that whoever keeps the text saves: hashed as it is, it gives what the journal says. */
export const sheetOf = ({ key, text }: Sealed): string =>
  `data:text/plain;charset=utf-8,${encodeURIComponent(`${key}\n${text}`)}`;
