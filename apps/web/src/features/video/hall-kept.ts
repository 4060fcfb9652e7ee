// What the hall's computer sends and plays, kept on it: after a restart the hall is back without a hand.
import type { Choice } from '../media/room.js';

const KEY = 'kengesh.hall';

export function hallKept(): Choice | null {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<Record<keyof Choice, unknown>> | null;
    if (!found || typeof found !== 'object') return null;
    const text = (value: unknown) => (typeof value === 'string' ? value : '');
    return {
      microphone: text(found.microphone),
      camera: text(found.camera),
      speaker: text(found.speaker),
      desk: found.desk !== false,
    };
  } catch {
    return null;
  }
}

/** null: the hall sends nothing any more. */
export function keepHall(choice: Choice | null): void {
  try {
    if (choice) localStorage.setItem(KEY, JSON.stringify(choice));
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing is set up anew each time.
  }
}
