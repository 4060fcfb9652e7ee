/**
 * Command handling of this node: every act of every live session goes through here and nowhere else. Submits to the
 * engine, answers with what was recorded, and publishes commits to subscribers.
 */

import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActReply } from '@kengesh/contracts';
import { boxOf, councilSession, type State } from '@kengesh/domain';
import {
  type Answer,
  type Command,
  createEngine,
  type Engine,
  type Entry,
  type EventStore,
  type FoldedState,
  type Frame,
  type Refusal,
  type ReplyHandler,
  setSha256,
  type Viewer,
} from '@kengesh/journal';
import { type BeforeApplicationShutdown, Inject, Injectable, Optional } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { ApiEnv } from '../config/env.js';
import { ENV, LOGGER } from '../config/tokens.js';
import { PG_POOL } from '../database/tokens.js';
import { entriesOfTypes, keysInBox } from '../event-store/journal.queries.js';
import { liveSessions } from '../event-store/phase.queries.js';
import { createPostgresStore } from '../event-store/postgres-store.js';
import { type FoldedStatesOptions, SnapshotStore } from '../event-store/snapshot-store.js';
import { timed } from '../event-store/timed-store.js';
import { Metrics } from '../metrics/metrics.js';
import { createBoxCipher } from '../sealing/box-cipher.js';
import { ActReplies, BALLOTS } from './act-replies.js';
import { Clock } from './clock.js';
import { EntryBounds } from './entry-bounds.js';
import {
  type BallotListener,
  type CommittedListener,
  JournalListeners,
  type PutBackListener,
} from './journal-listeners.js';

// Node's own is ten times as quick as one written in JavaScript.
setSha256(text => hash('sha256', text, 'hex'));

/** Yields the act with what only the server knows; whatever the sender said of that is overwritten. */
export type ActCompletion = (sessionId: string, act: Command['act']) => Promise<Command['act']>;

/** How states of long journals are kept; tests are less patient. */
const FOLDING = Symbol('FOLDING');
/** So many acts that wait are a crowd. */
const CROWD = 100;
/** Milliseconds in which somebody who comes while others are served joins the next, or they are not waited for any longer. */
const GATHERING = 2;

const outcomeOf = (answer: Answer) => (answer.ok ? (answer.repeated ? 'repeated' : 'done') : 'refused');
const codeOf = (answer: Answer) => (answer.ok ? outcomeOf(answer) : answer.refusal.refused);

/** One who waits for an answer, and is counted. */
class MeteredReply implements ReplyHandler {
  constructor(
    private readonly journal: JournalService,
    private readonly sessionId: string,
    private readonly command: Command,
    private readonly kind: string,
    private readonly told: (answer: Answer) => void,
    private readonly toldFailure: (error: Error) => void,
  ) {}

  answered(answer: Answer): void {
    this.journal.answered(this.sessionId, this.command, this.kind, answer);
    this.told(answer);
  }

  failed(error: Error): void {
    this.journal.failed(this.kind);
    this.toldFailure(error);
  }
}

@Injectable()
export class JournalService implements BeforeApplicationShutdown {
  private readonly engine: Engine<State>;
  private readonly store: EventStore;
  private readonly cipher = createBoxCipher();
  private readonly folded: SnapshotStore;
  private readonly listeners: JournalListeners;
  private readonly replies: ActReplies;
  private readonly preconditions = new Map<string, () => Refusal | null>();
  private readonly completions = new Map<string, ActCompletion>();
  private readonly bounds: EntryBounds;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly log: Logger,
    @Inject(Clock) clock: Clock,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(ENV) { schema, limits, validateEvents }: Pick<ApiEnv, 'schema' | 'limits' | 'validateEvents'>,
    @Optional() @Inject(FOLDING) folding: Partial<FoldedStatesOptions> = {},
  ) {
    this.listeners = new JournalListeners(log);
    this.bounds = new EntryBounds(limits.seatEntries);
    this.store = timed(createPostgresStore(pool, schema), metrics);
    metrics.addGauge('kengesh_acts_waiting', 'Acts that are not answered yet', () => this.waiting());
    this.folded = new SnapshotStore({
      pool,
      log,
      state: sessionId => this.state(sessionId),
      entries: (sessionId, after, limit) => this.entries(sessionId, after, limit),
      forget: sessionId => this.engine.discardSnapshot(sessionId),
      busy: () => this.waiting() > 0,
      ...folding,
    });
    this.engine = createEngine<State>({
      def: councilSession,
      store: this.store,
      now: () => clock.now(),
      maxQueued: limits.waiting,
      validateEvents,
      cipher: this.cipher,
      // Larger ones are hardly quicker, and whoever sits in another session waits while one is decided.
      batch: 500,
      batchWindow: () => sleep(GATHERING),
      onBatch: (_, { acts, entries }) => metrics.batch(acts, entries),
      schedule: run => void setImmediate(run),
      onCommitted: (sessionId, committed) => {
        this.folded.committed(sessionId, committed);
        this.listeners.tellCommitted(sessionId, committed);
      },
      onPutBack: sessionId => {
        this.log.warn({ sessionId }, 'the database was put back to an earlier day; pages begin anew');
        this.folded.putBack(sessionId);
        this.listeners.tellPutBack(sessionId);
      },
      loadSnapshot: sessionId => this.folded.read(sessionId),
      onIntermediateState: (sessionId, held) => this.folded.offerIntermediate(sessionId, held),
      onError: (err, sessionId) => this.log.error({ err, sessionId }, 'telling of a commit failed'),
    });
    this.replies = new ActReplies(this.engine);
  }

  /**
   * Asks for an act. Resolves after the commit, with the answer or the refusal.
   * @throws OutcomeUnknown (send the same command again) or ActFailed (our mistake, nothing was written)
   */
  submit(sessionId: string, command: Command): Promise<Answer> {
    return new Promise((resolve, reject) => this.dispatch(sessionId, command, resolve, reject));
  }

  /** Counts a vote that has ended: the key of its box is at hand until this is answered, and is forgotten then. */
  async count(
    sessionId: string,
    voting: string,
    privateKey: string,
    by: Pick<Command, 'id' | 'actor'>,
  ): Promise<Answer> {
    const { state } = await this.state(sessionId);
    const command = { ...by, act: { type: 'voting.count', voting } };
    return this.cipher.withKey(boxOf(state, voting), privateKey, () => this.submit(sessionId, command));
  }

  /** As `submit`. No promise from here to the line: thousands may wait at once, and the collector copies what each of them carries. */
  dispatch(sessionId: string, command: Command, told: (answer: Answer) => void, failed: (error: Error) => void): void {
    const { type } = command.act;
    const refusal = this.preconditions.get(type)?.();
    if (refusal) {
      told({ ok: false, refusal });
      return;
    }
    const complete = this.completions.get(type);
    if (complete)
      complete(sessionId, command.act).then(act => this.enqueue(sessionId, { ...command, act }, told, failed), failed);
    else this.enqueue(sessionId, command, told, failed);
  }

  private enqueue(
    sessionId: string,
    command: Command,
    told: (answer: Answer) => void,
    failed: (error: Error) => void,
  ): void {
    const { type } = command.act;
    const kind = Object.hasOwn(councilSession.acts, type) ? type : 'unknown';
    this.engine.enqueue(sessionId, command, new MeteredReply(this, sessionId, command, kind, told, failed));
  }

  /** Counts what became of an act, just before its asker hears of it. */
  answered(sessionId: string, { id, act }: Command, kind: string, answer: Answer): void {
    this.metrics.act(kind, outcomeOf(answer));
    if (!answer.ok && answer.refusal.refused === 'engine.busy') this.metrics.limited('busy');
    if (this.log.isLevelEnabled('debug'))
      this.log.debug({ sessionId, command: id, act: kind, outcome: codeOf(answer) }, 'an act was answered');
    // A secret ballot leaves no entry, so no commit tells of it.
    if (answer.ok && BALLOTS.has(act.type)) this.listeners.tellBallot(sessionId);
  }

  failed(kind: string): void {
    this.metrics.act(kind, 'failed');
  }

  /** As `put`, bounded, and answered as pages expect it: a ballot with its receipt. */
  ask(sessionId: string, command: Command, told: (answer: ActReply) => void, failed: (error: Error) => void): void {
    const { actor, act } = command;
    const taken = this.bounds.take(sessionId, actor.id, act.type, this.engine.held(sessionId)?.state);
    if (typeof taken !== 'function') {
      this.metrics.limited('entries');
      told({ ok: false, ...taken });
      return;
    }
    this.dispatch(
      sessionId,
      command,
      answer => {
        // What leaves no entry, or left one before, fills nothing.
        if (!answer.ok || answer.repeated || answer.seqs.length === 0) taken();
        const given = this.replies.replyTo(sessionId, command, answer);
        if (given instanceof Promise) given.then(told, failed);
        else told(given);
      },
      failed,
    );
  }

  /** What this installation has no means for is refused here: the rules know nothing of installations. */
  addPrecondition(type: string, why: () => Refusal | null): void {
    this.preconditions.set(type, why);
  }

  /** Acts of this type are completed before they are asked, whoever sends them. */
  completeWhere(type: string, complete: ActCompletion): void {
    this.completions.set(type, complete);
  }

  /** Acts that are not answered yet, of all sessions. */
  waiting(): number {
    return this.engine.pendingCommands();
  }

  /** Whether so many wait that answers go before whatever else there is to tell. */
  isUnderLoad(): boolean {
    return this.waiting() > CROWD;
  }

  /** The state as this node folded it last, without asking the database; null where it holds none. */
  held(sessionId: string): State | null {
    return this.engine.held(sessionId)?.state ?? null;
  }

  /** Head and whole state, with what other nodes wrote. Never to be sent to a page as it is. */
  state(sessionId: string): Promise<FoldedState<State>> {
    return this.engine.state(sessionId);
  }

  /** What a viewer who holds `seq` lacks of what `state` has just told; null where that is too far back to tell. */
  framesAfter(sessionId: string, seq: number, viewer: Viewer): Frame | null {
    return this.engine.framesAfter(sessionId, seq, viewer);
  }

  /** The hash of an entry of what `state` has just told; null where it is beyond the head or too far back to tell. */
  hashAt(sessionId: string, seq: number): string | null {
    return this.engine.hashAt(sessionId, seq);
  }

  /** One page of the whole journal, entries with seq > `after`, for records and exports. Not filtered by who may see. */
  entries(sessionId: string, after = 0, limit = 2000): Promise<Entry[]> {
    return this.store.read(sessionId, after, limit);
  }

  /** As `entries`, up to `last` and of those types only that match, a regular expression of Postgres. */
  async concerning(sessionId: string, types: string, after: number, last: number, limit = 2000): Promise<Entry[]> {
    return entriesOfTypes(this.pool, sessionId, types, { after, last, limit });
  }

  /** Told once of each commit, in order and without holes per session, after the askers were answered. Answers how to stop it. */
  onCommitted(listener: CommittedListener): () => void {
    return this.listeners.onCommitted(listener);
  }

  /**
   * Told when the database turns out to have been put back to an earlier day: what was told of this session is no more. Before
   * any commit that follows. Answers how to stop it.
   */
  onPutBack(listener: PutBackListener): () => void {
    return this.listeners.onPutBack(listener);
  }

  /** Told when a ballot was taken, also a secret one, which no commit shows. Answers how to stop it. */
  onBallot(listener: BallotListener): () => void {
    return this.listeners.onBallot(listener);
  }

  /** Sessions that have a journal and are not closed. */
  async liveSessions(): Promise<string[]> {
    return liveSessions(this.pool);
  }

  /** Seats that have handed in a ballot of this secret vote while it is open, sorted. */
  async marked(sessionId: string, state: State, voting: string): Promise<string[]> {
    const keys = await keysInBox(this.pool, sessionId, boxOf(state, voting));
    // The tellers' totals of paper ballots lie in the box too; they are nobody's mark.
    const seats = new Set(state.votings[voting]?.register.map(line => line.seat));
    return keys.filter(key => seats.has(key)).sort();
  }

  /** What is on its way is written and answered before the database goes. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.engine.drain();
    await this.folded.stop();
  }
}
