// Arithmetic on instants given as ISO 8601 UTC texts. Pure: what time it is always comes in from outside.

// biome-ignore-start lint/style/noRestrictedGlobals: Date is used here as a calculator only, never as a clock
/** The instant `seconds` after `instant`. */
export function addSeconds(instant: string, seconds: number): string {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString();
}

/** Seconds from `from` to `to`, to the millisecond; negative where `to` is earlier. */
export function secondsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}
// biome-ignore-end lint/style/noRestrictedGlobals: as above
