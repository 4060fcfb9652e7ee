/**
 * Serialises a folded state: a line of JSON for each part, long lists member by member. So it is written, read and
 * compared in small steps that leave the event loop free.
 */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { isDeepStrictEqual, promisify } from 'node:util';
import { createGzip, gunzip } from 'node:zlib';
import { PersistentMap, type State } from '@kengesh/domain';

const unzip = promisify(gunzip);

/** Lists of so many members stand in a line of their own; longer ones have a line for each member. */
const FEW = 1000;
/** Characters after which everyone else has a turn. */
const MUCH = 64 * 1024;
const LINE_END = '\n'.charCodeAt(0);

interface Part {
  readonly path: readonly string[];
  /** Of a list whose members have lines of their own, an empty one. */
  readonly value: unknown;
  readonly members?: number;
}
type Tree = { [name: string]: unknown };

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

function* partsOf(given: unknown, path: readonly string[] = []): Generator<Part> {
  const value = given instanceof PersistentMap ? given.toJSON() : given;
  const members = isTree(value) ? Object.entries(value).filter(([, member]) => member !== undefined) : [];
  if (!isTree(value) || (path.length > 1 && members.length <= FEW)) return yield { path, value };
  yield { path, value: Array.isArray(value) ? [] : {}, members: members.length };
  for (const [name, member] of members) yield* partsOf(member, [...path, name]);
}

function* piecesOf(state: State): Generator<string> {
  let piece = '';
  for (const { path, value } of partsOf(state)) {
    piece += `${JSON.stringify([path, value])}\n`;
    if (piece.length < MUCH) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** Looked again whether others are served, and so long at the most between two pieces. Milliseconds. */
const AGAIN = 25;
const PATIENCE = 1000;

async function* inQuiet(pieces: Iterable<string>, busy: () => boolean): AsyncGenerator<string> {
  for (const piece of pieces) {
    for (let waited = 0; waited < PATIENCE && busy(); waited += AGAIN) await sleep(AGAIN);
    yield piece;
  }
}

/** Each piece waits until the one before is packed, and that is done in another thread; and a while where others are served. */
export const serialize = (state: State, busy = () => false): Promise<Buffer> =>
  pipeline(Readable.from(inQuiet(piecesOf(state), busy), { highWaterMark: 1 }), createGzip({ level: 1 }), buffer);

/** @throws Error where it is no such paper */
export async function deserialize(body: Buffer): Promise<State> {
  const text = await unzip(body);
  const root: Tree = {};
  let turned = 0;
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf(LINE_END, from);
    const [path, value] = JSON.parse(text.toString('utf8', from, end)) as [string[], unknown];
    from = end + 1;
    const name = path.pop();
    if (name !== undefined) treeAt(root, path)[name] = value;
    if (from - turned < MUCH) continue;
    turned = from;
    await turn();
  }
  return root as unknown as State;
}

function treeAt(root: Tree, path: readonly string[]): Tree {
  let tree = root;
  for (const name of path) {
    const next = Object.hasOwn(tree, name) ? tree[name] : undefined;
    if (!isTree(next)) throw new Error(`a kept state has no ${path.join('.')}`);
    tree = next;
  }
  return tree;
}

/** Whether the folded state is the kept one; what is undefined is not there. */
export async function equalsSerialized(folded: State, kept: State): Promise<boolean> {
  let looked = 0;
  for (const { path, value, members } of partsOf(folded)) {
    const other = path.reduce<unknown>((tree, name) => (isTree(tree) ? tree[name] : undefined), kept);
    if (members !== undefined) {
      if (!isTree(other) || Array.isArray(other) !== Array.isArray(value)) return false;
      if (Object.keys(other).length !== members) return false;
      continue;
    }
    const text = JSON.stringify(value);
    if (!isDeepStrictEqual(JSON.parse(text), other)) return false;
    looked += text.length;
    if (looked < MUCH) continue;
    looked = 0;
    await turn();
  }
  return true;
}
