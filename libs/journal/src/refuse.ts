import type { JsonObject, Refusal } from './types.js';

/** A refusal: a code, which has its sentence in libs/phrases, and its parameters. */
export const refuse = (refused: string, params: JsonObject = {}): Refusal => ({ refused, params });
