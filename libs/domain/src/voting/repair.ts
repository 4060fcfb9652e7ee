import { canonical, refuse, sha256Hex } from '@kengesh/journal';
import { defineActs, onlyPresiding } from '../define.js';
import { emit } from '../emit.js';
import type { repairActSchemas } from './act-schemas.js';
import { waitsForKey } from './ballot-key.js';
import { boxesOf } from './cast-ballot.js';
import { prepareVote, secretBox } from './opening.js';
import { KEY_LOST } from './types.js';

/** Where a vote goes wrong, or is only tried: void and repeat, the test vote. */
export const repairActs = defineActs<typeof repairActSchemas>({
  /** The platform or the procedure failed: the open vote ends without a result and may be repeated (PROC-14). */
  'voting.void': {
    authorize: onlyPresiding,
    decide: (state, { voting: votingId, reason }) => {
      const voting = state.votings[votingId];
      if (!voting) return refuse('voting.unknown');
      if (voting.voided) return { events: [] };
      if (voting.closedAt) return refuse('voting.counted');
      if (reason === KEY_LOST && !waitsForKey(voting)) return refuse('voting.key_not_asked');
      // Ballots that are not counted are kept for nobody (PROC-29).
      return { ...emit('voting.voided', { voting: votingId, reason }), destroyBoxes: boxesOf(state, voting) };
    },
  },

  /** A test vote: everything as in a real one, plainly marked, and nothing follows from it. */
  'voting.openTest': {
    authorize: onlyPresiding,
    decide: (state, asked, context) => {
      const { text, method, closesInSeconds } = asked;
      const rule = state.prepared?.rules.majorities.find(one => one.threshold.base === 'cast' && !one.threshold.by);
      const base = prepareVote(state, { closes: closesInSeconds, method, asked }, context);
      if ('refused' in base) return base;
      const key = rule?.key ?? state.prepared!.rules.majorities[0]!.key;
      const voting = {
        ...base,
        tie: 'rejected' as const,
        item: state.agenda.current,
        kind: 'motion' as const,
        motion: { id: `x${context.nextSeq}`, version: 1, hash: sha256Hex(canonical(text)), text },
        office: null,
        choices: ['yes', 'no', 'abstain'].map(choice => ({ id: choice, label: null, seat: null })),
        method,
        threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'cast', key } as const,
        runoffOf: null,
        test: true,
      };
      return { ...emit('voting.opened', voting), ...secretBox(state, method, base.id) };
    },
  },
});
