import * as z from 'zod';
import { id, instant, preparedSession } from '../council.js';
import { event } from '../define.js';
import { INITIAL } from '../state.js';

export const quorumFinding = z.strictObject({ present: z.int(), base: z.int(), need: z.int(), met: z.boolean() });

/** The session's life: prepared with roll, rules and agenda; opened with a quorum; recessed, resumed, closed. */
export const sessionEvents = {
  'session.prepared': event({
    schema: preparedSession,
    // Prepared again before the opening: who has come already and what was moved on items that stay is kept.
    evolve: (state, data) => ({
      ...state,
      session: { ...INITIAL.session, phase: 'prepared' },
      prepared: data,
      agenda: {
        items: data.agenda.map(item => ({ ...item, status: 'pending', takenAt: null, finishedAt: null })),
        current: null,
      },
    }),
  }),
  'session.opened': event({
    schema: z.strictObject({ presiding: id, quorum: quorumFinding }),
    evolve: (state, data, entry) => ({
      ...state,
      session: {
        ...state.session,
        phase: 'open',
        presiding: data.presiding,
        openedAt: entry.at,
        quorumAtOpening: data.quorum,
      },
    }),
  }),
  'session.recessed': event({
    schema: z.strictObject({ until: instant.nullable() }),
    evolve: (state, data, entry) => ({
      ...state,
      session: { ...state.session, phase: 'recess', recess: { since: entry.at, until: data.until } },
    }),
  }),
  'session.resumed': event({
    schema: z.strictObject({}),
    evolve: state => ({ ...state, session: { ...state.session, phase: 'open', recess: null } }),
  }),
  'session.presided': event({
    schema: z.strictObject({ participant: id, reason: z.enum(['handed', 'absent', 'returned']) }),
    evolve: (state, data) => ({ ...state, session: { ...state.session, presiding: data.participant } }),
  }),
  'session.closed': event({
    schema: z.strictObject({}),
    evolve: (state, _data, entry) => ({
      ...state,
      session: { ...state.session, phase: 'closed', closedAt: entry.at, recess: null },
    }),
  }),
};
