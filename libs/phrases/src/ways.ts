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
  const names = elected.length > 0 ? list(elected) : phrase(language, 'ways.nobody');
  if (count.runoff) {
    const tied = list([...count.runoff.through, ...count.runoff.candidates]);
    const only = list(count.runoff.candidates);
    return elected.length > 0
      ? phrase(language, 'ways.elected.runoff', { names, tied: only })
      : phrase(language, 'ways.runoff', { kind: count.runoff.kind, tied: count.runoff.kind === 'extra' ? only : tied });
  }
  if (count.unfilled) return phrase(language, 'ways.not_filled', { why: count.unfilled, names });
  const lot = count.tie?.lot?.seed ?? count.rounds.find(round => round.tie?.lot)?.tie?.lot?.seed ?? 'none';
  return phrase(language, 'ways.elected', { names, lot });
}
