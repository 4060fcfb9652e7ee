/** An expected "no" on its way out through HTTP: the refusal is a value until it reaches a controller's edge. */
import type { Refusal } from '@kengesh/journal';

export class RefusedError extends Error {
  /**
   * @param refusal code and parameters; its sentence is in libs/phrases
   * @param status the HTTP status the room gives it (409 a rule says no, 403 not for you, 404 not there, 422 not well formed)
   */
  constructor(
    readonly refusal: Refusal,
    readonly status = 409,
  ) {
    super(refusal.refused);
    this.name = 'RefusedError';
  }
}

export const refused = (code: string, params: Refusal['params'] = {}, status = 409) =>
  new RefusedError({ refused: code, params }, status);
