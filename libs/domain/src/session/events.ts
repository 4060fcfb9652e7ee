import * as z from 'zod';
import { pausedToo } from '../agenda/events.js';
import { id, instant, MODES, preparedSession } from '../council.js';
import { defineEvent } from '../define.js';
import { INITIAL } from '../state.js';

const found = { base: z.int(), need: z.int(), met: z.boolean() };
export const quorumFinding = z.strictObject({
  present: z.int(),
  ...found,
  tested: z.literal('ballots').optional(),
  asked: z.int().optional(),
  parts: z
    .array(
      z.strictObject({
        kind: z.enum(['heads', 'category', 'states', 'participation']),
        by: z.enum(['heads', 'weight']),
        of: z.enum(['statutory', 'filled', 'present', 'number']).optional(),
        category: z.string().optional(),
        each: z.int().optional(),
        counted: z.enum(['ballots', 'cast']).optional(),
        got: z.int(),
        ...found,
      }),
    )
    .optional(),
});

/** Which rules decide from here on (PROC-27): not written before there was a second. */
const procedureNumber = z.int().min(2).max(1000).optional();

/** Wall clock of the session's zone. */
export const local = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);

/** The session's life: prepared with roll, rules and agenda; opened with a quorum; recessed, resumed, closed. */
export const sessionEvents = {
  'session.prepared': defineEvent({
    schema: preparedSession.extend({ procedure: procedureNumber }),
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
  }),
  'session.opened': defineEvent({
    schema: z.strictObject({ presiding: id, quorum: quorumFinding, procedure: procedureNumber }),
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
  }),
  'session.recessed': defineEvent({
    schema: z.strictObject({ until: instant.nullable() }),
    evolve: (state, data, entry) => ({
      ...state,
      session: { ...state.session, phase: 'recess', recess: { since: entry.at, until: data.until } },
    }),
  }),
  'session.resumed': defineEvent({
    schema: z.strictObject({}),
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
  }),
  'session.presided': defineEvent({
    schema: z.strictObject({ participant: id, reason: z.enum(['handed', 'absent', 'returned', 'elected']) }),
    evolve: (state, data) => ({ ...state, session: { ...state.session, presiding: data.participant } }),
  }),
  'session.closed': defineEvent({
    // `next`: adjourned to this date and hour of the session's zone.
    schema: z.strictObject({
      next: local.optional(),
      /** Who waited for the floor, and on which item. */
      unheard: z.array(z.strictObject({ participant: id, item: id.nullable() })).optional(),
    }),
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
  }),
  /** The act of non-quorum (PROC-04): nobody opened the session, and it will not be opened. */
  'session.notHeld': defineEvent({
    schema: z.strictObject({
      by: id,
      quorum: quorumFinding,
      present: z.array(z.strictObject({ seat: id, mode: z.enum(MODES) })).max(20000),
      next: local.optional(),
    }),
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
  }),
};
