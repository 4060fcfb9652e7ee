import { canonical, refuse } from '@kengesh/journal';
import { defineActs, onlyPresiding } from '../define.js';
import { roleNow } from '../elections/session-roles.js';
import { emit, emitAll } from '../emit.js';
import { entriesOf, valuesOf } from '../persistent-map.js';
import { PROCEDURE, procedureOf } from '../procedure.js';
import { presentSeats, proxyOf, seatOccupant } from '../representation/queries.js';
import { quorumNow, quorumParams } from '../rules/quorum.js';
import { rulesOf } from '../rules/resolved-rules.js';
import { meetingVote, openVoting, participantOf, presenceOf, type State, voteAwaitingCastingVote } from '../state.js';
import { addSeconds } from '../time.js';
import { waitsForKey } from '../voting/ballot-key.js';
import { waitingSpeakers } from './left-undone.js';
import { settleOrphans } from './orphans.js';
import { faultOf } from './roll.js';
import type { sessionActSchemas } from './schemas.js';

const here = (state: State, participant: string) => presenceOf(state, participant)?.here === true;
/** Here, and not on a line that was lost. */
const reachable = (state: State, participant: string) =>
  here(state, participant) && !presenceOf(state, participant)?.lostAt;

/** Who may open, or say that there is nothing to open: the chair, and the deputy where no chair is there. */
function mayOpen(state: State, _act: unknown, actor: { kind: string; id: string }) {
  if (state.session.phase === 'none') return refuse('session.not_prepared');
  const role = actor.kind === 'participant' ? participantOf(state, actor.id)?.role : undefined;
  if (role === 'chair') return null;
  if (role !== 'deputy') return refuse('may.chair_only');
  const chair = state.prepared?.participants.find(one => one.role === 'chair');
  return chair && reachable(state, chair.id) ? refuse('session.chair_is_here') : null;
}

/** Since when a quorum is waited for: the hour of the notice where it is known, and not before somebody has come. */
function waitingSince(state: State): string | null {
  const came = valuesOf(state.attendance)
    .flatMap(one => one.intervals.map(interval => interval.from))
    .sort()[0];
  const starts = state.prepared?.session.startsAt;
  return came && starts && starts > came ? starts : (came ?? null);
}

/** Whoever's line is in its grace left when it was lost; everybody else stays to the end. */
const everybodyLeaves = (state: State, now: string) =>
  entriesOf(state.attendance)
    .filter(([, presence]) => presence.here)
    .map(
      ([participant, { lostAt }]) => ['attendance.left', { participant, at: lostAt ?? now, reason: 'closed' }] as const,
    );

/** The session's life. Opening needs a quorum and one who presides; nothing closes over an open vote. */
export const sessionActs = defineActs<typeof sessionActSchemas>({
  'session.prepare': {
    authorize: (_state, _act, actor) => (actor.kind === 'desk' ? null : refuse('may.desk_only')),
    decide: (state, { session, orphans = [] }, { nextSeq }) => {
      if (state.session.phase === 'closed') return refuse('session.closed');
      if (state.session.phase !== 'none' && state.session.phase !== 'prepared') return refuse('session.already_opened');
      const fault = faultOf(session);
      if (fault) return refuse('session.inconsistent', fault);
      const isSame = state.prepared && canonical(state.prepared) === canonical(session);
      if (isSame && procedureOf(state) === PROCEDURE) return { events: [] };
      const settled = settleOrphans(state, session, orphans, nextSeq);
      if ('refused' in settled) return settled;
      return emitAll(...settled.before, ['session.prepared', { ...session, procedure: PROCEDURE }], ...settled.after);
    },
  },

  'session.open': {
    authorize: mayOpen,
    decide: (state, _act, { actor }) => {
      if (state.session.phase !== 'prepared')
        return refuse(state.session.phase === 'closed' ? 'session.closed' : 'session.already_opened');
      if (!here(state, actor.id)) return refuse('session.presiding_absent');
      const quorum = quorumNow(state, 'open');
      if (!quorum?.met) return refuse('session.no_quorum', quorumParams(quorum));
      // Prepared by an older build: what came before keeps its meaning, what is decided from here on has the present one.
      const procedure = procedureOf(state) === PROCEDURE ? {} : { procedure: PROCEDURE };
      return emit('session.opened', { presiding: actor.id, quorum, ...procedure });
    },
  },

  /** PROC-04: the quorum was waited for in vain. What is written is the act of non-quorum, with who had come. */
  'session.notHeld': {
    authorize: mayOpen,
    decide: (state, { next }, { actor, now }) => {
      if (state.session.phase !== 'prepared')
        return refuse(state.session.phase === 'closed' ? 'session.closed' : 'session.already_opened');
      if (!here(state, actor.id)) return refuse('session.presiding_absent');
      const quorum = quorumNow(state, 'open');
      if (!quorum || quorum.met) return refuse('session.quorum_is_here', { present: quorum?.present ?? 0 });
      const since = waitingSince(state);
      const wait = addSeconds(since ?? now, (rulesOf(state)?.quorumGrace ?? 0) * 60);
      if (now < wait)
        return refuse('session.wait_for_quorum', { until: wait, minutes: rulesOf(state)?.quorumGrace ?? 0 });
      // A seat that only a proxy stands for comes as its holder did.
      const came = (seat: string) => {
        const sitting = presenceOf(state, seatOccupant(state, seat) ?? '');
        const holder = proxyOf(state, seat, null)?.holder;
        return sitting?.here ? sitting : presenceOf(state, seatOccupant(state, holder ?? '') ?? '');
      };
      const present = presentSeats(state).map(seat => ({ seat: seat.id, mode: came(seat.id)?.mode ?? 'hall' }));
      return emitAll(...everybodyLeaves(state, now), [
        'session.notHeld',
        { by: actor.id, quorum, present, ...(next === null ? {} : { next }) },
      ]);
    },
  },

  'session.recess': {
    authorize: onlyPresiding,
    decide: (state, { minutes }, { now }) => {
      if (state.session.phase !== 'open') return refuse('session.not_open');
      if (meetingVote(state)) return refuse('session.voting_open');
      return emit('session.recessed', { until: minutes === null ? null : addSeconds(now, minutes * 60) });
    },
  },

  'session.resume': {
    authorize: onlyPresiding,
    decide: state => (state.session.phase === 'recess' ? emit('session.resumed', {}) : refuse('session.not_in_recess')),
  },

  'session.close': {
    authorize: onlyPresiding,
    decide: (state, { next }, { now }) => {
      if (state.session.phase !== 'open' && state.session.phase !== 'recess') return refuse('session.not_open');
      if (openVoting(state)) return refuse('session.voting_open');
      const ended = Object.values(state.votings).find(one => one.closedAt === null);
      if (ended) return refuse(waitsForKey(ended) ? 'session.key_waits' : 'session.count_waits', { voting: ended.id });
      if (voteAwaitingCastingVote(state)) return refuse('voting.tie_waits');
      const holder = state.floor.holder;
      // Everybody leaves with the session, and the list with them: who was not heard is kept for the next agenda.
      const unheard = procedureOf(state) >= 2 ? waitingSpeakers(state) : [];
      return emitAll(
        ...(state.agenda.current ? [['agenda.finished', { item: state.agenda.current }] as const] : []),
        ...(holder ? [['floor.ended', { participant: holder.participant, reason: 'closed' }] as const] : []),
        ...everybodyLeaves(state, now),
        ['session.closed', { ...(next === undefined ? {} : { next }), ...(unheard.length > 0 ? { unheard } : {}) }],
      );
    },
  },

  /**
   * Presiding passes on: handed over, taken by the deputy (or given by the secretary) when the one who presides is gone, taken
   * back by the chair, taken by whoever was elected chair in this session where the rules let the elected preside in it.
   */
  'session.preside': {
    authorize: (state, { participant }, actor) => {
      const role = actor.kind === 'participant' ? roleNow(state, actor.id) : undefined;
      if (actor.kind === 'participant' && actor.id === state.session.presiding) return null;
      if (role === 'chair' && participant === actor.id) return null;
      if (role !== 'secretary' && !(role === 'deputy' && participant === actor.id)) return refuse('may.presiding_only');
      const presiding = state.session.presiding;
      return presiding && reachable(state, presiding) ? refuse('session.presiding_is_here') : null;
    },
    decide: (state, { participant }, { actor }) => {
      if (state.session.phase !== 'open' && state.session.phase !== 'recess') return refuse('session.not_open');
      if (participant === state.session.presiding) return { events: [] };
      const role = roleNow(state, participant);
      if (role !== 'chair' && role !== 'deputy') return refuse('session.cannot_preside');
      if (!reachable(state, participant)) return refuse('session.presiding_absent');
      const reason =
        actor.id === state.session.presiding
          ? 'handed'
          : role === 'chair' && actor.id === participant
            ? participantOf(state, participant)?.role === 'chair'
              ? 'returned'
              : 'elected'
            : 'absent';
      return emit('session.presided', { participant, reason });
    },
  },
});
