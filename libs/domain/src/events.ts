import type { Entry } from '@kengesh/journal';
import { admissionEvents } from './admission/events.js';
import { agendaEvents } from './agenda/events.js';
import { attendanceEvents } from './attendance/events.js';
import type { EventReading } from './define.js';
import { deviceEvents } from './devices/events.js';
import { electionEvents } from './elections/events.js';
import { floorEvents } from './floor/events.js';
import { interpretationEvents } from './interpretation/events.js';
import type { DataOf } from './json.js';
import { motionEvents } from './motions/events.js';
import { orderEvents } from './procedure/events.js';
import { recordingEvents } from './recording/events.js';
import { representEvents } from './representation/events.js';
import type { eventSchemas } from './schemas.js';
import { sessionEvents } from './session/events.js';
import { taskEvents } from './tasks/events.js';
import { videoEvents } from './video/events.js';
import { votingEvents } from './voting/events.js';

type Schemas = typeof eventSchemas;
export type EventType = keyof Schemas;

/** How every event of a session's journal is read. An event that nothing is done with does not compile. */
export const events: { readonly [T in EventType]: EventReading } = {
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
  ...deviceEvents,
};

type Payloads = { readonly [T in EventType]: DataOf<Schemas[T]> };
/** The data that an event of this type holds. */
export type Payload<T extends EventType> = Payloads[T];
/** A new event: its type tells its payload. */
export type DomainEvent = { [T in EventType]: { readonly type: T; readonly data: Payload<T> } }[EventType];
/** An entry of a session's journal: its type tells its data. */
export type DomainEntry = { [T in EventType]: EntryOf<T> }[EventType];
export type EntryOf<T extends EventType> = Omit<Entry, 'type' | 'data'> & {
  readonly type: T;
  readonly data: Payload<T>;
};

/** Those of one type. */
export const entriesOf = <T extends EventType>(entries: readonly Entry[], type: T): readonly EntryOf<T>[] =>
  entries.filter((entry): entry is EntryOf<T> => entry.type === type);

/** Whether this build knows an event of this name. */
export const isEventType = (type: string): type is EventType => Object.hasOwn(events, type);
/** Whether this build knows the event; then its data has the shape declared, for it was checked when it was written. */
export const isKnown = (entry: Entry): entry is DomainEntry => isEventType(entry.type);
