const allOf = (as: string) => `kengesh.mark.${as}.`;
const keyOf = (as: string, voting: string, seat: string) => `${allOf(as)}${voting}.${seat}`;

/**
 * The server marks the seat of a page's link, as long as the vote is open to it; this device remembers of every secret ballot
 * cast on it that it was cast and its receipt, never what.
 */
export function rememberMark(as: string, voting: string, seat: string, receipt: string | null): void {
  try {
    localStorage.setItem(keyOf(as, voting, seat), receipt ?? '');
  } catch {
    // A browser that keeps nothing offers the ballot again after a reload; the server refuses a second one.
  }
}
/** The receipt, empty where there was none; null where this device knows of no such ballot. */
export function rememberedMark(as: string, voting: string, seat: string): string | null {
  try {
    return localStorage.getItem(keyOf(as, voting, seat));
  } catch {
    return null;
  }
}

/** The record was put back to an earlier day: what is remembered of votes that are gone would be told of others. */
export function forgetMarks(as: string): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(allOf(as))) localStorage.removeItem(key);
  } catch {
    // It keeps nothing.
  }
}
