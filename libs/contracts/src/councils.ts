import {
  CATEGORIES,
  LANGUAGES,
  MODES,
  type PlainJson,
  ROLES,
  ROLL_OFFICES,
  rules,
  weight,
  wording,
} from '@kengesh/domain';
import * as z from 'zod';
import { email, line, revision, uuid, zone } from './fields.js';

// A council, the rules it goes by and its seats: one schema for HTTP, the API document and the forms.

export const councilInput = z
  .strictObject({
    name: wording(300),
    mailbox: email,
    zone,
    statutorySeats: z.int().min(1).max(20000),
    rules,
  })
  .meta({ id: 'CouncilInput' });
export type CouncilInput = PlainJson<z.output<typeof councilInput>>;
export const council = councilInput.extend({ id: uuid, revision }).meta({ id: 'Council' });
export type Council = PlainJson<z.output<typeof council>>;
/** What is left out stays as it is. */
export const councilChange = councilInput.partial().extend({ revision }).meta({ id: 'CouncilChange' });
export type CouncilChange = PlainJson<z.output<typeof councilChange>>;

/** A set of rules a council went by: numbered as it was saved, by whom (null: not known any more), and in full. */
export const rulesVersion = z
  .strictObject({
    version: z.int(),
    at: z.iso.datetime(),
    by: wording(200).nullable(),
    rules,
    /** The decision that adopted them, as the desk has said; absent where it has not. */
    adoptedBy: z
      .strictObject({
        sessionId: uuid,
        sessionNumber: z.int(),
        decision: z.string(),
        text: wording(20000),
        label: z.string().nullable(),
      })
      .optional(),
  })
  .meta({ id: 'RulesVersion' });
export type RulesVersion = PlainJson<z.output<typeof rulesVersion>>;
/** A decision of one of the council's sessions, by which a version of its rules was adopted. */
export const rulesAdoption = z
  .strictObject({ sessionId: uuid, decision: z.string().min(1).max(64) })
  .meta({ id: 'RulesAdoption' });
export type RulesAdoption = PlainJson<z.output<typeof rulesAdoption>>;

/** A place on the roll. `votes`: a seat that is counted; observers', interpreters' and the secretary's places are not. */
export const seatInput = z
  .strictObject({
    label: wording(200),
    role: z.enum(ROLES),
    votes: z.boolean(),
    filled: z.boolean(),
    delegation: line(40).min(1),
    category: z.enum(CATEGORIES),
    email: email.nullable(),
    language: z.enum(LANGUAGES),
    mode: z.enum(MODES),
    /** Name of who fills it; personal data, never in the journal. */
    holder: line(200).nullable(),
    /** Millionths of a vote; one vote where it is not said. */
    weight: weight.optional(),
    /** Head of its delegation. */
    head: z.boolean().optional(),
  })
  .meta({ id: 'SeatInput' });
export type SeatInput = z.output<typeof seatInput>;
/** An election by which a seat holds an office of the roll, or will, or held it; cites its entry. Days are local, both included. */
export const seatOffice = z
  .strictObject({
    office: z.enum(ROLL_OFFICES),
    title: wording(300),
    from: z.iso.date(),
    to: z.iso.date(),
    sessionId: uuid,
    sessionNumber: z.int(),
    seq: z.int(),
    standing: z.enum(['holds', 'later', 'ended', 'succeeded', 'by_hand']),
  })
  .meta({ id: 'SeatOffice' });
export type SeatOffice = z.output<typeof seatOffice>;
/** `role` is the seat's today: by an election of the council that acts, or as set by hand. */
export const seatRow = seatInput
  .extend({
    id: uuid,
    councilId: uuid,
    position: z.int(),
    revision,
    /** Where the council has held elections that act: those of this seat. */
    offices: z.array(seatOffice).optional(),
    /** What was set by hand, where an election since took it from this seat. */
    gaveWay: z.enum(ROLL_OFFICES).optional(),
    /** There: the role was set by hand, and elections before that do not act on this seat. */
    byHand: z.literal(true).optional(),
    /** Whoever reads this may not read addresses: then `email` is null whether there is one or not. */
    addressWithheld: z.literal(true).optional(),
  })
  .meta({ id: 'Seat' });
export type SeatRow = z.output<typeof seatRow>;
/**
 * What is left out stays as it is. `position`: the place in protocol order it moves to, 1 first. A `role` other than the seat has
 * is set by hand. `byHand` true: the role stands whatever was elected before; false: elections act on this seat again.
 */
export const seatChange = seatInput
  .extend({ position: z.int().min(1).max(20000), byHand: z.boolean(), revision })
  .partial()
  .meta({ id: 'SeatChange' });
export type SeatChange = z.output<typeof seatChange>;
