// How a vote came out, in one piece of its own: no ballot needs it, so it comes once the page stands and before a vote closes.
export { outcomeSentence } from '@kengesh/phrases';
export { BallotOutcome } from '../../rooms/voting/ballot-outcome.js';
