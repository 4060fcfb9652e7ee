/**
 * B5: some devices stop reading, and still say that they live. What they are owed is bounded, they are cut off, and the
 * others do not notice.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { medianOf } from '../bench/figure.js';
import { gatherCrowd } from '../bench/load-generator.js';
import { assemble, openSession, openVote } from '../support/assembly.js';
import { startServer } from '../support/server.js';
import type { Fault } from './fault.js';
import { InvariantViolation } from './fault-scenario.js';

const MB = 1_000_000;
const SLOWER = 1.5;
/** Megabytes that the newest entries may take, which are kept for those who come back. */
const MOST = 60;
/** What is no more than the machine's own unrest, milliseconds. */
const UNREST = 15;

export const deafReaders: Fault = {
  id: 'B5',
  what: 'a tenth of the devices stop reading',
  /** Votes before and after; each is told in full to everyone. */
  whole: { runs: 12, seats: 500 },
  small: { runs: 3, seats: 60 },
  async run({ runs, seats }, { database, say }) {
    const data = await database();
    const server = await startServer({
      databaseUrl: data.url,
      databaseOwnerUrl: data.ownerUrl,
      probed: true,
      // The kernel takes some megabytes for each before the server has to: that much has to be sent to be seen.
      settings: {
        LOG_LEVEL: 'fatal',
        LIMIT_OWED_KB: '256',
        LIMIT_ACTS_PER_SECOND: '1000',
        LIMIT_SEAT_ACTS_PER_SECOND: '1000',
      },
    });
    const crowd = gatherCrowd();
    try {
      const assembly = await assemble(server, data.adminUrl, { seats });
      const head = await openSession(assembly);
      await crowd.join(
        server.port,
        assembly.places.map(place => place.token),
      );
      await crowd.reached(head);
      const deaf = Math.floor(seats / 10);
      /** Those who read vote; everyone is told of the opening and of the result. Answers their p99. */
      const vote = async (silent: number) => {
        const { voting, head: opened } = await openVote(assembly);
        await crowd.reached(opened, silent);
        await crowd.quiet(200);
        const { p99 } = await crowd.ask(
          assembly.places.map(({ seat }, index) =>
            index < silent ? null : { type: 'voting.cast', voting, seat, choice: 'c1' },
          ),
        );
        const closed = await assembly.act(assembly.chair, { type: 'voting.close', voting });
        const { result } = await assembly.data('voting.closed', closed);
        if (result.ballots.length !== seats - silent)
          throw new InvariantViolation(`${result.ballots.length} of ${seats - silent} ballots counted`);
        await crowd.reached(closed, silent);
        return p99;
      };
      const series = async (silent: number) => {
        const found: number[] = [];
        for (let run = 0; run < runs; run++) found.push(await vote(silent));
        return medianOf(found);
      };
      await series(0);
      const before = await series(0);
      const held = await server.probe({ collect: true });
      await crowd.deafen(deaf);
      const after = await series(deaf);
      // Told on and on, until what the kernel takes is full and the server must decide.
      const text = (turn: number) => ({ en: `${turn} ${'x'.repeat(15_000)}` });
      const put = { type: 'motion.submit', item: 'i1', text: text(0), mover: null };
      const { id: motion } = await assembly.data('motion.submitted', await assembly.act(assembly.chair, put));
      let told = 0;
      for (; told < 3000 && (await crowd.count()).open > seats - deaf; told++)
        await crowd.reached(
          await assembly.act(assembly.chair, { type: 'motion.revise', motion, text: text(told + 1) }),
          deaf,
        );
      await sleep(500);
      const { open } = await crowd.count();
      const now = await server.probe({ collect: true });
      const grown = (now.heap + now.external - held.heap - held.external) / MB;
      say(
        `B5: p99 ${before.toFixed(1)} ms, with ${deaf} deaf ${after.toFixed(1)} ms; ${open} of ${seats} lines stand after ${told} long texts; ${grown.toFixed(0)} MB more`,
      );
      if (open > seats - deaf)
        throw new InvariantViolation(`${open - (seats - deaf)} lines that read nothing still stand`);
      if (open < seats - deaf) throw new InvariantViolation(`${seats - deaf - open} lines that read were cut off too`);
      if (after > before * SLOWER + UNREST)
        throw new InvariantViolation(`p99 rose from ${before.toFixed(1)} to ${after.toFixed(1)} ms`);
      if (grown > MOST) throw new InvariantViolation(`${grown.toFixed(0)} MB are held for nobody`);
      return `${deaf} of ${seats} cut off, nobody else; p99 ${before.toFixed(1)} ms before and ${after.toFixed(1)} ms with them`;
    } finally {
      await crowd.end();
      await server.stop();
    }
  },
};
