/**
 * Writes encoded messages to one socket, past engine.io where its buffer is empty; corks TCP so several leave in one
 * write.
 * Backpressure: a socket whose buffered bytes exceed the limit, beside its longest message, is terminated.
 */

import type { Socket } from 'socket.io';
import { deflatedMessage, deflatePart, MIN_DEFLATE_BYTES } from './deflate.js';
import { headOf } from './web-socket-frame.js';

// Parts of socket.io, engine.io and ws that are not their public face; sliced-adapter.test.ts holds us to them.
interface Sender {
  sendFrame(list: readonly Buffer[]): void;
}
interface Corked {
  cork(): void;
  uncork(): void;
}
interface Conn {
  readonly readyState: string;
  readonly writeBuffer: readonly { readonly data?: string | Buffer }[];
  readonly transport: {
    readonly name: string;
    readonly socket?: {
      readonly readyState: number;
      readonly bufferedAmount: number;
      readonly _sender?: Sender;
      readonly _socket?: Corked | null;
      terminate(): void;
    };
  };
  write(data: string): void;
  close(discard?: boolean): void;
}
/** One event as socket.io would write it, for a transport of any kind, and the frame in which a WebSocket carries it. */
interface EncodedPacket {
  readonly packet: string;
  readonly frame: Buffer;
}
/** One event or several, and the frames of all of them in a row. */
export interface EncodedMessage {
  readonly pieces: readonly EncodedPacket[];
  readonly frames: readonly [Buffer];
  /** The same for lines that unpack, where anything of it is long; made when the first such line is to hear it. */
  readonly packed: (() => readonly [Buffer]) | null;
}
export type Receiver = Pick<Socket, 'conn'> & {
  readonly client: { writeToEngine(packets: readonly string[], options: object): void };
};

const OPEN = 1;
const MESSAGE = 0x34;

/** What this line has been sent and has not taken yet, in bytes: what waits here, not what the kernel holds for it. */
export function bufferedBytes(socket: Pick<Socket, 'conn'>): number {
  const { transport, writeBuffer } = socket.conn as unknown as Conn;
  let bytes = transport.socket?.bufferedAmount ?? 0;
  for (const { data } of writeBuffer) bytes += data?.length ?? 0;
  return bytes;
}

const cut = new WeakSet<object>();

/**
 * Ends a line at once; whatever it would not take is forgotten. The page comes back and resumes from what it holds. Answers
 * false where this was done before: it takes a moment until all hear of it.
 */
export function terminate(socket: Pick<Socket, 'conn'>): boolean {
  const conn = socket.conn as unknown as Conn;
  if (cut.has(conn)) return false;
  cut.add(conn);
  if (conn.transport.socket) conn.transport.socket.terminate();
  else conn.close(true);
  return true;
}

/**
 * Nothing waits in engine.io for this line, so what is sent now may go straight to its socket, behind what was handed there
 * before. Engine.io would do the same by a longer way.
 */
function openSender({ transport, writeBuffer }: Conn): Sender | null {
  const ws = transport.socket;
  return writeBuffer.length === 0 && ws?.readyState === OPEN && ws._sender ? ws._sender : null;
}

/**
 * The longest message a line was sent, where it is a long one. On a slow line a whole snapshot takes its time: owing that
 * alone is no sign of a reader who does not read, and cut off it would never get through.
 */
const longest = new WeakMap<object, number>();
const LONG = 128 * 1024;

function remember(conn: Conn, bytes: number): void {
  if (bytes > LONG && bytes > (longest.get(conn) ?? 0)) longest.set(conn, bytes);
}

/** Lines whose pages said that they unpack. */
const unpacking = new WeakSet<object>();
export const markAcceptsDeflate = (line: Pick<Socket, 'conn'>): void => {
  unpacking.add(line.conn);
};

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const held = new Set<Corked>();
/** Lines whose hold is over, written to as time allows. */
const uncorkQueue: Corked[] = [];
/** Turns of the event loop in which a full batch of own frames has gone out. */
const HELD_TURNS = 4;
/**
 * Milliseconds of writing in one turn. What comes from the database meanwhile is not kept waiting, so the next batch is on its
 * way while this one is answered.
 */
const WRITING = 2;

/**
 * What this line is sent in this and the next turns goes out in one write: an answer, and the frame that shows what came of it,
 * for writing to a socket is the dearest part of a ballot.
 */
export function corkBriefly(line: Pick<Socket, 'conn'>): void {
  const socket = (line.conn as unknown as Conn).transport.socket?._socket;
  if (!socket || held.has(socket)) return;
  socket.cork();
  held.add(socket);
  if (held.size === 1) release(HELD_TURNS);
}

const newcomers = new WeakSet<Corked>();
/** The longest a newcomer is held back, milliseconds: where its first answer takes long, it should know that it is in. */
const HELD_BACK = 1000;

/** A line that is let in hears nothing until it has its first answer: what it is sent till then goes out with it. */
export function corkUntilFirstReply(line: Pick<Socket, 'conn'>): void {
  const socket = (line.conn as unknown as Conn).transport.socket?._socket;
  if (!socket || newcomers.has(socket)) return;
  socket.cork();
  newcomers.add(socket);
  setTimeout(() => uncork(line), HELD_BACK).unref();
}

export function uncork(line: Pick<Socket, 'conn'>): void {
  const socket = (line.conn as unknown as Conn).transport.socket?._socket;
  if (!socket || !newcomers.delete(socket)) return;
  writeSoon(socket);
}

function release(turns: number): void {
  setImmediate(() => {
    if (turns > 1) return release(turns - 1);
    for (const socket of held) writeSoon(socket);
    held.clear();
  });
}

function writeSoon(socket: Corked): void {
  if (uncorkQueue.push(socket) === 1) writeDue();
}

function writeDue(): void {
  setImmediate(() => {
    const until = performance.now() + WRITING;
    let at = 0;
    while (at < uncorkQueue.length && (at % 8 !== 0 || performance.now() < until)) uncorkQueue[at++]!.uncork();
    uncorkQueue.splice(0, at);
    if (uncorkQueue.length > 0) writeDue();
  });
}

/**
 * An event of the main namespace. No value we tell holds anything binary, so nothing is searched for it; head and text are one
 * piece, one write for each line instead of two.
 */
export const encoded = (data: readonly unknown[]): EncodedMessage => encodedText(JSON.stringify(data));

/** The same of what is JSON already: the event's name and its value, in a list. */
export function encodedText(json: string): EncodedMessage {
  const packet = `2${json}`;
  const bytes = Buffer.byteLength(packet);
  // As engine.io marks a message.
  const length = 1 + bytes;
  const { frame, at } = headOf('text', length, length);
  frame[at] = MESSAGE;
  // Where nothing is beyond ASCII, as in a ballot, it is copied and not encoded sign by sign.
  frame.write(packet, at + 1, bytes === packet.length ? 'latin1' : 'utf8');
  // The packet's own kind is told by the event it is packed in.
  const packed =
    length < MIN_DEFLATE_BYTES ? null : once(() => [deflatedMessage([deflatePart(frame.subarray(at + 2))])] as const);
  return { pieces: [{ packet, frame }], frames: [frame], packed };
}

/** Several events in this order, for one write. */
export function together(each: readonly EncodedMessage[]): EncodedMessage {
  const all = (bytesOf: (one: EncodedMessage) => Buffer) => [Buffer.concat(each.map(bytesOf))] as const;
  return {
    pieces: each.flatMap(one => one.pieces),
    frames: all(one => one.frames[0]),
    packed: each.some(one => one.packed) ? once(() => all(one => (one.packed?.() ?? one.frames)[0])) : null,
  };
}

/** As `line.emit(event, value)`, by the short way: behind what is held back for it, and whatever it owes. */
export function sendTo(line: Pick<Socket, 'conn'>, event: string, value: unknown): void {
  sendEncodedUnbounded(line, encoded([event, value]));
}

/** The same of what is written down already, for many who come one after another. */
export function sendEncodedUnbounded(line: Pick<Socket, 'conn'>, said: EncodedMessage): void {
  sendEncoded(line as unknown as Receiver, said, Number.POSITIVE_INFINITY);
}

/** One packet to one line, given in two pieces: the second is sent as it lies there, however many get it. */
export function sendPacket(line: Pick<Socket, 'conn'>, [first, rest]: readonly [Buffer, Buffer]): void {
  const conn = line.conn as unknown as Conn;
  if (conn.readyState !== 'open') return;
  remember(conn, first.length + rest.length);
  const sender = openSender(conn);
  if (!sender) {
    conn.write(`${first}${rest}`);
    return;
  }
  const { frame, at } = headOf('text', 1 + first.length + rest.length, 1 + first.length);
  frame[at] = MESSAGE;
  first.copy(frame, at + 1);
  sender.sendFrame([frame, rest]);
}

/** A message in parts that are packed already; false where this line is to get it plain. */
export function sendPacked(line: Pick<Socket, 'conn'>, parts: () => readonly Buffer[]): boolean {
  const conn = line.conn as unknown as Conn;
  const sender = conn.readyState === 'open' && unpacking.has(conn) ? openSender(conn) : null;
  if (!sender) return false;
  const message = deflatedMessage(parts());
  remember(conn, message.length);
  sender.sendFrame([message]);
  return true;
}

/**
 * What was encoded for many, to one of them. A line that owes more than so much, beside its longest message, is cut off
 * instead: false where that was done now.
 */
export function sendEncoded(line: Receiver, { pieces, frames, packed }: EncodedMessage, mostOwed: number): boolean {
  const conn = line.conn as unknown as Conn;
  if (conn.readyState !== 'open') return true;
  const debt = bufferedBytes(line);
  if (debt > mostOwed && debt > mostOwed + (longest.get(conn) ?? 0)) return !terminate(line);
  for (const { frame } of pieces) remember(conn, frame.length);
  const sender = openSender(conn);
  if (sender) sender.sendFrame(packed && unpacking.has(conn) ? packed() : frames);
  else
    for (const { packet, frame } of pieces)
      line.client.writeToEngine([packet], { preEncoded: true, wsPreEncodedFrame: [frame] });
  return true;
}
