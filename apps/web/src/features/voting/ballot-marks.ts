import type { Voting } from '@kengesh/domain';
import { useCallback, useEffect, useRef, useState } from 'react';
import { request } from '../../api/client.js';
import { readMe } from '../../api/session.js';
import { rememberedMark, rememberMark } from '../../live/remembered-marks.js';
import { useSession } from '../../live/session-context.js';
import type { Mark, Recorded } from './ballot-seats.js';

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
      setMarks((await request(me.as, readMe())).marks);
    } catch {
      // The line's own bar tells of a lost line; what is held stays.
    }
  }, [me]);

  // The server keeps no marks after the close; whose page this is keeps the receipts.
  useEffect(() => {
    if (me.seat === null) return;
    for (const { voting, receipt } of marks)
      if (rememberedMark(me.as, voting, me.seat) === null) rememberMark(me.as, voting, me.seat, receipt);
  }, [me.as, me.seat, marks]);

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

/** A secret ballot as this device remembers it, of the own seat or of one voted for by proxy; null of any other. */
export function keptOf(as: string, { id, method }: Pick<Voting, 'id' | 'method'>, seat: string): Recorded | null {
  const receipt = method === 'secret' ? rememberedMark(as, id, seat) : null;
  return receipt === null ? null : { choice: null, at: null, receipt: receipt || null, channel: 'device' };
}
