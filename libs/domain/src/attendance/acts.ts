import { canonical, refuse } from '@kengesh/journal';
import { arrivesWithLine, isAdmitted, recordedLine } from '../admission/who.js';
import { defineActs, onlyParticipant, onlySecretary, onlySystem } from '../define.js';
import { isBureau } from '../elections/session-roles.js';
import { emit, emitAll } from '../emit.js';
import { admissionOf, participantOf, presenceOf, type State } from '../state.js';
import { addSeconds } from '../time.js';
import { markedAt, marksAreUsed, UNDO_SECONDS } from './marks.js';
import type { attendanceActSchemas } from './schemas.js';

const running = (state: State) => ['prepared', 'open', 'recess'].includes(state.session.phase);
const presence = (state: State, participant: string) => presenceOf(state, participant);

/**
 * Who is here, and how. Hall presence is what the secretary recorded, a phone that loses its line never ends it;
 * remote presence is our own connection, bridged for the grace (PROC-12).
 */
export const attendanceActs = defineActs<typeof attendanceActSchemas>({
  /**
   * "I am here." In the hall by oneself only for the bureau, others are checked in. From afar for everyone, where the rules
   * have a door into the waiting room.
   */
  'attendance.join': {
    authorize: onlyParticipant,
    decide: (state, { mode }, { actor }) => {
      if (!running(state)) return refuse('attendance.no_session');
      if (mode === 'hall' && !isBureau(state, actor.id)) return refuse('attendance.hall_by_secretary');
      const now = presence(state, actor.id);
      if (now?.here && now.mode === mode) {
        return now.lostAt ? emit('attendance.returned', { participant: actor.id }) : { events: [] };
      }
      if (mode === 'remote' && !isAdmitted(state, actor.id))
        return admissionOf(state, actor.id)?.stage === 'waiting'
          ? { events: [] }
          : emit('admission.asked', { participant: actor.id });
      if (mode === 'remote' && recordedLine(state, actor.id) === 'lost')
        return admissionOf(state, actor.id)?.awaited
          ? { events: [] }
          : emit('admission.granted', { participant: actor.id, away: true });
      return emit('attendance.arrived', { participant: actor.id, mode, source: 'self' });
    },
  },
  'attendance.leave': {
    authorize: onlyParticipant,
    decide: (state, _act, { actor, now }) => {
      if (!presence(state, actor.id)?.here) return { events: [] };
      return emit('attendance.left', { participant: actor.id, at: now, reason: 'self' });
    },
  },
  'attendance.checkIn': {
    authorize: onlySecretary,
    decide: (state, { participant }) => {
      if (!running(state)) return refuse('attendance.no_session');
      if (!participantOf(state, participant)) return refuse('roll.unknown_participant');
      const now = presence(state, participant);
      if (now?.here && now.mode === 'hall') return { events: [] };
      return emit('attendance.arrived', { participant, mode: 'hall', source: 'secretary' });
    },
  },
  /** Everyone expected in the hall who is not here yet, in one click. */
  'attendance.checkInAll': {
    authorize: onlySecretary,
    decide: state => {
      if (!running(state)) return refuse('attendance.no_session');
      const expected =
        state.prepared?.participants.filter(one => one.mode === 'hall' && !presence(state, one.id)?.here) ?? [];
      return emitAll(
        ...expected.map(
          one => ['attendance.arrived', { participant: one.id, mode: 'hall', source: 'secretary' }] as const,
        ),
      );
    },
  },
  /** The marks of a whole hall taken back, by corrections that name the instant of the marks (PROC-39). */
  'attendance.undoMarks': {
    authorize: onlySecretary,
    decide: (state, { at }, { now }) => {
      if (!running(state)) return refuse('attendance.no_session');
      const participants = markedAt(state, at);
      if (participants.length === 0) return refuse('attendance.no_marks');
      if (now > addSeconds(at, UNDO_SECONDS)) return refuse('attendance.marks_too_old', { seconds: UNDO_SECONDS });
      if (marksAreUsed(state, at, participants)) return refuse('attendance.marks_used');
      return emitAll(
        ...participants.map(participant => {
          const intervals = (presence(state, participant)?.intervals ?? []).slice(0, -1);
          return ['attendance.corrected', { participant, intervals, reason: 'clerk_error', undoes: at }] as const;
        }),
      );
    },
  },
  'attendance.checkOut': {
    authorize: onlySecretary,
    decide: (state, { participant }, { now }) => {
      if (!running(state)) return refuse('attendance.no_session');
      if (!participantOf(state, participant)) return refuse('roll.unknown_participant');
      if (!presence(state, participant)?.here) return { events: [] };
      return emit('attendance.left', { participant, at: now, reason: 'secretary' });
    },
  },
  /** The ledger put right, before or after the close; what stood before is kept. Snapshots of votes never change. */
  'attendance.correct': {
    authorize: onlySecretary,
    decide: (state, { participant, intervals, reason }, { now }) => {
      if (!participantOf(state, participant)) return refuse('roll.unknown_participant');
      const stillHere = state.session.phase !== 'closed' && presence(state, participant)?.here === true;
      for (const [index, one] of intervals.entries()) {
        const last = index === intervals.length - 1;
        const open = one.to === null;
        if (open && !(last && stillHere)) return refuse('attendance.interval_open');
        if ((one.to ?? now) < one.from || one.from > now || (one.to ?? now) > now)
          return refuse('attendance.interval_order');
        const before = intervals[index - 1];
        if (before && (before.to === null || before.to > one.from)) return refuse('attendance.interval_overlap');
      }
      const standing = presence(state, participant)?.intervals ?? [];
      if (canonical(standing) === canonical(intervals)) return { events: [] };
      return emit('attendance.corrected', { participant, intervals, reason });
    },
  },

  'attendance.lineLost': {
    authorize: onlySystem,
    decide: (state, { participant }) => {
      if (!running(state) || !participantOf(state, participant)) return { events: [] };
      const now = presence(state, participant);
      // Not present, but perhaps about to be: what is said of the line is said at the door.
      if (!now?.here)
        return arrivesWithLine(state) && recordedLine(state, participant) !== 'lost'
          ? emit('admission.lineLost', { participant })
          : { events: [] };
      return recordedLine(state, participant) === 'up' ? emit('attendance.lost', { participant }) : { events: [] };
    },
  },
  'attendance.lineBack': {
    authorize: onlySystem,
    decide: (state, { participant }) => {
      if (presence(state, participant)?.lostAt) return emit('attendance.returned', { participant });
      if (!running(state) || recordedLine(state, participant) !== 'lost') return { events: [] };
      return admissionOf(state, participant)?.awaited
        ? emit('attendance.arrived', { participant, mode: 'remote', source: 'self' })
        : emit('admission.lineBack', { participant });
    },
  },
  /** The grace has passed: the interval ends at the moment of loss. */
  'attendance.graceEnd': {
    authorize: onlySystem,
    decide: (state, { participant, lostAt }, { now }) => {
      const grace = state.prepared?.rules.presenceGrace ?? 0;
      if (presence(state, participant)?.lostAt !== lostAt || now < addSeconds(lostAt, grace)) return { events: [] };
      return emit('attendance.left', { participant, at: lostAt, reason: 'grace' });
    },
  },
});
