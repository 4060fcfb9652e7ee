/** What an election adds up: one vote a seat, or the weights of seats (PROC-07). */
export const ELECTION_COUNTS = ['seats', 'weights'] as const;
export type ElectionCount = (typeof ELECTION_COUNTS)[number];

/**
 * From when whoever is elected to the chair may preside: in the session of the election itself, at once or when the item of
 * the election has ended; from the next session's roll on; or not by the election itself.
 */
export const PRESIDES_FROM = ['at_once', 'end_of_item', 'next_session', 'never'] as const;
