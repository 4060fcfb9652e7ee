/**
 * Snapshot store for long journals (after 1,000 new entries and 5 s of quiet), so that a start need not replay from
 * entry 1.
 * Cache only: ignored by any other build, compared with the journal 30 s after use, safe to delete.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { councilSession, type State } from '@kengesh/domain';
import { type Commit, type Entry, evolve, type FoldedState, GENESIS } from '@kengesh/journal';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { deserialize, equalsSerialized, serialize } from './snapshot-format.js';

/** Entries after which a state is worth keeping, and how long a session must be quiet for it. Milliseconds. */
const EVERY = 1000;
const QUIET = 5000;
/** So many times as many entries, and it is kept without waiting for quiet; of a long journal so large a part of it. */
const RESTLESS = 2;
const PART = 1 / 8;
/** Entries read behind a kept state, so that pages that come back find what they missed. */
const BEHIND = 500;
/** How long after a snapshot was used it is compared with the journal. Milliseconds. */
const COMPARED_AFTER = 30_000;
/** States remembered on the way through a long journal; the engine passes one each 500 entries. */
const PASSED = 4;
const PAGE = 1000;
/** Between two pages of that comparison, for it is nobody's hurry. Milliseconds. */
const VERIFY_PAUSE_MS = 20;

/** How a state is serialised. */
const FORMAT = 'lines/1';

/** Of the code that folds: another build may fold otherwise, and then what was kept is not its fold. */
async function fingerprint(): Promise<string> {
  const folder = import.meta.url.endsWith('.ts') ? 'src' : 'dist';
  const hash = createHash('sha256').update(FORMAT);
  for (const lib of ['journal', 'domain']) {
    const root = fileURLToPath(new URL(`../../../../libs/${lib}/${folder}/`, import.meta.url));
    const files = (await readdir(root, { recursive: true })).filter(file => /(?<!\.test|\.suite)\.[jt]s$/.test(file));
    for (const file of files.sort()) hash.update(`${lib}/${file}\n`).update(await readFile(root + file));
  }
  return hash.digest('hex');
}

interface SnapshotRow {
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  readonly body: Buffer;
}

export interface FoldedStatesOptions {
  readonly pool: Pool;
  readonly log: Logger;
  readonly state: (sessionId: string) => Promise<FoldedState<State>>;
  readonly entries: (sessionId: string, after: number, limit: number) => Promise<Entry[]>;
  /** The snapshot differs from the journal: the engine must not go on from it. */
  readonly forget: (sessionId: string) => Promise<void>;
  /** Whether somebody waits for an answer, which goes before. */
  readonly busy: () => boolean;
  readonly every?: number;
  readonly quiet?: number;
  readonly comparedAfter?: number;
}

export class SnapshotStore {
  /** The last seq kept, or known to be short of worth it. */
  private readonly kept = new Map<string, number>();
  private readonly timers = new Map<string, { readonly timer: NodeJS.Timeout; readonly work: () => Promise<void> }>();
  private readonly rejectedSessions = new Set<string>();
  /** Of journals that are read from their first entry, the last states on the way. */
  private readonly passing = new Map<string, FoldedState<State>[]>();
  private fold: Promise<string> | undefined;
  private work: Promise<unknown> = Promise.resolve();
  private stopped = false;

  constructor(private readonly options: FoldedStatesOptions) {}

  /** As the engine asks for it. A cache that does not answer is none. */
  async read(sessionId: string): Promise<FoldedState<State> | null> {
    if (this.rejectedSessions.has(sessionId)) return null;
    try {
      const { rows } = await this.options.pool.query<SnapshotRow>({
        name: 'folded-states-read',
        text: `select seq, hash, at, body from folded_states where session_id = $1 and fold = $2
          order by seq <= (select seq from journal_heads where session_id = $1) - $3 desc, seq desc limit 1`,
        values: [sessionId, await this.fingerprint(), BEHIND],
      });
      const [row] = rows;
      if (!row) {
        // Perhaps a long one that nobody kept a state of yet.
        this.passing.set(sessionId, []);
        this.later(sessionId, this.options.quiet ?? QUIET, () => this.keepBehind(sessionId));
        return null;
      }
      const { seq, hash, at, body } = row;
      const held: FoldedState<State> = { seq, hash, at, state: await deserialize(body) };
      this.kept.set(sessionId, seq);
      setTimeout(
        () => this.inTurn(() => this.compare(sessionId, held)),
        this.options.comparedAfter ?? COMPARED_AFTER,
      ).unref();
      return held;
    } catch (err) {
      this.options.log.warn(
        { err, sessionId },
        'a kept state could not be read; the journal is folded from its first entry',
      );
      return null;
    }
  }

  offerIntermediate(sessionId: string, held: FoldedState<State>): void {
    const states = this.passing.get(sessionId);
    if (states?.push(held) === PASSED) states.shift();
  }

  /** What is known of this journal is of a history that is no more; the rows were put back with it. */
  putBack(sessionId: string): void {
    this.kept.delete(sessionId);
    this.passing.delete(sessionId);
  }

  committed(sessionId: string, { to }: Pick<Commit<State>, 'to'>): void {
    const last = this.kept.get(sessionId) ?? 0;
    const every = this.options.every ?? EVERY;
    if (to - last < every) return;
    // A session that is never quiet is not waited for for ever.
    if (to - last >= Math.max(every * RESTLESS, to * PART) && this.timers.has(sessionId)) return;
    this.later(sessionId, this.options.quiet ?? QUIET);
  }

  /** What was about to be kept is kept now: the next start is the quicker for it. */
  async stop(): Promise<void> {
    for (const { timer, work } of this.timers.values()) {
      clearTimeout(timer);
      this.inTurn(work);
    }
    this.timers.clear();
    this.stopped = true;
    await this.work;
  }

  /** Keeps the state as it is now, where enough has happened since the last time. */
  private async keep(sessionId: string): Promise<void> {
    this.passing.delete(sessionId);
    const held = await this.options.state(sessionId);
    if (held.seq - (this.kept.get(sessionId) ?? 0) >= (this.options.every ?? EVERY)) await this.write(sessionId, held);
  }

  /** Of a long journal that had none: one so far behind the head that pages which come back still find what they missed. */
  private async keepBehind(sessionId: string): Promise<void> {
    const { seq } = await this.options.state(sessionId);
    const held = this.passing
      .get(sessionId)
      ?.filter(each => each.seq <= seq - BEHIND)
      .at(-1);
    this.passing.delete(sessionId);
    if (held && seq >= (this.options.every ?? EVERY)) await this.write(sessionId, held);
  }

  private async write(sessionId: string, { seq, hash, at, state }: FoldedState<State>): Promise<void> {
    this.kept.set(sessionId, seq);
    const body = await serialize(state, () => !this.stopped && this.options.busy());
    const { pool } = this.options;
    await pool.query(
      `insert into folded_states (session_id, seq, hash, at, fold, body) values ($1, $2, $3, $4, $5, $6)
        on conflict (session_id, seq) do update set hash = $3, at = $4, fold = $5, body = $6`,
      [sessionId, seq, hash, at, await this.fingerprint(), body],
    );
    // The one before stays: of the newest the pages that come back may be too far behind.
    await pool.query(
      `delete from folded_states where session_id = $1 and seq not in
        (select seq from folded_states where session_id = $1 order by seq desc limit 2)`,
      [sessionId],
    );
  }

  /** Folds the journal from entry 1, page by page, yielding between pages. Null where the node stops or the journal is shorter. */
  private async foldTo(sessionId: string, last: number): Promise<FoldedState<State> | null> {
    let held: FoldedState<State> = { seq: 0, hash: GENESIS, at: '', state: councilSession.initial };
    while (held.seq < last && !this.stopped) {
      const page = await this.options.entries(sessionId, held.seq, Math.min(PAGE, last - held.seq));
      for (const entry of page) {
        if (entry.prev !== held.hash) throw new Error(`journal ${sessionId}: entry ${entry.seq} continues nothing`);
        const { seq, hash, at } = entry;
        held = { seq, hash, at, state: evolve(councilSession, held.state, entry) };
      }
      if (page.length === 0) return null;
      await sleep(VERIFY_PAUSE_MS, undefined, { ref: false });
    }
    return held.seq === last ? held : null;
  }

  /** Compares a snapshot with the journal. */
  private async compare(sessionId: string, kept: FoldedState<State>): Promise<void> {
    const held = await this.foldTo(sessionId, kept.seq);
    if (this.stopped) return;
    if (held?.hash === kept.hash && (await equalsSerialized(held.state, kept.state))) return;
    this.rejectedSessions.add(sessionId);
    this.options.log.error(
      { sessionId, seq: kept.seq },
      'a kept state is not what its journal says, and is thrown away',
    );
    await this.options.pool.query('delete from folded_states where session_id = $1', [sessionId]);
    await this.options.forget(sessionId);
  }

  private later(sessionId: string, wait: number, work = () => this.keep(sessionId)): void {
    clearTimeout(this.timers.get(sessionId)?.timer);
    if (this.stopped) return;
    const timer = setTimeout(() => {
      this.timers.delete(sessionId);
      this.inTurn(work);
    }, wait).unref();
    this.timers.set(sessionId, { timer, work });
  }

  /** One at a time: it is nobody's hurry. */
  private inTurn(work: () => Promise<void>): void {
    if (this.stopped) return;
    this.work = this.work.then(work).catch(err => this.options.log.warn({ err }, 'a state could not be kept'));
  }

  private fingerprint(): Promise<string> {
    this.fold ??= fingerprint();
    return this.fold;
  }
}
