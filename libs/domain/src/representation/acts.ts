import { type Actor, type Refusal, refuse } from '@kengesh/journal';
import { defineActs, onlySecretary } from '../define.js';
import { emit } from '../emit.js';
import { participantOf, type State, seatOf } from '../state.js';
import { isSuspended, recusalOf, representationOf, seatOccupant, seatOccupiedBy } from './queries.js';
import type { representActSchemas } from './schemas.js';
import type { VotingProxy } from './state.js';

const live = (state: State) => ['prepared', 'open', 'recess'].includes(state.session.phase);
const votingOn = (state: State, item: string) =>
  Object.values(state.votings).some(one => one.item === item && one.closedAt === null);

/** The secretary, or whoever sits on the seat in question. */
const secretaryOr = (seat: (state: State) => string | undefined, state: State, actor: Actor): Refusal | null => {
  if (!onlySecretary(state, null, actor)) return null;
  const own = seat(state);
  return actor.kind === 'participant' && own !== undefined && seatOccupant(state, own) === actor.id
    ? null
    : refuse('may.own_only');
};

/** Proxies in force that meet this one on some item. */
function meeting(state: State, item: string | null): readonly VotingProxy[] {
  return (state.represent?.proxies ?? []).filter(
    one => one.revokedAt === null && (one.item === null || item === null || one.item === item),
  );
}
/** The most proxies this seat would hold on any one item of the new one's scope. */
function mostHeld(state: State, holder: string, item: string | null): number {
  const held = meeting(state, item).filter(one => one.holder === holder);
  const items = item === null ? new Set(held.map(one => one.item)) : new Set([item]);
  const on = (which: string | null) => held.filter(one => one.item === null || one.item === which).length;
  return Math.max(0, ...[...items].map(on));
}

/** Why these seats cannot have this proxy beside those that are in force, or null. */
export function proxyConflict(
  state: State,
  { principal, holder, item }: Pick<VotingProxy, 'principal' | 'holder' | 'item'>,
): Refusal | null {
  const { perHolder } = representationOf(state).proxies;
  if (perHolder === 0) return refuse('proxy.none_allowed');
  const others = meeting(state, item);
  if (others.some(proxy => proxy.principal === principal)) return refuse('proxy.already_given');
  if (others.some(proxy => proxy.principal === holder || proxy.holder === principal))
    return refuse('proxy.no_subdelegation');
  return mostHeld(state, holder, item) >= perHolder ? refuse('proxy.limit', { limit: perHolder }) : null;
}

/** Debate is on: somebody has the floor, the item was voted on, or is behind us. */
function debateBegun(state: State, itemId: string): boolean {
  const item = state.agenda.items.find(one => one.id === itemId);
  if (!item || item.status === 'pending') return false;
  if (item.status === 'finished' || state.floor.holder !== null) return true;
  return Object.values(state.votings).some(one => one.item === itemId);
}

/** Who votes for whom: proxies and substitutes, entered by the secretary; and who does not vote: recused and suspended. */
export const representActs = defineActs<typeof representActSchemas>({
  /** PROC-08. The written form stays outside: only its registration number or hash is recorded. */
  'proxy.register': {
    authorize: onlySecretary,
    decide: (state, { principal, holder, item, instruction, proof }, { nextSeq }) => {
      if (!live(state)) return refuse('session.not_open');
      const seats = [seatOf(state, principal), seatOf(state, holder)];
      if (seats.some(seat => seat === undefined)) return refuse('roll.unknown_seat');
      if (principal === holder) return refuse('proxy.own_seat');
      if (seats.some(seat => !seat?.filled)) return refuse('proxy.vacant_seat');
      if (isSuspended(state, principal) || isSuspended(state, holder)) return refuse('seat.suspended');
      const named = [item, ...(instruction.kind === 'directed' ? instruction.choices.map(one => one.item) : [])];
      if (named.some(one => one !== null && !state.agenda.items.some(known => known.id === one)))
        return refuse('agenda.unknown_item');
      if (item !== null && state.agenda.items.find(one => one.id === item)?.status !== 'pending')
        return refuse('proxy.item_opened');
      const conflict = proxyConflict(state, { principal, holder, item });
      if (conflict) return conflict;
      const after = item === null ? state.agenda.current : null;
      return emit('proxy.registered', { id: `x${nextSeq}`, principal, holder, item, after, instruction, proof });
    },
  },
  'proxy.revoke': {
    authorize: (state, { proxy }, actor) =>
      secretaryOr(() => state.represent?.proxies.find(one => one.id === proxy)?.principal, state, actor),
    decide: (state, { proxy: proxyId }) => {
      const proxy = state.represent?.proxies.find(one => one.id === proxyId);
      if (!proxy) return refuse('proxy.unknown');
      if (!live(state)) return refuse('session.not_open');
      if (proxy.revokedAt !== null) return { events: [] };
      return emit('proxy.revoked', { id: proxyId, principal: proxy.principal, holder: proxy.holder });
    },
  },

  /** The substitute takes the seat itself, until it is given back. Votes that are open keep the register they have. */
  'seat.substitute': {
    authorize: onlySecretary,
    decide: (state, { seat, participant }) => {
      if (!live(state)) return refuse('session.not_open');
      if (!seatOf(state, seat)) return refuse('roll.unknown_seat');
      const who = participantOf(state, participant);
      if (!who) return refuse('roll.unknown_participant');
      if (!representationOf(state).substitutes) return refuse('seat.no_substitutes');
      if (who.role === 'observer' || who.role === 'interpreter' || who.role === 'secretary')
        return refuse('seat.role_without_vote');
      if (seatOccupant(state, seat) === participant) return { events: [] };
      if (seatOccupiedBy(state, participant) !== null) return refuse('seat.has_own');
      if (state.represent?.substitutes.some(one => one.seat === seat && one.to === null))
        return refuse('seat.taken_already');
      if (!seatOf(state, seat)?.filled) return refuse('seat.vacant');
      return emit('seat.substituted', { seat, participant });
    },
  },
  'seat.giveBack': {
    authorize: onlySecretary,
    decide: (state, { seat }) => {
      if (!seatOf(state, seat)) return refuse('roll.unknown_seat');
      if (!live(state)) return refuse('session.not_open');
      const taken = state.represent?.substitutes.find(one => one.seat === seat && one.to === null);
      return taken ? emit('seat.givenBack', { seat, participant: taken.participant }) : { events: [] };
    },
  },

  /** PROC-09: declared before debate on the item; the rules say whether the seat still counts as present. */
  'seat.recuse': {
    authorize: (state, { seat }, actor) => secretaryOr(() => seat, state, actor),
    decide: (state, { seat, item }) => {
      if (!live(state)) return refuse('session.not_open');
      if (!seatOf(state, seat)) return refuse('roll.unknown_seat');
      if (!state.agenda.items.some(one => one.id === item)) return refuse('agenda.unknown_item');
      if (recusalOf(state, seat, item)) return { events: [] };
      if (debateBegun(state, item)) return refuse('seat.debate_begun');
      return emit('seat.recused', { seat, item, mode: representationOf(state).recusal });
    },
  },
  'seat.withdrawRecusal': {
    authorize: (state, { seat }, actor) => secretaryOr(() => seat, state, actor),
    decide: (state, { seat, item }) => {
      if (!seatOf(state, seat)) return refuse('roll.unknown_seat');
      if (!live(state)) return refuse('session.not_open');
      if (!recusalOf(state, seat, item)) return { events: [] };
      if (votingOn(state, item)) return refuse('seat.voting_open');
      return emit('seat.recusalWithdrawn', { seat, item });
    },
  },

  /** The right to vote is suspended, by a decision taken elsewhere; the seat stays filled (S and F do not change). */
  'seat.suspend': {
    authorize: onlySecretary,
    decide: (state, { seat, reason }) => {
      if (!live(state)) return refuse('session.not_open');
      if (!seatOf(state, seat)) return refuse('roll.unknown_seat');
      return isSuspended(state, seat) ? { events: [] } : emit('seat.suspended', { seat, reason });
    },
  },
  'seat.restore': {
    authorize: onlySecretary,
    decide: (state, { seat }) => {
      if (!live(state)) return refuse('session.not_open');
      if (!seatOf(state, seat)) return refuse('roll.unknown_seat');
      return isSuspended(state, seat) ? emit('seat.restored', { seat }) : { events: [] };
    },
  },
});
