/**
 * Long messages, packed: for a phone on a weak line a register of a thousand seats is a tenth of what it was, and for the server
 * a tenth of what a thousand lines are written. Packed once for all who get it, part by part, and only for pages that said they
 * unpack.
 *
 * What goes over the line is the event `packed` of socket.io with one attachment: the JSON `[event, value]` of the event it stands
 * for, as raw deflate (RFC 1951). Parts are packed each on its own and put in a row: so what is kept packed is used again, and the
 * length of one tells nothing of another.
 */
import { constants, deflateRawSync } from 'node:zlib';

/** Bytes from which on it is worth it. */
export const MIN_DEFLATE_BYTES = 4096;
/** The quickest: ours is JSON that says the same a thousand times. */
const LEVEL = 1;

/** Shorter parts are stored as they are: to set up the packing would take longer than it spares. */
const SHORT = 1024;

/** A part that others may follow: it ends on a whole byte, and nothing behind it refers back to it. */
export const deflatePart = (bytes: Buffer): Buffer =>
  bytes.length < SHORT ? stored(bytes) : deflateRawSync(bytes, { level: LEVEL, finishFlush: constants.Z_FULL_FLUSH });

/** A block without compression that is not the last (RFC 1951, 3.2.4). */
function stored(bytes: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt16LE(bytes.length, 1);
  head.writeUInt16LE(0xffff ^ bytes.length, 3);
  return Buffer.concat([head, bytes]);
}

/** The last block, with nothing in it. */
const END = Buffer.from([0x03, 0x00]);

/** What the event carries. */
export const packedBody = (parts: readonly Buffer[]): Buffer => Buffer.concat([...parts, END]);

export const packedBodyOf = (json: string): Buffer => packedBody([deflatePart(Buffer.from(json))]);
