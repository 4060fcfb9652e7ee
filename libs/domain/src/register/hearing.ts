import { seatOccupant } from '../representation/queries.js';
import { type AgendaItem, presenceOf, type State } from '../state.js';
import { secondsBetween } from '../time.js';

interface Span {
  readonly from: string;
  readonly to: string;
}

/** Seconds of `gap` in which the item was heard: neither in a recess nor while another item was on. */
function heardIn(gap: Span, pauses: readonly Span[]): number {
  return pauses.reduce(
    (left, { from, to }) => {
      const common = secondsBetween(from > gap.from ? from : gap.from, to < gap.to ? to : gap.to);
      return left - Math.max(0, common);
    },
    secondsBetween(gap.from, gap.to),
  );
}

/**
 * When this participant was away between the item's first taking up and `now`. Without `now` the presence or absence that
 * still lasts is left out: only absences that ended are known then. A line lost within its grace is presence (PROC-12).
 */
function gapsOf(state: State, participant: string, since: string, now: string | null): readonly Span[] {
  const gaps: Span[] = [];
  let until = since;
  for (const { from, to } of presenceOf(state, participant)?.intervals ?? []) {
    const back = now !== null && from > now ? now : from;
    if (back > until) gaps.push({ from: until, to: back });
    if (to === null) return gaps;
    if (to > until) until = to;
  }
  return now !== null && now > until ? [...gaps, { from: until, to: now }] : gaps;
}

/** What of the time since the item was first taken up is no hearing of it. */
function pausesOf(state: State, item: AgendaItem, now: string | null): readonly Span[] {
  const running = [
    ...(state.session.recess && item.status === 'current' ? [state.session.recess.since] : []),
    ...(item.finishedAt === null ? [] : [item.finishedAt]),
  ];
  return [...(item.pauses ?? []), ...(now === null ? [] : running.map(from => ({ from, to: now })))];
}

/**
 * Whether whoever sits on the seat missed, in one absence, more than `presenceGrace` seconds of the hearing of an item that
 * asks for the whole hearing (PROC-15). Recesses, and the time another item was on, are not missed. Never of other items, of
 * one not taken up yet, or of a seat nobody sits on. `now` null: where no clock is at hand, see `gapsOf`.
 */
export function missedHearing(state: State, seat: string, item: string | null, now: string | null): boolean {
  const heard = state.agenda.items.find(one => one.id === item);
  if (!heard?.mustHearAll || heard.takenAt === null) return false;
  const sitting = seatOccupant(state, seat);
  if (sitting === null) return false;
  const grace = state.prepared?.rules.presenceGrace ?? 0;
  const pauses = pausesOf(state, heard, now);
  return gapsOf(state, sitting, heard.takenAt, now).some(gap => heardIn(gap, pauses) > grace);
}
