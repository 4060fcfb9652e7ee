import type { ActReply } from '@kengesh/contracts';
import type { Act } from '@kengesh/domain';
import { isOutcomeUnknown, isUnheard } from '@kengesh/journal';
import { newCommandId } from '../api/client.js';
import { type KeptAct, keptActs } from './kept-acts.js';

/** An act that was asked and has no certain answer yet. */
export interface PendingAct extends KeptAct {
  /** It was sent and may be recorded already: only its answer is not known. */
  readonly inDoubt: boolean;
  /** It was asked before this page was loaded anew. */
  readonly resumed: boolean;
  readonly answer: Promise<ActReply>;
}

export interface AskingOptions {
  readonly as: string;
  /** One attempt; rejects where no answer comes. */
  readonly send: (envelope: { readonly command: string; readonly act: Act }) => Promise<ActReply>;
  /** Whether what is sent now may reach the server. */
  readonly reaches: () => boolean;
  /** Why there will never be a line again; null as long as there may be one. */
  readonly ended: () => string | null;
  /** Called after each change of what is pending. */
  readonly changed: () => void;
}

/** Milliseconds between two attempts: the first, and the longest. A server in trouble is not to be asked by all at once. */
const AGAIN = { first: 400, most: 5000 };

const inDoubtAnswer: ActReply = { ok: false, refused: 'ask.in_doubt', params: {} };
const lapsedAnswer: ActReply = { ok: false, refused: 'ask.put_back', params: {} };

/**
 * Asks acts until it is certain what became of each: always under the same command id, over broken lines, a server in trouble
 * (J-29) and a reload of the page, so that what happened once is never done twice.
 */
export function createAsking({ as, send, reaches, ended, changed }: AskingOptions) {
  const kept = keptActs(as);
  let pending: readonly PendingAct[] = [];
  let closed = false;
  const given = new Map<string, (answer: ActReply) => void>();

  const update = (next: readonly PendingAct[]) => {
    pending = next;
    changed();
  };
  const find = (command: string) => pending.find(each => each.command === command);

  function settle(command: string, answer: ActReply, forget = true): void {
    if (forget) kept.remove(command);
    given.get(command)?.(answer);
    given.delete(command);
    update(pending.filter(each => each.command !== command));
  }

  function doubt(command: string): void {
    if (find(command)?.inDoubt !== false) return;
    update(pending.map(each => (each.command === command ? { ...each, inDoubt: true } : each)));
  }

  /** The certain answer, or null where it is still open what became of it. */
  async function attempt({ command, act }: KeptAct): Promise<ActReply | null> {
    const reached = reaches();
    try {
      const answer = await send({ command, act });
      if (isOutcomeUnknown(answer)) doubt(command);
      else if (!(isUnheard(answer) && find(command)?.inDoubt)) return answer;
    } catch {
      // It may have gone before the line broke; without any line it has waited here.
      if (reached || reaches()) doubt(command);
    }
    return null;
  }

  async function run(asked: KeptAct): Promise<void> {
    const { command } = asked;
    for (let tries = 0; !closed && find(command); tries++) {
      const code = ended();
      if (code !== null) {
        // Whoever comes in again asks again; what was never sent is not asked behind anybody's back.
        const known = find(command)?.inDoubt === false;
        settle(command, known ? { ok: false, refused: code, params: {} } : inDoubtAnswer, known);
        return;
      }
      const answer = await attempt(asked);
      if (closed) return;
      if (answer) {
        if (find(command)) settle(command, answer);
        return;
      }
      const wait = Math.min(AGAIN.first * 2 ** tries, AGAIN.most) * (0.5 + Math.random() / 2);
      await new Promise(retry => setTimeout(retry, wait));
    }
  }

  function begin(asked: KeptAct, resumed: boolean): Promise<ActReply> {
    const answer = new Promise<ActReply>(resolve => given.set(asked.command, resolve));
    // After a reload nobody knows how far it went.
    update([...pending, { ...asked, inDoubt: resumed, resumed, answer }]);
    void run(asked);
    return answer;
  }

  const before = kept.load();
  for (const asked of before.fresh) void begin(asked, true);

  return {
    pending: () => pending,
    /** Acts that were kept for too long to be asked now: what became of them shows in the state alone. */
    lapsed: before.lapsed,
    ask(act: Act): Promise<ActReply> {
      const asked = { command: newCommandId(), act, since: Date.now() };
      kept.add(asked);
      return begin(asked, false);
    },
    /** The history they were asked in is no more: they are not to be done in another (J-48). */
    drop(): void {
      for (const { command } of pending) settle(command, lapsedAnswer);
    },
    /** The page goes; what has no answer is kept for the next one. */
    close(): void {
      closed = true;
    },
  };
}
