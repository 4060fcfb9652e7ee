import type { ActReply } from '@kengesh/contracts';
import { isGone, meetingVote, type State, type Voting } from '@kengesh/domain';
import { useCallback, useEffect, useRef, useState } from 'react';
import { rememberMark } from '../../live/remembered-marks.js';
import { useSession } from '../../live/session-context.js';
import { ballotsIn, type CastBallot, castAct } from './ballot-act.js';
import { keptOf, useMarks } from './ballot-marks.js';
import type { Mark } from './ballot-seats.js';
import {
  ballotsOf,
  isAsked,
  mayChange,
  type Recorded,
  recordedOf,
  type SeatBallot,
  type Standing,
  standingOf,
} from './ballot-seats.js';

export type { Recorded, Standing } from './ballot-seats.js';

type BallotRefusal = { readonly refused: string; readonly params: { readonly [name: string]: unknown } };
interface BallotDraft {
  readonly voting: string;
  readonly choices: { readonly [seat: string]: string };
  /** Each seat for itself. */
  readonly split: boolean | null;
  /** What stands recorded is being chosen anew. */
  readonly changing: boolean;
  readonly stage: 'choosing' | 'sending' | 'refused';
  readonly refusal: BallotRefusal | null;
  readonly answered: { readonly [seat: string]: Recorded };
}

export interface BallotView {
  /** The vote that is open, or the one that closed before this page's ballot was taken and has yet to be told so. */
  readonly voting: Voting | null;
  readonly standing: Standing;
  /** Of the first seat, once every ballot of this page is recorded. */
  readonly recorded: Recorded | null;
  /** Every ballot in these hands, and of those what is recorded. */
  readonly mine: readonly SeatBallot[];
  readonly recordedFor: (seat: string) => Recorded | null;
  /** Seats whose ballot is to be cast on this device now. */
  readonly open: readonly SeatBallot[];
  /** What all open seats choose; null where they differ or none has chosen. */
  readonly choice: string | null;
  readonly choices: BallotDraft['choices'];
  readonly split: boolean;
  readonly stage: BallotDraft['stage'];
  readonly refusal: BallotDraft['refusal'];
  /** A choice was confirmed and has not been answered: it goes again until it is. */
  readonly waiting: boolean;
  /** What was sent may be recorded already: only its answer is not known. */
  readonly inDoubt: boolean;
  readonly mayChange: boolean;
  readonly changing: boolean;
  readonly marks: readonly Mark[];
  /** For one seat, or for all that are open; null takes it back. */
  readonly choose: (choice: string | null, seat?: string) => void;
  readonly setSplit: (split: boolean) => void;
  readonly change: (changing: boolean) => void;
  readonly confirm: () => void;
  readonly again: () => void;
  readonly dismiss: () => void;
}

const refusalIn = (answer: ActReply): BallotRefusal | null =>
  answer.ok ? null : { refused: answer.refused, params: answer.params };

const NEW = { choices: {}, split: null, changing: false, stage: 'choosing', refusal: null, answered: {} } as const;
const begun = (voting: string): BallotDraft => ({ voting, ...NEW });

/** Not closed, and not ended to be counted later. */
const isTaking = (voting: Voting | undefined): boolean => voting?.closedAt === null && !voting.endedAt;

/** The meeting's vote; else, of those by correspondence that run beside each other, the first that still wants this page's ballot. */
function openFor(state: State, me: Parameters<typeof ballotsOf>[1], marks: readonly Mark[]): Voting | undefined {
  const open = Object.values(state.votings).filter(isTaking);
  const wants = (one: Voting) =>
    ballotsOf(state, me, one).some(({ seat }) =>
      isAsked(one) ? !one.acknowledged?.includes(seat) : !recordedOf(state, me, marks, one, seat),
    );
  const meeting = meetingVote(state);
  if (meeting) return meeting;
  return open.length > 1 ? (open.find(wants) ?? open[0]) : open[0];
}

/** The ballots of this page: chosen, sent until answered, recorded. Lives above the panels, so that folding loses nothing. */
export function useBallot(): BallotView {
  const { me, state, ask, pending } = useSession();
  const [draft, setDraft] = useState<BallotDraft | null>(null);
  const running = [meetingVote(state), ...Object.values(state.votings)];
  const secret = running.find(one => isTaking(one) && one?.method === 'secret');
  const marks = useMarks(secret?.id ?? null);
  const open = openFor(state, me, marks.marks);
  const held = draft ? state.votings[draft.voting] : undefined;
  const unheard = draft?.stage === 'refused' || draft?.stage === 'sending' ? held : undefined;
  // A vote being filled in is not taken away by another that runs beside it.
  const kept = held && isTaking(held) && draft && Object.keys(draft.choices).length > 0 ? held : undefined;
  const voting = kept ?? open ?? unheard ?? null;

  const draftHere = voting && draft?.voting === voting.id ? draft : null;
  const mine = voting ? ballotsOf(state, me, voting) : [];
  const answered = draftHere?.answered;
  const recordedFor = (seat: string): Recorded | null => {
    if (!voting) return null;
    const known = recordedOf(state, me, marks.marks, voting, seat) ?? answered?.[seat];
    // While the vote is open the server knows of the own seat, whatever a device remembers.
    return known ?? (seat === me.seat && !voting.closedAt ? null : keptOf(me.as, voting, seat));
  };
  const changing = draftHere?.changing === true;
  const here = mine.filter(one => one.on === 'device');
  const changeable = voting !== null && isTaking(voting) && mayChange(state, voting);
  const isCastable = (known: Recorded | null) => known === null || (changing && (changeable || known.entered === true));
  const { participant } = me;
  const gone = voting !== null && !voting.closedAt && participant !== null && isGone(state, voting, participant);
  const castable =
    voting && !voting.endedAt && !isAsked(voting) && !gone ? here.filter(one => isCastable(recordedFor(one.seat))) : [];
  const known = here.flatMap(one => recordedFor(one.seat) ?? []);
  const recorded = castable.length === 0 ? (known[0] ?? null) : null;
  // What was cast before leaving keeps its receipt.
  const left = gone && mine.length > 0 && known.length === 0 && mine.every(one => one.on === 'device');
  const choices = draftHere?.choices ?? {};
  const first = castable[0] ? choices[castable[0].seat] : undefined;
  const choice = first !== undefined && castable.every(one => choices[one.seat] === first) ? first : null;
  const told = castable.some(one => one.told !== null);
  const split = castable.length > 1 && (draftHere?.split ?? told);

  // What the journal has recorded needs no draft any more.
  const isSent = (seat: string, sent: string) => {
    const known = voting && recordedOf(state, me, marks.marks, voting, seat);
    return known !== null && (voting?.method === 'secret' || known.choice === sent);
  };
  const settled = draftHere?.stage === 'sending' && Object.entries(choices).every(([seat, sent]) => isSent(seat, sent));
  useEffect(() => {
    if (settled) setDraft(before => (before ? { ...begun(before.voting), answered: before.answered } : before));
  }, [settled]);

  const { refetch } = marks;
  /** What an answer tells of the ballots it was given for. */
  const heard = useCallback(
    (id: string, hidden: boolean, ballots: readonly CastBallot[], answer: ActReply): BallotDraft['answered'] => {
      if (!answer.ok) return {};
      const { at, receipt } = answer;
      if (hidden) for (const { seat } of ballots) rememberMark(me.as, id, seat, receipt);
      const of = (choice: string): Recorded => ({
        choice: hidden ? null : choice,
        at: hidden ? null : at,
        receipt,
        channel: 'device',
      });
      return Object.fromEntries(ballots.map(({ seat, choice }) => [seat, of(choice)]));
    },
    [me.as],
  );

  const confirm = useCallback(async () => {
    const ballots = castable.flatMap(({ seat }) => (choices[seat] ? [{ seat, choice: choices[seat] }] : []));
    if (!voting || ballots.length === 0 || draftHere?.stage === 'sending') return;
    const { id } = voting;
    const hidden = voting.method === 'secret';
    const put = (how: Partial<BallotDraft>) =>
      setDraft(before => (before?.voting === id ? { ...before, ...how } : before));
    put({ stage: 'sending', refusal: null });
    let told: BallotDraft['answered'] = answered ?? {};
    // A secret box takes one ballot at a time, so that no two are known to come from one hand.
    let refusal: BallotRefusal | null = null;
    for (const list of hidden ? ballots.map(one => [one]) : [ballots]) {
      const answer = await ask(castAct(id, list));
      told = { ...told, ...heard(id, hidden, list, answer) };
      refusal = refusalIn(answer);
      if (refusal) break;
    }
    put(refusal ? { stage: 'refused', refusal, answered: told } : { ...begun(id), answered: told });
    if (hidden) await refetch();
  }, [voting, castable, choices, draftHere?.stage, answered, ask, heard, refetch]);

  // A ballot that was on its way when the page was loaded anew is still on its way, and shown so.
  const resumed = pending?.find(each => each.resumed && state.votings[ballotsIn(each.act)?.voting ?? '']);
  const adopted = useRef<string | null>(null);
  useEffect(() => {
    const sent = resumed && ballotsIn(resumed.act);
    if (!sent || adopted.current === resumed.command) return;
    adopted.current = resumed.command;
    const { voting: id, ballots } = sent;
    const hidden = state.votings[id]?.method === 'secret';
    setDraft({
      ...begun(id),
      choices: Object.fromEntries(ballots.map(({ seat, choice }) => [seat, choice])),
      stage: 'sending',
    });
    void resumed.answer.then(answer => {
      const refusal = refusalIn(answer);
      const told = heard(id, hidden, ballots, answer);
      setDraft(before =>
        before?.voting === id
          ? { ...(refusal ? { ...before, stage: 'refused' as const, refusal } : begun(id)), answered: told }
          : before,
      );
      if (hidden) void refetch();
    });
  }, [resumed, state.votings, heard, refetch]);

  const edit = (how: (before: BallotDraft) => Partial<BallotDraft>) => {
    if (!voting || draftHere?.stage === 'sending') return;
    const before = draftHere ?? begun(voting.id);
    setDraft({ ...before, ...how(before) });
  };
  return {
    voting,
    standing: left
      ? { kind: 'not_entitled', why: 'left' }
      : voting
        ? standingOf(state, me, voting)
        : { kind: 'no_seat' },
    recorded,
    mine,
    recordedFor,
    open: castable,
    choice,
    choices,
    split,
    stage: draftHere?.stage ?? 'choosing',
    refusal: draftHere?.refusal ?? null,
    waiting: draft?.stage === 'sending',
    inDoubt: pending?.some(each => each.inDoubt && ballotsIn(each.act)) === true,
    mayChange: changeable,
    changing,
    marks: marks.marks,
    choose: (next, seat) =>
      edit(before => {
        const after: { [seat: string]: string } = { ...before.choices };
        for (const one of seat === undefined ? castable.map(each => each.seat) : [seat])
          if (next === null) delete after[one];
          else after[one] = next;
        return { choices: after, stage: 'choosing', refusal: null };
      }),
    setSplit: next => edit(() => ({ split: next, choices: {} })),
    change: next => edit(() => ({ changing: next, choices: {} })),
    confirm: () => void confirm(),
    again: () => voting && setDraft({ ...begun(voting.id), answered: answered ?? {}, changing }),
    dismiss: () => setDraft(null),
  };
}
