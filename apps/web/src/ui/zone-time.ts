// Wall clocks of a zone. Intl is asked for numbers only, never for names: browsers do not know the languages we speak.

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(zone: string): Intl.DateTimeFormat {
  let found = formats.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, found);
  }
  return found;
}

/** The wall clock of `zone` at an instant (milliseconds since 1970), `YYYY-MM-DDTHH:mm:ss`. */
export function wallClock(at: number, zone: string): string {
  const part = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(one => [one.type, one.value]),
  );
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}`;
}

/** Minutes by which the zone's clock is ahead of UTC at an instant. */
export function offsetMinutes(at: number, zone: string): number {
  return Math.round((Date.parse(`${wallClock(at, zone)}Z`) - Math.floor(at / 1000) * 1000) / 60000);
}

const DAY = 86_400_000;

/**
 * The instants (milliseconds since 1970) at which the zone's clock shows `local`, earliest first: none in the hour in which clocks go
 * forward, two in the one in which they go back.
 */
export function instantsOf(local: string, zone: string): readonly number[] {
  const naive = Date.parse(`${local.length === 16 ? `${local}:00` : local}Z`);
  if (Number.isNaN(naive)) return [];
  const offsets = [naive - DAY, naive + DAY].map(around => offsetMinutes(around, zone));
  const instants = [...new Set(offsets.map(offset => naive - offset * 60000))].sort((one, two) => one - two);
  return instants.filter(at => Date.parse(`${wallClock(at, zone)}Z`) === naive);
}

/**
 * The instant at which the zone's clock shows `local`: of two the first, as the server takes it (TZ-10); where clocks go forward over
 * it, what it would be by the clock before. NaN where the text is no time.
 */
export function instantOf(local: string, zone: string): number {
  const naive = Date.parse(`${local.length === 16 ? `${local}:00` : local}Z`);
  if (Number.isNaN(naive)) return naive;
  return instantsOf(local, zone)[0] ?? naive - offsetMinutes(naive - DAY, zone) * 60000;
}

/** Whether this browser knows the zone. */
export function knownZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
