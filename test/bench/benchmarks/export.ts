/**
 * A9: the papers of a long session. A server that has just started folds a journal of 100,000 entries, most of them
 * ballots, and hands out every ballot as CSV; beside COPY of the journal's rows. Then once more with the fold in memory, for
 * the stall and the memory that one paper takes. The session is closed, for open ones are folded at the start already; and no
 * folded state is kept of it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { assemble, openSession } from '../../support/assembly.js';
import type { Server } from '../../support/server.js';
import { type Figure, inTurn, type Setting } from '../figure.js';
import { holdVotes } from '../long-journal.js';
import { startProgram } from '../program.js';

const MB = 1_000_000;
const LOOK_EVERY = 50;

async function set({ quick, database, serve, later, say }: Setting) {
  const data = await database();
  const first = await serve(data);
  const assembly = await assemble(first, data.adminUrl, { seats: 500 });
  await openSession(assembly);
  await first.stop();
  const entries = await holdVotes(data.url, assembly, quick ? 10_000 : 100_000);
  say(`A9: ${entries} entries`);
  const copy = startProgram('baselines/copy.ts');
  later(() => copy.end());
  await copy.ask('connect', { url: data.adminUrl });
  const books = new pg.Client({ connectionString: data.adminUrl });
  await books.connect();
  later(() => books.end());

  const paper = async (server: Server) => {
    const before = await server.probe({ collect: true });
    const start = performance.now();
    let highest = 0;
    let longest = 0;
    let written = false;
    const look = async () => {
      const { rss, stall } = await server.probe();
      highest = Math.max(highest, rss);
      longest = Math.max(longest, stall);
    };
    const watching = (async () => {
      for (; !written; await sleep(LOOK_EVERY)) await look();
    })();
    const response = await fetch(
      `${server.url}/api/sessions/${assembly.session}/exports/votes.csv?table=register&about=0`,
      {
        headers: { authorization: `Bearer ${assembly.secretary.token}` },
      },
    );
    if (response.status !== 200) throw new Error(`no paper: ${response.status}`);
    let rows = 0;
    for await (const chunk of response.body ?? []) rows += Buffer.from(chunk).toString('latin1').split('\n').length - 1;
    const ms = performance.now() - start;
    written = true;
    await watching;
    await look();
    if (rows < entries * 0.9) throw new Error(`${rows} rows of ${entries} entries`);
    return { ms, stall: longest, memory: (highest - before.rss) / MB };
  };

  return (round: number) =>
    inTurn(round, {
      product: async () => {
        await books.query('delete from folded_states');
        const server = await serve(data);
        const cold = await paper(server);
        const warm = await paper(server);
        await server.stop();
        return { cold: cold.ms, warm: warm.ms, coldStall: cold.stall, stall: warm.stall, memory: warm.memory };
      },
      copy: async () => (await copy.ask<{ ms: number }>('copy', { session: assembly.session })).ms,
    });
}

export const exporting: Figure = {
  id: 'A9',
  what: 'the papers of a journal of 100,000 entries',
  lines: [
    {
      what: 'folded from nothing and exported as CSV, against COPY',
      unit: 'ms',
      product: 'product.cold',
      floor: 'copy',
      bound: { must: 5, reach: 3, more: false },
    },
    {
      what: 'longest stall while exporting',
      unit: 'ms',
      product: 'product.stall',
      bound: { must: 40, reach: 20, more: false },
    },
    {
      what: 'extra memory while exporting',
      unit: 'MB',
      product: 'product.memory',
      bound: { must: 100, reach: 60, more: false },
    },
    { what: 'exported with the fold in memory, against COPY', unit: 'ms', product: 'product.warm', floor: 'copy' },
    { what: 'longest stall while folding and exporting', unit: 'ms', product: 'product.coldStall' },
  ],
  set,
};
