import { id, isReadable, LANGUAGES, PLAIN, REMARKS, REPORTS, ROLES, wording } from '@kengesh/domain';
import * as z from 'zod';

// What goes out before a session and what is kept after it: invitations, exports, registers.

export const invitationsInput = z
  .strictObject({
    /** Instead of each recipient's own. */
    language: z.enum(LANGUAGES).optional(),
    /** Only these of the roll; whoever was taken off it is told in any case. */
    participants: z.array(id).min(1).max(40000).optional(),
  })
  .meta({ id: 'InvitationsInput' });
export type InvitationsInput = z.output<typeof invitationsInput>;
export const invitationsOutcome = z
  .strictObject({
    /** SEQUENCE of the session now. */
    sequence: z.int(),
    at: z.iso.datetime(),
    /** Invited or told of a change; taken off the roll or told of the cancellation. */
    issued: z.strictObject({ request: z.int(), cancel: z.int() }),
    /** False: no SMTP_URL is set, nothing was mailed; links are handed out by copying or QR. */
    mailing: z.boolean(),
    mailed: z.int(),
    /** Still on their way when this was answered. */
    pending: z.int(),
    /** `reason`: what the mail server said; `own_mailbox` where the address is the council's own. */
    failed: z.array(z.strictObject({ participant: z.string(), email: z.string(), reason: z.string() })),
    /** On the roll without an address. */
    withoutAddress: z.array(z.strictObject({ participant: z.string(), label: wording(200) })),
  })
  .meta({ id: 'InvitationsOutcome' });
export type InvitationsOutcome = z.output<typeof invitationsOutcome>;

/** One paper of a session: `GET /api/sessions/:id/exports/<name>.<format>?lang=&table=&delimiter=&about=`. */
export const exportRow = z
  .strictObject({
    name: z.string(),
    title: z.string(),
    formats: z.array(z.enum(['csv', 'xlsx', 'json'])),
    /** Tables a CSV may be had of, the first unless `table` says otherwise. */
    tables: z.array(z.string()),
  })
  .meta({ id: 'Export' });
export type ExportRow = z.output<typeof exportRow>;

/** A participant of a session with the name of the day, as its papers print it (REC-21). */
export const participantName = z
  .strictObject({
    participant: z.string(),
    seat: z.string().nullable(),
    label: wording(200),
    role: z.enum(ROLES),
    name: z.string().nullable(),
    /** Why there is none, where there was one. */
    missing: z.enum(['not_kept', 'erased']).optional(),
  })
  .meta({ id: 'ParticipantName' });
export type ParticipantName = z.output<typeof participantName>;

const head = z.strictObject({ seq: z.int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) });
/**
 * The hashes that vouch for a record (REC-22): of the proceedings, which the close seals, null before it; and of the journal as
 * it stands now.
 */
export const journalHeads = z
  .strictObject({ proceedings: head.nullable(), present: head })
  .meta({ id: 'JournalHeads' });
export type JournalHeads = z.output<typeof journalHeads>;

/** Where a line of a register comes from: the entry `seq` of the session's journal. */
const source = {
  sessionId: z.uuid(),
  seq: z.int(),
  sessionNumber: z.int(),
  sessionTitle: wording(500),
  at: z.iso.datetime(),
};
/** The name a seat's participant had on the day of the session, or that it is not there any more (REC-21). */
export const personName = z
  .union([z.strictObject({ name: z.string() }), z.strictObject({ missing: z.enum(['not_kept', 'erased']) })])
  .meta({ id: 'PersonName' });
export const decisionLine = z
  .strictObject({
    ...source,
    decision: z.string(),
    item: z.string().nullable(),
    motion: z.string(),
    voting: z.string(),
    text: wording(20000),
    hash: z.string(),
    /** Who has signed it. */
    /** `oneHand`: both signatures are of one hand, for there was no third person. */
    signed: z.array(
      z.strictObject({
        as: z.enum(['presiding', 'secretary']),
        at: z.iso.datetime(),
        oneHand: z.literal(true).optional(),
      }),
    ),
    /** From the register, after both signatures; null before. */
    number: z.int().nullable(),
    label: z.string().nullable(),
    /** The body took the question up again: it is neither signed nor numbered. */
    reconsidered: z.boolean(),
    /** Versions of the council's rules that it adopted, as the desk has said. */
    rulesVersions: z.array(z.int()).optional(),
  })
  .meta({ id: 'DecisionLine' });
export type DecisionRow = z.output<typeof decisionLine>;
export const taskLine = z
  .strictObject({
    ...source,
    task: z.string(),
    decision: z.string().nullable(),
    text: wording(2000),
    /** Seat. */
    responsible: z.string(),
    responsibleLabel: wording(200).nullable(),
    /** To the desk alone, where there was a name. */
    responsiblePerson: personName.optional(),
    /** Local date of the session's zone; null: standing. */
    due: z.string().nullable(),
    /** Due by the next session; then `due` is null. */
    next: z.boolean(),
    status: z.enum(['open', 'in_progress', 'reported', 'accepted', 'withdrawn']),
    /** Seats that help. */
    co: z.array(z.strictObject({ seat: z.string(), label: wording(200).nullable(), person: personName.optional() })),
    report: z.enum(REPORTS).nullable(),
    /** Seat that watches over it. */
    control: z.string().nullable(),
    controlLabel: wording(200).nullable(),
    controlPerson: personName.optional(),
    reportedAt: z.iso.datetime().nullable(),
    /** When its status last changed. */
    changedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'TaskLine' });
export type TaskRow = z.output<typeof taskLine>;
export const officeLine = z
  .strictObject({
    ...source,
    office: z.string(),
    title: wording(300),
    seat: z.string().nullable(),
    candidate: z.string(),
    candidateLabel: wording(300).nullable(),
    /** To the desk alone, where a seat was elected whose participant had a name. */
    person: personName.optional(),
    voting: z.string(),
    /** Local dates, both included; where it was elected for a term. */
    termFrom: z.string().nullable(),
    termTo: z.string().nullable(),
  })
  .meta({ id: 'OfficeLine' });
export type OfficeRow = z.output<typeof officeLine>;

/** The text of a statement or report, before its act: `hash` of the act is SHA-256 of key, line break, text (SEC-16). */
export const textInput = z
  .strictObject({
    /** Of chance, hex. */
    key: z.string().regex(/^[0-9a-f]{32,64}$/),
    /** Hashed as it is, so never changed here; in composed form (NFC). */
    text: z
      .string()
      .max(20000)
      .regex(/\S/, 'empty')
      .regex(PLAIN, 'control_characters')
      .refine(isReadable, 'visible_character')
      .refine(text => text === text.normalize('NFC'), 'not_composed'),
  })
  .meta({ id: 'TextInput' });
export type TextInput = z.output<typeof textInput>;
export const textKept = z.strictObject({ hash: z.string() }).meta({ id: 'TextKept' });
export type TextKept = z.output<typeof textKept>;
/** A text whose hash the entry `seq` cites. */
export const textLine = z
  .strictObject({
    seq: z.int(),
    kind: z.enum([...REMARKS, 'report']),
    /** Whose it is; of a report the responsible seat. */
    seat: z.string().nullable(),
    /** Decision or vote of a statement, task of a report. */
    about: z.string(),
    at: z.iso.datetime(),
    hash: z.string(),
    key: z.string(),
    text: z.string(),
  })
  .meta({ id: 'TextLine' });
export type TextRow = z.output<typeof textLine>;
