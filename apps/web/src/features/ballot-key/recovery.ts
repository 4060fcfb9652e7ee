/** What a recovery code asks of whoever copies it: two of its groups said back. */
import { type BallotKeyPair, groupsOf, keyPairOfRecoveryCode } from '@kengesh/ballot-key';

export const codePair = (code: string): Promise<BallotKeyPair> => keyPairOfRecoveryCode(code);

/** The groups that are asked for, counted from one: neither the first, which is read at a glance, nor the last. */
export const ASKED_GROUPS = [3, 6] as const;

/** Whether these are the asked groups of the code, in whatever spelling. */
export function isSaidBack(code: string, typed: readonly string[]): boolean {
  const groups = groupsOf(code);
  return ASKED_GROUPS.every((place, index) => groupsOf(typed[index] ?? '').join('') === groups[place - 1]);
}
