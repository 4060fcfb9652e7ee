import { participantOf, type State, seatOf, type VotingProxy, type Wording } from '@kengesh/domain';

/** What the rules say of proxies and recusal; what they do not say, they mean so (as the domain has it). */
export const proxyLimit = (state: State): number => state.prepared?.rules.representation?.proxies?.perHolder ?? 1;
export const recusalMode = (state: State) => state.prepared?.rules.representation?.recusal ?? 'excluded';

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

/** Who sits on the seat now: its substitute, else whom the roll names. */
export function sitsOn(state: State, seat: string): string | null {
  const taken = standing(state).substitutes.find(one => one.seat === seat)?.participant;
  return taken ?? state.prepared?.participants.find(one => one.seat === seat)?.id ?? null;
}
export const isHere = (state: State, seat: string): boolean => {
  const who = sitsOn(state, seat);
  return who !== null && state.attendance[who]?.here === true;
};

/** Proxies that bear on what is considered now: of the session, unless its item was on before them, and of this item. */
export const proxiesNow = (state: State): readonly VotingProxy[] =>
  standing(state).proxies.filter(one =>
    one.item === null
      ? state.agenda.current === null || one.after !== state.agenda.current
      : one.item === state.agenda.current,
  );
