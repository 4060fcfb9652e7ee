/** An expected "no" on its way out through HTTP: the refusal is a value until it reaches a controller's edge. */
import { type JsonObject, type Refusal, refuse } from '@kengesh/journal';
import type { RefusalCode } from '@kengesh/phrases';
import { statusOf } from './status-of.js';

export class RefusedError extends Error {
  /** @param status that of the code, unless the same code means something else here */
  constructor(
    readonly refusal: Refusal,
    readonly status = statusOf(refusal.refused),
  ) {
    super(refusal.refused);
    this.name = 'RefusedError';
  }
}

/** A refusal of the API's own, by a code that has its sentence. */
export const refused = (code: RefusalCode, params: JsonObject = {}, status?: number) =>
  new RefusedError(refuse(code, params), status);
