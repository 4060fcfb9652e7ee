import {
  CATEGORIES,
  id,
  isReadable,
  LANGUAGES,
  LINK_REASONS,
  MODES,
  type PlainJson,
  ROLES,
  ROLL_OFFICES,
  rules,
  weight,
  wording,
} from '@kengesh/domain';
import * as z from 'zod';
import { isAddress, plainAddress } from './address.js';
import { commandId, type Me } from './live.js';
import { deskRole } from './security.js';

// Requests and answers of the desk: one schema for HTTP, the API document and the forms.

const uuid = z.uuid();
const email = z.string().trim().max(254).overwrite(plainAddress).refine(isAddress, 'email');
/** Wall clock of the session's zone, to the minute. */
const localTime = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/, 'local_time');
const zone = z.string().min(1).max(60);
/** One line of plain text: no line breaks, no control characters (CAL-08), nothing that is no character. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u, 'control_characters')
    .refine(text => text === '' || isReadable(text), 'visible_character');

/**
 * How often a row was changed. A change says at which one its author read the row: another since then, and it is refused with
 * revision.stale (409), the row as it is in `current`. A page of an older build says none and is not held to it.
 */
const revision = z.int().min(1).optional();

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

/** Why a link is issued or taken back; `unsaid` where nothing is said. */
export const linkReasonInput = z
  .strictObject({ reason: z.enum(LINK_REASONS).optional() })
  .meta({ id: 'LinkReasonInput' });
/** A device that acts for whoever asks. `browser`: what it says of itself. */
export const ownDevice = z
  .strictObject({
    id: z.uuid(),
    browser: z.string(),
    since: z.iso.datetime(),
    seenAt: z.iso.datetime(),
    current: z.boolean(),
  })
  .meta({ id: 'OwnDevice' });
export type OwnDevice = z.output<typeof ownDevice>;

export const linkExchange = z.strictObject({ secret: z.string().min(20).max(200) }).meta({ id: 'LinkExchange' });
export type LinkExchange = z.output<typeof linkExchange>;
/** `path` is the page to go to; the cookie named after `as` came with the answer. */
export const linkAnswer = z
  .strictObject({ face: z.enum(['desk', 'chair', 'delegate', 'hall']), as: z.string(), path: z.string() })
  .meta({ id: 'LinkAnswer' });
export type LinkAnswer = z.output<typeof linkAnswer>;
/** Shown once: of the secret in the fragment only a hash is kept. */
export const linkIssued = z
  .strictObject({
    url: z.url(),
    expiresAt: z.iso.datetime(),
    /** Where a second person has to confirm it: from then on the secretary alone may let it in. */
    until: z.iso.datetime().optional(),
  })
  .meta({ id: 'LinkIssued' });
export type LinkIssued = z.output<typeof linkIssued>;
/** As `Me` of live.ts. */
export const meAnswer = z
  .strictObject({
    face: z.enum(['desk', 'chair', 'delegate', 'hall']),
    as: z.string(),
    councilId: z.string(),
    councilName: z.record(z.string(), z.string()),
    sessionId: z.string().nullable(),
    participant: z.string().nullable(),
    role: z.string().nullable(),
    seat: z.string().nullable(),
    label: z.record(z.string(), z.string()),
    language: z.string(),
    marks: z.array(z.strictObject({ voting: z.string(), receipt: z.string() })),
    video: z.boolean(),
    device: z.string().optional(),
    recording: z.boolean().optional(),
    mayFound: z.boolean().optional(),
    serverTime: z.iso.datetime(),
  })
  .meta({ id: 'Me' }) satisfies z.ZodType<Me>;
export const signIn = z.strictObject({ email, password: z.string().min(1).max(200) }).meta({ id: 'SignIn' });
export type SignIn = z.output<typeof signIn>;

/** `current` is asked of a device that signed in with the password it wants to change; null after coming in by a link. */
export const passwordInput = z
  .strictObject({ current: z.string().max(200).nullable(), password: z.string().normalize('NFC').min(12).max(200) })
  .meta({ id: 'PasswordInput' });
export type PasswordInput = z.output<typeof passwordInput>;

export const participantModeInput = z.strictObject({ mode: z.enum(MODES) }).meta({ id: 'ParticipantModeInput' });
export type ParticipantModeInput = z.output<typeof participantModeInput>;

/** What a refused request answers, RFC 9457. `code` + `params` are what libs/phrases words. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly params: { readonly [name: string]: unknown };
  readonly detail: string;
}
