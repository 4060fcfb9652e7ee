/** Hands the bytes of one letter to the SMTP server that SMTP_URL names, and says in words what became of it. */
import { Readable } from 'node:stream';
import { asciiAddress } from '@kengesh/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { ApiEnv } from '../config/env.js';
import { ENV } from '../config/tokens.js';

export interface Envelope {
  readonly from: string;
  readonly to: string;
}
/** `unreachable` and `login` are the server's own trouble, `busy` this letter's; `refused`: it is not asked again. */
export type HandOver =
  | { readonly outcome: 'accepted' }
  | {
      readonly outcome: 'refused' | 'unreachable' | 'login' | 'busy';
      /** What the server said, or why it was not reached. */
      readonly said: string;
      /** The letter was given away and nothing was heard of it: the server may have taken it. */
      readonly uncertain: boolean;
    };

const TIMES = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as const;
type Said = Error & { responseCode?: number; response?: string; code?: string; command?: string };

@Injectable()
export class MailServer {
  private readonly open = new Set<SMTPConnection>();
  private stopped = false;

  constructor(@Inject(ENV) private readonly env: ApiEnv) {}

  /** Host and port, as a person is told of it. */
  get name(): string {
    return this.env.smtpUrl === undefined ? '' : new URL(this.env.smtpUrl).host;
  }

  /**
   * Never throws.
   * @param given is awaited after the server has said that it takes the letter and before it gets its first byte
   */
  async hand(bytes: Buffer, { from, to }: Envelope, given: () => Promise<void>): Promise<HandOver> {
    let isGiven = false;
    let connection: SMTPConnection | undefined;
    try {
      if (this.stopped) throw new Error('this server is being stopped');
      connection = await this.connect();
      const line = connection;
      const message = new Readable({
        read() {
          given().then(
            () => {
              isGiven = true;
              this.push(bytes);
              this.push(null);
            },
            error => this.destroy(error),
          );
        },
      });
      const envelope = { from: asciiAddress(from), to: [asciiAddress(to)], size: bytes.length };
      await new Promise<void>((resolve, reject) => {
        line.send(envelope, message, error => (error ? reject(error) : resolve()));
      });
      connection.quit();
      return { outcome: 'accepted' };
    } catch (error) {
      connection?.close();
      return told(error as Said, isGiven);
    } finally {
      if (connection) this.open.delete(connection);
    }
  }

  /** Whatever is under way ends. */
  close(): void {
    this.stopped = true;
    for (const connection of this.open) connection.close();
  }

  /** One connection for each letter: a server that goes away takes one with it, and no state of a pool is left to heal. */
  private async connect(): Promise<SMTPConnection> {
    const [{ default: Connection }, { parseConnectionUrl }] = await Promise.all([
      import('nodemailer/lib/smtp-connection'),
      import('nodemailer/lib/shared'),
    ]);
    const { auth, ...options } = parseConnectionUrl(this.env.smtpUrl!) as { auth?: { user: string; pass: string } };
    const connection = new Connection({ ...options, ...TIMES });
    this.open.add(connection);
    await new Promise<void>((resolve, reject) => {
      // What goes wrong later is told to whoever sends, too.
      connection.on('error', reject);
      connection.on('end', () => reject(new Error('Connection closed')));
      connection.connect(error => (error ? reject(error) : resolve()));
    });
    if (auth)
      await new Promise<void>((resolve, reject) => {
        connection.login({ credentials: auth }, error => (error ? reject(error) : resolve()));
      });
    return connection;
  }
}

/** Steps in which a server speaks of this letter, not of us. */
const OF_LETTER = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

function told({ responseCode, response, code, command, message }: Said, isGiven: boolean): HandOver {
  const said = (response ?? `${code ?? 'error'}: ${message}`).replace(/\p{Cc}+/gu, ' ').slice(0, 300);
  const uncertain = isGiven && responseCode === undefined;
  if (code === 'EAUTH' || code === 'ENOAUTH') return { outcome: 'login', said, uncertain };
  // Larger than the server takes: it is not smaller later.
  if (code === 'EMESSAGE' && responseCode === undefined && !isGiven) return { outcome: 'refused', said, uncertain };
  if (responseCode === undefined || !OF_LETTER.has(command ?? '')) return { outcome: 'unreachable', said, uncertain };
  return { outcome: responseCode >= 500 ? 'refused' : 'busy', said, uncertain };
}
