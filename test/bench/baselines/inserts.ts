/** The floor of durable ballots: clients that insert one row at a time, each after the other was committed, as pgbench does. */
import pg from 'pg';
import { serve } from '../program.js';

let clients: pg.Client[] = [];
let seat = 0;
const SQL = {
  name: 'vote',
  text: 'insert into floor_votes (poll, seat, choice) values ($1, $2, $3) on conflict do nothing',
};

serve({
  async connect({ url, count }: { url: string; count: number }) {
    clients = Array.from({ length: count }, () => new pg.Client({ connectionString: url }));
    await Promise.all(clients.map(client => client.connect()));
    await clients[0]!.query(
      'create table if not exists floor_votes (poll integer, seat integer, choice text, primary key (poll, seat))',
    );
  },
  /** Answers how long so many took. */
  async insert({ votes }: { votes: number }) {
    await clients[0]!.query('truncate floor_votes');
    await clients[0]!.query('checkpoint');
    let left = votes;
    const start = performance.now();
    await Promise.all(
      clients.map(async client => {
        while (left-- > 0) {
          seat += 1;
          await client.query({ ...SQL, values: [1, seat, 'yes'] });
        }
      }),
    );
    return { ms: performance.now() - start };
  },
});
