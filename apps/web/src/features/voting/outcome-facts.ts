import type { Result, State, Voting } from '@kengesh/domain';

/** The vote that closed last, if it belongs to the item under consideration. */
export function lastOutcome(state: State): Voting | null {
  const closed = Object.values(state.votings).filter(one => one.closedAt && (one.result || one.voided));
  const last = closed.sort((a, b) => a.closedAt!.localeCompare(b.closedAt!)).at(-1);
  return last && (state.agenda.current === null || last.item === state.agenda.current) ? last : null;
}

/** How a candidate fared: elected, to stand in a further ballot (`second`: goes on to the second one), or neither. */
export function faredAs(result: Result, choice: string): 'won' | 'second' | 'further' | null {
  const { election, outcome, winners } = result;
  if (election?.elected.some(one => one.candidate === choice)) return 'won';
  const runoff = election?.runoff;
  if (runoff && (runoff.candidates.includes(choice) || runoff.through.includes(choice)))
    return runoff.kind === 'second' || runoff.through.includes(choice) ? 'second' : 'further';
  if (!winners.includes(choice)) return null;
  // Those equal at the top of a plurality stand again.
  return outcome === 'elected' ? 'won' : outcome === 'tied' ? 'further' : null;
}
/** The sign beside it: never the winner's star for who has won nothing. */
export const FARED = { won: '★', second: '→', further: '→' } as const;

/** Of those present who did not vote, how many are recused (PROC-09): in presence, yet without a ballot. */
export const recusedNotVoting = ({ register }: Pick<Voting, 'register'>): number =>
  register.filter(line => line.why === 'recused' && line.counts === true).length;
