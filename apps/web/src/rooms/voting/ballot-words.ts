import type { Choice, Voting } from '@kengesh/domain';
import type { useLanguage } from '../../language.js';

type Language = ReturnType<typeof useLanguage>;

/** The sign of a choice: never colour alone. */
export const MARK: { readonly [choice: string]: string } = { yes: '✓', no: '✕', abstain: '–', against_all: '✕' };
/** Which of the vote's three colours a choice wears; candidates wear the accent. */
export const toneOf = (choice: string): string =>
  ({ yes: 'for', no: 'against', abstain: 'abstain', against_all: 'against' })[choice] ?? 'accent';

export function choiceWord({ t, w }: Language, choice: Choice): string {
  if (choice.label) return w(choice.label);
  switch (choice.id) {
    case 'yes':
    case 'no':
    case 'abstain':
    case 'against_all':
      return t(`delegate.ballot.${choice.id}`);
    default:
      return choice.id;
  }
}

/** What the vote is on, in a line: the beginning of the text, or the office. */
export function votingTitle({ t, w }: Language, voting: Voting): string {
  if (voting.office) {
    const office = w(voting.office.title);
    return t(voting.runoffOf ? 'delegate.ballot.runoff' : 'delegate.ballot.election', { office });
  }
  return voting.motion ? w(voting.motion.text) : voting.id;
}
