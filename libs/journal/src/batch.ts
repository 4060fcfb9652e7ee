/**
 * One sitting of the clerk: the acts that wait are decided in the order they came, each over the state the one before
 * left; what they bring about is handed to the store in a few strokes, and put into boxes at the end.
 */
import type { Held } from './committed.js';
import { BoxClosed } from './errors.js';
import { audienceOf, evolve } from './fold.js';
import { plain, stampEntry } from './hash.js';
import type {
  Answer,
  Audience,
  BoxFacts,
  BoxPut,
  BoxQuery,
  Command,
  CommandKey,
  Decision,
  Entry,
  JournalDef,
  JsonObject,
  NewEvent,
  Refusal,
  StoreTx,
} from './types.js';

/** A command whose act has passed its schema. */
export interface Asked {
  readonly command: Command;
  readonly act: JsonObject;
}

export interface Batch<S> {
  readonly held: Held<S>;
  readonly entries: readonly Entry[];
  readonly audiences: readonly Audience[];
  /** The JSON of each entry. */
  readonly texts: readonly string[];
  /** One for each command: its answer, or what was thrown while deciding it. */
  readonly outcomes: readonly (Answer | { readonly failed: unknown })[];
}

/** So many entries are handed to the store while the next are decided. */
const STROKE = 125;
const NO_BOX: BoxFacts = { mark: null, keys: [], contents: [], count: 0 };

type BoxStep =
  | { readonly open: string }
  | { readonly seal: string }
  | { readonly put: BoxPut; readonly command: string };

const pair = (a: string, b: string) => `${a.length} ${a}${b}`;

/** What is looked up for these before they are decided. A command may wait twice (J-25). */
export const commandsOf = (all: readonly Asked[]): CommandKey[] =>
  all.map(({ command: { actor, command } }) => ({ actor: actor.id, command }));

/**
 * Looks into boxes as they will be once this batch is written. Marks are looked up ahead for the whole batch, and puts
 * wait until the end, so that a thousand ballots cost the store two statements and not two thousand.
 */
function createBoxes(tx: StoreTx) {
  const marks = new Map<string, Promise<string | null>>();
  let steps: BoxStep[] = [];
  let broken: { readonly cause: unknown } | null = null;

  /** A failing store fails the batch, whoever's act it happened in; only a closed box is the act's own affair. */
  async function guarded<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof BoxClosed)) broken ??= { cause: error };
      throw error;
    }
  }

  async function flush(): Promise<void> {
    try {
      await writeSteps();
    } catch (error) {
      broken ??= { cause: error };
    }
    if (broken) throw broken.cause;
  }

  async function writeSteps(): Promise<void> {
    const waiting = steps;
    steps = [];
    let puts: Promise<void>[] = [];
    for (const step of waiting) {
      if ('put' in step) {
        puts.push(
          tx.boxPut(step.put, step.command).then(done => {
            if (!done) throw new Error(`box ${step.put.box}: a mark appeared while its journal was locked`);
          }),
        );
        continue;
      }
      await Promise.all(puts);
      puts = [];
      if ('open' in step) await tx.boxOpen(step.open);
      else await tx.boxSeal(step.seal);
    }
    await Promise.all(puts);
  }

  function mark(box: string, key: string): Promise<string | null> {
    const at = pair(box, key);
    let found = marks.get(at);
    if (!found) {
      found = guarded(tx.boxQuery({ has: { box, key } })).then(facts => facts.mark);
      marks.set(at, found);
    }
    return found;
  }

  return {
    flush,
    mark,
    async query(query: BoxQuery): Promise<BoxFacts> {
      if ('has' in query) return { ...NO_BOX, mark: await mark(query.has.box, query.has.key) };
      await flush();
      return guarded(tx.boxQuery(query));
    },
    put(put: BoxPut, command: string): void {
      steps.push({ put, command });
      marks.set(pair(put.box, put.key), Promise.resolve(command));
    },
    open(box: string): void {
      steps.push({ open: box });
    },
    seal(box: string): void {
      steps.push({ seal: box });
      marks.clear();
    },
  };
}

export function createBatch<S>(options: { readonly def: JournalDef<S>; readonly consequences: number }) {
  const { def } = options;

  /** Makes entries of a decision: each fact, then at once what follows from it by the state after it (J-22). */
  function write(from: Held<S>, asked: Asked, decision: Decision, now: string) {
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
        const { entry, text } = stampEntry({
          seq: seq + 1,
          type: next.type,
          at: now,
          actor: asked.command.actor.id,
          command: asked.command.command,
          part: entries.length,
          data: plain(next.data) as JsonObject,
          prev: hash,
        });
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

  /** @param commands of `all` */
  return async (
    base: Held<S>,
    clock: string,
    all: readonly Asked[],
    commands: readonly CommandKey[],
    tx: StoreTx,
  ): Promise<Batch<S>> => {
    // The clock of a node may be behind that of the node that wrote last (J-23).
    const now = clock > base.at ? clock : base.at;
    const entries: Entry[] = [];
    const audiences: Audience[] = [];
    const texts: string[] = [];
    const outcomes: (Answer | { failed: unknown })[] = [];
    const made = new Map<string, Entry[]>();
    const boxes = createBoxes(tx);
    let held = base;

    const keep = (entry: Entry) => {
      const parts = made.get(entry.command);
      if (parts) parts.push(entry);
      else made.set(entry.command, [entry]);
    };
    // An empty journal has nothing to look up.
    if (base.seq > 0) for (const entry of await tx.made(commands)) keep(entry);

    const ahead: Promise<unknown>[] = [];
    for (const { act } of all) {
      try {
        const query = def.acts[act.type as string]!.needs?.(base.state, act as never);
        if (query && 'has' in query) ahead.push(boxes.mark(query.has.box, query.has.key));
      } catch {
        // The act's own turn will tell.
      }
    }
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
    function decide(asked: Asked): Answer | Promise<Answer> {
      const { actor, command } = asked.command;
      const earlier = made.get(command)?.filter(entry => entry.actor === actor.id);
      if (earlier && earlier.length > 0) return answer(earlier, true);
      const act = asked.act as never;
      const rules = def.acts[asked.act.type as string]!;
      const forbidden = rules.may(held.state, act, actor);
      if (forbidden) return no(forbidden);
      const query = rules.needs?.(held.state, act) ?? null;
      return query ? boxes.query(query).then(box => decideKnowing(box, asked)) : decideKnowing(NO_BOX, asked);
    }

    function decideKnowing(box: BoxFacts, asked: Asked): Answer | Promise<Answer> {
      const { actor, command } = asked.command;
      // The mark is all that tells a put was made: it has no entry of its own (J-50).
      if (box.mark === command) return answer([], true);
      const { decide: rule } = def.acts[asked.act.type as string]!;
      const decision = rule(held.state, asked.act as never, { actor, now, command, nextSeq: held.seq + 1, box });
      if ('refused' in decision) return no(decision);
      const written = write(held, asked, decision, now);
      if (!decision.put) return count(decision, written);
      const put = { ...decision.put, content: plain(decision.put.content) };
      return boxes.mark(put.box, put.key).then(mark => {
        if (mark === command) return answer([], true);
        if (mark !== null) throw new Error(`box ${put.box}: decided to put a second content without looking`);
        return count(decision, written, () => boxes.put(put, command));
      });
    }

    /** Nothing here can fail: the act is decided, and now it counts. */
    function count(decision: Decision, written: ReturnType<typeof write>, putIn?: () => void): Answer {
      held = written.held;
      for (const entry of written.entries) keep(entry);
      entries.push(...written.entries);
      audiences.push(...written.audiences);
      texts.push(...written.texts);
      if (decision.openBox !== undefined) boxes.open(decision.openBox);
      putIn?.();
      if (decision.sealBox !== undefined) boxes.seal(decision.sealBox);
      return answer(written.entries, false);
    }

    let handed = 0;
    const handOver = async () => {
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
      if (entries.length - handed >= STROKE) await handOver();
    }
    await boxes.flush();
    await handOver();
    return { held, entries, audiences, texts, outcomes };
  };
}
