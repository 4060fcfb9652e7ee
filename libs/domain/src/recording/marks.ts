import type { Entry } from '@kengesh/journal';
import type { State } from '../state.js';
import { secondsBetween } from '../time.js';
import type { Recording } from './state.js';

/** The recording under way, if any. */
export const currentRecording = (state: State): Recording | undefined =>
  state.recording?.find(one => one.to === undefined);

/** A place in the file: an item was taken up, or somebody got the floor. */
export interface Mark {
  readonly take: string;
  /** Seconds from the beginning of the file. */
  readonly seconds: number;
  readonly item: string | null;
  readonly speaker: string | null;
}

/** The marks of all recordings, read off the journal: nobody has to set them. */
export function recordingMarks(state: State, entries: readonly Entry[]): readonly Mark[] {
  return (state.recording ?? []).flatMap(({ id, runsSince, to }) => {
    if (runsSince === undefined) return [];
    const marks: Mark[] = [];
    let item: string | null = null;
    let speaker: string | null = null;
    for (const { type, data, at } of entries) {
      if (to !== undefined && at >= to) break;
      const stood: string | null = `${item} ${speaker}`;
      if (type === 'agenda.taken') item = String(data.item);
      if (type === 'agenda.finished' && data.item === item) item = null;
      if (type === 'floor.given') speaker = String(data.participant);
      if (type === 'floor.ended') speaker = null;
      if (stood === `${item} ${speaker}`) continue;
      // What was under way when the recording began is its first mark.
      const seconds = Math.max(0, Math.floor(secondsBetween(runsSince, at)));
      if (seconds === 0) marks.length = 0;
      if (marks.at(-1)?.seconds === seconds) marks.pop();
      marks.push({ take: id, seconds, item, speaker });
    }
    return marks;
  });
}
