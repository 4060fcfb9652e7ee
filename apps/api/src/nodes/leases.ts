/**
 * The list of who has a line to which node, in the database and not in Redis: it has to be right when Redis is away. Each
 * node renews its lease; the lines of one that does not are nobody's any more.
 */
import DataLoader from 'dataloader';
import type { Pool } from 'pg';
import {
  addLines,
  deleteExpiredNode,
  enterNode,
  expiredNodes,
  haveLineElsewhere,
  type ParticipantRef,
  participantsElsewhere,
  removeLines,
  renewLease,
} from './leases.queries.js';

const keyOf = (sessionId: string, participant: string) => JSON.stringify([sessionId, participant]);

export class Leases {
  /** News of our own lines that are not written yet: whether there is one. */
  private news = new Map<string, ParticipantRef & { readonly there: boolean }>();
  private writing: Promise<void> = Promise.resolve();
  private readonly asked = new DataLoader<ParticipantRef, boolean>(asked => this.lookUp(asked), {
    cache: false,
    batchScheduleFn: dispatch => void setImmediate(dispatch),
  });

  constructor(
    private readonly pool: Pool,
    private readonly node: string,
    /** How long a node that says nothing still counts, milliseconds. */
    private readonly lease: number,
    private readonly own: () => Iterable<ParticipantRef>,
  ) {}

  /** Renews our lease. Answers false where others had given us up (or the database forgot): then all our lines are written anew. */
  async renew(): Promise<boolean> {
    if (await renewLease(this.pool, this.node)) {
      await this.written();
      return true;
    }
    await enterNode(this.pool, this.node);
    for (const who of this.own()) this.recordChange(who, true);
    await this.written();
    return false;
  }

  recordChange({ sessionId, participant }: ParticipantRef, there: boolean): void {
    this.news.set(keyOf(sessionId, participant), { sessionId, participant, there });
  }

  /** Resolves when all news so far are written; those that come together go together. */
  written(): Promise<void> {
    this.writing = this.writing.catch(() => undefined).then(() => this.write());
    return this.writing;
  }

  /** Whether another node that lives has a line of this participant. Those asked in one turn are looked up together. */
  elsewhere(sessionId: string, participant: string): Promise<boolean> {
    return this.asked.load({ sessionId, participant });
  }

  participants(sessionId: string): Promise<string[]> {
    return participantsElsewhere(this.pool, this.node, this.lease, sessionId);
  }

  /** Nodes whose lease has run out, each with who had a line there. They stay on the list until `bury`. */
  dead(): Promise<{ readonly node: string; readonly lines: readonly ParticipantRef[] }[]> {
    return expiredNodes(this.pool, this.node, this.lease);
  }

  /** Not where it has renewed its lease meanwhile. */
  async deleteExpired(node: string): Promise<void> {
    await deleteExpiredNode(this.pool, node, this.lease);
  }

  private async write(): Promise<void> {
    if (this.news.size === 0) return;
    const news = this.news;
    this.news = new Map();
    const all = [...news.values()];
    try {
      const come = all.filter(one => one.there);
      // Nothing where others have given us up: `renew` finds that, and writes all anew.
      if (come.length > 0) await addLines(this.pool, this.node, come);
      const gone = all.filter(one => !one.there);
      if (gone.length > 0) await removeLines(this.pool, this.node, gone);
    } catch (error) {
      // Newer news win over these.
      this.news = new Map([...news, ...this.news]);
      throw error;
    }
  }

  private async lookUp(asked: readonly ParticipantRef[]): Promise<boolean[]> {
    const found = await haveLineElsewhere(this.pool, this.node, this.lease, asked);
    const there = new Set(found.map(who => keyOf(who.sessionId, who.participant)));
    return asked.map(({ sessionId, participant }) => there.has(keyOf(sessionId, participant)));
  }
}
