/**
 * Snapshots as bytes. A slice of the state is turned into JSON once and then shared by all who look at it: by every
 * viewer who joins, and by later states in which it stands unchanged. Only what is one's own is written anew.
 */
import type { State } from '@kengesh/domain';
import type { Snapshot } from '@kengesh/journal';
import { deflatePart, MIN_DEFLATE_BYTES } from './deflate.js';

const slices = new WeakMap<object, Buffer>();
const NONE = Buffer.from('');

function bytesOf(value: unknown): Buffer {
  if (typeof value !== 'object' || value === null) return Buffer.from(JSON.stringify(value) ?? 'null');
  const known = slices.get(value);
  if (known) return known;
  const bytes = Buffer.from(JSON.stringify(value));
  slices.set(value, bytes);
  return bytes;
}

const member = (name: string, value: unknown): Buffer[] => [Buffer.from(`${JSON.stringify(name)}:`), bytesOf(value)];

/** Members with commas between them. */
const joined = (members: readonly Buffer[][]): Buffer[] =>
  members.flatMap((each, index) => (index === 0 ? each : [Buffer.from(','), ...each]));

/** By the whole state and the names of the slices that are shared: the same bytes for all who see just these of it. */
type Shared = WeakMap<State, Map<string, Buffer>>;
const plain: Shared = new WeakMap();
const packed: Shared = new WeakMap();

function keptIn(shared: Shared, whole: State, names: readonly string[], make: () => Buffer): Buffer {
  const known = shared.get(whole) ?? new Map<string, Buffer>();
  shared.set(whole, known);
  let bytes = known.get(names.join());
  if (!bytes) {
    bytes = make();
    known.set(names.join(), bytes);
  }
  return bytes;
}

const packedSlices = new WeakMap<Buffer, Buffer>();

/** Long slices each on their own, to be used again; what stands between them in one. */
function packedInParts(pieces: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [];
  let between: Buffer[] = [];
  const flush = () => {
    if (between.length > 0) parts.push(deflatePart(Buffer.concat(between)));
    between = [];
  };
  for (const piece of pieces) {
    if (piece.length < MIN_DEFLATE_BYTES) {
      between.push(piece);
      continue;
    }
    flush();
    const known = packedSlices.get(piece) ?? deflatePart(piece);
    packedSlices.set(piece, known);
    parts.push(known);
  }
  flush();
  return Buffer.concat(parts);
}

/** What of a snapshot is this viewer's own, and what others see too, with the bracket that ends a packet. */
function pieces({ seq, hash, putBack, state }: Snapshot<State>, whole: State) {
  const names = Object.keys(state) as (keyof State)[];
  const common = names.filter(name => state[name] === whole[name]);
  const own = names.flatMap(name => (state[name] === whole[name] ? [] : [member(name, state[name])]));
  const between = own.length > 0 && common.length > 0 ? Buffer.from(',') : NONE;
  const head = `{"seq":${seq},${hash === undefined ? '' : `"hash":"${hash}",`}${putBack ? '"putBack":true,' : ''}"state":{`;
  return {
    own: Buffer.concat([Buffer.from(head), ...joined(own), between]),
    common,
    rest: () => [...joined(common.map(name => member(name, state[name]))), Buffer.from('}}]')],
  };
}

/**
 * The snapshot's JSON; states are never changed in place.
 * @param whole the state it is a view of: what stands unchanged in both is what is shared
 */
export function encodeSnapshot(snapshot: Snapshot<State>, whole: State): Buffer {
  const { own, common, rest } = pieces(snapshot, whole);
  return Buffer.concat([own, keptIn(plain, whole, common, () => Buffer.concat(rest())).subarray(0, -1)]);
}

/** As socket.io's own parser writes the event `snapshot` of the main namespace; a test reads it with the real client. */
export function snapshotPacket(snapshot: Snapshot<State>, whole: State): readonly [own: Buffer, rest: Buffer] {
  const { own, common, rest } = pieces(snapshot, whole);
  return [
    Buffer.concat([Buffer.from('2["snapshot",'), own]),
    keptIn(plain, whole, common, () => Buffer.concat(rest())),
  ];
}

/** The same for a page that unpacks, in parts. One's own is a part of its own. */
export function packedSnapshot(snapshot: Snapshot<State>, whole: State): readonly [own: Buffer, rest: Buffer] {
  const { own, common, rest } = pieces(snapshot, whole);
  return [
    deflatePart(Buffer.concat([Buffer.from('["snapshot",'), own])),
    keptIn(packed, whole, common, () => packedInParts(rest())),
  ];
}
