/** The head of an unmasked WebSocket message of one piece, as a server sends it (RFC 6455, 5.2). */

const TEXT = 0x81;
const BINARY = 0x82;

/** With as many bytes behind it as are asked for, from `at` on. */
export function headOf(
  kind: 'text' | 'binary',
  length: number,
  behind = 0,
): { readonly frame: Buffer; readonly at: number } {
  const at = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(at + behind);
  frame[0] = kind === 'text' ? TEXT : BINARY;
  frame[1] = at === 2 ? length : at === 4 ? 126 : 127;
  if (at === 4) frame.writeUInt16BE(length, 2);
  if (at === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  return { frame, at };
}
