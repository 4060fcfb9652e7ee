import { boxOf, councilSession, type State } from '@kengesh/domain';
import { createEngine, type EventStore, type EventStoreTransaction, type FoldedState } from '@kengesh/journal';
import { createBoxCipher } from '../sealing/box-cipher.js';
import type { Step } from './founding-session.js';

/**
 * Holds a scripted session by running its acts through the engine, the engine's clock being the script's.
 * @throws Error naming the step where the engine refuses one: a script that does not fit the rules is a mistake
 */
export async function holdSession(
  store: EventStore,
  journal: string,
  steps: readonly Step[],
): Promise<FoldedState<State>> {
  let now = '';
  const cipher = createBoxCipher();
  const engine = createEngine<State>({ def: councilSession, store, now: () => now, cipher });
  for (const { at, privateKey, ...command } of steps) {
    now = at;
    const submit = () => engine.submit(journal, command);
    const box = privateKey && boxOf((await engine.state(journal)).state, String(command.act.voting));
    const answer = await (box ? cipher.withKey(box, privateKey, submit) : submit());
    if (!answer.ok) {
      const { refused, params } = answer.refusal;
      throw new Error(`${command.id} at ${at} (${command.act.type}): ${refused} ${JSON.stringify(params)}`);
    }
  }
  const held = await engine.state(journal);
  await engine.drain();
  return held;
}

/** A store within one transaction that is open already: all that is held through it is written at once, or nothing. */
export function withinTransaction(tx: EventStoreTransaction): EventStore {
  return {
    read: async (_journal, after, limit) => (await tx.read(after)).slice(0, limit),
    transact: (_journal, work) => work(tx),
  };
}
