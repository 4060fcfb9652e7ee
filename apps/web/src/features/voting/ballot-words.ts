import { type Choice, ONE_VOTE, type Voting } from '@kengesh/domain';
import type { useLanguage } from '../../language.js';

type Language = ReturnType<typeof useLanguage>;

export function choiceWord({ t, localize }: Language, choice: Choice): string {
  if (choice.label) return localize(choice.label);
  switch (choice.id) {
    case 'yes':
    case 'no':
    case 'abstain':
    case 'against_all':
      return t(`delegate.ballot.${choice.id}`);
    case 'agree':
    case 'not_interested':
    case 'reserve':
    case 'object':
      return t(`part.choice.${choice.id}`);
    default:
      return choice.id;
  }
}

/** A whole ballot in words: a choice, the names marked, or the names in the order of preference. */
export function ballotWord(language: Language, voting: Voting, ballot: string): string {
  if (voting.election && ballot === 'abstain') return language.t('part.election.blank');
  const named = ballot.split('.').flatMap(id => {
    const choice = voting.choices.find(one => one.id === id);
    return choice ? [choiceWord(language, choice)] : [];
  });
  if (named.length === 0) return ballot;
  const ranked = voting.election?.method === 'stv' && named.length > 1;
  return named.map((name, index) => (ranked ? `${index + 1}. ${name}` : name)).join(ranked ? ' ' : ', ');
}

/** What the vote is on, in a line: the beginning of the text, or the office. */
export function votingTitle({ t, localize }: Language, voting: Voting): string {
  if (voting.office) {
    const office = localize(voting.office.title);
    return t(voting.runoffOf ? 'delegate.ballot.runoff' : 'delegate.ballot.election', { office });
  }
  return voting.motion ? localize(voting.motion.text) : voting.id;
}

/** What is going on: a named or secret vote, or one taken in a way of its own. */
export function votingKind({ t }: Language, { method, way }: Pick<Voting, 'method' | 'way'>): string {
  return way && way !== 'paper' ? t(`part.way.${way}`) : t('delegate.ballot.kind', { method });
}

export const isWeighted = (voting: Voting): boolean =>
  voting.register.some(line => line.weight !== undefined && line.weight !== ONE_VOTE);
