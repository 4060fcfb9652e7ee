import type { Act, Wording } from '@kengesh/domain';
import type { Undone } from '../../features/agenda/undone.js';

export type Params = { readonly [name: string]: string | number | Wording };
export interface Said<Code extends string> {
  readonly code: Code;
  readonly params: Params;
}

/** What the large button offers: the one step that the session waits for, worded by `chair.step.<code>`. */
export interface NextStep extends Said<StepCode> {
  /** What it asks for; null where there is nothing to do but wait, or the doing is in a panel (`go`). */
  readonly act: Act | null;
  /** Why it cannot be done now, worded by `chair.stepWhy.<code>`. */
  readonly why: Said<WhyCode> | null;
  /** Asked once, in place, before it is done, worded by `chair.stepAsk.<code>`. */
  readonly confirm: Said<AskCode> | null;
  /** Told with that question: what else would be lost by it, worded likewise. */
  readonly also: Said<AskCode> | null;
  readonly go: Work | null;
  /** What the item that it finishes has not come to the end of: told with the question. */
  readonly undone: readonly Undone[];
}

/** Work that is done in a panel: where the large button leads. */
export type Work = 'point' | 'admit' | 'hands' | 'work' | 'assist' | 'tie' | 'lot' | 'election' | 'key' | 'record';

export type StepCode =
  | 'waitPrepared'
  | 'hereHall'
  | 'hereRemote'
  | 'open'
  | 'waitChairOpens'
  | 'waitQuorum'
  | 'checkInAll'
  | 'hands'
  | 'takeFirst'
  | 'countHands'
  | 'callNext'
  | 'answer'
  | 'issuePaper'
  | 'countPaper'
  | 'confirmAssist'
  | 'put'
  | 'repeat'
  | 'decideTie'
  | 'lot'
  | 'waitObjections'
  | 'waitDeadline'
  | 'waitKey'
  | 'nominate'
  | 'openElection'
  | 'closeVoting'
  | 'runoff'
  | 'rule'
  | 'admit'
  | 'finishAndTake'
  | 'finishLast'
  | 'closeSession'
  | 'resume'
  | 'preside'
  | 'handTo'
  | 'watch'
  | 'record';
export type WhyCode = 'quorum' | 'hands' | 'paper';
export type AskCode = 'missing' | 'missingReconnecting' | 'unknown' | 'closeSession' | 'undone' | 'noQuorum';
