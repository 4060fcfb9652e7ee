/** Starts again what has stopped by itself: after a wait that grows, saying so each time, and giving up on what does not stay. */
import { setTimeout as sleep } from 'node:timers/promises';
import { MOST_STOPS, Restarts } from './restarts.js';

export interface KeptPart {
  /** As it is called in front of people: "The server". */
  readonly title: string;
  /** Said where it is given up and the rest goes on without it; undefined where nothing goes on without it. */
  readonly without?: string;
  /** Resolves with a sentence, without its full stop, when what runs now has stopped by itself. */
  stopped(): Promise<string>;
  /** @throws Error with the reason, when it has not come up */
  startAgain(): Promise<void>;
}

export interface Keeper {
  /** Resolves when a part is given up that nothing goes on without. */
  readonly gaveUp: Promise<void>;
  /** From now on nothing is started any more. */
  end(): void;
  /** Resolves when nothing is being started: what was, can be stopped now. */
  idle(): Promise<void>;
}

export interface Voice {
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

export function keepUp(parts: readonly KeptPart[], voice: Voice): Keeper {
  const ending = new AbortController();
  let giveUp: () => void = () => undefined;
  const gaveUp = new Promise<void>(resolve => {
    giveUp = resolve;
  });
  const ended = new Promise<undefined>(resolve => ending.signal.addEventListener('abort', () => resolve(undefined)));
  const loops = parts.map(async part => {
    if ((await keepPart(part, voice, ending.signal, ended)) === 'given up' && part.without === undefined) giveUp();
  });
  return { gaveUp, end: () => ending.abort(), idle: async () => void (await Promise.all(loops)) };
}

async function keepPart(
  part: KeptPart,
  { say, complain }: Voice,
  ending: AbortSignal,
  ended: Promise<undefined>,
): Promise<'given up' | 'ended'> {
  const restarts = new Restarts();
  let failure: string | undefined;
  for (;;) {
    const trouble = failure ?? (await Promise.race([part.stopped(), ended]));
    failure = undefined;
    if (ending.aborted || trouble === undefined) return 'ended';
    const wait = restarts.stopped();
    if (wait === undefined) {
      complain(`${trouble}. That was ${MOST_STOPS + 1} times in a row; the reason, where one was given, stands above.`);
      complain(part.without ?? `${part.title} does not stay up: Kengesh gives up.`);
      return 'given up';
    }
    complain(`${trouble}; it is started again${wait < 1000 ? '' : ` in ${wait / 1000} s`}.`);
    await sleep(wait, undefined, { signal: ending }).catch(() => undefined);
    if (ending.aborted) return 'ended';
    restarts.started();
    try {
      await part.startAgain();
      say(`${part.title} is running again.`);
    } catch (error) {
      failure = `${part.title} could not be started: ${(error as Error).message.replace(/\.$/, '')}`;
    }
  }
}
