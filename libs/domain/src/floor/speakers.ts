import type { SpeakersMode } from '../council.js';
import { debateOf } from '../procedure/settings.js';
import { seatOccupiedBy } from '../representation/queries.js';
import { type FloorRequest, type SpeechRecord, type State, seatOf } from '../state.js';
import type { SpeechKind, Stance } from './state.js';

export interface Speaker {
  readonly participant: string;
  readonly kind: SpeechKind;
  readonly stance: Stance | null;
  readonly askedAt: string;
  readonly entered: boolean;
  /** Why in this place: a point of order; back on the line; the chair's order; as the mode has it. */
  readonly why: 'point' | 'returned' | 'placed' | 'mode';
}

/** How speakers are ordered now: as set in this session, else as the rules say. */
export const speakersMode = (state: State): SpeakersMode => state.floor.mode ?? debateOf(state).speakers;

/**
 * Who speaks next and after: one list for hall and remote (PROC-18). Points of order; who is back on the line; remarks on
 * the speech just made; speeches, those that the chair placed first and the others by the mode; replies at the end.
 */
export function speakersOrder(state: State): readonly Speaker[] {
  const points = Object.values(state.order?.points ?? {})
    .filter(one => one.status === 'pending' && one.participant !== state.floor.holder?.participant)
    .map(
      (one): Speaker => ({
        participant: one.participant,
        kind: 'point',
        stance: null,
        askedAt: one.at,
        entered: false,
        why: 'point',
      }),
    );
  const { queue } = state.floor;
  const line = (requests: readonly FloorRequest[], why: Speaker['why']) =>
    requests.map(
      (one): Speaker => ({
        participant: one.participant,
        kind: one.kind ?? 'speech',
        stance: one.stance ?? null,
        askedAt: one.askedAt,
        entered: one.entered,
        why,
      }),
    );
  const returned = queue.filter(one => one.returned);
  const rest = queue.filter(one => !one.returned);
  const placed = rest.filter(one => one.placed);
  const free = rest.filter(one => !one.placed);
  const ofKind = (kind: SpeechKind) => free.filter(one => (one.kind ?? 'speech') === kind);
  return [
    ...points,
    ...line(returned, 'returned'),
    ...line(placed, 'placed'),
    ...line(ofKind('intervention'), 'mode'),
    ...line(byMode(state, ofKind('speech')), 'mode'),
    ...line(ofKind('reply'), 'mode'),
  ];
}

function byMode(state: State, requests: readonly FloorRequest[]): readonly FloorRequest[] {
  const heard = (state.floor.spoken ?? []).filter(
    one => one.item === state.agenda.current && (one.kind ?? 'speech') === 'speech',
  );
  // Whoever speaks now counts as heard.
  const now = state.floor.holder;
  const spoken: readonly SpeechRecord[] =
    now && (now.kind === undefined || now.kind === 'speech') && !now.resumes
      ? [...heard, { ...now, kind: 'speech', item: state.agenda.current }]
      : heard;
  const delegation = (participant: string) => seatOf(state, seatOccupiedBy(state, participant) ?? '')?.delegation ?? '';
  switch (speakersMode(state)) {
    case 'fifo':
      return requests;
    case 'firstTime': {
      const spoke = new Set(spoken.map(one => one.participant));
      return [
        ...requests.filter(one => !spoke.has(one.participant)),
        ...requests.filter(one => spoke.has(one.participant)),
      ];
    }
    case 'proContra':
      return alternate(requests, spoken.filter(one => one.stance === 'for' || one.stance === 'against').at(-1)?.stance);
    case 'delegation': {
      const times = new Map<string, number>();
      const add = (name: string) => times.set(name, (times.get(name) ?? 0) + 1);
      for (const one of spoken) add(delegation(one.participant));
      return taken(requests, left => {
        const least = Math.min(...left.map(one => times.get(delegation(one.participant)) ?? 0));
        const next = left.find(one => (times.get(delegation(one.participant)) ?? 0) === least)!;
        add(delegation(next.participant));
        return next;
      });
    }
    case 'roundRobin': {
      const round = [...new Set(state.prepared?.seats.map(one => one.delegation)), ''];
      const last = spoken.at(-1);
      let place = last ? round.indexOf(delegation(last.participant)) : -1;
      return taken(requests, left => {
        const waiting = new Set(left.map(one => delegation(one.participant)));
        do place = (place + 1) % round.length;
        while (!waiting.has(round[place]!));
        return left.find(one => delegation(one.participant) === round[place])!;
      });
    }
  }
}

/** The list taken one by one, each time the one chosen of those left. */
function taken(
  requests: readonly FloorRequest[],
  next: (left: readonly FloorRequest[]) => FloorRequest,
): readonly FloorRequest[] {
  const order: FloorRequest[] = [];
  let left = requests;
  while (left.length > 0) {
    const one = next(left);
    order.push(one);
    left = left.filter(other => other !== one);
  }
  return order;
}

/** For and against in turn, beginning with the side that did not speak last; those without a side at the end. */
function alternate(requests: readonly FloorRequest[], last: Stance | undefined): readonly FloorRequest[] {
  let turn: Stance = last === 'for' ? 'against' : 'for';
  return taken(requests, left => {
    const other: Stance = turn === 'for' ? 'against' : 'for';
    const next = left.find(one => one.stance === turn) ?? left.find(one => one.stance === other) ?? left[0]!;
    if (next.stance === 'for') turn = 'against';
    if (next.stance === 'against') turn = 'for';
    return next;
  });
}
