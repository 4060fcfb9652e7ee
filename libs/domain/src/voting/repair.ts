import { canonical, type Json, sha256Hex } from '@kengesh/journal';
import * as z from 'zod';
import { id } from '../council.js';
import { act, onlyPresiding, onlySecretary, record, refuse } from '../define.js';
import { participantOf } from '../state.js';
import { wording } from '../text.js';
import { ballotLine, boxOf, castNamed, notByProxy } from './casting.js';
import { closing, METHODS, opening, secretBox } from './opening.js';
import { VOID_REASONS } from './shapes.js';

/** Where a vote goes wrong, or is only tried: void and repeat, the assisted ballot, the test vote. */
export const repairActs = {
  /** The platform or the procedure failed: the open vote ends without a result and may be repeated (PROC-14). */
  'voting.void': act({
    schema: z.strictObject({ type: z.literal('voting.void'), voting: id, reason: z.enum(VOID_REASONS) }),
    may: onlyPresiding,
    decide: (state, { voting: votingId, reason }) => {
      const voting = state.votings[votingId];
      if (!voting) return refuse('voting.unknown');
      if (voting.voided) return { events: [] };
      if (voting.closedAt) return refuse('voting.counted');
      const voided = record(['voting.voided', { voting: votingId, reason }]);
      return voting.method === 'secret' ? { ...voided, sealBox: boxOf(state, votingId) } : voided;
    },
  }),

  /** A ballot told to the secretary by telephone; it counts when a second person has heard the same (PROC-16). */
  'voting.assist': act({
    schema: z.strictObject({ type: z.literal('voting.assist'), voting: id, seat: id, choice: id }),
    may: onlySecretary,
    decide: (state, { voting: votingId, seat, choice }, context) => {
      const found = ballotLine(state, votingId, seat, choice, context.now);
      if ('refused' in found) return found;
      if (found.voting.method === 'secret') return refuse('voting.secret_by_hand');
      if (state.prepared?.rules.ballots?.assisted === false) return refuse('voting.no_assistance');
      if (found.voting.hallCounted && found.line.hall) return refuse('voting.hall_counted');
      const not = notByProxy(state, found.voting, found.line, choice);
      if (not) return not;
      const cast = castNamed(state, found.voting, found.line, choice, 'assisted', context);
      if ('refused' in cast) return cast;
      const pending = state.assists?.[votingId]?.[seat];
      if (cast.length === 0 || (pending?.confirmedBy === null && pending.choice === choice)) return { events: [] };
      return record(['voting.assistAsked', { voting: votingId, seat, choice }]);
    },
  }),
  'voting.assistConfirm': act({
    schema: z.strictObject({ type: z.literal('voting.assistConfirm'), voting: id, seat: id, choice: id }),
    may: (state, _act, actor) => {
      const role = actor.kind === 'participant' ? participantOf(state, actor.id)?.role : undefined;
      return role === 'chair' || role === 'deputy' ? null : refuse('may.second_person');
    },
    decide: (state, { voting: votingId, seat, choice }, context) => {
      const found = ballotLine(state, votingId, seat, choice, context.now);
      if ('refused' in found) return found;
      const pending = state.assists?.[votingId]?.[seat];
      if (!pending || pending.confirmedBy !== null) return refuse('voting.no_assist');
      if (pending.choice !== choice) return refuse('voting.assist_differs');
      const cast = castNamed(state, found.voting, found.line, choice, 'assisted', context);
      if ('refused' in cast) return cast;
      return record(['voting.assistConfirmed', { voting: votingId, seat }], ...cast);
    },
  }),

  /** A test vote: everything as in a real one, plainly marked, and nothing follows from it. */
  'voting.openTest': act({
    schema: z.strictObject({
      type: z.literal('voting.openTest'),
      text: wording(500),
      method: z.enum(METHODS),
      closesInSeconds: closing,
    }),
    may: onlyPresiding,
    decide: (state, { text, method, closesInSeconds }, context) => {
      const rule = state.prepared?.rules.majorities.find(one => one.threshold.base === 'cast' && !one.threshold.by);
      const base = opening(state, { closes: closesInSeconds }, context);
      if ('refused' in base) return base;
      const key = rule?.key ?? state.prepared!.rules.majorities[0]!.key;
      const voting = {
        ...base,
        tie: 'rejected',
        item: state.agenda.current,
        kind: 'motion',
        motion: { id: `x${context.nextSeq}`, version: 1, hash: sha256Hex(canonical(text as unknown as Json)), text },
        office: null,
        choices: ['yes', 'no', 'abstain'].map(choice => ({ id: choice, label: null, seat: null })),
        method,
        threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'cast', key },
        runoffOf: null,
        test: true,
      };
      return { ...record(['voting.opened', voting]), ...secretBox(state, method, base.id) };
    },
  }),
};
