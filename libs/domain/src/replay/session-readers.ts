import { act, alone, named, type Readers, seconds } from './reader.js';
import { answersIn } from './settled.js';

/** The course of the session and its agenda. */
export const sessionReaders = {
  'session.prepared': ({ data, state, group }) => {
    const { procedure: _, ...prepared } = data;
    if (group.length === 1) return [act('session.prepare', { session: prepared })];
    return [act('session.prepare', { session: prepared, orphans: answersIn(state, group, prepared) })];
  },
  'session.opened': alone('session.open'),
  'session.notHeld': ({ data }) => [act('session.notHeld', { next: data.next ?? null })],
  'session.recessed': ({ entry, data }) => {
    const last = seconds(entry.at, data.until);
    return [act('session.recess', { minutes: last === null ? null : last / 60 })];
  },
  'session.resumed': alone('session.resume'),
  'session.presided': named('session.preside'),
  'session.closed': named('session.close'),
  'agenda.taken': named('agenda.take'),
  'agenda.finished': named('agenda.finish'),
  'agenda.debateSet': named('agenda.debate'),
  'agenda.marked': named('agenda.mark'),
  'agenda.added': named('agenda.add'),
  'agenda.reordered': named('agenda.reorder'),
} satisfies Partial<Readers>;
