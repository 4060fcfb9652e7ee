import type { NewEvent } from '@kengesh/journal';
import { derive } from '../emit.js';
import type { DomainEntry, EntryOf } from '../events.js';
import { limitsOf } from '../floor/limits.js';
import {
  clockAfterReturn,
  endOf,
  lineIsLost,
  resumesSpeeches,
  returnOf,
  returnsNow,
  shelvedNow,
} from '../floor/unfinished.js';
import { waits } from '../motions/amendments.js';
import { appealPending, pendingPoint } from '../procedure/procedures.js';
import { type FloorHolder, type Motion, presenceOf, type State } from '../state.js';
import { addSeconds } from '../time.js';
import { motionConsequences } from './motions.js';

/** The speech that a point of order stopped goes on, once nothing stands in its way. */
function goesOn(state: State): readonly NewEvent[] {
  const { holder } = state.floor;
  if (!holder?.pausedFor) return [];
  const free = state.session.phase === 'open' && !pendingPoint(state) && !appealPending(state);
  if (!free) return [];
  const resumed = derive('floor.resumed', {});
  const isLost = resumesSpeeches(state) && lineIsLost(state, holder.participant);
  // Back on the line while somebody spoke to a point of order.
  if (holder.pausedFor === 'lost') return resumesSpeeches(state) && !isLost ? [resumed] : [];
  // The line broke meanwhile and stops the clock in its turn; the pause takes no time.
  return isLost ? [resumed, derive('floor.paused', { reason: 'lost' })] : [resumed];
}
const stops = (holder: FloorHolder | null, reason: 'point' | 'lost'): readonly NewEvent[] =>
  holder && !holder.pausedAt && holder.kind !== 'point' ? [derive('floor.paused', { reason })] : [];

/** Whether the last vote on this motion came to nothing. */
const wasVoid = (state: State, motion: string): boolean => {
  const last = Object.values(state.votings)
    .filter(one => one.motion?.id === motion && !one.test)
    .at(-1);
  return last !== undefined && (last.voided !== undefined || last.result?.outcome === 'void');
};

/** What an adopted procedural motion brings about. */
function carriedOut(state: State, motion: Motion, at: string): readonly NewEvent[] {
  const moved = motion.procedure;
  switch (moved?.kind) {
    case 'suspend': {
      const until = moved.minutes === null ? null : addSeconds(at, moved.minutes * 60);
      return [derive('session.recessed', { until })];
    }
    case 'adjourn':
      return [derive('order.adjourning', {})];
    case 'adjournDebate':
      return [derive('agenda.debateSet', { item: motion.item, debate: 'adjourned' })];
    case 'closeDebate':
      return [derive('agenda.debateSet', { item: motion.item, debate: 'closed' })];
    case 'closeList':
      return [derive('floor.listClosed', {})];
    case 'limitTime':
      return [derive('floor.limited', { limits: { ...limitsOf(state), seconds: moved.seconds } })];
    case 'separateVote':
      return [derive('order.divisionGranted', { motion: moved.motion })];
    case 'secretVote':
      return [derive('order.secretGranted', { motion: moved.motion })];
    case 'changeAgenda': {
      const known = state.agenda.items.map(one => one.id);
      const same = known.length === moved.order.length && known.every(one => moved.order.includes(one));
      return same ? [derive('agenda.reordered', { order: moved.order })] : [];
    }
    case 'reconsider':
      return [derive('motion.reconsidered', { id: moved.motion })];
    default:
      return [];
  }
}

/** Facts of debate that follow from a fact, by the state after it. */
export function debateFollows(state: State, entry: DomainEntry): readonly NewEvent[] {
  const { type, data, at } = entry;
  const motion = 'id' in data ? state.motions[data.id] : undefined;
  switch (type) {
    case 'order.granted':
      return motion ? carriedOut(state, motion, at) : [];
    case 'motion.decided': {
      if (motion?.procedure?.kind === 'appeal') {
        // A vote that was void says nothing of the ruling: the appeal is still to be decided.
        if (data.status === 'no_decision' && wasVoid(state, motion.id)) return [];
        const outcome = data.status === 'adopted' ? 'overruled' : 'stands';
        return [derive('order.appealDecided', { id: motion.procedure.point, outcome })];
      }
      const done = motion && data.status === 'adopted' ? carriedOut(state, motion, at) : [];
      return [...motionConsequences(state, entry), ...done];
    }
    case 'motion.withdrawn':
    case 'motion.inadmissible':
      // An appeal taken back leaves the ruling as it is.
      if (motion?.procedure?.kind === 'appeal')
        return [derive('order.appealDecided', { id: motion.procedure.point, outcome: 'stands' })];
      return motionConsequences(state, entry);
    case 'order.pointRaised':
      return stops(state.floor.holder, 'point');
    case 'order.moved':
      return data.procedure.kind === 'appeal' ? stops(state.floor.holder, 'point') : [];
    case 'order.ruled':
    case 'order.pointWithdrawn': {
      const holder = state.floor.holder;
      // Whoever spoke to the point has said it.
      if (holder?.kind === 'point') {
        const stillAsks = Object.values(state.order?.points ?? {}).some(
          one => one.status === 'pending' && one.participant === holder.participant,
        );
        if (!stillAsks) return [derive('floor.ended', { participant: holder.participant, reason: 'ruled' })];
      }
      return goesOn(state);
    }
    case 'order.appealDecided':
    case 'session.resumed':
    case 'floor.ended':
      return goesOn(state);
    case 'floor.given':
      return resumesSpeeches(state) && lineIsLost(state, data.participant) ? stops(state.floor.holder, 'lost') : [];
    case 'attendance.lost': {
      const holder = state.floor.holder;
      return holder?.participant === data.participant && state.session.phase === 'open' ? stops(holder, 'lost') : [];
    }
    case 'attendance.returned':
    case 'attendance.arrived':
      return back(state, data.participant);
    case 'attendance.left':
    case 'attendance.corrected':
      return gone(state, entry);
    case 'agenda.taken':
      return [
        ...(state.floor.closed ? [derive('floor.listOpened', {})] : []),
        ...shelvedNow(state),
        ...returnsNow(state),
      ];
    case 'agenda.finished':
      return shelvedNow(state);
    case 'agenda.debateSet':
      if (data.debate === 'open') return returnsNow(state);
      return state.floor.queue.some(one => one.kind !== 'reply') ? [derive('floor.cleared', {})] : [];
    case 'session.closed':
    case 'session.notHeld': {
      const open = Object.values(state.motions).filter(waits);
      return open.length > 0 ? [derive('motion.lapsed', { ids: open.map(one => one.id) })] : [];
    }
    default:
      return type.startsWith('motion.') ? motionConsequences(state, entry) : [];
  }
}

function back(state: State, participant: string): readonly NewEvent[] {
  const holder = state.floor.holder;
  if (resumesSpeeches(state))
    return holder?.participant === participant
      ? holder.pausedFor === 'lost'
        ? clockAfterReturn(state)
        : []
      : returnsNow(state).filter(event => event.data.participant === participant);
  if (holder?.participant === participant)
    return holder.pausedFor === 'lost' && state.session.phase === 'open' ? [derive('floor.resumed', {})] : [];
  const place = state.floor.kept?.find(one => one.participant === participant);
  if (!place || state.session.phase === 'closed') return [];
  return [returnOf(place)];
}

/** Someone has left: with the speech that a point of order broke into, or with a place that is kept. */
function gone(
  state: State,
  { type, data, at }: EntryOf<'attendance.left' | 'attendance.corrected'>,
): readonly NewEvent[] {
  const { participant } = data;
  if (presenceOf(state, participant)?.here) return [];
  const { holder, queue, interrupted } = state.floor;
  const lost = type === 'attendance.left' && data.reason === 'grace';
  const reason = lost ? 'lost' : 'left';
  const points = Object.values(state.order?.points ?? {}).filter(
    one => one.participant === participant && one.status === 'pending',
  );
  const speech =
    holder?.participant === participant ? holder : interrupted?.participant === participant ? interrupted : null;
  const request = queue.find(each => each.participant === participant);
  const isKept = lost && request?.returned === true && resumesSpeeches(state);
  return [
    ...(speech ? [derive('floor.ended', endOf(state, speech, at, reason))] : []),
    ...(request ? [derive('floor.withdrawn', { participant, ...(isKept ? { kept: true } : {}) })] : []),
    ...points.map(one => derive('order.pointWithdrawn', { id: one.id })),
  ];
}
