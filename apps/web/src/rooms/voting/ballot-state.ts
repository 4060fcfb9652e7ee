import { openVoting, type State, type Voting } from '@kengesh/domain';
import { useCallback, useEffect, useState } from 'react';
import { useSession } from '../../journal/session-context.js';
import { type Mark, useMarks } from './ballot-marks.js';

/** Whether this page's seat has a ballot in a vote. `no_seat`: takes part without a vote, no ballot is ever drawn (PROC-10). */
export type Standing =
  | { readonly kind: 'no_seat' | 'entitled' }
  | { readonly kind: 'not_entitled'; readonly why: 'late' | 'absent' | 'vacant' | 'other' };

/** A ballot that the server has. Of a secret one neither the choice nor the moment is held anywhere. */
export interface Recorded {
  readonly choice: string | null;
  readonly at: string | null;
  readonly receipt: string | null;
  readonly channel: 'device' | 'hand' | 'voice' | 'assisted';
}

interface Who {
  readonly participant: string | null;
  readonly seat: string | null;
}

export function standingOf(state: State, me: Who, voting: Voting): Standing {
  const line = voting.register.find(one => one.seat === me.seat);
  if (me.seat === null || !line) return { kind: 'no_seat' };
  if (!line.entitled) {
    const mine = me.participant === null ? undefined : state.attendance[me.participant];
    const late = line.why === 'absent' && mine?.here === true && (mine.intervals.at(-1)?.from ?? '') > voting.openedAt;
    return { kind: 'not_entitled', why: line.why === 'vacant' ? 'vacant' : late ? 'late' : 'absent' };
  }
  return line.participant === me.participant ? { kind: 'entitled' } : { kind: 'not_entitled', why: 'other' };
}

/** What the journal, or for a secret vote the list of marks, knows of this seat's ballot. */
export function recordedOf(state: State, me: Who, marks: readonly Mark[], voting: Voting): Recorded | null {
  if (me.seat === null) return null;
  if (voting.method === 'named') {
    const ballot = state.ballots[voting.id]?.[me.seat];
    return ballot ? { choice: ballot.choice, at: ballot.at, receipt: ballot.receipt, channel: ballot.channel } : null;
  }
  const mark = marks.find(one => one.voting === voting.id);
  return mark ? { choice: null, at: null, receipt: mark.receipt, channel: 'device' } : null;
}

interface Draft {
  readonly voting: string;
  readonly choice: string | null;
  readonly stage: 'choosing' | 'sending' | 'refused';
  readonly refusal: { readonly refused: string; readonly params: { readonly [name: string]: unknown } } | null;
  readonly answered: Recorded | null;
}

export interface BallotView {
  /** The vote that is open, or the one that closed before this page's ballot was taken and has yet to be told so. */
  readonly voting: Voting | null;
  readonly standing: Standing;
  readonly recorded: Recorded | null;
  readonly choice: string | null;
  readonly stage: Draft['stage'];
  readonly refusal: Draft['refusal'];
  /** A choice was confirmed and has not been answered: it goes again until it is. */
  readonly waiting: boolean;
  readonly marks: readonly Mark[];
  readonly choose: (choice: string) => void;
  readonly confirm: () => void;
  readonly again: () => void;
  readonly dismiss: () => void;
}

const NEW = { choice: null, stage: 'choosing', refusal: null, answered: null } as const;

/** The ballot of this page's seat: chosen, sent until answered, recorded. Lives above the panels, so that folding loses nothing. */
export function useBallot(): BallotView {
  const { me, state, ask } = useSession();
  const [draft, setDraft] = useState<Draft | null>(null);
  const open = openVoting(state);
  const unheard = draft?.stage === 'refused' || draft?.stage === 'sending' ? state.votings[draft.voting] : undefined;
  const voting = open ?? unheard ?? null;
  const marks = useMarks(open?.method === 'secret' ? open.id : null);

  const mine = voting && draft?.voting === voting.id ? draft : null;
  const known = voting ? recordedOf(state, me, marks.marks, voting) : null;
  const recorded = known ?? mine?.answered ?? null;

  // What the journal has recorded needs no draft any more.
  const settled = draft !== null && draft.stage === 'sending' && recorded !== null && mine !== null;
  useEffect(() => {
    if (settled) setDraft(before => (before ? { ...before, ...NEW, answered: recorded } : before));
  }, [settled, recorded]);

  const { refetch } = marks;
  const confirm = useCallback(async () => {
    if (!voting || !mine?.choice || mine.stage === 'sending' || me.seat === null) return;
    const { id } = voting;
    const { choice } = mine;
    const secret = voting.method === 'secret';
    const change = (how: Partial<Draft>) =>
      setDraft(before => (before?.voting === id ? { ...before, ...how } : before));
    change({ stage: 'sending', refusal: null });
    const answer = await ask({ type: 'voting.cast', voting: id, seat: me.seat, choice });
    if (answer.ok) {
      const answered: Recorded = {
        choice: secret ? null : choice,
        at: secret ? null : answer.at,
        receipt: answer.receipt,
        channel: 'device',
      };
      change({ ...NEW, answered });
    } else {
      change({ stage: 'refused', refusal: { refused: answer.refused, params: answer.params } });
    }
    if (secret) await refetch();
  }, [voting, mine, me.seat, ask, refetch]);

  return {
    voting,
    standing: voting ? standingOf(state, me, voting) : { kind: 'no_seat' },
    recorded,
    choice: mine?.choice ?? null,
    stage: mine?.stage ?? 'choosing',
    refusal: mine?.refusal ?? null,
    waiting: draft?.stage === 'sending',
    marks: marks.marks,
    choose: choice => {
      if (voting && mine?.stage !== 'sending') setDraft({ voting: voting.id, ...NEW, choice });
    },
    confirm: () => void confirm(),
    again: () => voting && setDraft({ voting: voting.id, ...NEW }),
    dismiss: () => setDraft(null),
  };
}
