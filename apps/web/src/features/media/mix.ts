// The floor and an interpreter in one ear: the interpreter in full, the floor beneath, coming up slowly while none speaks.

/** A break of an interpreter so long, milliseconds, is one in which the floor may come up. */
export const PAUSE = 2_000;
/** How long the floor takes to come up; it goes down at once. */
export const RAMP = 1_500;
const TICK = 100;

interface Heard {
  readonly channel: string | null;
  readonly silent: boolean;
  readonly track: { setVolume(volume: number): void };
}

/** How loud the floor is: `quiet` under an interpreter; in full where none is listened to or there; rising in a break. */
export function floorVolume(quiet: number, silentFor: number | null): number {
  if (silentFor === null) return quiet;
  const risen = Math.min(1, Math.max(0, (silentFor - PAUSE) / RAMP));
  return quiet + (1 - quiet) * risen;
}

export function createMix(now: () => number = Date.now) {
  let quiet = 0.15;
  let channel: string | null = null;
  let heard: readonly Heard[] = [];
  /** Since when nobody speaks on the channel; null: somebody does. */
  let silentSince: number | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;

  const apply = () => {
    const silentFor = silentSince === null ? null : now() - silentSince;
    const floor = channel === null ? 1 : floorVolume(quiet, silentFor);
    for (const one of heard) one.track.setVolume(one.channel === null ? floor : 1);
    if (channel === null || silentFor === null || silentFor > PAUSE + RAMP) stop();
    else timer ??= setInterval(apply, TICK);
  };
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  return {
    set(next: string | null, sounds: readonly Heard[]) {
      const speaks = sounds.some(one => one.channel === next && next !== null && !one.silent);
      // Whoever has just chosen a channel without an interpreter hears the floor at once.
      if (next !== channel) silentSince = speaks ? null : now() - PAUSE - RAMP;
      else if (speaks) silentSince = null;
      else silentSince ??= now();
      channel = next;
      heard = sounds;
      apply();
    },
    floor(next: number) {
      quiet = next;
      apply();
    },
    stop,
  };
}
