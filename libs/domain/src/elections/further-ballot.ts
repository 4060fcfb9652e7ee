import { canonical } from '@kengesh/journal';
import { isSameWording } from '../names.js';
import { procedureOf } from '../procedure.js';
import type { State, Voting } from '../state.js';
import type { Wording } from '../text.js';

/** The voided ballot that the next one repeats (PROC-14): the last of those it stands in line with. */
export const repeatOf = (votings: readonly Voting[]): { readonly repeats?: string } => {
  const last = votings.at(-1);
  return last?.voided ? { repeats: last.id } : {};
};

interface Named {
  readonly label: Wording;
  readonly seat: string | null;
}

/** Whether both stand for the same: one seat, or one name (L10N-31; under procedure 1 the very same characters). */
export function isSameCandidate(state: State, one: Named, other: Named): boolean {
  if (one.seat !== null && one.seat === other.seat) return true;
  return procedureOf(state) >= 2
    ? isSameWording(one.label, other.label)
    : canonical(one.label) === canonical(other.label);
}

/** The further ballot that the result of this one calls for: its choices, and what it fills. */
export function furtherBallot(state: State, votingId: string) {
  const before = state.votings[votingId];
  const runoff = before?.result?.election?.runoff;
  if (!before?.election || !runoff) return null;
  const { id: electionId, method, onTie } = before.election;
  const list = state.elections?.[electionId]?.candidates ?? [];
  const named = runoff.candidates.flatMap(name => {
    const one = list.find(each => each.id === name);
    return one ? [{ id: one.id, label: one.label, seat: one.seat }] : [];
  });
  const against = runoff.kind === 'extra' ? [] : [{ id: 'against_all', label: null, seat: null }];
  const ballot =
    runoff.kind === 'extra'
      ? { kind: 'extra' as const, places: runoff.places, through: runoff.through }
      : { kind: runoff.kind };
  return {
    choices: [...named, ...against, { id: 'abstain', label: null, seat: null }],
    election: { id: electionId, method, onTie, seats: runoff.places, ballot },
  };
}
