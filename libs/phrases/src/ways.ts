import { localizedText, type Voting } from '@kengesh/domain';
import { electionSentence } from './elections.js';
import { phrase } from './phrase.js';
import { wayRule } from './threshold.js';
import type { PhraseKey } from './topics.js';

/** What the way of a vote is called; null of a plain one. */
export function wayName(language: string, { way }: Pick<Voting, 'way'>): string | null {
  return way ? phrase(language, `ways.name.${way}` as PhraseKey) : null;
}

/** How a vote ended that was voided, or that no threshold decided; null of every other. */
export function wayOutcome(language: string, voting: Voting): string | null {
  if (voting.voided) {
    const { reason, ballots = 0, least = 0 } = voting.voided;
    return reason === 'few' ? phrase(language, 'ways.voided.few', { ballots, least }) : phrase(language, 'ways.voided');
  }
  if (voting.result?.election && voting.result.outcome !== 'void' && voting.result.outcome !== 'no_votes')
    return electionSentence(
      language,
      voting.result.election,
      id => localizedText(voting.choices.find(one => one.id === id)?.label ?? {}, language) || id,
      voting.office ? localizedText(voting.office.title, language) : null,
    );
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

/** The counts of a vote that no threshold decided, in a sentence; null of every other. */
export function wayCounts(language: string, { way, result, consensus }: Voting): string | null {
  if (!result || (way !== 'no_objection' && way !== 'consensus' && way !== 'silence')) return null;
  const { agree = 0, not_interested = 0, reserve = 0, object = 0 } = result.counts;
  const { present, notVoting } = result;
  const by = consensus?.by ?? 'seat';
  return phrase(language, `ways.counts.${way}`, { agree, not_interested, reserve, object, present, notVoting, by });
}
