import { type State, type Voting, weighsElections } from '@kengesh/domain';

/** Secret unless said, and named where weights are counted: a secret ballot carries none. */
export const usualMethod = (state: State): Voting['method'] => (weighsElections(state) ? 'named' : 'secret');
