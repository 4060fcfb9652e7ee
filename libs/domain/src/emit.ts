import type { Decision } from '@kengesh/journal';
import type { DomainEvent, EventType, Payload } from './events.js';

/** A decision of one event. */
export const emit = <T extends EventType>(type: T, data: Payload<T>): Decision => ({ events: [{ type, data }] });

/** One of several events, as its type and its data. */
export type EventPair = { [T in EventType]: readonly [type: T, data: Payload<T>] }[EventType];

/** A decision of several events, in order. */
export const emitAll = (...pairs: readonly EventPair[]): Decision => ({
  events: pairs.map(([type, data]) => ({ type, data })),
});

/** An event that follows from another. */
export function derive<T extends EventType>(type: T, data: Payload<T>): DomainEvent;
export function derive(type: EventType, data: DomainEvent['data']): { type: EventType; data: DomainEvent['data'] } {
  return { type, data };
}
