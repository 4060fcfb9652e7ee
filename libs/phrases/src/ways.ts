import { say, type Voting } from '@kengesh/domain';
import { phrase } from './phrase.js';
import type { PhraseKey } from './topics.js';

/** What the way of a vote is called; null of a plain one. */
export function wayName(language: string, { way }: Pick<Voting, 'way'>): string | null {
  return way ? phrase(language, `ways.name.${way}` as PhraseKey) : null;
}

/** The rule of a vote that no threshold decides, in words; null of one that a threshold does. */
export function wayRule(language: string, { way, consensus }: Pick<Voting, 'way' | 'consensus'>): string | null {
  if (way !== 'no_objection' && way !== 'consensus' && way !== 'silence') return null;
  return phrase(language, `ways.rule.${way}`, { except: consensus?.except ?? 0 });
}

/** How a vote ended that was voided, or that no threshold decided; null of every other. */
export function wayOutcome(language: string, voting: Voting): string | null {
  if (voting.voided) return phrase(language, 'ways.voided');
  if (voting.result?.election && voting.result.outcome !== 'void' && voting.result.outcome !== 'no_votes')
    return electedOutcome(language, voting, voting.result.election);
  const { way, result, consensus, minAcknowledged, acknowledged } = voting;
  if (!result || result.outcome === 'void' || !wayRule(language, voting)) return null;
  if (result.outcome === 'no_votes') {
    const counts = { acknowledged: acknowledged?.length ?? 0, need: minAcknowledged ?? 0 };
    return phrase(language, 'ways.unacknowledged.silence', counts);
  }
  const end = result.outcome === 'adopted' ? 'adopted' : 'objected';
  const counts = { objections: result.counts.object ?? 0, except: consensus?.except ?? 0 };
  return phrase(language, `ways.${end}.${way}` as PhraseKey, counts);
}

type Count = NonNullable<NonNullable<Voting['result']>['election']>;

/** Who is elected by one of the counting methods, what decided, and whether another ballot is due. */
function electedOutcome(language: string, voting: Voting, count: Count): string {
  const label = (id: string) => say(voting.choices.find(one => one.id === id)?.label ?? {}, language) || id;
  const list = (ids: readonly string[]) => ids.map(label).join(', ');
  const elected = count.elected.map(one => one.candidate);
  const names = list(elected);
  const many = ['none', 'one'][elected.length] ?? 'several';
  if (count.runoff) {
    const tied = list([...count.runoff.through, ...count.runoff.candidates]);
    const only = list(count.runoff.candidates);
    return elected.length > 0
      ? phrase(language, 'ways.elected.runoff', { many, names, tied: only })
      : phrase(language, 'ways.runoff', { kind: count.runoff.kind, tied: count.runoff.kind === 'extra' ? only : tied });
  }
  if (count.unfilled) return phrase(language, 'ways.not_filled', { why: count.unfilled, many, names });
  const lot = count.tie?.lot?.seed ?? count.rounds.find(round => round.tie?.lot)?.tie?.lot?.seed ?? 'none';
  const [winner] = count.elected;
  if (count.seats > 1 || !winner || !voting.office) return phrase(language, 'ways.elected', { many, names, lot });
  // One office is told as a plurality is: the office, who, by how many votes. By weight these may be a part of a vote.
  const office = say(voting.office.title, language);
  const whole = !winner.votes.includes('/');
  const votes = whole ? winner.votes : partOfVotes(language, winner.votes);
  return phrase(language, 'ways.elected.one', {
    office,
    names,
    whole: String(whole),
    n: Number(winner.votes) || 0,
    votes,
    lot,
  });
}

/** An exact fraction as it is read, cut after six places: weights have no more. */
function partOfVotes(language: string, votes: string): string {
  const [num = '0', den = '1'] = votes.split('/');
  const millionths = (BigInt(num) * 1_000_000n) / BigInt(den);
  const rest = String(millionths % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${millionths / 1_000_000n}${rest && phrase(language, 'outcome.decimal')}${rest}`;
}
