import {
  participantOf,
  presenceOf,
  reachesItem,
  representationOf,
  type State,
  seatOccupant,
  seatOf,
  type VotingProxy,
  type Wording,
} from '@kengesh/domain';

export const proxyLimit = (state: State): number => representationOf(state).proxies.perHolder;
export const recusalMode = (state: State) => representationOf(state).recusal;

/** All that stands now of who votes for whom and who does not vote. */
export function standing(state: State) {
  const { proxies = [], substitutes = [], recusals = [], suspensions = [] } = state.represent ?? {};
  return {
    proxies: proxies.filter(one => one.revokedAt === null),
    substitutes: substitutes.filter(one => one.to === null),
    recusals: recusals.filter(one => one.withdrawnAt === null),
    suspensions: suspensions.filter(one => one.to === null),
  };
}

export const seatLabel = (state: State, seat: string): Wording => seatOf(state, seat)?.label ?? {};
export const personLabel = (state: State, participant: string): Wording =>
  participantOf(state, participant)?.label ?? {};
export const itemTitle = (state: State, item: string): Wording =>
  state.agenda.items.find(one => one.id === item)?.title ?? {};

export const isHere = (state: State, seat: string): boolean => {
  const who = seatOccupant(state, seat);
  return who !== null && presenceOf(state, who)?.here === true;
};

/** Proxies that bear on what is considered now: of the session, unless its item was on before them, and of this item. */
export const proxiesNow = (state: State): readonly VotingProxy[] =>
  standing(state).proxies.filter(one => reachesItem(one, state.agenda.current));
