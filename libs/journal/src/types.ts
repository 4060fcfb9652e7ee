/**
 * Types of the journal. A journal is an append-only list of entries; the state anyone sees is a fold of it.
 * SPEC.md numbers the rules (J-…) that the tests quote.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** One fact, written once. `hash = SHA-256(prev ‖ canonical JSON of the entry without hash)`, RFC 8785, lower-case hex. */
export interface Entry {
  /** 1, 2, 3 … without holes within one journal. */
  readonly seq: number;
  /** Event type, past tense: `floor.given`. */
  readonly type: string;
  /** Server's instant, ISO 8601 UTC with milliseconds. Never earlier than that of the entry before. */
  readonly at: string;
  /** Who asked: a participant's id of this session, `system`, or `desk`. */
  readonly actor: string;
  /** The command this entry answers; with `actor` the key of idempotency. */
  readonly command: string;
  /** 0, 1, 2 … where one command made several entries. */
  readonly part: number;
  readonly data: JsonObject;
  readonly prev: string;
  readonly hash: string;
}

/** An expected "no": a code with its parameters. Its sentence lives in libs/phrases. Never thrown. */
export interface Refusal {
  readonly refused: string;
  readonly params: JsonObject;
}

/** Where an entry may be seen: everyone, the bureau, or named participants (and the bureau, where `bureau` is true). Decided once, by the event and the state before it; never changes later. */
export type Audience = 'all' | 'bureau' | { readonly only: readonly string[]; readonly bureau?: boolean };

/** Who looks: a participant of the journal, and whether it belongs to the bureau. `participant` null = hall screen, public. */
export interface Viewer {
  readonly participant: string | null;
  readonly bureau: boolean;
}

export interface NewEvent {
  readonly type: string;
  readonly data: JsonObject;
}

/** What the server knows of the device that somebody asks with. Never written by the engine; an event may hold what it needs. */
export interface ActorDevice {
  readonly id: string;
  /** Since when it is admitted. */
  readonly since: string;
  /** The same for all who ask from one browser. */
  readonly browser?: string;
}

export interface Actor {
  readonly id: string;
  /** `participant`: a person of the session; `desk`: the secretariat's desk, before the opening or of links; `system`: time passing, lines lost. */
  readonly kind: 'participant' | 'desk' | 'system';
  readonly device?: ActorDevice;
}

/** Secret contents kept outside the chain: one mark a key, one content without a key. Rules J-50 to J-56. */
export type BoxQuery =
  | { readonly has: { readonly box: string; readonly key: string } }
  | { readonly take: string }
  | { readonly count: string }
  /** As `take`, of a box whose contents are sealed to a key: opened with it, where it is at hand (J-57). */
  | { readonly unseal: string }
  /** The list that a sealed box left, and beside it what lies in an open one (J-58). */
  | { readonly list: string; readonly take?: string };
export interface BoxFacts {
  /** The mark that was put under the key, null where there is none (answers `has`). */
  readonly mark: string | null;
  /** Keys sorted, contents in random order (answers `take`), number of marks (answers both). */
  readonly keys: readonly string[];
  readonly contents: readonly Json[];
  readonly count: number;
  /** Its contents are sealed, and the key is not at hand (answers `unseal`): nothing of them is told. */
  readonly locked?: true;
}
export interface BoxPut {
  readonly box: string;
  readonly key: string;
  readonly content: Json;
  /** The public key to which the content is sealed before the store sees it (J-57). */
  readonly sealTo?: string;
}

/** Seals contents of boxes and opens them again. Keys are its own affair: none ever is in an act, an entry or the store. */
export interface BoxCipher {
  /** Of any two contents of a box the sealed texts are of one length, and never the same. */
  seal(publicKey: string, content: Json, box: string): Json;
  /**
   * Null where the key of this box is not at hand.
   * @throws where one of them was not sealed for this box with that key
   */
  open(box: string, sealed: readonly Json[]): readonly Json[] | null;
}

/** What a decision is given besides state and act: nothing else is known to it (no clock, no chance). */
export interface Context {
  readonly actor: Actor;
  readonly now: string;
  readonly command: string;
  /** The seq the first new entry will get; ids of new things are made of it (`v17`). */
  readonly nextSeq: number;
  readonly box: BoxFacts;
}

/** What a decision yields: entries to append, a content for a box, both, or nothing (the act is already true). */
export interface Decision {
  readonly events: readonly NewEvent[];
  readonly put?: BoxPut;
  /** Opens a new box (`open`) or seals it for good, after `take` (`seal`). */
  readonly openBox?: string;
  readonly sealBox?: string;
  /** What the sealed box leaves, instead of what lies in it; in random order. */
  readonly list?: readonly Json[];
  /** Ends these boxes for good without their contents, which nobody is to know (J-53). */
  readonly destroyBoxes?: readonly string[];
}

export interface SafeParser<T> {
  safeParse(value: unknown):
    | { success: true; data: T }
    | {
        success: false;
        error: {
          issues: readonly {
            path: readonly PropertyKey[];
            message: string;
            /** Fields there are too many. */
            keys?: readonly string[];
          }[];
        };
      };
}

/** An event as it is read: who sees it and what it changes. */
export interface EventFold<S> {
  /** The audience, from the state before the event. */
  readonly audience: (state: S, entry: Pick<Entry, 'data' | 'actor'>) => Audience;
  /** How the fact changes the state. Holds no rule, never fails, never mutates. */
  readonly evolve: (state: S, entry: Entry) => S;
}
/** An event with the shape of its data, by which it is checked when it is written. */
export interface EventDef<S> extends EventFold<S> {
  readonly schema: SafeParser<unknown>;
}

/** What is decided of an act whose shape was checked. */
export interface ActRule<S> {
  /** Who may ask: null, or the refusal. Asked before `decide`. */
  readonly authorize: (state: S, act: never, actor: Actor) => Refusal | null;
  readonly boxQuery?: (state: S, act: never) => BoxQuery | null;
  readonly decide: (state: S, act: never, context: Context) => Decision | Refusal;
}

export interface ActDef<S> extends ActRule<S> {
  readonly schema: SafeParser<unknown>;
}

/** A kind of journal for whoever only reads it: nothing in it is decided or checked. */
export interface FoldDef<S> {
  readonly initial: S;
  readonly events: Readonly<Record<string, EventFold<S>>>;
  /** The slice of a state that a viewer may hold. `fold(visible(entries)) = view(fold(entries))`. */
  readonly view: (state: S, viewer: Viewer) => S;
}

/** A whole kind of journal: its events, its acts, and the consequences that join features. */
export interface JournalDef<S> extends FoldDef<S> {
  readonly events: Readonly<Record<string, EventDef<S>>>;
  readonly acts: Readonly<Record<string, ActDef<S>>>;
  /** Facts that follow from a fact, by the state after it ("a seat that leaves also yields the floor"). Called until it yields nothing more. */
  readonly consequences: (state: S, entry: Entry, now: string) => readonly NewEvent[];
  /** Instants at which something is due by itself, each with the system act to submit. */
  readonly deadlines: (state: S) => readonly Deadline[];
}

export interface Deadline {
  readonly at: string;
  /** Command id, derived from what is due, so that it happens once whoever submits it. */
  readonly command: string;
  readonly act: JsonObject & { readonly type: string };
}

/** What the wire carries: all entries with from < seq ≤ to that this viewer may see. `from` ≠ what the client holds means loss. */
export interface Frame {
  readonly from: number;
  readonly to: number;
  readonly entries: readonly Entry[];
}
export interface Snapshot<S> {
  readonly seq: number;
  /** Of the entry `seq`, for whoever goes on from here. */
  readonly hash?: string;
  /** What its reader held is no part of this journal any more: the store was put back to an earlier day (J-48). */
  readonly putBack?: boolean;
  readonly state: S;
}

/** An act on its way: the command id is made by whoever asks and stays the same when it is sent again. */
export interface Command {
  readonly id: string;
  readonly actor: Actor;
  readonly act: { readonly type: string } & JsonObject;
}

/** The answer to a command. `repeated`: this command had been answered before; nothing was written now. */
export type Answer =
  | {
      readonly ok: true;
      readonly seqs: readonly number[];
      readonly head: number;
      readonly at: string;
      readonly repeated: boolean;
    }
  | { readonly ok: false; readonly refusal: Refusal };

/** Storage of journals; in memory and in Postgres, both held to `store.suite.ts`. */
export interface EventStore {
  /** Entries with seq > after, in order, at most `limit`. */
  read(journal: string, after: number, limit?: number): Promise<Entry[]>;
  /**
   * Runs `work` with the journal's head locked against every other writer, in one transaction: all it asks of `tx` is
   * written, or, where it throws, nothing. Resolves only after the commit.
   * @throws DuplicateCommand where a part of a command that is appended has been written before (J-63), whatever `work` makes of it
   * @throws ConcurrencyConflict where another writer was faster
   */
  transact<T>(journal: string, work: (tx: EventStoreTransaction) => Promise<T>): Promise<T>;
}
/** What tells a command from every other in its journal (J-24). */
export interface CommandKey {
  readonly actor: string;
  readonly command: string;
}
export interface EventStoreTransaction {
  readonly head: { readonly seq: number; readonly hash: string };
  read(after: number): Promise<Entry[]>;
  /** Entries made earlier by these commands, each once, however often its command is named. */
  made(commands: readonly CommandKey[]): Promise<Entry[]>;
  /** Must continue the head: seq = head + 1, prev = head hash. That it is written is only known when the whole is committed. */
  append(entries: readonly Entry[]): Promise<void>;
  boxOpen(box: string): Promise<void>;
  boxQuery(query: BoxQuery): Promise<BoxFacts>;
  /** False where the key has its mark already: nothing is put then. */
  boxPut(put: Pick<BoxPut, 'box' | 'key' | 'content'>, mark: string): Promise<boolean>;
  /** @param list what the box leaves; what lies in it where that is not said */
  boxSeal(box: string, list?: readonly Json[]): Promise<void>;
  /** As `boxSeal`, but nothing of what lay in the box is kept, nor the list of one that was sealed. */
  boxDestroy(box: string): Promise<void>;
}
