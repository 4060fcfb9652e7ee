/** What an answer tells of a command that was sent before, for whoever sends it again until it is certain what became of it. */

/** An answer as pages and programs are given it, as far as it matters here. */
export interface GivenAnswer {
  readonly ok: boolean;
  readonly refused?: string;
  readonly params?: { readonly [name: string]: unknown };
}

/** The server does not know either whether the command was recorded: only the same command, sent again, tells (J-29). */
export const isOutcomeUnknown = ({ ok, refused, params }: GivenAnswer): boolean =>
  !ok && refused === 'fault' && params?.again === true;

/**
 * Sent away before anybody looked whether the command was recorded earlier: for one that was sent before, this is no answer.
 * Any other refusal is given only after earlier entries were looked for (J-24).
 */
export const isUnheard = ({ ok, refused }: GivenAnswer): boolean =>
  !ok && (refused === 'engine.busy' || refused?.startsWith('limit.') === true);
