/** What may be wrong with a key, a sealed text or a recovery code: `cannot_open` is another key, context or text than sealed. */
export type BallotKeyFault = 'bad_key' | 'cannot_open' | 'code_length' | 'code_letters' | 'code_mistyped';

/** Thrown (as a rejection) by everything here that is given something from outside. */
export class BallotKeyError extends Error {
  override readonly name = 'BallotKeyError';
  constructor(readonly fault: BallotKeyFault) {
    super(fault);
  }
}
