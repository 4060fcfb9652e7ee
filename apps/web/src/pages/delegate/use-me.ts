import type { Me } from '@kengesh/contracts';
import { useEffect, useState } from 'react';
import { ApiError, request } from '../../api/client.js';
import { readMe } from '../../api/session.js';

export type MeView =
  | { readonly status: 'loading' | 'offline' }
  | { readonly status: 'here'; readonly me: Me }
  | { readonly status: 'refused'; readonly code: string; readonly params: ApiError['params'] };

const AGAIN = 2000;

/** Who this page is. A lost line is tried again until there is one; a refusal is final. */
export function useMe(as: string): MeView {
  const [view, setView] = useState<MeView>({ status: 'loading' });
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      try {
        const me = await request(as, readMe());
        if (!gone) setView({ status: 'here', me });
      } catch (error) {
        if (gone) return;
        const refused = error instanceof ApiError ? error : new ApiError('fault', {}, 500);
        const passing = refused.status === 0 || refused.status >= 500 || refused.status === 429;
        setView(passing ? { status: 'offline' } : { status: 'refused', code: refused.code, params: refused.params });
        if (passing) timer = setTimeout(ask, AGAIN + Math.random() * AGAIN);
      }
    };
    void ask();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [as]);
  return view;
}
