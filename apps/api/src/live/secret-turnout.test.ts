import { describe, expect, test } from '@jest/globals';
import { INITIAL, type RegisterRow, type State } from '@kengesh/domain';
import { lostVoters, SecretTurnout } from './secret-turnout.js';

const SEATS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const register = SEATS.map(
  (seat): RegisterRow => ({ seat, participant: `of-${seat}`, entitled: true, why: 'present' }),
);
const VOTE = { id: 'v1', register };

describe('PROC-29: who has voted secretly, while it is open', () => {
  test('no name is told before three have voted, and then three more, all together', () => {
    const turnout = new SecretTurnout();
    const told = Array.from({ length: SEATS.length }, (_, n) => turnout.namesOf(VOTE, SEATS.slice(0, n)).length);
    expect(told).toEqual([0, 0, 0, 3, 3, 3, 6, 6]);
    expect(turnout.namesOf(VOTE, SEATS)).toEqual(SEATS);
  });

  test('whoever begins to look later tells no difference of fewer than three', () => {
    const turnout = new SecretTurnout();
    expect(turnout.namesOf(VOTE, SEATS.slice(0, 4))).toEqual([]);
    expect(turnout.namesOf(VOTE, SEATS.slice(0, 6))).toEqual([]);
    expect(turnout.namesOf(VOTE, SEATS.slice(0, 7))).toHaveLength(7);
    expect(turnout.namesOf({ ...VOTE, id: 'v2' }, ['a'])).toEqual([]);
  });

  test('whose line is lost, or who has left, and has not voted is told at once', () => {
    const here = { here: true, mode: 'remote', lostAt: null, intervals: [], corrections: [] } as const;
    const state: State = {
      ...INITIAL,
      attendance: {
        ...Object.fromEntries(SEATS.map(seat => [`of-${seat}`, here])),
        'of-b': { ...here, lostAt: '2026-03-10T08:00:00.000Z' },
        'of-c': { ...here, here: false },
        'of-d': { ...here, lostAt: '2026-03-10T08:00:00.000Z' },
      },
    };
    expect(lostVoters(state, VOTE, ['d'])).toEqual(['b', 'c']);
  });
});
