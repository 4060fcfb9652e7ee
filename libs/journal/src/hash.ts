/**
 * Hash chain: SHA-256(previous hash + canonical JSON, RFC 8785) for each entry, and its verification.
 * Guarantees: an altered, missing or moved entry is found and named (J-03, J-04).
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import { GENESIS } from './genesis.js';
import type { Entry, Json, JsonObject } from './types.js';

export { GENESIS };

// The package's types say `export default`, its CommonJS file is the function itself; the two disagree under nodenext.
const serialize = canonicalize as unknown as (value: unknown) => string;

const LONE_SURROGATE = /\p{Surrogate}/u;
const ANY_SURROGATE = /[\ud800-\udfff]/;
const MAX_DEPTH = 64;

/** Whether `plain` would give back this very object: the same questions, without a word on where the fault is. */
function isPlain(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case 'boolean':
      return true;
    case 'string':
      return !ANY_SURROGATE.test(value) || !LONE_SURROGATE.test(value);
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'object':
      break;
    default:
      return false;
  }
  if (value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) if (!isPlain(value[index], depth + 1)) return false;
    return true;
  }
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype !== null && prototype !== Object.prototype) return false;
  for (const name of Object.keys(value)) {
    if (ANY_SURROGATE.test(name) && LONE_SURROGATE.test(name)) return false;
    if (!isPlain((value as Record<string, unknown>)[name], depth + 1)) return false;
  }
  return true;
}

/**
 * The value as plain JSON (J-06): `undefined` members dropped, `-0` made `0`; the same object where nothing had to change.
 * @throws TypeError where it cannot be written and read back the same: NaN, Infinity, a function, a date or other class
 *   instance, a bigint, a lone surrogate, more than 64 levels. The message holds the path.
 */
export function toPlainJson(value: unknown): Json {
  return isPlain(value, 0) ? (value as Json) : made(value, '', 0);
}

function made(value: unknown, path: string, depth: number): Json {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      if (LONE_SURROGATE.test(value)) throw new TypeError(`not plain JSON at ${path || '.'}: lone surrogate`);
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`not plain JSON at ${path || '.'}: ${value}`);
      return value === 0 ? 0 : value;
    case 'object':
      break;
    default:
      throw new TypeError(`not plain JSON at ${path || '.'}: ${typeof value}`);
  }
  if (value === null) return null;
  if (depth >= MAX_DEPTH) throw new TypeError(`not plain JSON at ${path}: too deep`);
  if (Array.isArray(value)) {
    let changed = false;
    const items = Array.from(value, (item, index) => {
      const next = made(item, `${path}.${index}`, depth + 1);
      changed ||= !Object.is(next, item);
      return next;
    });
    return changed ? items : (value as Json);
  }
  const prototype = Object.getPrototypeOf(value) as object | null;
  // A prototype without a prototype of its own is an Object.prototype, of whatever realm.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw new TypeError(`not plain JSON at ${path || '.'}: instance of a class`);
  let changed = false;
  const members: [string, Json][] = [];
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) {
      changed = true;
      continue;
    }
    if (LONE_SURROGATE.test(name)) throw new TypeError(`not plain JSON at ${path || '.'}: lone surrogate in a name`);
    const next = made(member, path === '' ? name : `${path}.${name}`, depth + 1);
    changed ||= !Object.is(next, member);
    members.push([name, next]);
  }
  // fromEntries defines members, so that even a member named __proto__ stays one.
  return changed ? Object.fromEntries(members) : (value as Json);
}

/**
 * Canonical JSON (RFC 8785, J-02): no spaces, members ordered by UTF-16 units, numbers as ECMAScript writes them.
 * @throws TypeError for what is no plain JSON (see `plain`).
 */
export function canonical(json: unknown): string {
  return serialize(toPlainJson(json));
}

/** SHA-256 of a text's UTF-8 bytes, lower-case hex. */
export type Sha256 = (text: string) => string;

const ownSha256: Sha256 = text => bytesToHex(sha256(utf8ToBytes(text)));
let lent = ownSha256;

/** SHA-256 of the text's UTF-8 bytes, lower-case hex. */
export function sha256Hex(text: string): string {
  return lent(text);
}

/**
 * A host that has a quicker SHA-256 (Node, in C) lends it; the same in result, or it is not taken.
 * @throws Error where it counts otherwise than ours
 */
export function setSha256(quicker: Sha256): void {
  for (const text of ['', 'abc', 'Кеңеш 𝒦', 'x'.repeat(200)])
    if (quicker(text) !== ownSha256(text)) throw new Error('what was lent is no SHA-256');
  lent = quicker;
}

/** `SHA-256(prev ‖ canonical JSON of the entry without hash)` (J-03). A member `hash`, where given, is left out. */
export function entryHash(prev: string, entryWithoutHash: Omit<Entry, 'hash'>): string {
  const { hash: _, ...body } = entryWithoutHash as Entry;
  return sha256Hex(prev + canonical(body));
}

/**
 * Whether JSON.stringify writes this as canonical JSON has it: members in order, none of which has members itself. So it is with
 * nearly every entry; the library makes lists on the way, which were nearly a fifth of all that a burst of ballots allocated.
 */
function inOrder(data: JsonObject): boolean {
  let before = '';
  for (const name of Object.keys(data)) {
    const member = data[name];
    if (name < before || (typeof member === 'object' && member !== null)) return false;
    before = name;
  }
  return true;
}

/** A newly hashed entry, and the JSON that was hashed. */
export interface ChainedEntry {
  readonly entry: Entry;
  readonly text: string;
}

/** As `entryHash`, of an entry that is being made, has no member but these, and whose data are `plain`. */
export function chainEntry({ seq, type, at, actor, command, part, data, prev }: Omit<Entry, 'hash'>): ChainedEntry {
  const body = { actor, at, command, data, part, prev, seq, type };
  const canon = inOrder(data) ? JSON.stringify(body) : canonical(body);
  const hash = sha256Hex(prev + canon);
  return {
    entry: { seq, type, at, actor, command, part, data, prev, hash },
    text: `${canon.slice(0, -1)},"hash":"${hash}"}`,
  };
}

/** Why a chain is broken: a hole, an entry out of place or earlier in time, a link, a hash, no entry at all, or another head. */
export type ChainFault = 'gap' | 'order' | 'prev' | 'hash' | 'shape' | 'head';

export type ChainVerdict =
  | {
      readonly intact: true;
      readonly head: string;
      readonly count: number;
      /** Entries 1 … proven are the ones the given head covers; 0 without a head: then the chain only agrees with itself. */
      readonly proven: number;
    }
  | { readonly intact: false; readonly seq: number; readonly reason: ChainFault };

const HEX64 = /^[0-9a-f]{64}$/;

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { seq, type, at, actor, command, part, data, prev, hash } = value as Record<string, unknown>;
  return (
    Number.isSafeInteger(seq) &&
    Number.isSafeInteger(part) &&
    [type, at, actor, command].every(field => typeof field === 'string') &&
    [prev, hash].every(field => typeof field === 'string' && HEX64.test(field)) &&
    typeof data === 'object' &&
    data !== null &&
    !Array.isArray(data)
  );
}

/**
 * Checks a whole journal from entry 1 and names the first bad seq (J-04). With `head`, a hash that somebody else kept
 * (printed, mailed), it also tells how far that hash proves the chain (J-05); a head that is nowhere in it is a fault.
 */
export function verifyChain(entries: readonly unknown[], against: { readonly head?: string } = {}): ChainVerdict {
  const given = against.head?.trim().toLowerCase();
  let prev = GENESIS;
  let at = '';
  // Of the empty chain alone: what stands before entry 1 covers nothing.
  let proven = given === GENESIS && entries.length === 0 ? 0 : -1;
  for (const [index, entry] of entries.entries()) {
    const seq = index + 1;
    if (!isEntry(entry)) return { intact: false, seq, reason: 'shape' };
    if (entry.seq > seq) return { intact: false, seq, reason: 'gap' };
    if (entry.seq < seq || entry.at < at) return { intact: false, seq, reason: 'order' };
    if (entry.prev !== prev) return { intact: false, seq, reason: 'prev' };
    let hash: string;
    try {
      hash = entryHash(prev, entry);
    } catch {
      return { intact: false, seq, reason: 'shape' };
    }
    if (entry.hash !== hash) return { intact: false, seq, reason: 'hash' };
    if (hash === given) proven = seq;
    prev = hash;
    at = entry.at;
  }
  if (given !== undefined && proven < 0) return { intact: false, seq: entries.length, reason: 'head' };
  return { intact: true, head: prev, count: entries.length, proven: Math.max(proven, 0) };
}
