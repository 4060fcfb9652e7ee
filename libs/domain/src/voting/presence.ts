import { rulesOf } from '../rules/resolved-rules.js';
import type { Outcome, QuorumFinding, Result, State, Voting } from '../state.js';
import { isCorrespondence } from './types.js';

/** What decides whether a vote had its quorum: its opening, who is present when it is closed, or the answers handed in. */
export type QuorumTest = 'opening' | 'presence' | 'answers';

/** What the quorum of a vote of this way hangs on, once it is open (PROC-02, PROC-28). */
export function quorumTestOf(state: State, voting: Pick<Voting, 'way'>): QuorumTest {
  if (isCorrespondence(voting)) return 'answers';
  // Where nobody hands in a ballot, whoever is present takes part.
  const agreed = voting.way === 'no_objection' || voting.way === 'consensus';
  switch (rulesOf(state)?.quorumAt) {
    case 'close':
    case 'both':
      return 'presence';
    case 'participation':
      return agreed ? 'presence' : 'answers';
    default:
      return 'opening';
  }
}

/** A quorum that was not there when a vote was closed, and by what its outcome stands all the same. */
export interface GoneQuorum {
  readonly finding: QuorumFinding;
  /** Null where nothing was decided that could stand. */
  readonly standsBy: 'opening' | 'answers' | null;
}

/** A vote as far as its close is told. */
export interface Closed {
  readonly way?: Voting['way'] | undefined;
  readonly result: Pick<Result, 'outcome' | 'quorum' | 'presentAtClose'> | null;
}

const SETTLED: readonly Outcome[] = ['adopted', 'rejected', 'elected', 'not_elected', 'tied'];

/**
 * The quorum that was gone at the close of this vote (PROC-40), or null. Who is present says nothing of a vote by
 * correspondence. Of procedures before 3 it is not known.
 */
export function goneAtClose({ way, result }: Closed): GoneQuorum | null {
  const finding = result?.presentAtClose;
  if (!result || !finding || finding.met || isCorrespondence({ way })) return null;
  const isSettled = SETTLED.includes(result.outcome);
  return { finding, standsBy: isSettled ? (result.quorum ? 'answers' : 'opening') : null };
}
