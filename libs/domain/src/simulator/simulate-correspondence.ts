// Votes by correspondence, as a case describes them.
import type { State } from '../state.js';
import { deadlineFault, leastAcknowledged } from '../voting/correspondence.js';
import type { SimulationCase } from './case.js';
import { CaseError } from './simulate-state.js';

/** How many must confirm receipt: as the case says, but no fewer than its rules ask for (PROC-28). */
export function acknowledgedBy({ minAcknowledged }: SimulationCase, open: State): number {
  const least = leastAcknowledged(open, open.agenda.current);
  if (minAcknowledged !== undefined && minAcknowledged < least)
    throw new CaseError('minAcknowledged', `${minAcknowledged}, but the rules ask for ${least}`);
  return minAcknowledged ?? least;
}

/** Where a case says when a vote by correspondence was opened: its deadline may not be nearer than the rules let it. */
export function checkDeadline({ way, opened, deadline }: SimulationCase, open: State): void {
  if (opened === undefined) return;
  if (way !== 'silence' && way !== 'written') throw new CaseError('opened', 'only of silence, written');
  if (deadline === undefined) throw new CaseError('deadline', 'where it is said when the vote was opened, it has one');
  const fault = deadlineFault(open, deadline, opened);
  if (!fault) return;
  const { minutes } = fault.params;
  throw new CaseError(
    'deadline',
    fault.refused === 'voting.deadline_near'
      ? `nearer than rules.ballots.writtenLeastMinutes lets it: ${minutes}`
      : fault.refused === 'voting.deadline_past'
        ? 'not after the opening'
        : 'rules.ballots.writtenLeastMinutes is not set',
  );
}
