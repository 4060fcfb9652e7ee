/**
 * The sheet of who was there: every stay with how it was established, every line lost, every correction with what stood
 * before and after it, and how long each was present while the session lasted (REC-01).
 */
import {
  type Category,
  type Interval,
  type Mode,
  presenceOf,
  type QuorumFinding,
  type Role,
  type State,
  secondsBetween,
  type Wording,
} from '@kengesh/domain';
import type { Entry } from '@kengesh/journal';

export interface AttendanceCorrection {
  readonly seq: number;
  readonly at: string;
  /** Participant who made it. */
  readonly by: string;
  readonly reason: string;
  readonly before: readonly Interval[];
  readonly after: readonly Interval[];
}
export interface LostLine {
  readonly seq: number;
  readonly at: string;
  /** When the line came back; null: it did not during this stay. */
  readonly until: string | null;
}
export interface AttendanceLine {
  readonly participant: string;
  readonly role: Role;
  readonly seat: string | null;
  readonly label: Wording;
  readonly delegation: string | null;
  readonly category: Category | null;
  /** How this participant was expected. */
  readonly expected: Mode;
  /** As corrected. `to` null: still here when the report was made. */
  readonly intervals: readonly Interval[];
  readonly lost: readonly LostLine[];
  readonly corrections: readonly AttendanceCorrection[];
  /** Seconds present between opening and closing, stays that overlap counted once. */
  readonly presentSeconds: number;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
}
export interface AttendanceReport {
  readonly openedAt: string | null;
  readonly closedAt: string | null;
  readonly quorumAtOpening: QuorumFinding | null;
  readonly statutory: number;
  readonly filled: number;
  /** Seats whose participant was present at any moment while the session lasted (REC-01), or had come to one not held (PROC-04). */
  readonly seatsPresent: number;
  readonly lines: readonly AttendanceLine[];
}

/** @param asOf end of stays that are still running in a session that is not closed, an instant */
export function attendanceReport(state: State, entries: Iterable<Entry>, asOf: string): AttendanceReport {
  const { prepared, session } = state;
  const { openedAt, closedAt } = session;
  const ledger = readLedger(entries);
  const seats = new Map(prepared?.seats.map(seat => [seat.id, seat]));
  const lines = (prepared?.participants ?? []).map((who): AttendanceLine => {
    const seat = who.seat === null ? undefined : seats.get(who.seat);
    const { lost, corrections } = ledger.get(who.id) ?? NOTHING;
    const intervals = presenceOf(state, who.id)?.intervals ?? [];
    const last = intervals.at(-1);
    return {
      participant: who.id,
      role: who.role,
      seat: who.seat,
      label: who.label,
      delegation: seat?.delegation ?? null,
      category: seat?.category ?? null,
      expected: who.mode,
      intervals,
      lost,
      corrections,
      presentSeconds: openedAt === null ? 0 : presentSeconds(intervals, openedAt, closedAt ?? asOf),
      firstAt: intervals[0]?.from ?? null,
      lastAt: last ? last.to : null,
    };
  });
  const counted = lines.filter(
    line =>
      line.seat !== null &&
      seats.get(line.seat)?.filled === true &&
      openedAt !== null &&
      line.intervals.some(one => overlaps(one, openedAt, closedAt ?? asOf)),
  );
  return {
    openedAt,
    closedAt,
    quorumAtOpening: session.quorumAtOpening,
    statutory: prepared?.statutorySeats ?? 0,
    filled: prepared?.seats.filter(seat => seat.filled).length ?? 0,
    seatsPresent: session.notHeld?.present.length ?? counted.length,
    lines,
  };
}

interface Ledger {
  readonly lost: LostLine[];
  readonly corrections: AttendanceCorrection[];
}
const NOTHING: Ledger = { lost: [], corrections: [] };

/** What the state forgets: when lines were lost, and what each correction made of the stays. */
function readLedger(entries: Iterable<Entry>): ReadonlyMap<string, Ledger> {
  const all = new Map<string, Ledger & { intervals: readonly Interval[]; down: boolean }>();
  for (const { seq, type, at, actor, data } of entries) {
    if (!type.startsWith('attendance.')) continue;
    const who = String(data.participant);
    const one = all.get(who) ?? { lost: [], corrections: [], intervals: [], down: false };
    all.set(who, one);
    const ended = (to: string) => one.intervals.map(each => (each.to === null ? { ...each, to } : each));
    const back = () => {
      const last = one.lost.at(-1);
      if (one.down && last) one.lost[one.lost.length - 1] = { ...last, until: at };
      one.down = false;
    };
    switch (type) {
      case 'attendance.arrived': {
        back();
        const { mode, source } = data as unknown as Interval;
        one.intervals = [...ended(at), { from: at, to: null, mode, source }];
        break;
      }
      case 'attendance.lost':
        one.lost.push({ seq, at, until: null });
        one.down = true;
        break;
      case 'attendance.returned':
        back();
        break;
      case 'attendance.left':
        one.down = false;
        one.intervals = ended(String(data.at));
        break;
      case 'attendance.corrected': {
        const after = data.intervals as unknown as readonly Interval[];
        one.corrections.push({ seq, at, by: actor, reason: String(data.reason), before: one.intervals, after });
        if (after.at(-1)?.to !== null) one.down = false;
        one.intervals = after;
        break;
      }
    }
  }
  return all;
}

/** Whether a stay touches the span, ends included. */
export const overlaps = (one: Interval, from: string, to: string) => one.from <= to && (one.to ?? to) >= from;

/** Seconds of [from, to] that any of the stays covers. */
function presentSeconds(intervals: readonly Interval[], from: string, to: string): number {
  let covered = from;
  let seconds = 0;
  for (const one of [...intervals].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const start = one.from > covered ? one.from : covered;
    const end = one.to !== null && one.to < to ? one.to : to;
    if (end <= start) continue;
    seconds += secondsBetween(start, end);
    covered = end;
  }
  // Whole seconds: a spreadsheet in Russian reads 31.451 as text, and 10.12 as a date.
  return Math.floor(seconds);
}
