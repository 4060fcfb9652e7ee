import type { Act } from '@kengesh/domain';

export interface CastBallot {
  readonly seat: string;
  readonly choice: string;
}

/** The act that casts these ballots, of one seat or of several in the same hands. */
export function castAct(voting: string, ballots: readonly CastBallot[]): Act {
  const [only] = ballots;
  return ballots.length === 1 && only
    ? { type: 'voting.cast', voting, ...only }
    : { type: 'voting.castMany', voting, ballots: [...ballots] };
}

/** The ballots in an act; null where it casts none. */
export function ballotsIn(act: Act): { readonly voting: string; readonly ballots: readonly CastBallot[] } | null {
  if (act.type === 'voting.cast') {
    const { voting, seat, choice } = act;
    return { voting, ballots: [{ seat, choice }] };
  }
  return act.type === 'voting.castMany' ? { voting: act.voting, ballots: act.ballots } : null;
}
