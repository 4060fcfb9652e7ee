import { forecastOf, type State, seatNumbers, type Voting } from '@kengesh/domain';
import { phrase, ruleSentence } from '@kengesh/phrases/page';

/**
 * How many votes "for" the open vote needs, where that is a number already; else its rule in words. Never the quorum, which
 * is a number of people and no number of votes.
 */
export function voteNeed(language: string, state: State, voting: Voting): string {
  const present = voting.register.filter(line => line.entitled).length;
  const here = phrase(language, 'hall.voting.present', { present });
  if (!voting.threshold) return here;
  const numbers = { ...seatNumbers(state), quorum: voting.quorum };
  const parts = forecastOf(voting.threshold, voting.register, numbers).parts;
  const [part] = parts;
  const isNumber =
    parts.length === 1 &&
    part !== undefined &&
    part.of !== 'states' &&
    part.by !== 'weight' &&
    part.rule.base !== 'cast' &&
    part.rule.base !== 'ballots';
  const need = isNumber
    ? phrase(language, 'hall.voting.need', { need: part.need })
    : phrase(language, 'hall.voting.rule', { rule: ruleSentence(language, voting.threshold) });
  return `${here} · ${need}`;
}
