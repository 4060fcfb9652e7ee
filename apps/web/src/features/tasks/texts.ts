import type { Act } from '@kengesh/domain';
import { useRef, useState } from 'react';
import { ApiError, request } from '../../api/client.js';
import { keepText } from '../../api/session.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { type Sealed, sealed } from './seal.js';

type Why = { readonly refused: string; readonly params: { readonly [name: string]: unknown } };

/** Why a text was not taken, told as what it means here: nothing was recorded. */
function whyNotKept(error: unknown): Why {
  const code = error instanceof ApiError ? error.code : '';
  const params = error instanceof ApiError ? error.params : {};
  if (code.startsWith('text.')) return { refused: code, params };
  return { refused: code === 'http.invalid' ? 'text.characters' : 'text.not_kept', params: {} };
}

/**
 * Asks for an act whose text stands beside the journal: the server takes the text first, and only then is the act asked that
 * cites its hash. Where the text is not taken, no act is asked.
 */
export function useAskWithText() {
  const { me, state } = useSession();
  const { busy, refusal, ask, clear } = useSubmitAct();
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<Why | null>(null);
  // Sent again after a failure it is the same text under the same key, so that it is kept once.
  const last = useRef<Sealed | null>(null);
  const askWithText = async (text: string, act: (hash: string) => Act): Promise<Sealed | null> => {
    if (sending) return null;
    const seal = last.current?.text === text.normalize('NFC') ? last.current : sealed(text);
    last.current = seal;
    clear();
    setFailure(null);
    setSending(true);
    try {
      const { key } = seal;
      const { hash } = await request(me.as, keepText(state.prepared?.session.id ?? '', { key, text: seal.text }));
      if (hash !== seal.hash) throw new Error(`kept under another hash: ${hash}`);
    } catch (error) {
      setFailure(whyNotKept(error));
      return null;
    } finally {
      setSending(false);
    }
    if (!(await ask(act(seal.hash))).ok) return null;
    last.current = null;
    return seal;
  };
  const askWithout = (act: Act) => {
    setFailure(null);
    return ask(act);
  };
  return { busy: busy || sending, refusal: failure ?? refusal, askWithText, ask: askWithout };
}
