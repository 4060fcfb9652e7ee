import { refuse } from '@kengesh/journal';
import { defineActs, onlyParticipant, onlyPresiding, onlySecretary } from '../define.js';
import { emit } from '../emit.js';
import { forSeat } from '../representation/authorize.js';
import { isSuspended, seatOccupant, seatOccupiedBy } from '../representation/queries.js';
import { wantOfQuorum } from '../rules/quorum.js';
import { meetingVote, presenceOf, type State, seatOf } from '../state.js';
import { textHash } from '../text-hash.js';
import { appealable, mustBeVoted, PROCEDURES, pendingPoint, pendingProcedures } from './procedures.js';
import type { orderActSchemas } from './schemas.js';
import { reconsiderMajority } from './settings.js';
import type { PointAbout, ProceduralMotion } from './types.js';
import { procedureText } from './wordings.js';

/** Whoever sits on the seat is here, and the seat is not suspended. */
const present = (state: State, seat: string) => {
  const who = seatOccupant(state, seat);
  return who !== null && presenceOf(state, who)?.here === true && !isSuspended(state, seat);
};

/** What this procedural motion lacks by itself, or null. */
function faultOf(state: State, moved: ProceduralMotion) {
  const item = state.agenda.items.find(one => one.id === state.agenda.current);
  switch (moved.kind) {
    case 'adjournDebate':
    case 'closeDebate':
      return item?.debate === undefined || item.debate === 'open' ? null : refuse('order.already_so');
    case 'closeList':
      return state.floor.closed ? refuse('order.already_so') : null;
    case 'separateVote':
    case 'secretVote': {
      const motion = state.motions[moved.motion];
      if (!motion) return refuse('motion.unknown');
      if (motion.amends || motion.partOf || motion.procedure) return refuse('motion.no_proposal');
      if (motion.status !== 'admitted') return refuse('motion.frozen');
      return (moved.kind === 'secretVote' ? motion.secretOnly : motion.division) ? refuse('order.already_so') : null;
    }
    case 'reconsider': {
      const motion = state.motions[moved.motion];
      if (!motion) return refuse('motion.unknown');
      if (motion.amends || motion.partOf || motion.procedure) return refuse('motion.no_proposal');
      if (motion.status !== 'adopted' && motion.status !== 'rejected') return refuse('motion.not_decided');
      // Once is enough: what was taken up again and decided again stays so.
      if (motion.reconsidered) return refuse('order.already_so');
      if (state.decisions.some(one => one.motion === motion.id && one.registered)) return refuse('decision.numbered');
      return reconsiderMajority(state) === null ? refuse('order.no_such_majority') : null;
    }
    case 'changeAgenda': {
      const known = new Set(state.agenda.items.map(one => one.id));
      const same =
        moved.order.length === known.size &&
        new Set(moved.order).size === known.size &&
        moved.order.every(one => known.has(one));
      return same ? null : refuse('agenda.not_the_same_items');
    }
    default:
      return null;
  }
}

/** A point of order by this participant: a member who is present; one at a time. */
function raise(state: State, participant: string, about: PointAbout, nextSeq: number) {
  if (state.session.phase !== 'open') return refuse('session.not_open');
  const seat = seatOccupiedBy(state, participant);
  if (!seat) return refuse('order.members_only');
  if (!present(state, seat)) return refuse('floor.not_here');
  if (meetingVote(state) && about !== 'voting' && about !== 'technical') return refuse('order.only_about_voting');
  const pending = Object.values(state.order?.points ?? {}).some(
    one => one.participant === participant && one.status === 'pending',
  );
  if (pending) return { events: [] };
  return emit('order.pointRaised', { id: `o${nextSeq}`, seat, participant, about, item: state.agenda.current });
}

/** Motions about procedure go before all others and in their precedence; a point of order goes before everything. */
export const orderActs = defineActs<typeof orderActSchemas>({
  /** By whoever sits on the seat, or entered by the bureau for a hand raised in the hall. */
  'order.move': {
    authorize: (state, { seat }, actor) => forSeat(state, seat, actor),
    decide: (state, { seat, procedure: asked }, { nextSeq }) => {
      const moved = asked;
      if (state.session.phase !== 'open') return refuse('session.not_open');
      if (!seatOf(state, seat)) return refuse('roll.unknown_seat');
      if (!present(state, seat)) return refuse('floor.not_here');
      const item = state.agenda.current;
      if (item === null) return refuse('order.no_item');
      if (meetingVote(state)) return refuse('order.voting_open');
      const pending = pendingProcedures(state);
      if (pending.some(one => JSON.stringify(one.procedure) === JSON.stringify(moved)))
        return refuse('order.moved_already');
      const rank = PROCEDURES[moved.kind].rank;
      const higher = pending.find(one => one.procedure && PROCEDURES[one.procedure.kind].rank < rank);
      if (higher) return refuse('order.precedence', { motion: higher.id });
      const fault = faultOf(state, moved);
      if (fault) return fault;
      const text = procedureText(moved);
      return emit('order.moved', { id: `m${nextSeq}`, item, seat, procedure: moved, text, hash: textHash(text) });
    },
  },
  /** "No objection": adopted without a vote. Not an appeal, which is always voted, nor what needs two thirds. */
  'order.grant': {
    authorize: onlyPresiding,
    decide: (state, { motion: motionId }) => {
      if (state.session.phase !== 'open') return refuse('session.not_open');
      const motion = state.motions[motionId];
      if (!motion) return refuse('motion.unknown');
      if (!motion.procedure) return refuse('order.not_procedural');
      if (mustBeVoted(motion)) return refuse('order.must_be_voted');
      if (motion.status === 'adopted') return { events: [] };
      if (motion.status !== 'admitted') return refuse('motion.frozen');
      if (meetingVote(state)) return refuse('order.voting_open');
      if (pendingPoint(state)) return refuse('order.point_first');
      const first = pendingProcedures(state)[0];
      if (first && first.id !== motionId) return refuse('order.precedence', { motion: first.id });
      // To suspend or adjourn needs no quorum (PROC-03); what orders the business of the body does.
      const free = motion.procedure.kind === 'suspend' || motion.procedure.kind === 'adjourn';
      const short = free ? null : wantOfQuorum(state);
      if (short) return short;
      return emit('order.granted', { id: motionId });
    },
  },
  /** By any member at any time; while a vote is open only about the vote. The clock of the speech stands. */
  'order.point': {
    authorize: onlyParticipant,
    decide: (state, { about }, { actor, nextSeq }) => raise(state, actor.id, about, nextSeq),
  },
  /** A point of order raised in the hall, as the secretary heard it. */
  'order.enterPoint': {
    authorize: onlySecretary,
    decide: (state, { participant, about }, { nextSeq }) => {
      const presence = presenceOf(state, participant);
      // Whoever is on the line raises it on their own page.
      if (presence?.here && presence.mode !== 'hall') return refuse('order.not_in_hall');
      return raise(state, participant, about, nextSeq);
    },
  },
  'order.withdrawPoint': {
    authorize: (state, { point }, actor) =>
      actor.kind === 'participant' && state.order?.points[point]?.participant === actor.id
        ? null
        : refuse('may.own_only'),
    decide: (state, { point }) =>
      state.order?.points[point]?.status === 'pending' ? emit('order.pointWithdrawn', { id: point }) : { events: [] },
  },
  'order.rule': {
    authorize: onlyPresiding,
    decide: (state, { point: pointId, ruling }) => {
      if (state.session.phase !== 'open') return refuse('session.not_open');
      const point = state.order?.points[pointId];
      if (!point) return refuse('order.unknown_point');
      if (point.status === ruling) return { events: [] };
      return point.status === 'pending' ? emit('order.ruled', { id: pointId, ruling }) : refuse('order.ruled_already');
    },
  },
  /** Put to the vote at once; the ruling stands unless a majority overrules it. */
  'order.appeal': {
    authorize: (state, { seat }, actor) => forSeat(state, seat, actor),
    decide: (state, { point: pointId, seat }, { nextSeq }) => {
      if (state.session.phase !== 'open') return refuse('session.not_open');
      if (!seatOf(state, seat)) return refuse('roll.unknown_seat');
      if (!present(state, seat)) return refuse('floor.not_here');
      const point = state.order?.points[pointId];
      if (!point) return refuse('order.unknown_point');
      if (point.status !== 'upheld' && point.status !== 'dismissed') return refuse('order.not_ruled');
      if (point.appeal) return refuse('order.appealed_already');
      if (appealable(state)?.id !== pointId) return refuse('order.too_late');
      const item = state.agenda.current;
      if (item === null) return refuse('order.no_item');
      if (meetingVote(state)) return refuse('order.voting_open');
      const appeal: ProceduralMotion = { kind: 'appeal', point: pointId };
      const text = procedureText(appeal);
      return emit('order.moved', { id: `m${nextSeq}`, item, seat, procedure: appeal, text, hash: textHash(text) });
    },
  },
});
