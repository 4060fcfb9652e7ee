/**
 * The client's end of WebSocket on a bare socket, as cheap as it can be: of what arrives only the beginning of each message
 * is looked at, for a real client would take more of the machine than the server it is to measure.
 */

/** What is kept of a message. */
export const HEAD = 96;

/** A text message, masked with zeros as the protocol allows, so that nothing needs to be turned. */
export function framed(text: string): Buffer {
  const body = Buffer.from(text, 'utf8');
  const { length } = body;
  const head = Buffer.alloc((length < 126 ? 2 : length < 65_536 ? 4 : 10) + 4);
  head[0] = 0x81;
  if (length < 126) head[1] = 0x80 | length;
  else if (length < 65_536) {
    head[1] = 0x80 | 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 0x80 | 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, body]);
}

export const upgrade = (port: number, path: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';

/** Reads one connection: the answer to the upgrade, then messages. */
export class Reader {
  private stage: 'upgrade' | 'header' | 'body' = 'upgrade';
  private pending = '';
  private header = Buffer.alloc(10);
  private had = 0;
  private left = 0;
  private head = '';

  constructor(
    private readonly onOpen: () => void,
    private readonly onRefused: (why: string) => void,
    private readonly onMessage: (head: string) => void,
  ) {}

  take(chunk: Buffer): void {
    let at = 0;
    if (this.stage === 'upgrade') {
      this.pending += chunk.toString('latin1');
      const end = this.pending.indexOf('\r\n\r\n');
      if (end < 0) return;
      if (!this.pending.startsWith('HTTP/1.1 101')) {
        this.onRefused(this.pending.slice(0, 60));
        return;
      }
      at = chunk.length - (this.pending.length - (end + 4));
      this.pending = '';
      this.stage = 'header';
      this.onOpen();
    }
    while (at < chunk.length) {
      if (this.stage === 'header') at = this.readHeader(chunk, at);
      else at = this.readBody(chunk, at);
    }
  }

  private readHeader(chunk: Buffer, start: number): number {
    let at = start;
    // Nearly always the whole header lies in the chunk; where not, it is gathered byte by byte.
    for (;;) {
      const need = this.had < 2 ? 2 : lengthOf(this.header);
      if (this.had === need) break;
      if (at === chunk.length) return at;
      this.header[this.had++] = chunk[at++]!;
    }
    const short = this.header[1]! & 0x7f;
    this.left =
      short < 126 ? short : short === 126 ? this.header.readUInt16BE(2) : Number(this.header.readBigUInt64BE(2));
    this.had = 0;
    this.head = '';
    this.stage = 'body';
    if (this.left === 0) this.finish();
    return at;
  }

  private readBody(chunk: Buffer, start: number): number {
    const end = Math.min(chunk.length, start + this.left);
    if (this.head.length < HEAD)
      this.head += chunk.toString('latin1', start, Math.min(end, start + HEAD - this.head.length));
    this.left -= end - start;
    if (this.left === 0) this.finish();
    return end;
  }

  private finish(): void {
    this.stage = 'header';
    this.onMessage(this.head);
  }
}

const lengthOf = (header: Buffer) => {
  const short = header[1]! & 0x7f;
  return short < 126 ? 2 : short === 126 ? 4 : 10;
};
