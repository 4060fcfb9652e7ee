import { type AbsoluteMajorityOptions, countAbsoluteMajority } from './absolute-majority.js';
import { type ApprovalOptions, countApproval } from './approval.js';
import { type BlockPluralityOptions, countBlockPlurality } from './block-plurality.js';
import { countStv, type StvOptions } from './stv.js';
import { type ElectionBallot, ElectionError, type ElectionResult, type Method } from './types.js';

export type { AbsoluteMajorityOptions } from './absolute-majority.js';
export type { ApprovalOptions } from './approval.js';
export type { BlockPluralityOptions } from './block-plurality.js';
export { drawLot } from './lots.js';
export * as rational from './rational.js';
export { countStv, type StvOptions } from './stv.js';
export * from './types.js';

/** What each method is told. */
export interface ElectionOptions {
  readonly block_plurality: BlockPluralityOptions;
  readonly approval: ApprovalOptions;
  readonly absolute_majority: AbsoluteMajorityOptions;
  readonly stv: StvOptions;
}

const counting: {
  readonly [M in Method]: (ballots: readonly ElectionBallot[], options: ElectionOptions[M]) => ElectionResult;
} = {
  block_plurality: countBlockPlurality,
  approval: countApproval,
  absolute_majority: countAbsoluteMajority,
  stv: countStv,
};

/**
 * Counts an election. The same ballots, options and seed give the same result on every machine, whatever their order.
 * @throws ElectionError where it cannot be counted; `path` says what is wrong.
 */
export function countElection<M extends Method>(
  method: M,
  ballots: readonly ElectionBallot[],
  options: ElectionOptions[M],
): ElectionResult {
  if (!Object.hasOwn(counting, method)) throw new ElectionError('method', `unknown: ${String(method)}`);
  return counting[method](ballots, options);
}
