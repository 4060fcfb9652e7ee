import { pausedToo } from '../agenda/events.js';
import { defineEvents } from '../define.js';
import { INITIAL } from '../state.js';
import type { sessionEventSchemas } from './schemas.js';

/** The session's life: prepared with roll, rules and agenda; opened with a quorum; recessed, resumed, closed. */
export const sessionEvents = defineEvents<typeof sessionEventSchemas>({
  'session.prepared': {
    // Prepared again before the opening: who has come already and what was moved on items that stay is kept.
    evolve: (state, { procedure, ...data }) => ({
      ...state,
      session: { ...INITIAL.session, phase: 'prepared', ...(procedure === undefined ? {} : { procedure }) },
      prepared: data,
      agenda: {
        items: data.agenda.map(item => ({
          ...item,
          status: 'pending',
          takenAt: null,
          finishedAt: null,
          ...(state.agenda.items.find(one => one.id === item.id)?.mustHearAll ? { mustHearAll: true } : {}),
        })),
        current: null,
      },
    }),
  },
  'session.opened': {
    evolve: (state, data, entry) => ({
      ...state,
      session: {
        ...state.session,
        ...(data.procedure === undefined ? {} : { procedure: data.procedure }),
        phase: 'open',
        presiding: data.presiding,
        openedAt: entry.at,
        quorumAtOpening: data.quorum,
      },
    }),
  },
  'session.recessed': {
    evolve: (state, data, entry) => ({
      ...state,
      session: { ...state.session, phase: 'recess', recess: { since: entry.at, until: data.until } },
    }),
  },
  'session.resumed': {
    evolve: (state, _data, entry) => {
      const { current, items } = state.agenda;
      const since = state.session.recess?.since;
      return {
        ...state,
        session: { ...state.session, phase: 'open', recess: null },
        // What is under consideration was not heard meanwhile.
        ...(current !== null && since
          ? {
              agenda: {
                current,
                items: items.map(one => (one.id === current ? { ...one, ...pausedToo(one, since, entry.at) } : one)),
              },
            }
          : {}),
      };
    },
  },
  'session.presided': {
    evolve: (state, data) => ({ ...state, session: { ...state.session, presiding: data.participant } }),
  },
  'session.closed': {
    evolve: (state, { next, unheard }, entry) => ({
      ...state,
      session: {
        ...state.session,
        phase: 'closed',
        closedAt: entry.at,
        recess: null,
        ...(next === undefined ? {} : { next }),
        ...(unheard === undefined ? {} : { unheard }),
      },
    }),
  },
  /** The act of non-quorum (PROC-04): nobody opened the session, and it will not be opened. */
  'session.notHeld': {
    evolve: (state, { next, ...data }, entry) => ({
      ...state,
      session: {
        ...state.session,
        phase: 'closed',
        closedAt: entry.at,
        notHeld: { ...data, quorum: data.quorum, at: entry.at },
        ...(next === undefined ? {} : { next }),
      },
    }),
  },
});
