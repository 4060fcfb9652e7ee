import { type Actor, refuse } from '@kengesh/journal';
import { defineActs, onlyPresiding } from '../define.js';
import { emit } from '../emit.js';
import { seatOccupiedBy } from '../representation/queries.js';
import { type State, seatOf } from '../state.js';
import { isListFrozen } from './again.js';
import { isSameCandidate } from './further-ballot.js';
import type { electionActSchemas } from './schemas.js';
import { isBureau } from './session-roles.js';

const MOST = 50;
const memberOrBureau = (state: State, actor: Actor) =>
  actor.kind === 'participant' && (isBureau(state, actor.id) || seatOccupiedBy(state, actor.id) !== null);

/** An election to an office: called, candidates nominated and withdrawn, the list frozen when the ballot opens (3.9). */
export const electionActs = defineActs<typeof electionActSchemas>({
  'election.call': {
    authorize: onlyPresiding,
    decide: (state, { type: _, ...election }, { nextSeq }) => {
      if (state.session.phase !== 'open') return refuse('session.not_open');
      if (!state.agenda.current) return refuse('agenda.none_current');
      if (election.method === 'absolute_majority' && election.seats > 1) return refuse('elections.one_office');
      if (election.term && election.term.to < election.term.from) return refuse('elections.term_order');
      return emit('election.called', { id: `e${nextSeq}`, item: state.agenda.current, ...election });
    },
  },
  'election.nominate': {
    authorize: (state, _act, actor) => (memberOrBureau(state, actor) ? null : refuse('may.members_only')),
    decide: (state, { election: electionId, label, seat }) => {
      const election = state.elections?.[electionId];
      if (!election) return refuse('elections.unknown');
      if (state.session.phase !== 'open') return refuse('session.not_open');
      if (isListFrozen(state, electionId)) return refuse('elections.list_frozen');
      if (seat !== null && !seatOf(state, seat)) return refuse('roll.unknown_seat');
      const standing = election.candidates.filter(one => !one.withdrawn);
      if (standing.some(one => isSameCandidate(state, one, { label, seat })))
        return refuse('elections.candidate_twice');
      if (standing.length >= MOST) return refuse('elections.too_many', { limit: MOST });
      const candidate = `c${election.candidates.length + 1}`;
      return emit('election.nominated', { election: electionId, candidate, label, seat });
    },
  },
  'election.withdraw': {
    authorize: (state, { election, candidate }, actor) => {
      if (actor.kind !== 'participant') return refuse('may.own_only');
      const seat = state.elections?.[election]?.candidates.find(one => one.id === candidate)?.seat;
      const own = seat != null && seatOccupiedBy(state, actor.id) === seat;
      return own || isBureau(state, actor.id) ? null : refuse('may.own_only');
    },
    decide: (state, { election: electionId, candidate }) => {
      const found = state.elections?.[electionId]?.candidates.find(one => one.id === candidate);
      if (!found) return refuse('elections.unknown');
      if (found.withdrawn) return { events: [] };
      if (isListFrozen(state, electionId)) return refuse('elections.list_frozen');
      return emit('election.withdrawn', { election: electionId, candidate });
    },
  },
});
