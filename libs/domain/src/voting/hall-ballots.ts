import { canonical, type Json, refuse } from '@kengesh/journal';
import { defineActs, onlyParticipant, onlySecretary } from '../define.js';
import { handOf, secondHalf } from '../devices/halves.js';
import { emit, emitAll } from '../emit.js';
import { lineOf } from '../register/register.js';
import { drawLot } from '../rules/elections/lots.js';
import { ballotOf, type State, type Voting } from '../state.js';
import { localizedText } from '../text.js';
import type { hallActSchemas } from './act-schemas.js';
import { endsFirst } from './ballot-key.js';
import { ballotLine, boxOf, castNamed, notByProxy, paperBox, takingBallots } from './cast-ballot.js';
import { hallSeats } from './count.js';
import { voterOf } from './entered.js';
import { leftFault } from './leaving.js';
import { type HallCount, PAPER_KEY } from './types.js';

const sum = (counts: HallCount) => Object.values(counts).reduce((all, one) => all + one, 0);
const unknownIn = (voting: Voting, counts: HallCount) =>
  Object.keys(counts).find(choice => !voting.choices.some(one => one.id === choice));

/** The next seat to be called: those without a ballot, in order, twice. */
function nextCall(state: State, voting: Voting): { seat: string; call: 1 | 2 } | null {
  const { roll, called } = voting;
  const silent = (seat: string) => !ballotOf(state, voting.id, seat);
  const from = (start: number) => roll?.order.slice(start).find(silent);
  const place = called ? (roll?.order.indexOf(called.seat) ?? -1) + 1 : 0;
  const here = from(place);
  if (here !== undefined) return { seat: here, call: called?.call ?? 1 };
  const again = called?.call === 2 ? undefined : from(0);
  return again === undefined ? null : { seat: again, call: 2 };
}

/** The order of a roll call: the seats of the register by name, beginning with the one drawn with the seed. */
export function rollCallOrder(state: State, register: Voting['register'], seed: string): NonNullable<Voting['roll']> {
  const names = new Map(state.prepared?.seats.map(seat => [seat.id, localizedText(seat.label, 'ru')]));
  const name = (seat: string) => `${names.get(seat) ?? ''}`;
  const order = register.flatMap(line => (line.entitled ? [line.seat] : []));
  order.sort((one, other) => name(one).localeCompare(name(other), 'ru') || (one < other ? -1 : 1));
  const first = order.length > 0 ? order.indexOf(drawLot(seed, order).drawn[0]!.name) : 0;
  return { seed, order: [...order.slice(first), ...order.slice(0, first)] };
}

/** What the hall adds to a vote: hands counted, a roll called, papers given out and counted by two tellers. */
export const hallActs = defineActs<typeof hallActSchemas>({
  /** The hall's hands as sums, until the close as often as they are counted anew; seats that vote on a device are not among them. */
  'voting.countHands': {
    authorize: onlySecretary,
    decide: (state, { voting: votingId, counts }) => {
      const voting = state.votings[votingId];
      if (!voting) return refuse('voting.unknown');
      if (voting.closedAt) return refuse('voting.closed', { at: voting.closedAt });
      if (voting.way !== 'hands') return refuse('voting.not_by_hands');
      const unknown = unknownIn(voting, counts);
      if (unknown) return refuse('voting.unknown_choice', { choice: unknown });
      const seats = hallSeats(state, voting);
      if (sum(counts) > seats) return refuse('voting.more_hands', { hands: sum(counts), seats });
      if (voting.hallCounted && canonical(state.hands?.[votingId] ?? {}) === canonical(counts)) return { events: [] };
      return emitAll(
        ['voting.handsCounted', { voting: votingId }],
        ['voting.handsNoted', { voting: votingId, counts }],
      );
    },
  },

  /** Roll call: the next seat without a ballot is called; after the last, once more those who did not answer. */
  'voting.callNext': {
    authorize: onlySecretary,
    decide: (state, { voting: votingId }, { now }) => {
      const voting = takingBallots(state, votingId, now);
      if ('refused' in voting) return voting;
      if (voting.way !== 'roll_call') return refuse('voting.no_roll_call');
      const next = nextCall(state, voting);
      return next ? emit('voting.called', { voting: votingId, ...next }) : refuse('voting.roll_done');
    },
  },
  /** The answer of the seat that was called, as spoken. */
  'voting.answer': {
    authorize: onlySecretary,
    decide: (state, { voting: votingId, seat, choice }, context) => {
      const found = ballotLine(state, votingId, seat, choice, context.now);
      if ('refused' in found) return found;
      const { voting, line } = found;
      if (voting.way !== 'roll_call') return refuse('voting.no_roll_call');
      if (voting.called?.seat !== seat) return refuse('voting.not_called');
      const not = notByProxy(state, voting, line, choice);
      if (not) return not;
      const cast = castNamed(state, voting, line, choice, 'voice', context);
      return 'refused' in cast ? cast : emitAll(...cast);
    },
  },

  /** A seat in the hall votes on paper: its device takes no ballot any more. */
  'voting.issuePaper': {
    authorize: onlySecretary,
    boxQuery: (state, { voting, seat }) =>
      state.votings[voting]?.way === 'paper' && !state.votings[voting]?.closedAt
        ? { has: { box: boxOf(state, voting), key: seat } }
        : null,
    decide: (state, { voting: votingId, seat }, { now, box }) => {
      const voting = takingBallots(state, votingId, now);
      if ('refused' in voting) return voting;
      if (voting.way !== 'paper') return refuse('voting.no_paper');
      const line = lineOf(voting, seat);
      if (!line) return refuse('roll.unknown_seat');
      if (!line.entitled) return refuse('voting.not_entitled', { why: line.why });
      if (voting.paper?.seats.includes(seat)) return { events: [] };
      if (!line.hall) return refuse('voting.not_in_hall');
      if (box.mark !== null) return refuse('voting.already_cast');
      if (voting.paper?.counted) return refuse('voting.paper_counted');
      const left = leftFault(state, voting, seat, voterOf(state, line), false);
      if (left) return left;
      const issued = emit('voting.paperIssued', { voting: votingId, seat });
      return voting.paper ? issued : { ...issued, openBox: paperBox(state, votingId) };
    },
  },
  /**
   * A teller's totals. They lie in a box of their own, not in the journal; the second teller's must be the same. Only then
   * they join the ballots cast on devices, and only the sum of both is ever told.
   */
  'voting.countPaper': {
    authorize: onlyParticipant,
    boxQuery: (state, { voting }) => {
      const found = state.votings[voting];
      return found?.paper && !found.paper.counted && !found.closedAt ? { take: paperBox(state, voting) } : null;
    },
    decide: (state, { voting: votingId, counts, spoiled }, { actor, box }) => {
      const voting = state.votings[votingId];
      if (!voting) return refuse('voting.unknown');
      if (voting.closedAt) return refuse('voting.closed', { at: voting.closedAt });
      if (!voting.paper) return refuse('voting.no_paper');
      if (!voting.tellers?.includes(actor.id)) return refuse('voting.tellers_only');
      // Devices come first: what is counted of papers is set against a list that changes no more.
      if (endsFirst(voting)) return refuse('voting.devices_vote');
      if (voting.paper.counted) return refuse('voting.paper_counted');
      const unknown = unknownIn(voting, counts);
      if (unknown) return refuse('voting.unknown_choice', { choice: unknown });
      const papers = sum(counts) + spoiled;
      if (papers > voting.paper.seats.length)
        return refuse('voting.more_papers', { papers, issued: voting.paper.seats.length });
      const { round, entered, hand } = voting.paper;
      if (entered.includes(actor.id)) return refuse('voting.paper_entered');
      const whole = Object.fromEntries(voting.choices.map(({ id }) => [id, counts[id] ?? 0]));
      const content: Json = { round, counts: whole, spoiled };
      if (entered.length === 0) {
        const put = { box: paperBox(state, votingId), key: `${round}:${actor.id}`, content };
        return { ...emit('voting.paperEntered', { voting: votingId, teller: actor.id, ...handOf(state, actor) }), put };
      }
      const half = secondHalf(state, actor, { participant: entered[0]!, hand });
      if ('refused' in half) return half;
      const agrees = box.contents.some(one => canonical(one) === canonical(content));
      if (!agrees) return emit('voting.paperDiffers', { voting: votingId, teller: actor.id });
      const into = voting.key ? paperBox(state, votingId) : boxOf(state, votingId);
      const put = { box: into, key: PAPER_KEY, content: { paper: whole, spoiled } };
      return { ...emit('voting.paperCounted', { voting: votingId, teller: actor.id, ...half }), put };
    },
  },
});
