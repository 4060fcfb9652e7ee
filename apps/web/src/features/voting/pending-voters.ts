import type { SessionStats } from '@kengesh/contracts';
import {
  cannotPut,
  type Election,
  hasLeft,
  isListFrozen,
  isPending,
  isTieSettled,
  type Motion,
  nextToPut,
  presenceOf,
  type State,
  type Voting,
} from '@kengesh/domain';

export interface PendingVoter {
  readonly seat: string;
  readonly participant: string | null;
  /**
   * hall: sits here; live: connected; offline: present, but with no page open; reconnecting: the line was lost at `lostAt`;
   * gone: has left since the vote was opened; left: so has everyone who may vote for it, and the rules take no ballot of it
   * until one of them is back (PROC-30).
   */
  readonly line: 'hall' | 'live' | 'offline' | 'reconnecting' | 'gone' | 'left';
  readonly lostAt: string | null;
}

/** Whether a paper that was given out stands for a vote: where it is counted after devices have ended, at once. */
const paperCounts = ({ paper, key }: Voting): boolean => paper?.counted === true || key !== undefined;

/** Seats that have voted in this vote, as the bureau may know; null while it is not known. */
export function votedSeats(voting: Voting, pulse: SessionStats | null): ReadonlySet<string> | null {
  return pulse?.voting?.id === voting.id && pulse.bureau ? new Set(pulse.bureau.voted) : null;
}

/**
 * How many are done with this vote. Of a secret one the number is the server's: the names it tells are older (PROC-29).
 *
 * @param left as `missing` tells it
 */
export function castOf(voting: Voting, left: readonly PendingVoter[], pulse: SessionStats | null): number {
  const entitled = voting.register.filter(line => line.entitled).length;
  if (voting.method !== 'secret' || pulse?.voting?.id !== voting.id) return entitled - left.length;
  return pulse.voting.cast + (paperCounts(voting) ? (voting.paper?.seats.length ?? 0) : 0);
}

/** Entitled seats that have not voted, with their line; null while the count is not known. */
export function pendingVoters(
  state: State,
  voting: Voting,
  pulse: SessionStats | null,
): readonly PendingVoter[] | null {
  const voted = votedSeats(voting, pulse);
  if (!voted || !pulse?.bureau) return null;
  const online = new Set(pulse.bureau.online);
  const lost = voting.method === 'secret' && pulse.bureau.lost ? new Set(pulse.bureau.lost) : null;
  const away = ({ participant }: Voting['register'][number]) => isLost(state, participant);
  // Whose hands were counted, or whose paper lies in the box, is not waited for any more.
  const done = (line: Voting['register'][number]) =>
    (voting.hallCounted && line.hall) || (paperCounts(voting) && voting.paper?.seats.includes(line.seat));
  return (
    voting.register
      .filter(line => line.entitled && !voted.has(line.seat) && !done(line))
      // Whose line is lost is told at once; the other names are as old as `voted`.
      .filter(line => !lost || !away(line) || lost.has(line.seat))
      .map(line => {
        const { seat, participant } = line;
        const presence = participant === null ? undefined : presenceOf(state, participant);
        const lostAt = presence?.lostAt ?? null;
        if (hasLeft(state, voting, line)) return { seat, participant, line: 'left', lostAt };
        if (participant === null || !presence?.here) return { seat, participant, line: 'gone', lostAt };
        if (lostAt) return { seat, participant, line: 'reconnecting', lostAt };
        if (presence.mode === 'hall') return { seat, participant, line: 'hall', lostAt };
        return { seat, participant, line: online.has(participant) ? 'live' : 'offline', lostAt };
      })
  );
}

/** Seats that are waited for, and apart from them those of which no ballot is taken now (PROC-30). */
export function apart(left: readonly PendingVoter[]): {
  readonly awaited: readonly PendingVoter[];
  readonly gone: readonly PendingVoter[];
} {
  return { awaited: left.filter(one => one.line !== 'left'), gone: left.filter(one => one.line === 'left') };
}

/** Not here any more, or on a line that was lost. */
const isLost = (state: State, participant: string | null): boolean => {
  const presence = participant === null ? undefined : presenceOf(state, participant);
  return !presence?.here || presence.lostAt !== null;
};

/** Seats of the hall that have not voted on a device: their hands are counted, or they are given a paper. */
export const hallLines = (
  state: State,
  voting: Voting,
  voted: ReadonlySet<string> | null,
): readonly Voting['register'][number][] =>
  voting.register.filter(line => line.entitled && line.hall && !voted?.has(line.seat) && !hasLeft(state, voting, line));

/** What keeps a vote from being closed by hand: hands or papers of the hall that were not counted. */
export function waitsFor(state: State, voting: Voting, pulse: SessionStats | null): 'hands' | 'paper' | null {
  if (voting.way === 'hands' && !voting.hallCounted && hallLines(state, voting, votedSeats(voting, pulse)).length > 0)
    return 'hands';
  // Where the box has a key, devices end first and papers are counted after.
  if (voting.key && !voting.endedAt) return null;
  return voting.paper && !voting.paper.counted ? 'paper' : null;
}

/** The seat that is called next in a roll call, and whether for the second time; null when all have been, twice. */
export function nextCalled(voting: Voting, voted: ReadonlySet<string>): { seat: string; again: boolean } | null {
  const { roll, called } = voting;
  const from = (start: number) => roll?.order.slice(start).find(seat => !voted.has(seat));
  const here = from(called ? (roll?.order.indexOf(called.seat) ?? -1) + 1 : 0);
  if (here !== undefined) return { seat: here, again: called?.call === 2 };
  const again = called?.call === 2 ? undefined : from(0);
  return again === undefined ? null : { seat: again, again: true };
}

/** The last vote on a motion that was not a test. */
const lastOn = (state: State, motion: Motion): Voting | undefined =>
  Object.values(state.votings)
    .filter(one => one.motion?.id === motion.id && !one.test)
    .at(-1);

/** Whether a motion is to be put once more: its vote was void or equal, or it was objected to where none was held. */
export function needsRepeat(state: State, motion: Motion): boolean {
  if (motion.status !== 'no_decision' || cannotPut(state, motion)) return false;
  const last = lastOn(state, motion);
  const objected = last?.way === 'no_objection' && last.result?.outcome === 'objected';
  const nothing = Boolean(last?.voided) || last?.result?.outcome === 'void';
  return nothing || last?.result?.awaits === 'revote' || objected;
}

/** Motions of an item that may be put to the vote now, in the order in which they should be; those to be repeated first. */
export function waitingMotions(state: State, item: string): readonly Motion[] {
  const again = Object.values(state.motions).filter(one => one.item === item && needsRepeat(state, one));
  return [...again, ...nextToPut(state, item)];
}

/** Motions of an item that were moved and are neither admitted nor refused: whoever presides decides on each. */
export const waitingAdmission = (state: State, item: string): readonly Motion[] =>
  Object.values(state.motions).filter(one => one.item === item && one.status === 'submitted');

/** An election of this item tied at the top whose second ballot has not been held. */
export function openTie(state: State, item: string): Voting | undefined {
  return Object.values(state.votings).find(
    one =>
      one.item === item && one.kind === 'election' && one.result?.outcome === 'tied' && !isTieSettled(state, one.id),
  );
}

/** Elections of an item whose list is still open: no ballot on it was opened, or the one that was is void. */
export function calledElections(state: State, item: string): readonly Election[] {
  return Object.values(state.elections ?? {}).filter(one => one.item === item && !isListFrozen(state, one.id));
}

/** Ballots told by telephone that wait for a second person: not those whose own device is still asked. */
export function pendingAssists(state: State, voting: Voting): readonly string[] {
  return Object.entries(state.assists?.[voting.id] ?? {})
    .filter(([, one]) => isPending(one) && (!one.asked || one.unanswered === true))
    .map(([seat]) => seat);
}

/** The votes of an item, the newest first. */
export function votingsOf(state: State, item: string | null): readonly Voting[] {
  return Object.values(state.votings)
    .filter(one => one.item === item)
    .sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1));
}
