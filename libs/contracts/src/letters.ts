import * as z from 'zod';

// Letters of a session at the desk: what became of each.

export const letterRow = z
  .strictObject({
    id: z.uuid(),
    /** Letters of one press have the same. */
    batch: z.uuid(),
    /** Null: it is not about anybody of the roll. */
    participant: z.string().nullable(),
    name: z.string(),
    email: z.string(),
    occasion: z.enum(['request', 'update', 'cancel', 'uninvite', 'key', 'reset', 'desk']),
    /** `replaced`: a further change joined it before it went. `lapsed`: the session was over first. */
    state: z.enum(['waiting', 'sending', 'sent', 'refused', 'recalled', 'replaced', 'lapsed']),
    at: z.iso.datetime(),
    /** While it waits: when it is sent, or tried again. */
    dueAt: z.iso.datetime(),
    attempts: z.int(),
    sentAt: z.iso.datetime().nullable(),
    /** Why it waits longer: the mail server is not reached, does not let us in, or puts this letter off. */
    trouble: z.enum(['unreachable', 'login', 'busy']).nullable(),
    /** The mail server, and what it said; `other_secret` and `not_composed` are ours. */
    server: z.string().nullable(),
    said: z.string().nullable(),
    /** An attempt broke off where the mail server may have taken it: it may arrive twice. */
    perhapsTwice: z.boolean(),
  })
  .meta({ id: 'Letter' });
export type LetterRow = z.output<typeof letterRow>;

export const lettersView = z
  .strictObject({
    /** False: no SMTP_URL is set, or this is a rehearsal; nothing is mailed. */
    mailing: z.boolean(),
    /** Seconds an invitation waits before it is sent. */
    hold: z.int(),
    /** The mail server lets nothing out, and is tried again by itself. */
    trouble: z
      .strictObject({
        kind: z.enum(['unreachable', 'login']),
        since: z.iso.datetime(),
        server: z.string(),
        said: z.string(),
      })
      .nullable(),
    /** Newest first. */
    letters: z.array(letterRow),
  })
  .meta({ id: 'Letters' });
export type LettersView = z.output<typeof lettersView>;

export const recallInput = z.strictObject({ letters: z.array(z.uuid()).min(1).max(40000) }).meta({ id: 'RecallInput' });
export type RecallInput = z.output<typeof recallInput>;
export const recallOutcome = z.strictObject({ recalled: z.array(z.uuid()) }).meta({ id: 'RecallOutcome' });
export type RecallOutcome = z.output<typeof recallOutcome>;
