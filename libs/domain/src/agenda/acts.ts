import { refuse } from '@kengesh/journal';
import { defineActs, onlyBureau, onlyPresiding } from '../define.js';
import { emit, emitAll } from '../emit.js';
import { meetingVote, seatOf } from '../state.js';
import type { agendaActSchemas } from './schemas.js';

/** The agenda is walked one item at a time, by the one who presides; the bureau may add and reorder. */
export const agendaActs = defineActs<typeof agendaActSchemas>({
  'agenda.take': {
    authorize: onlyPresiding,
    decide: (state, { item }) => {
      if (state.session.phase !== 'open') return refuse('session.not_open');
      if (!state.agenda.items.some(one => one.id === item)) return refuse('agenda.unknown_item');
      if (meetingVote(state)) return refuse('agenda.voting_open');
      const current = state.agenda.current;
      if (current === item) return { events: [] };
      return emitAll(...(current ? [['agenda.finished', { item: current }] as const] : []), ['agenda.taken', { item }]);
    },
  },
  'agenda.finish': {
    authorize: onlyPresiding,
    decide: (state, { item }) => {
      if (state.session.phase !== 'open') return refuse('session.not_open');
      if (state.agenda.current !== item) return refuse('agenda.not_current');
      if (meetingVote(state)) return refuse('agenda.voting_open');
      return emit('agenda.finished', { item });
    },
  },
  /** The debate on an item closed when the list is exhausted, or opened again. Put off it is only by the body. */
  'agenda.debate': {
    authorize: onlyPresiding,
    decide: (state, { item, debate }) => {
      if (state.session.phase !== 'open') return refuse('session.not_open');
      const found = state.agenda.items.find(one => one.id === item);
      if (!found) return refuse('agenda.unknown_item');
      if (meetingVote(state)) return refuse('agenda.voting_open');
      if ((found.debate ?? 'open') === debate) return { events: [] };
      // Closing is by the body while somebody still waits to speak.
      if (debate === 'closed' && state.floor.queue.some(one => one.kind !== 'reply'))
        return refuse('agenda.speakers_wait');
      return emit('agenda.debateSet', { item, debate });
    },
  },
  /** Whether only those vote on the item who heard it whole (PROC-15). Settled before the first vote on it. */
  'agenda.mark': {
    authorize: onlyBureau,
    decide: (state, { item, mustHearAll }) => {
      if (!['prepared', 'open', 'recess'].includes(state.session.phase)) return refuse('session.not_open');
      const found = state.agenda.items.find(one => one.id === item);
      if (!found) return refuse('agenda.unknown_item');
      if ((found.mustHearAll ?? false) === mustHearAll) return { events: [] };
      // Who may vote is not changed between two votes on one item; a test vote decides nothing.
      if (found.takenAt !== null && Object.values(state.votings).some(one => one.item === item && !one.test))
        return refuse('agenda.voted_on');
      return emit('agenda.marked', { item, mustHearAll });
    },
  },
  'agenda.add': {
    authorize: onlyBureau,
    decide: (state, { title, rapporteur }, { nextSeq }) => {
      if (state.session.phase !== 'open' && state.session.phase !== 'recess') return refuse('session.not_open');
      if (rapporteur !== null && !seatOf(state, rapporteur)) return refuse('roll.unknown_seat');
      if (state.agenda.items.length >= 200) return refuse('agenda.full');
      // The desk names the items it prepared as it likes, perhaps just so.
      let fresh = `i${nextSeq}`;
      while (state.agenda.items.some(one => one.id === fresh)) fresh += 'a';
      return emit('agenda.added', { id: fresh, title, rapporteur });
    },
  },
  'agenda.reorder': {
    authorize: onlyBureau,
    decide: (state, { order }) => {
      if (state.session.phase !== 'open' && state.session.phase !== 'recess') return refuse('session.not_open');
      const known = new Set(state.agenda.items.map(item => item.id));
      if (order.length !== known.size || new Set(order).size !== order.length || order.some(item => !known.has(item))) {
        return refuse('agenda.not_the_same_items');
      }
      if (order.every((item, index) => state.agenda.items[index]?.id === item)) return { events: [] };
      return emit('agenda.reordered', { order });
    },
  },
});
