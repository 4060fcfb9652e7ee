/**
 * Writes messages to one line: as frames packed once for all where its TCP socket is free, else through engine.io, in order.
 * Backpressure: a line whose buffered bytes exceed the limit, beside its longest message, is terminated.
 */

import type { Socket as TcpSocket } from 'node:net';
import type { Socket } from 'socket.io';
import { MIN_DEFLATE_BYTES, packedBodyOf } from './deflate.js';
import { textFrame } from './web-socket-frame.js';

type Line = Pick<Socket, 'conn'>;
/** As socket.io tells it to a line: an event without acknowledgement. */
export type Receiver = Line & { emit(event: string, value: unknown): unknown };
type Conn = Socket['conn'];

/** One event as socket.io would write it, for a transport of any kind, and the frame in which a WebSocket carries it. */
export interface EncodedMessage {
  readonly packet: string;
  readonly frame: Buffer;
  /** What stands for it where it is long, for lines that unpack; made when the first such line is to hear it. */
  readonly packed: (() => Buffer) | null;
}

/**
 * What engine.io holds for a line. It tells nobody: the one private field that is read. Without it a line that does not read would
 * be unbounded, and nobody would know whether what is written past engine.io keeps its place.
 */
const heldByEngine = (conn: Conn) =>
  (conn as unknown as { readonly writeBuffer: readonly { readonly data?: string | Buffer }[] }).writeBuffer;

/**
 * The socket of a line that began as a WebSocket, where engine.io holds nothing: what is written now stands behind all that it was
 * given before. One that began by polling goes through engine.io to its end.
 */
function freeSocket(conn: Conn): TcpSocket | null {
  const { readyState, transport, upgraded, request } = conn;
  if (readyState !== 'open' || upgraded || transport.name !== 'websocket' || heldByEngine(conn).length > 0) return null;
  return request.socket.writable ? request.socket : null;
}

/** What this line has been sent and has not taken yet, in bytes: what waits here, not what the kernel holds for it. */
export function bufferedBytes({ conn }: Line): number {
  let bytes = conn.upgraded || conn.transport.name !== 'websocket' ? 0 : conn.request.socket.writableLength;
  for (const { data } of heldByEngine(conn)) bytes += data?.length ?? 0;
  return bytes;
}

const cut = new WeakSet<object>();

/**
 * Ends a line at once; whatever it would not take is forgotten. The page comes back and resumes from what it holds. Answers
 * false where this was done before: it takes a moment until all hear of it.
 */
export function terminate({ conn }: Line): boolean {
  if (cut.has(conn)) return false;
  cut.add(conn);
  if (conn.upgraded || conn.transport.name !== 'websocket') conn.close(true);
  else conn.request.socket.destroy();
  return true;
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
export const markAcceptsDeflate = ({ conn }: Line): void => {
  unpacking.add(conn);
};

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** An event of the main namespace. No value we tell holds anything binary, so nothing is searched for it. */
export const encoded = (data: readonly unknown[]): EncodedMessage => encodedText(JSON.stringify(data));

/** The same of what is JSON already: the event's name and its value, in a list. */
export function encodedText(json: string): EncodedMessage {
  const packet = `2${json}`;
  const frame = textFrame(Buffer.from(packet));
  return {
    packet,
    frame,
    packed: frame.length < MIN_DEFLATE_BYTES ? null : once(() => packedBodyOf(json)),
  };
}

/** One packet to one line, given in two pieces: the second is sent as it lies there, however many get it. */
export function sendPacket({ conn }: Line, [own, rest]: readonly [Buffer, Buffer]): void {
  if (conn.readyState !== 'open') return;
  remember(conn, own.length + rest.length);
  const socket = freeSocket(conn);
  if (!socket) {
    conn.write(`${own}${rest}`);
    return;
  }
  socket.cork();
  socket.write(textFrame(own, rest.length));
  socket.write(rest);
  socket.uncork();
}

/** A message that is packed already; false where this line is to get it plain. */
export function sendPacked(line: Receiver, body: () => Buffer): boolean {
  if (!unpacking.has(line.conn) || line.conn.transport.name !== 'websocket') return false;
  const bytes = body();
  remember(line.conn, bytes.length);
  line.emit('packed', bytes);
  return true;
}

/**
 * What was encoded for many, to one of them. A line that owes more than so much, beside its longest message, is cut off
 * instead: false where that was done now.
 */
export function sendEncoded(line: Receiver, { packet, frame, packed }: EncodedMessage, mostOwed: number): boolean {
  const { conn } = line;
  if (conn.readyState !== 'open') return true;
  const debt = bufferedBytes(line);
  if (debt > mostOwed && debt > mostOwed + (longest.get(conn) ?? 0)) return !terminate(line);
  if (packed && sendPacked(line, packed)) return true;
  remember(conn, frame.length);
  const socket = freeSocket(conn);
  if (socket) socket.write(frame);
  else conn.write(packet);
  return true;
}
