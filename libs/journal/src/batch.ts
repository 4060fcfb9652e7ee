/**
 * Decides one batch: each command against the state the one before it left, plus the consequences of its events.
 * Appends to the transaction in chunks of about 125 entries while deciding; box puts are flushed last. A throwing act
 * fails alone (J-28).
 */
import { createBoxes, isMarkOf, NO_BOX } from './boxes.js';
import type { FoldedState } from './committed.js';
import { audienceOf, evolve, isSameJson } from './fold.js';
import { chainEntry, toPlainJson } from './hash.js';
import { createIdempotencyLookup } from './idempotency.js';
import type {
  Answer,
  Audience,
  BoxCipher,
  BoxFacts,
  BoxPut,
  BoxQuery,
  Command,
  Decision,
  Entry,
  EventStoreTransaction,
  JournalDef,
  JsonObject,
  NewEvent,
  Refusal,
} from './types.js';

/** A command whose act has passed its schema. */
export interface ParsedCommand {
  readonly command: Command;
  readonly act: JsonObject;
}

export interface Batch<S> {
  readonly held: FoldedState<S>;
  readonly entries: readonly Entry[];
  readonly audiences: readonly Audience[];
  /** The JSON of each entry. */
  readonly texts: readonly string[];
  /** One for each command: its answer, or what was thrown while deciding it. */
  readonly outcomes: readonly (Answer | { readonly failed: unknown })[];
}

/** @throws where an event is not as it is declared, or as its schema would leave it */
function assertDeclared<S>(def: JournalDef<S>, { type, seq, data }: Entry): void {
  const read = def.events[type]!.schema.safeParse(data);
  if (!read.success) {
    const issues = read.error.issues.map(({ path, message }) => `${path.map(String).join('.') || 'data'}: ${message}`);
    throw new Error(`${type} (seq ${seq}) is not as it is declared: ${issues.join('; ')}`);
  }
  if (!isSameJson(read.data, data)) throw new Error(`${type} (seq ${seq}) is not as its schema leaves it`);
}

/** So many entries are handed to the store while the next are decided. */
const APPEND_CHUNK = 125;
/** Refused, thrown, or true already. */
const wroteNothing = (outcome: Answer | { readonly failed: unknown }) =>
  'failed' in outcome || !outcome.ok || outcome.seqs.length === 0;

export function createBatchDecider<S>(options: {
  readonly def: JournalDef<S>;
  readonly consequences: number;
  readonly validateEvents: boolean;
  readonly cipher?: BoxCipher | undefined;
}) {
  const { def } = options;

  /** Makes entries of a decision: each fact, then at once what follows from it by the state after it (J-22). */
  function write(from: FoldedState<S>, asked: ParsedCommand, decision: Decision, now: string) {
    const entries: Entry[] = [];
    const audiences: Audience[] = [];
    const texts: string[] = [];
    let { seq, hash, at, state } = from;
    for (const event of decision.events) {
      const todo: NewEvent[] = [event];
      let budget = options.consequences;
      for (let next = todo.shift(); next; next = todo.shift()) {
        if (!Object.hasOwn(def.events, next.type)) throw new Error(`no such event: ${next.type}`);
        if (budget-- < 0) throw new Error(`consequences of ${event.type} find no end (${next.type})`);
        const { entry, text } = chainEntry({
          seq: seq + 1,
          type: next.type,
          at: now,
          actor: asked.command.actor.id,
          command: asked.command.id,
          part: entries.length,
          data: toPlainJson(next.data) as JsonObject,
          prev: hash,
        });
        if (options.validateEvents) assertDeclared(def, entry);
        audiences.push(audienceOf(def, state, entry));
        state = evolve(def, state, entry);
        ({ seq, hash, at } = entry);
        entries.push(entry);
        texts.push(text);
        todo.unshift(...def.consequences(state, entry, now));
      }
    }
    return { held: { seq, hash, at, state }, entries, audiences, texts };
  }

  /**
   * Earlier entries are looked for before the decision where an act may put something into a box, and after it where it wrote
   * nothing. The store objects to the rest (J-24).
   * @param everyone look for all of them first, for the store has objected
   */
  return async (
    base: FoldedState<S>,
    clock: string,
    all: readonly ParsedCommand[],
    everyone: boolean,
    tx: EventStoreTransaction,
  ): Promise<Batch<S>> => {
    // The clock of a node may be behind that of the node that wrote last (J-23).
    const now = clock > base.at ? clock : base.at;
    const entries: Entry[] = [];
    const audiences: Audience[] = [];
    const texts: string[] = [];
    const outcomes: (Answer | { failed: unknown })[] = [];
    const boxes = createBoxes(tx, options.cipher);
    const earlier = createIdempotencyLookup(tx, base.seq);
    let held = base;

    const ahead: Promise<unknown>[] = [];
    const toLookFor: ParsedCommand[] = [];
    for (const asked of all) {
      const { act } = asked;
      try {
        const query = def.acts[act.type as string]!.boxQuery?.(base.state, act as never);
        if (query || everyone) toLookFor.push(asked);
        if (query && 'has' in query) ahead.push(boxes.mark(query.has.box, query.has.key));
      } catch {
        // The act's own turn will tell.
      }
    }
    ahead.push(earlier.prefetch(toLookFor));
    await Promise.all(ahead);

    const answer = (mine: readonly Entry[], repeated: boolean): Answer => ({
      ok: true,
      seqs: mine.map(entry => entry.seq).sort((a, b) => a - b),
      head: held.seq,
      at: mine[0]?.at ?? now,
      repeated,
    });

    const no = (refusal: Refusal): Answer => ({ ok: false, refusal });

    /** At once, unless the act looks into a box: in a burst a promise for each would be a good part of what it costs. */
    function decide(asked: ParsedCommand): Answer | Promise<Answer> {
      const before = earlier.madeBy(asked);
      if (before) return answer(before, true);
      const act = asked.act as never;
      const rules = def.acts[asked.act.type as string]!;
      const forbidden = rules.authorize(held.state, act, asked.command.actor);
      if (forbidden) return no(forbidden);
      const query = rules.boxQuery?.(held.state, act) ?? null;
      return query ? decideWithBox(query, asked) : decideWith(NO_BOX, asked);
    }

    async function decideWithBox(query: BoxQuery, asked: ParsedCommand): Promise<Answer> {
      await earlier.prefetch([asked]);
      const before = earlier.madeBy(asked);
      if (before) return answer(before, true);
      const box = await boxes.query(query);
      // The mark is all that tells a put was made: it has no entry of its own (J-50).
      if ('has' in query && isMarkOf(box.mark, query.has.box, asked.command.id)) return answer([], true);
      return decideWith(box, asked);
    }

    function decideWith(box: BoxFacts, asked: ParsedCommand): Answer | Promise<Answer> {
      const { actor, id } = asked.command;
      const { decide: rule } = def.acts[asked.act.type as string]!;
      const decision = rule(held.state, asked.act as never, { actor, now, command: id, nextSeq: held.seq + 1, box });
      if ('refused' in decision) return no(decision);
      const written = write(held, asked, decision, now);
      if (!decision.put) return accept(decision, written);
      return acceptWithBoxPut(
        { ...decision.put, content: toPlainJson(decision.put.content) },
        decision,
        written,
        asked,
      );
    }

    async function acceptWithBoxPut(
      put: BoxPut,
      decision: Decision,
      written: ReturnType<typeof write>,
      asked: ParsedCommand,
    ): Promise<Answer> {
      const { id: command } = asked.command;
      await earlier.prefetch([asked]);
      const before = earlier.madeBy(asked);
      if (before) return answer(before, true);
      const mark = await boxes.mark(put.box, put.key);
      if (isMarkOf(mark, put.box, command)) return answer([], true);
      if (mark !== null) throw new Error(`box ${put.box}: decided to put a second content without looking`);
      // Sealed before anything of the act counts: what cannot be sealed fails alone.
      const content = boxes.sealed(put);
      return accept(decision, written, () => boxes.put({ ...put, content }, command));
    }

    /** Nothing here can fail: the act is decided, and now it counts. */
    function accept(decision: Decision, written: ReturnType<typeof write>, putIn?: () => void): Answer {
      held = written.held;
      for (const entry of written.entries) earlier.keep(entry);
      entries.push(...written.entries);
      audiences.push(...written.audiences);
      texts.push(...written.texts);
      if (decision.openBox !== undefined) boxes.open(decision.openBox);
      putIn?.();
      if (decision.sealBox !== undefined) boxes.seal(decision.sealBox, decision.list);
      for (const box of decision.destroyBoxes ?? []) boxes.destroy(box);
      return answer(written.entries, false);
    }

    async function lookForSilent(): Promise<void> {
      const silent = [...all.keys()].filter(index => wroteNothing(outcomes[index]!));
      await earlier.prefetch(silent.map(index => all[index]!));
      earlier.check();
      for (const index of silent) {
        const before = earlier.previousCommittedEntries(all[index]!);
        if (before) outcomes[index] = answer(before, true);
      }
    }

    let handed = 0;
    const appendPending = async () => {
      const fresh = entries.slice(handed);
      handed = entries.length;
      if (fresh.length > 0) await tx.append(fresh);
    };
    for (const asked of all) {
      try {
        const outcome = decide(asked);
        outcomes.push(outcome instanceof Promise ? await outcome : outcome);
      } catch (error) {
        outcomes.push({ failed: error });
      }
      if (entries.length - handed >= APPEND_CHUNK) await appendPending();
    }
    await appendPending();
    await lookForSilent();
    await boxes.flush();
    return { held, entries, audiences, texts, outcomes };
  };
}
