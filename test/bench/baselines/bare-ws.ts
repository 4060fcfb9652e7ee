/**
 * The floor of everything that goes over a socket: `ws` alone. Who comes in is known by a signed token and given the
 * snapshot; a message to all is framed once and written to one socket after another.
 */
import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { serve } from '../program.js';

const key = createSecretKey(randomBytes(32));
const sign = (name: string) => createHmac('sha256', key).update(name).digest();

/** A whole text message as it goes over the wire. */
function framed(text: string): Buffer {
  const body = Buffer.from(text, 'utf8');
  const { length } = body;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = 0x81;
  if (length < 126) head[1] = length;
  else if (length < 65_536) {
    head[1] = 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, body]);
}

const all = new Map<WebSocket, Duplex>();
const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const http = createServer();
let snapshot = framed('42["snapshot",{"seq":0,"state":{}}]');
let head = 0;

http.on('upgrade', (request, socket, rest) => {
  const [name = '', signature = ''] = (
    new URL(request.url ?? '/', 'http://floor').searchParams.get('token') ?? ''
  ).split('.');
  const given = Buffer.from(signature, 'base64url');
  const right = sign(name);
  if (given.length !== right.length || !timingSafeEqual(given, right)) {
    socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    return;
  }
  server.handleUpgrade(request, socket, rest, line => {
    all.set(line, socket);
    line.on('close', () => all.delete(line));
    line.on('error', () => undefined);
    line.on('message', message => hear(line, String(message)));
    socket.write(snapshot);
  });
});

/** Asked as ours is, for so many bytes to all. */
function hear(line: WebSocket, text: string): void {
  const at = text.indexOf('[');
  const [, { act }] = JSON.parse(text.slice(at)) as [string, { act: { tell: number } }];
  head += 1;
  line.send(`43${text.slice(2, at)}[{"ok":true,"head":${head}}]`);
  const told = `42["frame",{"from":${head - 1},"to":${head},"entries":"`;
  const frame = framed(`${told}${'x'.repeat(Math.max(0, act.tell - told.length - 3))}"}]`);
  // Later than the answer, as ours.
  setImmediate(() => {
    for (const socket of all.values()) socket.write(frame);
  });
}

serve({
  async listen() {
    await new Promise<void>(resolve => http.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, resolve));
    return (http.address() as { port: number }).port;
  },
  tokens: ({ count }: { count: number }) =>
    Array.from({ length: count }, (_, index) => `n${index}.${sign(`n${index}`).toString('base64url')}`),
  snapshot({ bytes }: { bytes: number }) {
    const empty = '42["snapshot",{"seq":0,"state":""}]';
    snapshot = framed(empty.replace('""', `"${'x'.repeat(Math.max(0, bytes - empty.length))}"`));
  },
});
