import type { Voting } from '@kengesh/domain';
import { useEffect, useRef, useState } from 'react';
import type { BallotView } from '../../features/voting/ballot-state.js';
import { votingTitle } from '../../features/voting/ballot-words.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import type { Outcomes } from './use-outcomes.js';

/** Says aloud, once and politely, what a reader who does not see must hear: a vote opened, recorded, decided; you are called, the floor is yours. */
export function Announcer({
  ballot,
  outcomes,
}: {
  readonly ballot: BallotView;
  /** Null until it has come: then an outcome is told as soon as it has. */
  readonly outcomes: Outcomes | null;
}) {
  const language = useLanguage();
  const { t } = language;
  const { me, state } = useSession();
  const [said, say] = useState('');
  const known = useRef<{
    open: string | null;
    closed: string;
    receipt: string | null;
    floor: boolean;
    called: boolean;
  } | null>(null);
  const untold = useRef<Voting | null>(null);

  const open = ballot.voting && !ballot.voting.closedAt ? ballot.voting : null;
  const closed = Object.values(state.votings).filter(one => one.closedAt);
  const closedIds = closed.map(one => one.id).join(' ');
  // Of the ballot that counts now: an own ballot cast in the place of a raised hand has another one.
  const receipt = ballot.recorded?.receipt ?? null;
  const floor = state.floor.holder !== null && state.floor.holder.participant === me.participant;
  const called = ballot.open.some(one => one.seat === open?.called?.seat);
  // Only these changes are worth saying, in the words of that moment.
  useEffect(() => {
    const was = known.current;
    known.current = { open: open?.id ?? null, closed: closedIds, receipt, floor, called };
    // What stood there when the page opened is on the page; only what changes is said.
    if (!was) return;
    const before = new Set(was.closed.split(' '));
    const decided = closed.find(one => !before.has(one.id));
    if (decided) untold.current = decided;
    else if (open && was.open !== open.id)
      say(t('delegate.ballot.announceOpen', { what: votingTitle(language, open).slice(0, 200) }));
    else if (receipt && receipt !== was.receipt) say(t('delegate.ballot.announceRecorded', { receipt }));
    else if (called && !was.called) say(t('part.roll.you'));
    else if (floor && !was.floor) say(t('delegate.hand.announceYours'));
  }, [open?.id, closedIds, receipt, floor, called]);
  useEffect(() => {
    const decided = untold.current;
    if (!decided || !outcomes) return;
    untold.current = null;
    say(`${t('delegate.outcome.heading')}: ${outcomes.outcomeSentence(language.language, decided)}`);
  }, [closedIds, outcomes]);
  return (
    <p className="visually-hidden" role="status" aria-live="polite">
      {said}
    </p>
  );
}
