import { refuse } from '@kengesh/journal';
import { defineActs, onlyPresiding } from '../define.js';
import { isListFrozen } from '../elections/again.js';
import { countingOf } from '../elections/counting.js';
import { repeatOf } from '../elections/further-ballot.js';
import { emit } from '../emit.js';
import type { electionBallotActSchemas } from './act-schemas.js';
import { prepareVote, secretBox } from './opening.js';

/** The first ballot of an election that was called: it freezes the list of candidates. */
export const electionBallotActs = defineActs<typeof electionBallotActSchemas>({
  'election.open': {
    authorize: onlyPresiding,
    decide: (state, asked, context) => {
      const { election: electionId, method, closesInSeconds } = asked;
      const election = state.elections?.[electionId];
      if (!election) return refuse('elections.unknown');
      if (isListFrozen(state, electionId)) return refuse('elections.list_frozen');
      if (state.agenda.current !== election.item) return refuse('voting.item_not_current');
      const standing = election.candidates.filter(one => !one.withdrawn);
      if (standing.length === 0) return refuse('elections.no_candidates');
      const base = prepareVote(state, { closes: closesInSeconds, method, asked }, context);
      if ('refused' in base) return base;
      const counting = countingOf(state, method);
      if ('refused' in counting) return counting;
      const voting = {
        ...base,
        ...counting,
        item: election.item,
        kind: 'election' as const,
        motion: null,
        office: election.office,
        choices: [
          ...standing.map(one => ({ id: one.id, label: one.label, seat: one.seat })),
          { id: 'against_all', label: null, seat: null },
          { id: 'abstain', label: null, seat: null },
        ],
        method,
        threshold: null,
        runoffOf: null,
        ...repeatOf(Object.values(state.votings).filter(one => one.election?.id === electionId)),
        election: {
          id: electionId,
          method: election.method,
          seats: election.seats,
          onTie: election.onTie,
          ballot: { kind: 'first' as const },
        },
      };
      return { ...emit('voting.opened', voting), ...secretBox(state, method, base.id) };
    },
  },
});
