import type { Entry } from '@kengesh/journal';
import { admissionLines } from './admission/lines.js';
import { agendaLines } from './agenda/lines.js';
import { attendanceLines } from './attendance/lines.js';
import { deviceLines } from './devices/lines.js';
import { electionLines } from './elections/lines.js';
import type { DomainEntry, EntryOf, EventType, Payload } from './events.js';
import { floorLines } from './floor/lines.js';
import { interpretationLines } from './interpretation/lines.js';
import type { LineParams } from './line.js';
import { motionLines } from './motions/lines.js';
import { orderLines } from './procedure/lines.js';
import { recordingLines } from './recording/lines.js';
import { representLines } from './representation/lines.js';
import { sessionLines } from './session/lines.js';
import type { State } from './state.js';
import { taskLines } from './tasks/lines.js';
import { videoLines } from './video/lines.js';
import { votingLines } from './voting/lines.js';

/** What the line of the record says of each event; an event without a line does not compile. */
const lines: { readonly [T in EventType]: (data: Payload<T>, state: State, entry: Entry) => LineParams } = {
  ...sessionLines,
  ...agendaLines,
  ...attendanceLines,
  ...representLines,
  ...floorLines,
  ...motionLines,
  ...orderLines,
  ...votingLines,
  ...electionLines,
  ...taskLines,
  ...admissionLines,
  ...videoLines,
  ...interpretationLines,
  ...recordingLines,
  ...deviceLines,
};

/** @param state that after the entry or any later one */
export function lineParams(entry: DomainEntry, state: State): LineParams;
export function lineParams<T extends EventType>(entry: EntryOf<T>, state: State): LineParams {
  return lines[entry.type](entry.data, state, entry);
}
