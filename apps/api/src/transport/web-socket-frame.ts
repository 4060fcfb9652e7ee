const TEXT = 0x81;
/** As engine.io marks a message. */
const MESSAGE = 0x34;

/**
 * A packet of socket.io as a server's whole, unmasked WebSocket message (RFC 6455, 5.2), but for so many bytes of it that are
 * written behind.
 */
export function textFrame(packet: Buffer, behind = 0): Buffer {
  const length = 1 + packet.length + behind;
  const at = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(at + 1 + packet.length);
  frame[0] = TEXT;
  frame[1] = at === 2 ? length : at === 4 ? 126 : 127;
  if (at === 4) frame.writeUInt16BE(length, 2);
  if (at === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  frame[at] = MESSAGE;
  packet.copy(frame, at + 1);
  return frame;
}
