/** Who holds keys of ballot boxes in tests, as officers' pages do: asks for one at the opening and gives it after the end. */
import type { BoxCipher, Json, JsonObject } from '@kengesh/journal';
import type { State } from './state.js';
import { BOX_OPENING_ACTS } from './voting/ballot-key.js';
import { boxOf } from './voting/cast-ballot.js';

export const KEY = 'K'.repeat(43);
export const HOLDERS = [{ participant: 'p1' }, { participant: 'p2' }] as const;

export interface Sealed {
  readonly to: string;
  readonly box: string;
  readonly text: string;
}
const isSealed = (content: Json): content is Json & Sealed =>
  typeof content === 'object' && content !== null && 'to' in content && 'text' in content;

/** Seals so that it can be seen in a test what is sealed and to whom. What it says is legible: it hides nothing. */
export function createKeyHolder() {
  /** Boxes whose key was given to the server. */
  const given = new Set<string>();
  const cipher: BoxCipher = {
    seal: (to, content, box) => ({ to, box, text: JSON.stringify(content) }),
    open(box, sealed) {
      if (!given.has(box)) return null;
      return sealed.map(content => {
        if (!isSealed(content) || content.box !== box) throw new Error(`box ${box}: not sealed for it`);
        return JSON.parse(content.text) as Json;
      });
    },
  };
  return {
    cipher,
    /** What is asked, with a key where it opens a secret vote and brings none. */
    withKey<A extends { readonly type: string } & JsonObject>(act: A): A {
      const opens = BOX_OPENING_ACTS.includes(act.type) && act.method !== 'named' && !('key' in act);
      return opens ? { ...act, key: KEY, holders: HOLDERS } : act;
    },
    give: (state: State, voting: string) => void given.add(boxOf(state, voting)),
    forget: (state: State, voting: string) => void given.delete(boxOf(state, voting)),
  };
}
