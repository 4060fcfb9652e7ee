import { type State, secrecyNow, type Voting, weighsElections } from '@kengesh/domain';

/** Secret unless said; named where weights are counted, which a secret ballot does not carry, and where too few would vote. */
export const usualMethod = (state: State): Voting['method'] =>
  weighsElections(state) || !secrecyNow(state).enough ? 'named' : 'secret';
