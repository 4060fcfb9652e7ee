/** A real SMTP server whose mailbox can be read: it takes every letter but those it is told to refuse, and waits where it is told. */
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly to: string;
  readonly from: string;
  readonly raw: Buffer;
}
/** Steps of one letter, in their order; at `taken` it lies in the mailbox and its sender was not told yet. */
export type Step = 'connected' | 'from' | 'to' | 'data' | 'taken';

export interface Letterbox {
  readonly url: string;
  readonly port: number;
  readonly mails: ReceivedMail[];
  /** What the server answers to this address: a code and how often. */
  readonly refusals: Map<string, { code: number; times: number }>;
  /** Awaited at each step before the server answers. */
  at: (step: Step) => Promise<void> | void;
  /** Waits until so many letters lie there. */
  holds(count: number, within?: number): Promise<ReceivedMail[]>;
  close(): Promise<void>;
}

export async function letterbox(port = 0): Promise<Letterbox> {
  const mails: ReceivedMail[] = [];
  const refusals: Letterbox['refusals'] = new Map();
  const pause = (step: Step, done: (error?: Error | null) => void) =>
    void Promise.resolve(box.at(step)).then(() => done(), done);
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onConnect: (_session, done) => pause('connected', done),
    onMailFrom: (_address, _session, done) => pause('from', done),
    onRcptTo: ({ address }, _session, done) => {
      const refusal = refusals.get(address);
      if (!refusal || refusal.times <= 0) return pause('to', done);
      refusal.times -= 1;
      done(Object.assign(new Error('Mailbox unavailable\nX: y'), { responseCode: refusal.code }));
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      // Read only when the test lets it: the sender has begun to give it away.
      void Promise.resolve(box.at('data')).then(() => {
        stream.on('data', part => parts.push(part));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          mails.push({
            to: rcptTo.map(({ address }) => address).join(),
            from: mailFrom ? mailFrom.address : '',
            raw: Buffer.concat(parts),
          });
          pause('taken', done);
        });
      });
    },
  });
  // A sender that was killed is none of its faults.
  server.on('error', () => undefined);
  await new Promise<void>(ready => server.listen(port, '127.0.0.1', ready));
  const address = server.server.address();
  const listening = typeof address === 'object' && address ? address.port : 0;
  const box: Letterbox = {
    url: `smtp://127.0.0.1:${listening}`,
    port: listening,
    mails,
    refusals,
    at: () => undefined,
    holds: async (count, within = 20_000) => {
      for (const end = Date.now() + within; mails.length < count; ) {
        if (Date.now() > end) throw new Error(`${mails.length} letters came, not ${count}`);
        await new Promise(resolve => setTimeout(resolve, 25));
      }
      return mails;
    },
    close: () => new Promise(done => server.close(() => done())),
  };
  return box;
}
