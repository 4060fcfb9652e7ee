/**
 * What this page sends, for a line that stands over everything: the room itself comes as a piece of its own, on a press, and
 * tells here how it stands. Nothing where sound and video were not asked for.
 */
import { useSyncExternalStore } from 'react';

export interface OwnMedia {
  readonly microphone: boolean;
  readonly camera: boolean;
  /** Whether the session lets the microphone be on now. */
  readonly mayMicrophone: boolean;
  readonly setMicrophone: (on: boolean) => void;
}

const listeners = new Set<() => void>();
let own: OwnMedia | null = null;

/** Told by the room whenever it changes; null as it is left. */
export function tellOwnMedia(next: OwnMedia | null): void {
  const isSame =
    own?.microphone === next?.microphone &&
    own?.camera === next?.camera &&
    own?.mayMicrophone === next?.mayMicrophone &&
    own?.setMicrophone === next?.setMicrophone;
  if (isSame) return;
  own = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

export const useOwnMedia = (): OwnMedia | null => useSyncExternalStore(subscribe, () => own);
