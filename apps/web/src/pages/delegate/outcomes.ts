// How votes came out and what was decided, in one piece of its own: no ballot needs it, so it comes once the page stands and
// before a vote closes.
export { outcomeSentence } from '@kengesh/phrases/page';
export { MyDecisions } from '../../features/tasks/my-decisions.js';
export { BallotOutcome } from '../../features/voting/ballot-outcome.js';
export { MyVotes } from '../../features/voting/my-votes.js';
