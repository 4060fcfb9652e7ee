/** Addresses of electronic mail as people type them: one mailbox, its domain in any alphabet (CAL-23). */
import addresses from 'email-addresses';

/** Browsers and servers have it, and by it the rules of UTS 46. */
declare const URL: new (address: string) => { readonly hostname: string };

const parts = (address: string): readonly [local: string, domain: string] => {
  const at = address.lastIndexOf('@');
  return [address.slice(0, at), address.slice(at + 1)];
};

/** The stops that other alphabets type for a dot (UTS 46). */
const STOPS = /[。．｡]/g;

/**
 * As it is kept: composed, without spaces around it, and a domain of other letters in small ones, which no database need know how to
 * compare. One of ASCII stays as it was typed (CAL-23).
 */
export function plainAddress(address: string): string {
  const [local, domain] = parts(address.trim().normalize('NFC'));
  if (/^[!-~]*$/.test(domain) || local === '') return address.trim();
  return `${local}@${domain.replace(STOPS, '.').toLowerCase()}`;
}

/** A domain as it goes over the wire, by the rules that browsers go by (UTS 46, punycode); null where it is none. */
function asciiDomain(domain: string): string | null {
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return null;
  try {
    const { hostname } = new URL(`http://${domain}`);
    return hostname;
  } catch {
    return null;
  }
}

/** As it goes into an envelope, a calendar or a comparison; the address itself where it is none. */
export function asciiAddress(address: string): string {
  const [local, domain] = parts(address);
  const ascii = asciiDomain(domain);
  return ascii === null ? address : `${local}@${ascii}`;
}

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** No address of numbers, and a top domain of letters, be they of another alphabet. */
const TOP = /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/;

function isDomain(ascii: string): boolean {
  const labels = ascii.split('.');
  return labels.length > 1 && labels.every(label => LABEL.test(label)) && TOP.test(labels.at(-1) ?? '');
}

/**
 * Whether it is one mailbox and nothing else: no name beside it, no comment, no quotes, no list. What stands before the @ is ASCII,
 * for the mail servers between here and there need not know other letters.
 */
export function isAddress(address: string): boolean {
  const [local, domain] = parts(address);
  const ascii = asciiDomain(domain);
  if (ascii === null || !isDomain(ascii) || local.length > 64) return false;
  const plain = `${local}@${ascii}`;
  if (plain.length > 254) return false;
  const found = addresses.parseOneAddress({ input: plain, strict: true, rejectTLD: true, rfc6532: false });
  return found?.type === 'mailbox' && found.name === null && found.local === local && found.domain === ascii;
}
