import { withLine } from '../admission/events.js';
import { bureauAnd, defineEvents } from '../define.js';
import { withEntry } from '../persistent-map.js';
import { type AttendanceRecord, type Interval, presenceOf, type State } from '../state.js';
import type { attendanceEventSchemas } from './schemas.js';

export const CORRECTION_REASONS = ['clerk_error', 'late_notice', 'technical'] as const;

const ABSENT: AttendanceRecord = { here: false, mode: 'remote', lostAt: null, intervals: [], corrections: [] };

function change(
  state: State,
  participant: string,
  how: (presence: AttendanceRecord) => Partial<AttendanceRecord>,
): State {
  const before = presenceOf(state, participant) ?? ABSENT;
  return { ...state, attendance: withEntry(state.attendance, participant, { ...before, ...how(before) }) };
}

/** The interval still running ends at `to`. */
export function ended(intervals: readonly Interval[], to: string): readonly Interval[] {
  return intervals.map(one => (one.to === null ? { ...one, to } : one));
}

const subject = (_state: State, data: { participant: string }) => bureauAnd(data.participant);

/** Presence as a ledger of intervals, each with its mode and source (PROC-12). Seen by the bureau and by oneself. */
export const attendanceEvents = defineEvents<typeof attendanceEventSchemas>({
  'attendance.arrived': {
    audience: subject,
    evolve: (state, data, entry) =>
      change(withLine(state, data.participant), data.participant, before => ({
        here: true,
        mode: data.mode,
        lostAt: null,
        intervals: [
          ...ended(before.intervals, entry.at),
          { from: entry.at, to: null, mode: data.mode, source: data.source },
        ],
      })),
  },
  'attendance.lost': {
    audience: subject,
    evolve: (state, data, entry) => change(state, data.participant, () => ({ lostAt: entry.at })),
  },
  'attendance.returned': {
    audience: subject,
    evolve: (state, data) => change(state, data.participant, () => ({ lostAt: null })),
  },
  'attendance.left': {
    audience: subject,
    evolve: (state, data) =>
      change(state, data.participant, before => ({
        here: false,
        lostAt: null,
        intervals: ended(before.intervals, data.at),
      })),
  },
  'attendance.corrected': {
    afterClose: 'corrections',
    audience: subject,
    evolve: (state, data, entry) =>
      change(state, data.participant, before => {
        const last = data.intervals.at(-1);
        const here = last?.to === null;
        // A lost line goes on being lost only where it is that same remote presence which goes on.
        const lost = here && last.mode === 'remote' && before.lostAt !== null && last.from <= before.lostAt;
        return {
          here,
          mode: last?.mode ?? before.mode,
          lostAt: lost ? before.lostAt : null,
          intervals: data.intervals,
          corrections: [
            ...before.corrections,
            { at: entry.at, by: entry.actor, reason: data.reason, before: before.intervals },
          ],
        };
      }),
  },
});
