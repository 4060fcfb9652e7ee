/** The floor of an export: Postgres hands its rows over as CSV by itself, and they are let through as they come. */
import pg from 'pg';
import { serve } from '../program.js';

/** What `pg` gives to a statement of its own making. */
interface Wire {
  query(text: string): void;
}
class Copy {
  bytes = 0;
  private settle!: { resolve: (bytes: number) => void; reject: (error: Error) => void };
  readonly done = new Promise<number>((resolve, reject) => {
    this.settle = { resolve, reject };
  });
  constructor(private readonly text: string) {}
  submit(wire: Wire): void {
    wire.query(this.text);
  }
  handleCopyData(message: { chunk: Buffer }): void {
    this.bytes += message.chunk.length;
  }
  handleRowDescription(): void {}
  handleCommandComplete(): void {}
  handleReadyForQuery(): void {
    this.settle.resolve(this.bytes);
  }
  handleError(error: Error): void {
    this.settle.reject(error);
  }
}

let client: pg.Client;

serve({
  async connect({ url }: { url: string }) {
    client = new pg.Client({ connectionString: url });
    await client.connect();
  },
  async copy({ session }: { session: string }) {
    const start = performance.now();
    const copy = new Copy(
      `copy (select seq, at, type, actor, command_id, part, data, prev, hash from journal_entries
        where session_id = '${session.replaceAll("'", "''")}' order by seq) to stdout with (format csv)`,
    );
    client.query(copy);
    const bytes = await copy.done;
    return { ms: performance.now() - start, bytes };
  },
});
