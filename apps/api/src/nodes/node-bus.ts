/**
 * Redis pub/sub between nodes, for hints only ("this journal has grown").
 * Best effort: a lost message delays an update, never loses it; nothing is queued and no caller waits.
 */

import type { Logger } from 'pino';

/** What of the keys of ballot boxes is to be asked for again. */
export type KeyChange = 'holders' | 'copies';

/** `entries`: a journal has grown up to this seq. `ballot`: one was taken, also a secret one. `lines`: some came or went. `keys`: holders or copies of keys have changed. `ended`: devices that were sent away. */
export type NodeHint =
  | { readonly kind: 'entries'; readonly session: string; readonly to: number }
  | { readonly kind: 'ballot' | 'lines'; readonly session: string }
  | { readonly kind: 'keys'; readonly session: string; readonly changed: KeyChange }
  | { readonly kind: 'ended'; readonly devices: readonly EndedDevice[] };

interface EndedDevice {
  readonly id: string;
  readonly as: string;
  readonly tokenHash: string;
  readonly sessionId?: string | null;
}

const FIRST_RETRY = 50;
const LAST_RETRY = 2000;

type Redis = typeof import('redis');

const connection = ({ createClient }: Redis, url: string) =>
  createClient({
    url,
    // A hint that cannot leave now is stale later.
    disableOfflineQueue: true,
    socket: {
      connectTimeout: 2000,
      reconnectStrategy: retries => Math.min(FIRST_RETRY * 2 ** Math.min(retries, 10), LAST_RETRY),
    },
  });

export class NodeBus {
  private readonly out: ReturnType<typeof connection>;
  private readonly into: ReturnType<typeof connection>;
  private troubled = false;

  /**
   * @param redis handed in: it is large, and an installation of one node does without it
   * @param node our own name: what we send ourselves is not heard
   */
  constructor(
    redis: Redis,
    url: string,
    private readonly channel: string,
    private readonly node: string,
    private readonly heard: (message: NodeHint) => void,
    /** The line stands (again): what was said meanwhile was not heard. */
    private readonly back: () => void,
    private readonly log: Logger,
  ) {
    this.out = connection(redis, url);
    this.into = connection(redis, url);
    for (const client of [this.out, this.into]) client.on('error', err => this.trouble(err));
    // Said at every new connection; the subscription itself is renewed by the client.
    this.into.on('ready', () => {
      if (this.troubled) this.log.info('the line to Redis stands again');
      this.troubled = false;
      this.back();
    });
  }

  /** Never waits for Redis: without it nodes are slower, not closed. */
  open(): void {
    const subscribe = () => this.into.subscribe(this.channel, text => this.read(text));
    this.out.connect().catch(err => this.trouble(err));
    this.into
      .connect()
      .then(subscribe, err => this.trouble(err))
      .catch(err => this.trouble(err));
  }

  get isConnected(): boolean {
    return this.out.isReady && this.into.isReady;
  }

  send(message: NodeHint): void {
    if (!this.out.isReady) return;
    this.out.publish(this.channel, JSON.stringify({ node: this.node, message })).catch(err => this.trouble(err));
  }

  close(): void {
    for (const client of [this.out, this.into]) if (client.isOpen) client.destroy();
  }

  private read(text: string): void {
    try {
      const { node, message } = JSON.parse(text) as { node: string; message: NodeHint };
      if (node !== this.node) this.heard(message);
    } catch (err) {
      this.log.warn({ err }, 'what another node said could not be read');
    }
  }

  /** Told once, not at every try. */
  private trouble(err: unknown): void {
    if (this.troubled) return;
    this.troubled = true;
    this.log.warn({ err }, 'Redis does not answer: other nodes are asked through the database, more slowly');
  }
}
