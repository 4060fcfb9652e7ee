import { refuse } from '@kengesh/journal';
import { defineActs, onlyPresiding } from '../define.js';
import { isTieSettled } from '../elections/again.js';
import { countingOf } from '../elections/counting.js';
import { furtherBallot, isSameCandidate, repeatOf } from '../elections/further-ballot.js';
import { emit } from '../emit.js';
import { secrecyNow } from '../register/secrecy.js';
import { ONE_VOTE } from '../rules/fractions.js';
import { withCastingVote } from '../rules/tally.js';
import { needsNames } from '../rules/thresholds.js';
import { participantOf } from '../state.js';
import { addSeconds } from '../time.js';
import type { openVoteActSchemas, votingActSchemas } from './act-schemas.js';
import { agreementActs } from './agreement.js';
import { assistActs } from './assist.js';
import { boxesOf, boxOf, castingActs, isOver } from './cast-ballot.js';
import { closedResult, countVote, lotOf, waitsForHall } from './count.js';
import { hallActs, rollCallOrder } from './hall-ballots.js';
import { openMotion, prepareVote, secretBox } from './opening.js';
import { repairActs } from './repair.js';
import { tooFewBallots } from './secrecy.js';
import { isCorrespondence } from './types.js';

/** Opening freezes text, rule and register; one ballot per seat; nothing of the count leaves before the close. */
const openVoteActs = defineActs<typeof openVoteActSchemas>({
  'voting.open': {
    authorize: onlyPresiding,
    decide: (state, { motion, method, majority, closesInSeconds, way, seed, tellers }, context) => {
      const rule = state.prepared?.rules.majorities.find(one => one.key === majority)?.threshold;
      if (way && (way === 'paper') !== (method === 'secret')) return refuse('voting.way_and_method');
      if ((way === 'roll_call') !== (seed !== undefined)) return refuse('voting.seed_missing');
      if ((way === 'paper') !== (tellers !== undefined)) return refuse('voting.tellers_missing');
      if (tellers && (tellers[0] === tellers[1] || tellers.some(one => !participantOf(state, one))))
        return refuse('voting.tellers_missing');
      // A secret ballot, or a hand that is only counted, carries neither its seat's weight nor its state.
      const weighs = way === 'hands' && state.prepared?.seats.some(one => (one.weight ?? ONE_VOTE) !== ONE_VOTE);
      if (rule && (weighs || ((method === 'secret' || way === 'hands') && needsNames(rule))))
        return refuse('voting.names_needed');
      return openMotion(
        state,
        {
          motion,
          method,
          majority,
          choices: ['yes', 'no', 'abstain'],
          closes: closesInSeconds,
          register: { hall: way === 'hands' || way === 'paper' },
          more: ({ register }) => ({
            ...(way ? { way } : {}),
            ...(seed === undefined ? {} : { roll: rollCallOrder(state, register, seed) }),
            ...(tellers ? { tellers } : {}),
          }),
        },
        context,
      );
    },
  },

  /** Election by plurality to one office; "against all" and abstention are explicit choices (3.9). */
  'voting.openElection': {
    authorize: onlyPresiding,
    decide: (state, { office, candidates, method, closesInSeconds }, context) => {
      const base = prepareVote(state, { closes: closesInSeconds, method }, context);
      if ('refused' in base) return base;
      if (!state.agenda.current) return refuse('agenda.none_current');
      const seats = candidates.map(one => one.seat).filter(seat => seat !== null);
      if (seats.some(seat => !state.prepared?.seats.some(one => one.id === seat))) return refuse('roll.unknown_seat');
      if (candidates.some((one, index) => candidates.slice(0, index).some(other => isSameCandidate(state, one, other))))
        return refuse('elections.candidate_twice');
      const counting = countingOf(state, method);
      if ('refused' in counting) return counting;
      const choices = [
        ...candidates.map((one, index) => ({ id: `c${index + 1}`, label: one.label, seat: one.seat })),
        { id: 'against_all', label: null, seat: null },
        { id: 'abstain', label: null, seat: null },
      ];
      const voting = {
        ...base,
        item: state.agenda.current,
        kind: 'election' as const,
        motion: null,
        office,
        choices,
        method,
        threshold: null,
        runoffOf: null,
        ...counting,
      };
      return { ...emit('voting.opened', voting), ...secretBox(state, method, base.id) };
    },
  },

  /** A second ballot between those tied at the top. */
  'voting.openRunoff': {
    authorize: onlyPresiding,
    decide: (state, { voting: votingId, closesInSeconds, method: asked }, context) => {
      const tied = state.votings[votingId];
      if (!tied) return refuse('voting.unknown');
      if (tied.result?.outcome !== 'tied') return refuse('elections.not_tied');
      if (isTieSettled(state, votingId)) return refuse('elections.runoff_held');
      if (state.agenda.current !== tied.item) return refuse('voting.item_not_current');
      const method = asked ?? tied.method;
      if (method !== tied.method && (tied.method === 'named' || secrecyNow(state).enough))
        return refuse('elections.same_method', { method: tied.method });
      const base = prepareVote(state, { closes: closesInSeconds, method }, context);
      if ('refused' in base) return base;
      const counting = countingOf(state, tied.method);
      if ('refused' in counting) return counting;
      const winners = tied.result.winners;
      const choices = tied.choices.filter(
        one => winners.includes(one.id) || one.id === 'against_all' || one.id === 'abstain',
      );
      const { item, office } = tied;
      const voting = {
        ...base,
        item,
        kind: 'election' as const,
        motion: null,
        office,
        choices,
        method,
        threshold: null,
        runoffOf: votingId,
        ...counting,
        ...repeatOf(Object.values(state.votings).filter(one => one.runoffOf === votingId)),
        ...furtherBallot(state, votingId),
      };
      return { ...emit('voting.opened', voting), ...secretBox(state, method, base.id) };
    },
  },
});

/** Every act of voting, from its opening to what settles a tie. */
export const votingActs = {
  ...openVoteActs,
  ...castingActs,
  ...hallActs,
  ...agreementActs,
  ...assistActs,
  ...repairActs,
  ...defineActs<typeof votingActSchemas>({
    /** More time before a vote closes by itself (PROC-13). */
    'voting.extend': {
      authorize: onlyPresiding,
      decide: (state, { voting: votingId, seconds }, { now }) => {
        const voting = state.votings[votingId];
        if (!voting) return refuse('voting.unknown');
        if (isOver(voting, now)) return refuse('voting.closed', { at: voting.closedAt ?? voting.closesAt });
        if (!voting.closesAt) return refuse('voting.no_end_set');
        if (isCorrespondence(voting)) return refuse('voting.deadline_stands');
        return emit('voting.extended', { voting: votingId, closesAt: addSeconds(voting.closesAt, seconds) });
      },
    },

    'voting.close': {
      authorize: (state, action, actor) => (actor.kind === 'system' ? null : onlyPresiding(state, action, actor)),
      boxQuery: (state, { voting }) =>
        state.votings[voting]?.method === 'secret' && !state.votings[voting]?.closedAt
          ? { take: boxOf(state, voting) }
          : null,
      decide: (state, { voting: votingId, seed }, { actor, now, box }) => {
        const voting = state.votings[votingId];
        if (!voting) return refuse('voting.unknown');
        if (voting.closedAt)
          return actor.kind === 'system' ? { events: [] } : refuse('voting.closed', { at: voting.closedAt });
        if (actor.kind === 'system' && (!voting.closesAt || now < voting.closesAt)) return { events: [] };
        const waits = waitsForHall(state, voting);
        if (waits && actor.kind === 'system') return { events: [] };
        if (waits) return refuse(waits === 'hands' ? 'voting.hands_not_counted' : 'voting.paper_not_counted');
        // What goes through unless somebody objects has to wait out its time.
        const untilThen = voting.way === 'no_objection' || isCorrespondence(voting);
        if (untilThen && voting.closesAt && now < voting.closesAt)
          return refuse('voting.not_before', { at: voting.closesAt });
        if (voting.lotDue && seed === undefined)
          return actor.kind === 'system' ? { events: [] } : refuse('elections.lot_due');
        if (!voting.lotDue && seed !== undefined) return refuse('elections.no_lot_due');
        const secret = voting.method === 'secret';
        const boxes = boxesOf(state, voting);
        const few = tooFewBallots(state, voting, box);
        if (few) return { ...emit('voting.voided', { voting: votingId, ...few }), destroyBoxes: boxes };
        const lot = lotOf(state, voting, box, seed ?? null);
        if (lot) return emit('voting.lotDue', { voting: votingId, ...lot });
        const closed = emit('voting.closed', {
          voting: votingId,
          result: closedResult(state, voting, countVote(state, voting, box, seed)),
        });
        // What each teller counted is part of no result.
        return secret ? { ...closed, sealBox: boxOf(state, votingId), destroyBoxes: boxes.slice(1) } : closed;
      },
    },

    /** The casting vote on a tie (3.4): once, by whoever presides; `none` where the chair gives none. */
    'voting.decideTie': {
      authorize: onlyPresiding,
      decide: (state, { voting: votingId, casting }) => {
        const voting = state.votings[votingId];
        if (!voting) return refuse('voting.unknown');
        if (voting.result?.awaits !== 'chair') return refuse('voting.no_tie_waits');
        return emit('voting.tieDecided', {
          voting: votingId,
          casting,
          outcome: withCastingVote(voting, casting).outcome,
        });
      },
    },
  }),
};
