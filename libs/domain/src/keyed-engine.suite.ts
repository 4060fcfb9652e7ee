/** The engine of a session in tests, with an officer's page beside it: secret votes get a key, and are counted with it once they end. */
import { type Answer, type Command, createEngine, type EventStore, type JsonObject } from '@kengesh/journal';
import { councilSession } from './council-session.js';
import { createKeyHolder } from './key-holder.suite.js';
import type { State } from './state.js';
import { voteAwaitingKey } from './voting/ballot-key.js';

export function createKeyedEngine(options: {
  readonly store: EventStore;
  readonly now: () => string;
  readonly validateEvents?: boolean;
}) {
  const keys = createKeyHolder();
  const engine = createEngine<State>({ def: councilSession, cipher: keys.cipher, ...options });

  async function giveKey(journal: string): Promise<void> {
    const { state } = await engine.state(journal);
    const waiting = voteAwaitingKey(state);
    if (!waiting) return;
    keys.give(state, waiting.id);
    const answer = await engine.submit(journal, {
      id: `key-given-${waiting.id}`,
      actor: { id: state.session.presiding ?? 'p1', kind: 'participant' },
      act: { type: 'voting.count', voting: waiting.id },
    });
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  }

  return {
    ...engine,
    async submit(journal: string, command: Command): Promise<Answer> {
      const act = keys.withKey(command.act as JsonObject & { type: string });
      const answer = await engine.submit(journal, { ...command, act });
      if (answer.ok) await giveKey(journal);
      return answer;
    },
  };
}
