/** The tellers of a rehearsal: what voters were told against what was counted. */
import type { RehearsedVote } from '@kengesh/contracts';
import type { Result } from '@kengesh/domain';

export interface SentBallot {
  readonly seat: string;
  readonly choice: string | null;
  /** What the voter knows: told it is recorded, refused, never answered, or never sent. */
  readonly fate: 'acknowledged' | 'refused' | 'doubt' | 'none';
}

type BallotAudit = Pick<RehearsedVote, 'acknowledged' | 'counted' | 'lost' | 'doubled'>;

/**
 * A named ballot is looked for by its seat and choice. Of a secret vote only the seats and the sums are known: there a
 * choice that fewer ballots hold than were acknowledged has lost some, and one that more hold than were ever sent has
 * too many.
 */
export function auditBallots(
  { ballots, counts, invalid, voted }: Pick<Result, 'ballots' | 'counts' | 'invalid' | 'voted'>,
  sent: readonly SentBallot[],
): BallotAudit {
  const told = sent.filter(one => one.fate === 'acknowledged');
  const ours = new Set(sent.map(one => one.seat));
  const acknowledged = told.length;
  if (ballots) {
    const found = ballots.filter(one => ours.has(one.seat));
    const stands = new Set(found.map(one => JSON.stringify([one.seat, one.choice])));
    const lost = told.filter(one => !stands.has(JSON.stringify([one.seat, one.choice]))).length;
    return {
      acknowledged,
      counted: found.length,
      lost,
      doubled: found.length - new Set(found.map(one => one.seat)).size,
    };
  }
  const seats = new Set(voted);
  const sum = (of: readonly SentBallot[], choice: string) => of.filter(one => one.choice === choice).length;
  const possible = sent.filter(one => one.fate === 'acknowledged' || one.fate === 'doubt');
  const choices = Object.entries(counts);
  const total = choices.reduce((all, [, n]) => all + n, invalid);
  const missing = choices.reduce((all, [choice, n]) => all + Math.max(0, sum(told, choice) - n), 0);
  const surplus = choices.reduce((all, [choice, n]) => all + Math.max(0, n - sum(possible, choice)), 0);
  return {
    acknowledged,
    counted: total,
    lost: Math.max(missing, told.filter(one => !seats.has(one.seat)).length),
    doubled: Math.max(surplus, total - seats.size, 0) + (voted.length - seats.size),
  };
}
