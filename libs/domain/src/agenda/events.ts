import { defineEvents } from '../define.js';
import type { AgendaItem, OfficeAppointment, State } from '../state.js';
import type { agendaEventSchemas } from './schemas.js';

function change(state: State, item: string, how: (item: AgendaItem) => AgendaItem): State['agenda']['items'] {
  return state.agenda.items.map(one => (one.id === item ? how(one) : one));
}

/** An item that was not heard from `from` to `to`. */
export const pausedToo = (item: AgendaItem, from: string, to: string): Pick<AgendaItem, 'pauses'> => ({
  pauses: [...(item.pauses ?? []), { from, to }],
});

/** What an ended item was waited for has come, and does not go again when the item is taken up anew. */
function officesOfItemEnded(state: State, item: string): Partial<Pick<State, 'offices'>> {
  const ended = state.agenda.items.find(one => one.id === item)?.finishedAt;
  if (!ended || state.offices.length === 0) return {};
  const isOfItem = ({ voting }: OfficeAppointment) => state.votings[voting]?.item === item;
  return { offices: state.offices.map(one => (isOfItem(one) ? { itemEndedAt: ended, ...one } : one)) };
}

/** The ordered list of business, walked in public. */
export const agendaEvents = defineEvents<typeof agendaEventSchemas>({
  'agenda.taken': {
    evolve: (state, data, entry) => ({
      ...state,
      agenda: {
        // Taken up again, an item is not finished any more; when it was first taken up stays.
        items: change(state, data.item, item => ({
          ...item,
          status: 'current',
          takenAt: item.takenAt ?? entry.at,
          finishedAt: null,
          ...(item.takenAt !== null && item.finishedAt !== null ? pausedToo(item, item.finishedAt, entry.at) : {}),
        })),
        current: data.item,
      },
      ...officesOfItemEnded(state, data.item),
      // Another item, another list: nobody is waited for any more, but where the place is kept for an item.
      ...(state.floor.kept
        ? { floor: { ...state.floor, kept: state.floor.kept.filter(place => place.item !== undefined) } }
        : {}),
    }),
  },
  'agenda.finished': {
    evolve: (state, data, entry) => ({
      ...state,
      agenda: {
        items: change(state, data.item, item => ({ ...item, status: 'finished', finishedAt: entry.at })),
        current: state.agenda.current === data.item ? null : state.agenda.current,
      },
    }),
  },
  'agenda.debateSet': {
    evolve: (state, data) => ({
      ...state,
      agenda: { ...state.agenda, items: change(state, data.item, item => ({ ...item, debate: data.debate })) },
    }),
  },
  'agenda.marked': {
    evolve: (state, data) => ({
      ...state,
      agenda: {
        ...state.agenda,
        items: change(state, data.item, ({ mustHearAll: _before, ...item }) =>
          data.mustHearAll ? { ...item, mustHearAll: true } : item,
        ),
      },
    }),
  },
  'agenda.added': {
    evolve: (state, data) => ({
      ...state,
      agenda: {
        ...state.agenda,
        items: [...state.agenda.items, { ...data, status: 'pending', takenAt: null, finishedAt: null }],
      },
    }),
  },
  'agenda.reordered': {
    evolve: (state, data) => {
      const place = new Map(data.order.map((item, index) => [item, index]));
      const at = (item: AgendaItem) => place.get(item.id) ?? data.order.length;
      return { ...state, agenda: { ...state.agenda, items: [...state.agenda.items].sort((a, b) => at(a) - at(b)) } };
    },
  },
});
