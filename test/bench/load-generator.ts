/** The crowd as the benchmark sees it. */
import { type Program, startProgram } from './program.js';

export interface Joined {
  readonly joined: number;
  readonly failed: number;
  readonly why: string | null;
  readonly ms: number;
  readonly p50: number;
  readonly p99: number;
  readonly bytes: number;
}
export interface Answered {
  readonly asked: number;
  readonly refused: number;
  readonly why: string | null;
  /** From the first word to the last answer. */
  readonly ms: number;
  readonly p50: number;
  readonly p99: number;
  readonly last: number;
}
export interface BroadcastTiming {
  readonly head: number;
  /** From the act to its answer, and from there until the last device had it. */
  readonly answered: number;
  readonly last: number;
  readonly bytes: number;
}

export interface JoinOptions {
  /** Most handshakes under way at a time. */
  readonly atOnce?: number;
  /** To the bare server: the token stands in the address. */
  readonly bare?: boolean;
  /** The page comes back and holds this seq. */
  readonly seq?: number | null;
}

export interface Crowd {
  join(port: number, tokens: readonly string[], how?: JoinOptions): Promise<Joined>;
  /** @throws Error where one of them is refused */
  ask(acts: readonly (object | null)[], over?: number): Promise<Answered>;
  tell(asker: number, act: object): Promise<BroadcastTiming>;
  /** As `tell`, without waiting for anyone but the answer. */
  say(asker: number, act: object): Promise<void>;
  /** Until everyone, but for the first so many, was told of it. */
  reached(seq: number, but?: number): Promise<void>;
  /** The first so many read no more. */
  deafen(count: number): Promise<void>;
  /** Until nothing was heard for a while. */
  quiet(ms?: number): Promise<void>;
  count(): Promise<{
    readonly devices: number;
    readonly bytes: number;
    readonly messages: number;
    /** Of the journal, those that show something and those that do not. */
    readonly frames: number;
    readonly open: number;
  }>;
  leave(): Promise<void>;
  end(): Promise<void>;
}

let named = 0;
const name = () => {
  named += 1;
  return `bench-${Date.now().toString(36)}-${named}`;
};

export function gatherCrowd(): Crowd {
  const program: Program = startProgram('crowd-process.ts');
  return {
    join: async (port, tokens, { atOnce = 200, bare = false, seq = null }: JoinOptions = {}) => {
      const joined = await program.ask<Joined>('join', { port, tokens, atOnce, bare, seq });
      if (joined.failed > 0) throw new Error(`${joined.failed} did not get in: ${joined.why}`);
      return joined;
    },
    ask: async (acts, over = 0) => {
      const texts = acts.map(act => (act === null ? null : JSON.stringify(act)));
      const answered = await program.ask<Answered>('ask', { acts: texts, over, command: name() });
      if (answered.refused > 0) throw new Error(`${answered.refused} were refused: ${answered.why}`);
      return answered;
    },
    tell: (asker, act) => program.ask('tell', { asker, act: JSON.stringify(act), command: name() }),
    say: (asker, act) => program.ask('say', { asker, act: JSON.stringify(act), command: name() }),
    reached: (seq, but = 0) => program.ask('reached', { seq, but }),
    deafen: count => program.ask('deafen', { count }),
    quiet: (ms = 400) => program.ask('quiet', { ms }),
    count: () => program.ask('count'),
    leave: () => program.ask('leave'),
    end: () => program.end(),
  };
}
