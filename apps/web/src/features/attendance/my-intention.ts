import { admissionOf, presenceOf } from '@kengesh/domain';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSession } from '../../live/session-context.js';

/** How long after the line is back an absence is taken for the line's fault, milliseconds. */
const AFTER_RETURN = 15_000;
const keyOf = (as: string) => `kengesh.remote.${as}`;

function kept(as: string): boolean {
  try {
    return localStorage.getItem(keyOf(as)) !== null;
  } catch {
    return false;
  }
}
function keep(as: string, value: boolean): void {
  try {
    if (value) localStorage.setItem(keyOf(as), '1');
    else localStorage.removeItem(keyOf(as));
  } catch {
    // A browser that keeps nothing asks its reader again after a reload.
  }
}

/**
 * "I take part remotely", remembered on this device: after a reload, or after a line that was away longer than its grace,
 * the page joins again by itself. Not where the secretary recorded that one has left: that is asked anew.
 */
export function useRemoteIntention(): {
  readonly remember: () => void;
  readonly forget: () => void;
  readonly rejoining: boolean;
  readonly takenAway: boolean;
} {
  const { me, state, seq, line, ask } = useSession();
  const [intends, setIntends] = useState(() => kept(me.as));
  const [takenAway, setTakenAway] = useState(false);
  const [rejoining, setRejoining] = useState(false);
  const { phase } = state.session;
  const presence = me.participant === null ? undefined : presenceOf(state, me.participant);
  const here = presence?.here === true;
  const hall = here && presence.mode === 'hall';
  const live = line.status === 'live';
  // Whoever waits at the door has asked already; whoever was refused there asks by hand.
  const door = me.participant === null ? undefined : admissionOf(state, me.participant)?.stage;
  const atDoor = !here && (door === 'waiting' || door === 'refused');
  const running = phase === 'prepared' || phase === 'open' || phase === 'recess';

  const set = useCallback(
    (value: boolean) => {
      keep(me.as, value);
      setIntends(value);
    },
    [me.as],
  );
  const backSince = useRef<number | null>(null);
  useEffect(() => {
    backSince.current = live ? Date.now() : null;
  }, [live]);
  useEffect(() => {
    if (here) setTakenAway(false);
    // Checked in in the hall: the phone is a second screen from now on.
    if (hall) set(false);
  }, [here, hall, set]);
  const wasHere = useRef(false);
  useEffect(() => {
    const left = wasHere.current && !here;
    wasHere.current = here;
    if (!intends || here || atDoor || !live || seq === 0 || !running || rejoining) return;
    if (Date.now() - (backSince.current ?? 0) > AFTER_RETURN) {
      if (left) {
        set(false);
        setTakenAway(true);
      }
      return;
    }
    setRejoining(true);
    void ask({ type: 'attendance.join', mode: 'remote' }).finally(() => setRejoining(false));
  }, [intends, here, atDoor, live, seq, running, rejoining, ask, set]);

  return {
    remember: useCallback(() => set(true), [set]),
    forget: useCallback(() => set(false), [set]),
    rejoining,
    takenAway,
  };
}
