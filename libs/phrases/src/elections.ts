// How an election by one of the counting methods came out, as it is read aloud.
import { ONE_VOTE, type Result, type Voting } from '@kengesh/domain';
import { phrase } from './phrase.js';

type Count = NonNullable<Result['election']>;
/** What a candidate is called. */
type Name = (candidate: string) => string;

/** Who is elected, what decided, and whether another ballot or a lot is due. @param office where it is one, by its title */
export function electionSentence(language: string, count: Count, name: Name, office: string | null): string {
  const list = (ids: readonly string[]) => ids.map(name).join(', ');
  const { runoff, pendingLot, unfilled, turnout } = count;
  const elected = count.elected.map(one => one.candidate);
  const names = list(elected);
  const many = ['none', 'one'][elected.length] ?? 'several';
  if (count.outcome === 'no_votes') return phrase(language, 'outcome.no_votes.election');
  if (pendingLot) return phrase(language, 'ways.lot', { many, names, tied: list(pendingLot.names) });
  if (runoff) {
    const only = list(runoff.candidates);
    if (elected.length > 0) return phrase(language, 'ways.elected.runoff', { many, names, tied: only });
    const tied = runoff.kind === 'extra' ? only : list([...runoff.through, ...runoff.candidates]);
    return phrase(language, 'ways.runoff', { kind: runoff.kind, tied });
  }
  if (unfilled) {
    const against = votesWords(language, turnout.againstAllVotes);
    return phrase(language, 'ways.not_filled', { why: unfilled, many, names, against });
  }
  const lot = count.tie?.lot?.seed ?? count.rounds.find(round => round.tie?.lot)?.tie?.lot?.seed ?? 'none';
  const [winner] = count.elected;
  if (count.seats > 1 || !winner || office === null) return phrase(language, 'ways.elected', { many, names, lot });
  // One office is told as a plurality is: the office, who, by how many votes. By weight these may be a part of a vote.
  const { votes } = winner;
  const whole = String(!votes.includes('/'));
  const params = { office, names, whole, n: Number(votes) || 0, votes: votesWords(language, votes), lot };
  return phrase(language, 'ways.elected.one', params);
}

/** Whether seats or their weights were counted; empty where every seat has one vote, or the rules did not say (PROC-31). */
export function countingSentence(
  language: string,
  { countsBy, register }: Pick<Voting, 'countsBy' | 'register'>,
): string {
  const weighs = register.some(line => (line.weight ?? ONE_VOTE) !== ONE_VOTE);
  return countsBy && weighs ? phrase(language, 'ways.counted', { by: countsBy }) : '';
}

/** One step of a count of ranked ballots: what was done, who holds what after it, and who is elected by it. */
export function roundSentence(
  language: string,
  { elected: all }: Pick<Count, 'elected'>,
  round: Count['rounds'][number],
  name: Name,
): string {
  const { number, action, counts, tie } = round;
  const list = (ids: readonly string[]) => ids.map(name).join(', ');
  const from = action.kind === 'first' ? '' : typeof action.from === 'string' ? name(action.from) : list(action.from);
  const surplus = action.kind === 'surplus' ? votesWords(language, action.surplus) : '';
  const factor = action.kind === 'surplus' ? action.factor : '';
  const step = phrase(language, 'ways.round', {
    number,
    kind: action.kind,
    from,
    surplus,
    factor: factor.length > 12 ? votesWords(language, factor) : factor,
    many: action.kind === 'exclusion' && action.from.length > 1 ? 'several' : 'one',
    counts: votesList(language, counts, name),
  });
  const parted = tie?.lot
    ? [phrase(language, 'ways.round.lot', { lot: tie.lot.seed })]
    : tie?.settledBy === 'previous_round'
      ? [phrase(language, 'ways.round.earlier')]
      : [];
  const won = (['quota', 'last_places'] as const).flatMap(how => {
    const names = all.filter(one => one.round === number && one.by === how).map(one => one.candidate);
    return names.length > 0 ? [phrase(language, 'ways.round.elected', { by: how, names: list(names) })] : [];
  });
  return [step, ...parted, ...won].join(' ');
}

export const votesList = (language: string, counts: Count['counts'], name: Name): string =>
  Object.entries(counts)
    .map(([candidate, votes]) => `${name(candidate)} ${votesWords(language, votes)}`)
    .join(', ');

/** Exact votes as they are read: whole, or cut after six places, as weights have no more. */
export function votesWords(language: string, votes: string): string {
  const [num = '0', den = '1'] = votes.split('/');
  const millionths = (BigInt(num) * 1_000_000n) / BigInt(den);
  const rest = String(millionths % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${millionths / 1_000_000n}${rest && phrase(language, 'outcome.decimal')}${rest}`;
}
