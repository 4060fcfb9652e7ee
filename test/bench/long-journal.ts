/** A long journal, written by the engine and the rules themselves into the server's own tables, a thousand acts at a time. */
import { createPostgresStore } from '@kengesh/api/event-store/postgres-store';
import { councilSession, openVoting, type State } from '@kengesh/domain';
import { createEngine, type Engine, type JsonObject } from '@kengesh/journal';
import pg from 'pg';
import type { Assembly } from '../support/assembly.js';

interface JournalAsk {
  readonly who: string;
  readonly act: JsonObject & { readonly type: string };
}
type Write = (asks: readonly JournalAsk[]) => Promise<void>;
const AT_ONCE = 1000;

/** The server learns of what is written here from its tables, as from another node. Answers the head. */
async function writing(
  url: string,
  session: string,
  work: (engine: Engine<State>, write: Write) => Promise<void>,
): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: 2, options: '-c timezone=UTC', pipeline: true });
  const engine = createEngine({
    def: councilSession,
    store: createPostgresStore(pool),
    now: () => new Date().toISOString(),
    schedule: run => void setImmediate(run),
  });
  let asked = 0;
  const one = async ({ who, act }: JournalAsk) => {
    asked += 1;
    const answer = await engine.submit(session, {
      id: `long-${asked}`,
      actor: { id: who, kind: 'participant' },
      act,
    });
    if (!answer.ok) throw new Error(`${act.type}: ${JSON.stringify(answer.refusal)}`);
  };
  const write: Write = async asks => {
    for (let from = 0; from < asks.length; from += AT_ONCE)
      await Promise.all(asks.slice(from, from + AT_ONCE).map(one));
  };
  try {
    await work(engine, write);
    return (await engine.state(session)).seq;
  } finally {
    await engine.drain();
    await pool.end();
  }
}

/** Hands that are raised and lowered until the journal has so many entries: it grows, and what it says stays as long as it was. */
export function raiseHands(url: string, { session, places }: Assembly, entries: number): Promise<number> {
  return writing(url, session, async (engine, write) => {
    const { seq } = await engine.state(session);
    const asks = Array.from({ length: Math.max(0, entries - seq) }, (_, index): JournalAsk => {
      const { participant } = places[(index >> 1) % places.length]!;
      return {
        who: participant,
        act: index % 2 === 0 ? { type: 'floor.ask' } : { type: 'floor.withdraw', participant },
      };
    });
    await write(asks);
  });
}

/** Named votes in which everybody votes, one after another, until the journal has so many entries; then the session is closed. */
export function holdVotes(url: string, { session, places, chair }: Assembly, entries: number): Promise<number> {
  return writing(url, session, async (engine, write) => {
    const held = async () => await engine.state(session);
    for (let office = 1; (await held()).seq < entries; office++) {
      const act = {
        type: 'voting.openElection',
        office: { id: `o${office}`, title: { en: `Office ${office}` } },
        candidates: [{ label: { en: 'The candidate' }, seat: null }],
        method: 'named',
        closesInSeconds: null,
      };
      await write([{ who: chair.as, act }]);
      const voting = openVoting((await held()).state)?.id ?? '';
      const ballots = places.map(({ participant, seat }, index) => ({
        who: participant,
        act: { type: 'voting.cast', voting, seat, choice: index % 3 ? 'c1' : 'against_all' },
      }));
      await write([...ballots, { who: chair.as, act: { type: 'voting.close', voting } }]);
    }
    await write([{ who: chair.as, act: { type: 'session.close' } }]);
  });
}
