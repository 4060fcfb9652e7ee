import { LINK_REASONS } from '@kengesh/domain';
import * as z from 'zod';
import { email } from './fields.js';
import type { Me } from './live.js';

// How somebody comes in, by link or password, with which devices, and as whom.

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
