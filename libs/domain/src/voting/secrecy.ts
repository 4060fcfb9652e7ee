import type { BoxFacts } from '@kengesh/journal';
import { secretLeast } from '../register/secrecy.js';
import type { State, Voting } from '../state.js';
import { isPaperTotals, PAPER_KEY } from './types.js';

const sum = (counts: { readonly [choice: string]: number }) => Object.values(counts).reduce((all, one) => all + one, 0);

/** Ballots that lie in a secret vote's box: those cast on devices, and papers, spoiled ones too. */
export function ballotsIn({ keys, contents }: Pick<BoxFacts, 'keys' | 'contents'>): number {
  const papers = contents.filter(isPaperTotals);
  return (
    keys.filter(key => key !== PAPER_KEY).length + papers.reduce((all, one) => all + sum(one.paper) + one.spoiled, 0)
  );
}

/** A secret vote that too few took part in: what is told of it instead of a count; null where they were enough. */
export function tooFewBallots(state: State, voting: Voting, box: Pick<BoxFacts, 'keys' | 'contents'>) {
  const [ballots, least] = [ballotsIn(box), secretLeast(state)];
  if (voting.method !== 'secret' || ballots >= least) return null;
  return { reason: 'few' as const, voted: box.keys.filter(key => key !== PAPER_KEY), ballots, least };
}
