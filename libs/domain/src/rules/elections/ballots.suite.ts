import fc from 'fast-check';
import type { ElectionBallot } from './types.js';

/** `marks('A B', 3)`: three ballots that mark A and B. */
export const marks = (names: string, times = 1): ElectionBallot[] =>
  Array<ElectionBallot>(times).fill({ kind: 'marks', marks: names === '' ? [] : names.split(' ') });

/** `ranks('A>B', 3)`: three ballots that rank A before B; `A>>B` leaves a place empty. */
export const ranks = (names: string, times = 1): ElectionBallot[] =>
  Array<ElectionBallot>(times).fill({
    kind: 'ranking',
    ranking: names.split('>').map(name => (name === '' ? null : name)),
  });

export const against = (times: number): ElectionBallot[] => Array<ElectionBallot>(times).fill({ kind: 'against_all' });
export const blank = (times: number): ElectionBallot[] => Array<ElectionBallot>(times).fill({ kind: 'blank' });

export const names = (count: number) => Array.from({ length: count }, (_, index) => `c${index + 1}`);

const other = fc.constantFrom<ElectionBallot>({ kind: 'against_all' }, { kind: 'blank' }, { kind: 'invalid' });

/** Ballots of one kind over c1…c`count`, good and bad, with a few of the kinds without names among them. */
export const ballotsOf = (kind: 'marks' | 'ranking', count: number, most = 40): fc.Arbitrary<ElectionBallot[]> => {
  const name = fc.constantFrom(...names(count));
  const good = fc.shuffledSubarray(names(count));
  const list = fc.oneof({ weight: 9, arbitrary: good }, { weight: 1, arbitrary: fc.array(name, { maxLength: 4 }) });
  const ballot = list.map(
    (some): ElectionBallot => (kind === 'marks' ? { kind, marks: some } : { kind, ranking: some }),
  );
  return fc.array(fc.oneof({ weight: 9, arbitrary: ballot }, { weight: 1, arbitrary: other }), { maxLength: most });
};

/** The same ballots in another order. */
export const shuffled = <T>(items: readonly T[]) =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
