/**
 * A delegate's line: the few words of socket.io that a page uses, over a bare WebSocket, so that a thousand of them fit
 * into one process; and it can be broken in every way a line breaks.
 */
import { inflateRawSync } from 'node:zlib';
import type { ActReply, Frame, Snapshot } from '@kengesh/contracts';
import type { State } from '@kengesh/domain';
import type { Position } from '@kengesh/journal';
import { WebSocket } from 'ws';
import { readShared } from './shared.js';

export interface Listener {
  /** Let in; the first answer follows. */
  opened(): void;
  news(message: Frame | Snapshot<State>): void;
  /** Gone for good: `bye`, or refused at the door. */
  ended(code: string): void;
  /** Gone; a page would try again. */
  lost(): void;
}

const HANDSHAKE = 8000;

/** One connection, used once. */
export class SocketClient {
  private readonly socket: WebSocket;
  private readonly answers = new Map<number, (answer: ActReply | null) => void>();
  private asked = 0;
  private silence: NodeJS.Timeout | undefined;
  private patience = 30_000;
  private held = false;
  private over = false;

  constructor(
    url: string,
    private readonly auth: Position & { readonly token: string },
    private readonly listener: Listener,
  ) {
    const address = `${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`;
    this.socket = new WebSocket(address, {
      perMessageDeflate: false,
      skipUTF8Validation: true,
      handshakeTimeout: HANDSHAKE,
    });
    this.socket.on('message', (data, binary) => (binary ? this.unpack(data as Buffer) : this.hear(data as Buffer)));
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => this.end());
  }

  /** Null where the line goes before the answer comes, or none comes in time. */
  ask(envelope: object, within: number): Promise<ActReply | null> {
    if (this.over) return Promise.resolve(null);
    const id = this.asked++;
    return new Promise(resolve => {
      const timer = setTimeout(() => this.answers.get(id)?.(null), within);
      this.answers.set(id, answer => {
        clearTimeout(timer);
        this.answers.delete(id);
        resolve(answer);
      });
      this.send(`42${id}${JSON.stringify(['ask', envelope])}`);
    });
  }

  resync(position: Position): void {
    this.send(`42${JSON.stringify(['resync', position])}`);
  }

  /** Without a word, as a phone in a tunnel. */
  terminate(): void {
    this.socket.terminate();
    this.end();
  }

  /** Half open: stands, and neither hears nor is heard. */
  freeze(): void {
    this.held = true;
    this.socket.pause();
  }

  private send(text: string): void {
    if (!this.held && this.socket.readyState === WebSocket.OPEN) this.socket.send(text);
  }

  private hear(data: Buffer): void {
    if (this.over) return;
    this.awake();
    const kind = String.fromCharCode(data[0] ?? 0);
    if (kind === '2') this.send('3');
    if (kind === '0') {
      const { pingInterval, pingTimeout } = JSON.parse(data.toString('utf8', 1));
      this.patience = pingInterval + pingTimeout;
      this.send(`40${JSON.stringify({ ...this.auth, packs: true })}`);
    }
    if (kind === '4') this.message(String.fromCharCode(data[1] ?? 0), data.subarray(2));
  }

  /** What is announced by the event `packed`, the only one that brings anything binary. */
  private unpack(data: Buffer): void {
    if (this.over) return;
    this.awake();
    this.told(readShared(data, packed => inflateRawSync(packed).toString('utf8')));
  }

  private told(said: unknown): void {
    const [event, content] = said as [string, never];
    if (event === 'frame' || event === 'snapshot') this.listener.news(content);
    if (event === 'bye') this.close(`auth.${(content as { code: string }).code}`);
  }

  private message(kind: string, body: Buffer): void {
    if (kind === '0') this.listener.opened();
    if (kind === '1') this.terminate();
    if (kind === '4') {
      const { data } = JSON.parse(body.toString('utf8')) as { data?: { code?: string } };
      if (data?.code) this.close(data.code);
      else this.terminate();
    }
    if (kind === '3') {
      const start = body.indexOf('[');
      const [answer] = JSON.parse(body.toString('utf8', start)) as [ActReply];
      this.answers.get(Number(body.toString('utf8', 0, start)))?.(answer);
    }
    if (kind === '2') this.told(readShared(body));
  }

  private close(code: string): void {
    this.over = true;
    this.finish();
    this.socket.terminate();
    this.listener.ended(code);
  }

  private end(): void {
    if (this.over) return;
    this.over = true;
    this.finish();
    this.listener.lost();
  }

  private finish(): void {
    clearTimeout(this.silence);
    for (const answered of [...this.answers.values()]) answered(null);
  }

  /** A server that says nothing for so long is gone. */
  private awake(): void {
    if (this.silence) this.silence.refresh();
    else this.silence = setTimeout(() => this.terminate(), this.patience);
  }
}
