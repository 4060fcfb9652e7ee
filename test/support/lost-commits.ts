/**
 * A line to PostgreSQL on which the answer to a COMMIT is lost: the server has committed, and whoever asked is not told. A TCP
 * proxy on loopback that looks for nothing but that word.
 */
import { connect, createServer, type Socket } from 'node:net';

export interface LostCommits {
  /** The same database, through this line. */
  readonly url: string;
  /** Answers that were lost so far. */
  readonly lost: number;
  /** So many of the journal's next commits are answered to nobody; their connections break. */
  lose(count: number): void;
  /** The same for the next one, and from then on PostgreSQL is away. */
  loseAndCut(): void;
  /** No new connections, and none of those that are open, until `mend`: PostgreSQL is away. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** The journal's transactions begin by locking its head; others are let alone. */
const JOURNAL = Buffer.from('journal-lock\0');
const ASKED = Buffer.from('commit\0');
/** CommandComplete of the protocol. */
const DONE = Buffer.from('COMMIT\0');

export async function openLostCommits(database: string): Promise<LostCommits> {
  const target = new URL(database);
  const open = new Set<Socket>();
  let toLose = 0;
  let lost = 0;
  let whole = true;
  let cutting = false;

  const server = createServer(near => {
    if (!whole) return void near.destroy();
    const far = connect({ port: Number(target.port), host: target.hostname });
    let losing = false;
    let ofJournal = false;
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.setNoDelay(true);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    near.on('data', chunk => {
      ofJournal ||= chunk.includes(JOURNAL);
      if (chunk.includes(ASKED)) {
        if (ofJournal && toLose > 0 && !losing) {
          toLose--;
          losing = true;
        }
        ofJournal = false;
      }
      far.write(chunk);
    });
    far.on('data', chunk => {
      if (!losing || !chunk.includes(DONE)) return void near.write(chunk);
      lost++;
      near.destroy();
      if (cutting) cut();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  function cut(): void {
    whole = false;
    cutting = false;
    for (const socket of open) socket.destroy();
  }
  return {
    url: Object.assign(new URL(database), { host: `127.0.0.1:${port}` }).href,
    get lost() {
      return lost;
    },
    lose: count => {
      toLose = count;
    },
    loseAndCut: () => {
      toLose = 1;
      cutting = true;
    },
    cut,
    mend: () => {
      whole = true;
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
