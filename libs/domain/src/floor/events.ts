import { defineEvents } from '../define.js';
import type { FloorHolder, FloorRequest, FloorSlice, ReservedTurn, SpeechRecord, State } from '../state.js';
import { addSeconds, secondsBetween } from '../time.js';
import type { floorEventSchemas } from './schemas.js';

const change = (state: State, how: Partial<FloorSlice>): State => ({ ...state, floor: { ...state.floor, ...how } });

/** With another piece of a speech: added to the speech that it resumes. */
function withSpeech(spoken: readonly SpeechRecord[], piece: SpeechRecord, resumes: boolean): readonly SpeechRecord[] {
  const isSame = (speech: SpeechRecord) =>
    speech.participant === piece.participant && speech.item === piece.item && speech.kind === piece.kind;
  const last = resumes ? spoken.filter(isSame).at(-1) : undefined;
  if (!last) return [...spoken, piece];
  return spoken.map(speech =>
    speech === last ? { ...speech, seconds: speech.seconds + piece.seconds, pieces: (speech.pieces ?? 1) + 1 } : speech,
  );
}

/** What a speech leaves behind: where speeches are counted, how long it was; where the line was lost, the place that is kept. */
function leaves(
  floor: FloorSlice,
  holder: FloorHolder,
  at: string,
  end: { readonly reason: string; readonly left?: number | undefined },
): Partial<FloorSlice> {
  const { participant, kind, stance: side, item } = holder;
  if (kind === 'point') return {};
  const left = secondsBetween(holder.pausedAt ?? at, holder.endsAt);
  const more = { ...(kind ? { kind } : {}), ...(side ? { stance: side } : {}) };
  const seconds = Math.max(0, Math.round(holder.seconds - left));
  // A place without an item is kept until the next one is taken up; with an item, for whenever that is on.
  const place =
    end.left === undefined
      ? { participant, ...more, left: Math.max(1, Math.round(left)) }
      : { participant, ...more, left: end.left, item: item ?? null };
  return {
    ...(item === undefined
      ? {}
      : { spoken: withSpeech(floor.spoken ?? [], { participant, item, seconds, ...more }, holder.resumes === true) }),
    ...(end.reason === 'lost' ? { kept: [...(floor.kept ?? []), place] } : {}),
  };
}

/** Whether a kept place is the one that an entry about this participant and item speaks of. */
const isPlace = (place: ReservedTurn, participant: string, item: string | null | undefined) =>
  place.participant === participant && (place.item === undefined || place.item === item);

/** Requests of speakers whose line broke before they could finish: their places, kept for the item they spoke to. */
const placesOf = (requests: readonly FloorRequest[]): readonly ReservedTurn[] =>
  requests.map(({ participant, kind, stance: side, left, item }) => ({
    participant,
    ...(kind ? { kind } : {}),
    ...(side ? { stance: side } : {}),
    ...(left === undefined ? {} : { left }),
    ...(item === undefined ? {} : { item }),
  }));

/** One list of speakers for hall and remote (PROC-18), and the one who holds the floor with a clock. */
export const floorEvents = defineEvents<typeof floorEventSchemas>({
  'floor.asked': {
    evolve: (state, data, entry) => {
      const request: FloorRequest = { ...data, askedAt: entry.at };
      if (!data.returned) return change(state, { queue: [...state.floor.queue, request] });
      return change(state, {
        queue: [request, ...state.floor.queue.filter(one => one.participant !== data.participant)],
        kept: (state.floor.kept ?? []).filter(place => !isPlace(place, data.participant, data.item)),
      });
    },
  },
  'floor.withdrawn': {
    evolve: (state, { participant, kept: isKept }) => {
      const { queue, kept } = state.floor;
      const rest = queue.filter(request => request.participant !== participant);
      if (isKept) {
        const shelved = queue.filter(request => request.participant === participant && request.returned);
        return change(state, { queue: rest, kept: [...(kept ?? []), ...placesOf(shelved)] });
      }
      const isGivenUp = (place: ReservedTurn) =>
        place.participant === participant && place.item !== undefined && place.item === state.agenda.current;
      return change(state, { queue: rest, ...(kept ? { kept: kept.filter(place => !isGivenUp(place)) } : {}) });
    },
  },
  'floor.moved': {
    evolve: (state, data) => {
      const place = new Map(data.order.map((participant, index) => [participant, index]));
      const at = (participant: string) => place.get(participant) ?? data.order.length;
      const queue = [...state.floor.queue].sort((a, b) => at(a.participant) - at(b.participant));
      return change(state, { queue: data.fixed ? queue.map(one => ({ ...one, placed: true })) : queue });
    },
  },
  'floor.given': {
    evolve: (state, data, entry) => {
      const { holder, queue, kept } = state.floor;
      const point = data.kind === 'point';
      const next = { ...data, since: entry.at, endsAt: addSeconds(entry.at, data.seconds), pausedAt: null };
      return change(state, {
        queue: point ? queue : queue.filter(one => one.participant !== data.participant),
        holder: next,
        ...(point && holder ? { interrupted: holder } : {}),
        ...(kept ? { kept: kept.filter(place => !isPlace(place, data.participant, data.item)) } : {}),
      });
    },
  },
  'floor.extended': {
    evolve: (state, data) => {
      const holder = state.floor.holder;
      if (!holder) return state;
      const extended = {
        ...holder,
        seconds: holder.seconds + data.seconds,
        endsAt: addSeconds(holder.endsAt, data.seconds),
      };
      return change(state, { holder: extended });
    },
  },
  'floor.paused': {
    evolve: (state, data, entry) => {
      const holder = state.floor.holder;
      const why = data.reason ? { pausedFor: data.reason } : {};
      return holder ? change(state, { holder: { ...holder, pausedAt: entry.at, ...why } }) : state;
    },
  },
  'floor.resumed': {
    evolve: (state, _data, entry) => {
      if (!state.floor.holder?.pausedAt) return state;
      const { pausedFor: _, ...holder } = state.floor.holder;
      const endsAt = addSeconds(holder.endsAt, secondsBetween(holder.pausedAt!, entry.at));
      return change(state, { holder: { ...holder, pausedAt: null, endsAt } });
    },
  },
  /** Of a point of order: the speech it broke into is there again. */
  'floor.ended': {
    evolve: (state, data, entry) => {
      const { holder, interrupted } = state.floor;
      if (interrupted && holder?.participant !== data.participant)
        return change(state, { ...leaves(state.floor, interrupted, entry.at, data), interrupted: null });
      const goesOn = data.reason === 'closed' ? null : (interrupted ?? null);
      return change(state, {
        ...(holder ? leaves(state.floor, holder, entry.at, data) : {}),
        holder: goesOn,
        ...(interrupted ? { interrupted: null } : {}),
      });
    },
  },

  'floor.listClosed': { evolve: state => change(state, { closed: true }) },
  'floor.listOpened': { evolve: state => change(state, { closed: false }) },
  'floor.modeSet': {
    evolve: (state, data) => change(state, { mode: data.mode }),
  },
  'floor.limited': {
    evolve: (state, data) => change(state, { limits: data.limits }),
  },
  /** The debate is closed or put off: only replies still stand in the list. */
  'floor.cleared': {
    evolve: state => {
      const { queue, kept } = state.floor;
      const cleared = queue.filter(request => request.kind !== 'reply');
      // Should the debate be opened again, a speech that the line broke off may still be finished.
      const shelved = cleared.filter(request => request.returned && request.item !== undefined);
      return change(state, {
        queue: queue.filter(request => !cleared.includes(request)),
        ...(shelved.length > 0 ? { kept: [...(kept ?? []), ...placesOf(shelved)] } : {}),
      });
    },
  },
});
