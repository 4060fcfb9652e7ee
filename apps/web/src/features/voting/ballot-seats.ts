import type { Me } from '@kengesh/contracts';
import {
  ballotOf,
  givesWay,
  lineOf,
  presenceOf,
  type RegisterRow,
  type State,
  seatOccupiedBy,
  type Voting,
  type VotingProxy,
} from '@kengesh/domain';

/** A secret vote this seat has taken part in, with its receipt. */
export type Mark = Me['marks'][number];

/** Whether this page's participant has a ballot in a vote. `no_seat`: takes part without a vote, no ballot is ever drawn (PROC-10). */
export type Standing =
  | { readonly kind: 'no_seat' | 'entitled' }
  | {
      readonly kind: 'not_entitled';
      readonly why:
        | 'late'
        | 'absent'
        | 'vacant'
        | 'recused'
        | 'suspended'
        | 'missed'
        | 'unidentified'
        | 'state_speaks'
        | 'represented'
        | 'left'
        | 'other';
      /** The seat that votes instead, where there is one. */
      readonly by?: string | undefined;
    };

/** A ballot that the server has. Of a secret one neither the choice nor the moment is held anywhere. */
export interface Recorded {
  readonly choice: string | null;
  readonly at: string | null;
  readonly receipt: string | null;
  readonly channel: 'device' | 'hand' | 'voice' | 'assisted';
  /** Entered by the bureau: until the close the own ballot takes its place (PROC-32). */
  readonly entered?: boolean;
}

/** One ballot in this participant's hands: of the own seat, or of one held by proxy. */
export interface SeatBallot {
  readonly seat: string;
  readonly own: boolean;
  /** Millionths of a vote. */
  readonly weight: number | undefined;
  /** How the principal wants it cast, where the proxy says so. */
  readonly told: string | null;
  /** Cast on paper; counted with the hands of the hall; on this device. */
  readonly on: 'device' | 'paper' | 'hall';
  /** Its seat sits in the hall, whose hands are counted. */
  readonly hall: boolean;
}

interface Who {
  readonly participant: string | null;
  readonly seat: string | null;
}

export const ownSeat = (state: State, { participant, seat }: Who): string | null =>
  (participant === null ? null : seatOccupiedBy(state, participant)) ?? seat;

/** Whether this page may cast the ballot of the line: whoever the register names, or the principal who came after all. */
function inHand(state: State, me: string, line: RegisterRow): boolean {
  if (!line.entitled) return false;
  return line.participant === me || (line.by?.[0] === me && presenceOf(state, me)?.here === true);
}

/** Whether a proxy reaches this item: of that item, or of the session and given before the item was taken up (PROC-08). */
export const reaches = ({ revokedAt, item, after }: VotingProxy, on: string | null): boolean =>
  revokedAt === null && (item === null ? on === null || after !== on : item === on);

/** The ballots of this participant in a vote, the own one first. */
export function ballotsOf(state: State, me: Who, voting: Voting): readonly SeatBallot[] {
  const { participant } = me;
  if (participant === null) return [];
  const own = ownSeat(state, me);
  return voting.register
    .filter(line => inHand(state, participant, line))
    .map((line): SeatBallot => {
      const mine = line.seat === own;
      const proxy = mine
        ? undefined
        : state.represent?.proxies.find(one => one.principal === line.seat && reaches(one, voting.item));
      const told =
        proxy?.instruction.kind === 'directed' && voting.kind === 'motion'
          ? (proxy.instruction.choices.find(one => one.item === voting.item)?.choice ?? null)
          : null;
      const on = voting.paper?.seats.includes(line.seat)
        ? 'paper'
        : voting.hallCounted && line.hall && !ballotOf(state, voting.id, line.seat)
          ? 'hall'
          : 'device';
      return { seat: line.seat, own: mine, weight: line.weight, told, on, hall: line.hall === true };
    })
    .sort((one, other) => Number(other.own) - Number(one.own));
}

export function standingOf(state: State, me: Who, voting: Voting): Standing {
  if (ballotsOf(state, me, voting).length > 0) return { kind: 'entitled' };
  const own = ownSeat(state, me);
  const line = voting.register.find(one => one.seat === own);
  if (own === null || !line) return { kind: 'no_seat' };
  if (line.entitled) {
    const holder = line.participant === null ? null : seatOccupiedBy(state, line.participant);
    return line.why === 'proxy' && holder !== null
      ? { kind: 'not_entitled', why: 'represented', by: holder }
      : { kind: 'not_entitled', why: 'other' };
  }
  switch (line.why) {
    case 'vacant':
    case 'recused':
    case 'suspended':
    case 'missed':
    case 'unidentified':
      return { kind: 'not_entitled', why: line.why };
    case 'state_speaks': {
      const speaks = voting.register.find(one => one.entitled && one.delegation === line.delegation);
      return { kind: 'not_entitled', why: 'state_speaks', by: speaks?.seat };
    }
    default: {
      const mine = me.participant === null ? undefined : presenceOf(state, me.participant);
      const late = mine?.here === true && (mine.intervals.at(-1)?.from ?? '') > voting.openedAt;
      return { kind: 'not_entitled', why: late ? 'late' : 'absent' };
    }
  }
}

/** What the journal, or for a secret vote the list of marks, knows of a seat's ballot; of the own seat where none is named. */
export function recordedOf(
  state: State,
  me: Who,
  marks: readonly Mark[],
  voting: Voting,
  seat: string | null = ownSeat(state, me),
): Recorded | null {
  if (seat === null) return null;
  if (voting.method === 'named') {
    const ballot = ballotOf(state, voting.id, seat);
    if (!ballot) return null;
    const line = lineOf(voting, seat);
    const entered = line !== undefined && givesWay(state, line, ballot);
    const { choice, at, receipt, channel } = ballot;
    return { choice, at, receipt, channel, ...(entered ? { entered } : {}) };
  }
  // The server marks the seat of this page's link.
  const mark = seat === me.seat ? marks.find(one => one.voting === voting.id) : undefined;
  return mark ? { choice: null, at: null, receipt: mark.receipt, channel: 'device' } : null;
}

/** Whether what was cast may be cast anew until the close: positions always, named ballots where the rules let them (PROC-19). */
export const mayChange = (state: State, voting: Voting): boolean =>
  voting.method === 'named' && (voting.way === 'consensus' || state.prepared?.rules.ballots?.changeAllowed === true);

/** A vote that goes through unless somebody objects: nothing is cast in it. */
export const isAsked = ({ way }: Pick<Voting, 'way'>): boolean => way === 'no_objection' || way === 'silence';
/** A vote that runs for days and keeps nobody from the page. */
export const isByPost = ({ way }: Pick<Voting, 'way'>): boolean => way === 'silence' || way === 'written';
