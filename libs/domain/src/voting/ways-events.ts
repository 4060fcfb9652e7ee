import { defineEvents } from '../define.js';
import { holdersOf, lineOf } from '../register/register.js';
import type { State, Voting } from '../state.js';
import type { wayEventSchemas } from './schemas.js';
import type { AssistedBallot } from './types.js';

function change(state: State, voting: string, how: (voting: Voting) => Partial<Voting>): State {
  const before = state.votings[voting];
  return before ? { ...state, votings: { ...state.votings, [voting]: { ...before, ...how(before) } } } : state;
}
type PaperCount = NonNullable<Voting['paper']>;
const PAPER: PaperCount = { seats: [], round: 1, entered: [], counted: false };
const paper = (state: State, voting: string, how: (paper: PaperCount) => Partial<PaperCount>) =>
  change(state, voting, ({ paper: before = PAPER }) => ({ paper: { ...before, ...how(before) } }));

/** An objection takes the place of an acknowledgement. */
export function withObjection(
  voting: Voting,
  objection: NonNullable<Voting['objections']>[number],
): Pick<Voting, 'objections' | 'acknowledged'> {
  return {
    objections: [...(voting.objections ?? []), objection],
    ...(voting.acknowledged ? { acknowledged: voting.acknowledged.filter(seat => seat !== objection.seat) } : {}),
  };
}

/** What happens in a vote that is not taken on devices alone. */
export const wayEvents = defineEvents<typeof wayEventSchemas>({
  'voting.handsCounted': {
    evolve: (state, data) => change(state, data.voting, () => ({ hallCounted: true })),
  },
  /** The numbers stay with the bureau until the close tells them. */
  'voting.handsNoted': {
    audience: () => 'bureau',
    evolve: (state, data) => ({ ...state, hands: { ...state.hands, [data.voting]: data.counts } }),
  },
  'voting.called': {
    evolve: (state, { voting, seat, call }) => change(state, voting, () => ({ called: { seat, call } })),
  },
  'voting.paperIssued': {
    evolve: (state, { voting, seat }) => paper(state, voting, ({ seats }) => ({ seats: [...seats, seat].sort() })),
  },
  'voting.paperEntered': {
    evolve: (state, { voting, teller, hand }) =>
      paper(state, voting, ({ entered }) => ({ entered: [...entered, teller], ...(hand ? { hand } : {}) })),
  },
  'voting.paperDiffers': {
    evolve: (state, { voting }) => paper(state, voting, ({ round }) => ({ round: round + 1, entered: [] })),
  },
  'voting.paperCounted': {
    evolve: (state, { voting, teller }) =>
      paper(state, voting, ({ entered }) => ({ entered: [...entered, teller], counted: true })),
  },
  'voting.objected': {
    evolve: (state, { voting, seat, kind }, entry) =>
      change(state, voting, before => withObjection(before, { seat, kind, at: entry.at })),
  },
  'voting.acknowledged': {
    evolve: (state, { voting, seat }) =>
      change(state, voting, ({ acknowledged = [] }) => ({ acknowledged: [...acknowledged, seat] })),
  },
  'voting.lotDue': {
    evolve: (state, { voting, purpose, names }) => change(state, voting, () => ({ lotDue: { purpose, names } })),
  },
  'voting.voided': {
    evolve: (state, { voting, ...why }, entry) =>
      change(state, voting, () => ({ closedAt: entry.at, voided: { ...why, by: entry.actor, at: entry.at } })),
  },
  /** Seen by the bureau, of whom a second person has to hear the same, and by the seat. */
  'voting.assistAsked': {
    audience: (state, data) => bureauAndSeat(state, data),
    evolve: (state, { voting, seat, choice, asked, hand }, entry) => ({
      ...state,
      assists: {
        ...state.assists,
        [voting]: {
          ...state.assists?.[voting],
          [seat]: {
            choice,
            by: entry.actor,
            confirmedBy: null,
            ...(asked ? { asked } : {}),
            ...(hand ? { hand } : {}),
          },
        },
      },
    }),
  },
  'voting.assistConfirmed': {
    audience: (state, data) => bureauAndSeat(state, data),
    evolve: (state, { voting, seat, oneHand }, entry) =>
      changeAssist(state, voting, seat, { confirmedBy: entry.actor, ...(oneHand ? { oneHand } : {}) }),
  },
  /** The device that was asked said no, or the seat's ballot was cast otherwise: nothing is left to confirm. */
  'voting.assistDenied': {
    audience: (state, data) => bureauAndSeat(state, data),
    evolve: (state, { voting, seat, why }) => changeAssist(state, voting, seat, { denied: why }),
  },
  'voting.assistUnanswered': {
    audience: (state, data) => bureauAndSeat(state, data),
    evolve: (state, { voting, seat }) => changeAssist(state, voting, seat, { unanswered: true }),
  },
});

function changeAssist(state: State, voting: string, seat: string, how: Partial<AssistedBallot>): State {
  const before = state.assists?.[voting]?.[seat];
  if (!before) return state;
  const bySeat = { ...state.assists?.[voting], [seat]: { ...before, ...how } };
  return { ...state, assists: { ...state.assists, [voting]: bySeat } };
}

function bureauAndSeat(state: State, { voting, seat }: { voting: string; seat: string }) {
  const line = lineOf(state.votings[voting], seat);
  return { only: line ? holdersOf(line) : [], bureau: true };
}
