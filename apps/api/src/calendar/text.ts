/** Texts on their way into a calendar: nothing in them may end a line, quote a parameter or start a property. */

import { asciiAddress } from '@kengesh/contracts';

/** Characters that no calendar text holds: controls but newline and tab, marks that turn writing round, halves of a pair. */
const UNWANTED = /[\p{Cc}\p{Surrogate}\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Several lines, NFC (CAL-08). */
export const paragraph = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(UNWANTED, sign => (sign === '\n' || sign === '\t' ? sign : ''));

/** One line. */
export const line = (text: string): string => paragraph(text).replace(/\s+/g, ' ').trim();

/**
 * A name fit for CN (CAL-07): straight quotes become the reader's own, since one well-known parser cannot read them encoded;
 * a backslash, which another takes for an escape, becomes a slash.
 */
export function name(text: string, language: string): string {
  const [open, shut] = language === 'en' ? ['“', '”'] : ['«', '»'];
  return line(text)
    .replace(/"([^"]*)"/g, `${open}$1${shut}`)
    .replace(/"/g, '”')
    .replace(/\\/g, '/');
}

/** `mailto:` with what RFC 6068 wants encoded. */
export function mailto(address: string): string {
  const ascii = asciiAddress(address);
  const at = ascii.lastIndexOf('@');
  const local = encodeURIComponent(ascii.slice(0, at)).replace(/%2B/g, '+').replace(/%3D/g, '=');
  return `mailto:${local}@${ascii.slice(at + 1)}`;
}

/** The address as it is compared (CAL-23). */
export const sameAddress = (one: string, other: string): boolean =>
  asciiAddress(one.trim().toLowerCase()) === asciiAddress(other.trim().toLowerCase());
