import type { Me } from '@kengesh/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { request } from '../../api/client.js';
import { useSession } from '../../journal/session-context.js';

export type Mark = Me['marks'][number];

/**
 * The secret votes this seat has taken part in. They are no part of the journal, so they are asked for: when the line
 * comes back or the page is looked at again during a secret vote, and after a ballot.
 */
export function useMarks(openSecret: string | null): {
  readonly marks: readonly Mark[];
  readonly refetch: () => Promise<void>;
} {
  const { me, line } = useSession();
  const [marks, setMarks] = useState(me.marks);
  const refetch = useCallback(async () => {
    if (me.seat === null) return;
    try {
      setMarks((await request<Me>(me.as, 'GET', '/api/me')).marks);
    } catch {
      // The line's own bar tells of a lost line; what is held stays.
    }
  }, [me]);

  const live = line.status === 'live';
  // The marks that came with the page are new enough until the line has been away once.
  const away = useRef(false);
  useEffect(() => {
    if (!live) away.current = true;
    else if (away.current && openSecret) {
      away.current = false;
      void refetch();
    }
  }, [live, openSecret, refetch]);
  useEffect(() => {
    if (!openSecret) return;
    const looked = () => document.visibilityState === 'visible' && void refetch();
    document.addEventListener('visibilitychange', looked);
    return () => document.removeEventListener('visibilitychange', looked);
  }, [openSecret, refetch]);
  return { marks, refetch };
}
