/** The sign of a choice: never colour alone. */
export const MARK: { readonly [choice: string]: string } = {
  yes: '✓',
  no: '✕',
  abstain: '–',
  against_all: '✕',
  agree: '✓',
  not_interested: '–',
  reserve: '±',
  object: '✕',
};
/** Which of the vote's three colours a choice wears; candidates wear the accent. */
export const toneOf = (choice: string): string =>
  ({
    yes: 'for',
    no: 'against',
    abstain: 'abstain',
    against_all: 'against',
    agree: 'for',
    not_interested: 'abstain',
    reserve: 'accent',
    object: 'against',
  })[choice] ?? 'accent';
