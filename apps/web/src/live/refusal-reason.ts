import type { Me } from '@kengesh/contracts';
import { type Act, acts, type State } from '@kengesh/domain';
import type { ActRule, Refusal } from '@kengesh/journal';
import { useCallback } from 'react';
import { useLanguage } from '../language.js';
import { useSession } from './session-context.js';

/** As of a box whose key enough people hold. Acts that open none have no use for it. */
const SUPPOSED_KEY = { key: '', holders: [{ participant: 'a' }, { participant: 'b' }] };

/**
 * Why this act would be refused now, by the same rules as on the server, or null. For greying a button only: the server
 * decides again, with what a page does not hold (ballots of others, the contents of a box).
 */
export function predictRefusal(state: State, me: Pick<Me, 'participant'>, act: Act, now: number): Refusal | null {
  const def: ActRule<State> = acts[act.type];
  const actor = { id: me.participant ?? '', kind: 'participant' } as const;
  // The key of a secret vote's box is made when it is asked, and the server says who holds it.
  const asked = { ...SUPPOSED_KEY, ...act };
  const no = def.authorize(state, asked as never, actor);
  if (no) return no;
  const box = { mark: null, keys: [], contents: [], count: 0 };
  const context = { actor, now: new Date(now).toISOString(), command: '', nextSeq: 0, box };
  const decision = def.decide(state, asked as never, context);
  return 'refused' in decision ? decision : null;
}

/** The sentence why an act cannot be asked now, or null. */
export function useRefusalReason(): (act: Act) => string | null {
  const { state, me, now } = useSession();
  const { refusalText } = useLanguage();
  return useCallback(
    act => {
      const no = predictRefusal(state, me, act, now());
      return no && refusalText(no.refused, no.params);
    },
    [state, me, now, refusalText],
  );
}
