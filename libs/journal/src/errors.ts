/** What goes wrong beyond a refusal. These are thrown; a refusal never is. */

/** Another writer was faster and the store has undone the whole batch: it may be tried again at once (J-30). */
export class ConcurrencyConflict extends Error {
  override readonly name: string = 'LostRace';
}

/** The store was put back to an earlier day: nothing that is held of the journal holds any more (J-38). */
export class PutBack extends ConcurrencyConflict {
  override readonly name: string = 'PutBack';
}

/** The store has undone the whole batch, for one of its commands was written before (J-24): who looks for it first finds it. */
export class DuplicateCommand extends ConcurrencyConflict {
  override readonly name: string = 'WrittenBefore';
}

/**
 * The transaction failed and nobody knows whether it was committed. Sending the same command again is harmless and
 * brings the answer (J-29).
 */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
  constructor(
    readonly command: string,
    cause: unknown,
  ) {
    super(`unknown whether command ${command} was recorded: try the same command again`, { cause });
  }
}

/** Our own mistake while deciding this one act; nothing of it was written (J-28). */
export class ActFailed extends Error {
  override readonly name = 'ActFailed';
  constructor(
    readonly command: string,
    cause: unknown,
  ) {
    super(`act of command ${command} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** A box that is not there or is sealed was asked for what it no longer gives (J-53). */
export class BoxClosed extends Error {
  override readonly name = 'BoxClosed';
}
