import { CATEGORIES, id, MODES, ROLES, wording } from '@kengesh/domain';
import * as z from 'zod';
import { seatOffice } from './councils.js';
import { localTime, revision, uuid, zone } from './fields.js';
import { commandId } from './live.js';
import { deskRole } from './security.js';

// A session as the desk plans and prepares it, and its roll: one schema for HTTP, the API document and the forms.

export const agendaInput = z
  .strictObject({
    items: z
      .array(z.strictObject({ id: id.optional(), title: wording(500), rapporteurSeatId: uuid.nullable() }))
      .max(200),
    revision,
  })
  .meta({ id: 'AgendaInput' });
export type AgendaInput = z.output<typeof agendaInput>;

export const sessionInput = z
  .strictObject({
    title: wording(500),
    form: z.enum(['hybrid', 'hall', 'remote']),
    place: wording(300),
    startsLocal: localTime,
    endsLocal: localTime,
    zone,
  })
  .meta({ id: 'SessionInput' });
export type SessionInput = z.output<typeof sessionInput>;
/** What is left out stays as it is; a change of time, place or zone raises `sequence`. */
export const sessionChange = sessionInput.partial().extend({ revision }).meta({ id: 'SessionChange' });
export type SessionChange = z.output<typeof sessionChange>;
export const sessionRow = sessionInput
  .extend({
    id: uuid,
    councilId: uuid,
    number: z.int(),
    /** planned: at the desk only; then as the journal says. */
    phase: z.enum(['planned', 'prepared', 'open', 'recess', 'closed', 'cancelled']),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    sequence: z.int(),
    revision,
    sample: z.boolean(),
    agenda: z.array(z.strictObject({ id, title: wording(500), rapporteurSeatId: uuid.nullable() })),
  })
  .meta({ id: 'Session' });
export type SessionRow = z.output<typeof sessionRow>;

/** A line of the list an account chooses from. */
export const mySession = z
  .strictObject({
    id: uuid,
    councilId: uuid,
    councilName: wording(300),
    /** What the account is in that council. */
    role: deskRole,
    number: z.int(),
    title: wording(500),
    startsLocal: localTime,
    zone,
    startsAt: z.iso.datetime(),
    phase: sessionRow.shape.phase,
    sample: z.boolean(),
  })
  .meta({ id: 'MySession' });
export type MySession = z.output<typeof mySession>;

/** What earlier sessions of the council left undone, to be put on the agenda of this one. */
export const leftOver = z
  .strictObject({
    tasks: z.array(
      z.strictObject({
        sessionId: uuid,
        sessionNumber: z.int(),
        task: z.string(),
        text: wording(2000),
        responsible: z.string(),
        due: z.string().nullable(),
        status: z.enum(['open', 'in_progress', 'reported']),
        zone: z.string(),
      }),
    ),
    /** Items of the last session that were not finished, and motions it put off or did not reach. */
    items: z.array(z.strictObject({ sessionNumber: z.int(), title: wording(500), rapporteur: z.string().nullable() })),
    motions: z.array(z.strictObject({ sessionNumber: z.int(), text: wording(20000), mover: z.string().nullable() })),
    /** Further ballots and elections that were not held, decisions without both signatures, items on which somebody waited for the floor. */
    others: z
      .array(
        z.strictObject({
          kind: z.enum(['tie', 'election', 'decision', 'speakers']),
          sessionNumber: z.int(),
          text: wording(20000),
          /** Who waited. */
          names: z.array(wording(200)),
        }),
      )
      .optional(),
  })
  .meta({ id: 'LeftOver' });
export type LeftOver = z.output<typeof leftOver>;

/** What was put in on an item that the agenda at the desk no longer has; it moves to another item or is withdrawn. */
export const orphanRow = z
  .strictObject({
    kind: z.enum(['motion', 'recusal', 'proxy', 'instruction', 'mark']),
    /** Of the motion or the proxy; of a recusal the seat; of a mark the item. */
    id,
    item: id,
    itemTitle: wording(500),
    text: wording(20000).nullable(),
    /** Mover, recused seat, or who gives the proxy; then who holds it. */
    seats: z.array(wording(200)).max(2),
  })
  .meta({ id: 'Orphan' });
export type OrphanRow = z.output<typeof orphanRow>;

/** The page's own command id: preparing again with the same one is answered with what it made. */
export const prepareInput = z
  .strictObject({
    command: commandId,
    orphans: z
      .array(orphanRow.pick({ kind: true, id: true, item: true }).extend({ to: id.nullable() }))
      .max(5000)
      .optional(),
  })
  .meta({ id: 'PrepareInput' });
export type PrepareInput = z.output<typeof prepareInput>;
export const prepareAnswer = z
  .strictObject({ seq: z.int(), head: z.int(), at: z.iso.datetime(), repeated: z.boolean() })
  .meta({ id: 'PrepareAnswer' });
export type PrepareAnswer = z.output<typeof prepareAnswer>;

/** One line of a session's roll at the desk: who, how expected, and the state of the link. */
export const rosterRow = z
  .strictObject({
    participant: id,
    seatId: uuid,
    label: wording(200),
    role: z.enum(ROLES),
    votes: z.boolean(),
    delegation: z.string(),
    category: z.enum(CATEGORIES),
    mode: z.enum(MODES),
    email: z.string().nullable(),
    /** Whoever reads this may not read addresses: then `email` is null whether there is one or not. */
    addressWithheld: z.literal(true).optional(),
    /** The election by which the role is held on the day of the session. */
    office: seatOffice.optional(),
    link: z
      .strictObject({
        issuedAt: z.iso.datetime(),
        expiresAt: z.iso.datetime(),
        devices: z.int(),
        lastUsedAt: z.iso.datetime().nullable(),
        /** Of a link that was issued while the session is under way. `asked`: waits for a second person, `until` then. */
        key: z
          .strictObject({
            generation: z.int(),
            standing: z.enum(['free', 'asked', 'confirmed', 'alone', 'refused', 'revoked']),
            until: z.iso.datetime().optional(),
          })
          .optional(),
      })
      .nullable(),
    invited: z
      .strictObject({
        method: z.enum(['REQUEST', 'CANCEL']),
        sequence: z.int(),
        at: z.iso.datetime(),
        mailed: z.boolean(),
        /** The session or the address has changed since it was sent. */
        outdated: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'RosterRow' });
export type RosterRow = z.output<typeof rosterRow>;

export const participantModeInput = z.strictObject({ mode: z.enum(MODES) }).meta({ id: 'ParticipantModeInput' });
export type ParticipantModeInput = z.output<typeof participantModeInput>;
