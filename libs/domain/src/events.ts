import { admissionEvents } from './admission/events.js';
import { agendaEvents } from './agenda/events.js';
import { attendanceEvents } from './attendance/events.js';
import { electionEvents } from './elections/events.js';
import { floorEvents } from './floor/events.js';
import { interpretationEvents } from './interpretation/events.js';
import { motionEvents } from './motions/events.js';
import { orderEvents } from './order/events.js';
import { recordingEvents } from './recording/events.js';
import { representEvents } from './represent/events.js';
import { sessionEvents } from './session/events.js';
import { taskEvents } from './tasks/events.js';
import { videoEvents } from './video/events.js';
import { votingEvents } from './voting/events.js';

/** Every event a session's journal may hold. Past tense; folded for ever, so a shape once written is never changed. */
export const events = {
  ...sessionEvents,
  ...agendaEvents,
  ...attendanceEvents,
  ...representEvents,
  ...floorEvents,
  ...motionEvents,
  ...orderEvents,
  ...votingEvents,
  ...electionEvents,
  ...taskEvents,
  ...admissionEvents,
  ...videoEvents,
  ...interpretationEvents,
  ...recordingEvents,
};
