/**
 * A server on socket.io as one would write it by the book, on the same options as ours and with none of our rules: it
 * answers after an INSERT of all that waits, and tells everyone through the adapter that comes with the library.
 */
import { createServer } from 'node:http';
import pg from 'pg';
import { Server } from 'socket.io';
import { serve } from '../program.js';

interface BaselineAsk {
  readonly command: string;
  readonly act: { readonly seat: string; readonly choice: string; readonly tell?: number };
}
type Answer = (given: unknown) => void;

let pool: pg.Pool | undefined;
let head = 0;
const waiting: { ask: BaselineAsk; answer: Answer }[] = [];
let flushing = false;

const http = createServer();
const io = new Server(http, {
  maxHttpBufferSize: 64 * 1024,
  perMessageDeflate: false,
  httpCompression: false,
  serveClient: false,
  transports: ['websocket', 'polling'],
  pingInterval: 10_000,
  pingTimeout: 10_000,
});

const answerTo = ({ command }: BaselineAsk) => ({
  ok: true,
  seqs: [head],
  head,
  at: new Date().toISOString(),
  repeated: false,
  receipt: command.slice(0, 7),
});

function group(): void {
  if (flushing || waiting.length === 0) return;
  flushing = true;
  setImmediate(async () => {
    const batch = waiting.splice(0, 1000);
    await pool!.query({
      name: 'ballots',
      text: `insert into floor_ballots (command, seat, choice)
        select * from unnest($1::text[], $2::text[], $3::text[]) on conflict do nothing`,
      values: [
        batch.map(one => one.ask.command),
        batch.map(one => one.ask.act.seat),
        batch.map(one => one.ask.act.choice),
      ],
    });
    flushing = false;
    group();
    for (const { ask, answer } of batch) answer(answerTo(ask));
  });
}

/** A frame of so many bytes that says its number first, as ours do. */
const frame = (to: number, bytes: number) => ({ from: to - 1, to, entries: 'x'.repeat(Math.max(0, bytes - 50)) });

io.on('connection', socket => {
  void socket.join('all');
  socket.emit('snapshot', { seq: 0, state: {} });
  socket.on('ask', (ask: BaselineAsk, answer: Answer) => {
    if (ask.act.tell !== undefined) {
      head += 1;
      answer(answerTo(ask));
      io.to('all').emit('frame', frame(head, ask.act.tell));
    } else {
      waiting.push({ ask, answer });
      group();
    }
  });
});

let tally: NodeJS.Timeout | undefined;

serve({
  async listen({ url }: { url: string }) {
    pool = new pg.Pool({ connectionString: url, max: 20 });
    await pool.query('create table if not exists floor_ballots (command text primary key, seat text, choice text)');
    await new Promise<void>(resolve => http.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, resolve));
    return (http.address() as { port: number }).port;
  },
  async empty() {
    await pool!.query('truncate floor_ballots');
    await pool!.query('checkpoint');
  },
  /** Tells everyone so many times a second; 0: no more. */
  tally({ hertz, bytes }: { hertz: number; bytes: number }) {
    clearInterval(tally);
    tally =
      hertz === 0
        ? undefined
        : setInterval(() => {
            head += 1;
            io.to('all').emit('frame', frame(head, bytes));
          }, 1000 / hertz);
  },
});
