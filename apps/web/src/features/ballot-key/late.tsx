/** What keeps the key of ballot boxes comes in a piece of its own, once an officer's page stands: no page waits for it. */
import { ballotKey as sentences } from '@kengesh/phrases/pages/ballot-key';
import { useCallback, useEffect, useState } from 'react';
import type { SessionView } from '../../live/session-context.js';
import { withSentences } from '../../sentences.js';
import { deferred } from '../../ui/deferred.js';
import './ballot-key.css';

const ballotKey = deferred(() => withSentences(import('./ballot-key.js'), sentences));

/** A panel of that piece; nothing before it has come. */
export function LateKey({ part }: { readonly part: 'KeyBand' | 'PreparedKey' }) {
  const [found, setFound] = useState(ballotKey.loaded);
  useEffect(() => void ballotKey.load().then(setFound, () => undefined), []);
  const Panel = found?.[part];
  return Panel ? <Panel /> : null;
}

/** Asks acts; what is refused for want of a key is asked again with one. */
export function useKeyedAsk(view: SessionView): SessionView['ask'] {
  const { ask, me } = view;
  return useCallback(
    async act => {
      const answer = await ask(act);
      if (answer.ok || answer.refused !== 'voting.key_needed') return answer;
      const part = await ballotKey.load().catch(() => null);
      return part ? part.openWithKey(me, act, ask) : answer;
    },
    [ask, me],
  );
}
