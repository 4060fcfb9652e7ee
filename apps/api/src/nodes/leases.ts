/**
 * The list of who has a line to which node, in the database and not in Redis: it has to be right when Redis is away. Each
 * node renews its lease; the lines of one that does not are nobody's any more.
 */
import type { Pool } from 'pg';

export interface ParticipantRef {
  readonly sessionId: string;
  readonly participant: string;
}

const keyOf = (sessionId: string, participant: string) => JSON.stringify([sessionId, participant]);

interface PendingLookup extends ParticipantRef {
  readonly resolve: (there: boolean) => void;
  readonly reject: (error: unknown) => void;
}

export class Leases {
  /** News of our own lines that are not written yet: whether there is one. */
  private news = new Map<string, ParticipantRef & { readonly there: boolean }>();
  private writing: Promise<void> = Promise.resolve();
  private asking: PendingLookup[] = [];

  constructor(
    private readonly pool: Pool,
    private readonly node: string,
    /** How long a node that says nothing still counts, milliseconds. */
    private readonly lease: number,
    private readonly own: () => Iterable<ParticipantRef>,
  ) {}

  /** Renews our lease. Answers false where others had given us up (or the database forgot): then all our lines are written anew. */
  async renew(): Promise<boolean> {
    const { rowCount } = await this.pool.query('update nodes set seen_at = now() where id = $1', [this.node]);
    if (rowCount) {
      await this.written();
      return true;
    }
    await this.pool.query('insert into nodes (id) values ($1) on conflict do nothing', [this.node]);
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
    if (this.asking.length === 0) setImmediate(() => void this.lookUp());
    return new Promise((resolve, reject) => this.asking.push({ sessionId, participant, resolve, reject }));
  }

  async participants(sessionId: string): Promise<string[]> {
    const { rows } = await this.pool.query<{ participant: string }>(
      `select distinct participant from node_lines join nodes on id = node
        where session_id = $1 and node <> $2 and seen_at > now() - $3 * interval '1 millisecond'`,
      [sessionId, this.node, this.lease],
    );
    return rows.map(row => row.participant);
  }

  /** Nodes whose lease has run out, each with who had a line there. They stay on the list until `bury`. */
  async dead(): Promise<{ readonly node: string; readonly lines: readonly ParticipantRef[] }[]> {
    const { rows } = await this.pool.query<{ node: string; lines: ParticipantRef[] | null }>(
      `select id as node, (select json_agg(json_build_object('sessionId', session_id, 'participant', participant))
          from node_lines where node = id) as lines
        from nodes where id <> $1 and seen_at <= now() - $2 * interval '1 millisecond'`,
      [this.node, this.lease],
    );
    return rows.map(({ node, lines }) => ({ node, lines: lines ?? [] }));
  }

  /** Not where it has renewed its lease meanwhile. */
  async deleteExpired(node: string): Promise<void> {
    await this.pool.query(`delete from nodes where id = $1 and seen_at <= now() - $2 * interval '1 millisecond'`, [
      node,
      this.lease,
    ]);
  }

  private async write(): Promise<void> {
    if (this.news.size === 0) return;
    const news = this.news;
    this.news = new Map();
    const all = [...news.values()];
    const columns = (some: readonly ParticipantRef[]) => [
      some.map(one => one.sessionId),
      some.map(one => one.participant),
    ];
    try {
      const come = all.filter(one => one.there);
      // Nothing where others have given us up: `renew` finds that, and writes all anew.
      if (come.length > 0)
        await this.pool.query(
          `insert into node_lines select id, come.* from nodes, unnest($2::text[], $3::text[]) as come where id = $1
            on conflict do nothing`,
          [this.node, ...columns(come)],
        );
      const gone = all.filter(one => !one.there);
      if (gone.length > 0)
        await this.pool.query(
          `delete from node_lines using unnest($2::text[], $3::text[]) as gone (session, who)
            where node = $1 and session_id = session and participant = who`,
          [this.node, ...columns(gone)],
        );
    } catch (error) {
      // Newer news win over these.
      this.news = new Map([...news, ...this.news]);
      throw error;
    }
  }

  private async lookUp(): Promise<void> {
    const asked = this.asking;
    this.asking = [];
    try {
      const { rows } = await this.pool.query<ParticipantRef>(
        `select distinct session_id as "sessionId", participant from node_lines join nodes on id = node
          join unnest($3::text[], $4::text[]) as asked (session, who) on session_id = session and participant = who
          where node <> $1 and seen_at > now() - $2 * interval '1 millisecond'`,
        [this.node, this.lease, asked.map(one => one.sessionId), asked.map(one => one.participant)],
      );
      const there = new Set(rows.map(row => keyOf(row.sessionId, row.participant)));
      for (const { sessionId, participant, resolve } of asked) resolve(there.has(keyOf(sessionId, participant)));
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }
}
