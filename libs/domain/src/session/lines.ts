import { bare, type LinesOf, said } from '../line.js';
import type { sessionEventSchemas } from './schemas.js';

export const sessionLines = {
  'session.prepared': ({ seats, participants, agenda }) => ({
    seats: seats.length,
    participants: participants.length,
    items: agenda.length,
  }),
  'session.opened': ({ presiding, quorum }) => ({
    participant: said('participant', presiding),
    quorum: said('quorum', quorum),
  }),
  'session.recessed': ({ until }) => ({ until: said('time', until) }),
  'session.resumed': bare,
  'session.presided': ({ participant, reason }) => ({ participant: said('participant', participant), reason }),
  'session.closed': ({ next }) => ({ next: said('wallClock', next) }),
  'session.notHeld': ({ by, quorum, next }) => ({
    participant: said('participant', by),
    quorum: said('quorum', quorum),
    next: said('wallClock', next),
  }),
} satisfies LinesOf<typeof sessionEventSchemas>;
