import { LANGUAGES, wording } from '@kengesh/domain';
import * as z from 'zod';
import { email } from './fields.js';
import { deskRole } from './security.js';

// Accounts of the desk: who they are in a council, how they come back in.

export const passwordReset = z.strictObject({ email }).meta({ id: 'PasswordReset' });

export const councilAccount = z
  .strictObject({
    account: z.string(),
    email: z.string(),
    label: wording(300),
    role: deskRole,
    since: z.iso.datetime(),
    /** Whether it has set a password; until then it comes in by its link only. */
    hasPassword: z.boolean(),
    disabled: z.boolean(),
  })
  .meta({ id: 'CouncilAccount' });
export type CouncilAccount = z.output<typeof councilAccount>;

/** Shut out of everything, in every council, or let in again. */
export const accountAccess = z.strictObject({ disabled: z.boolean() }).meta({ id: 'AccountAccess' });
export type AccountAccess = z.output<typeof accountAccess>;

export const accountInvite = z
  .strictObject({ email, label: wording(300), role: deskRole, language: z.enum(LANGUAGES) })
  .meta({ id: 'AccountInvite' });
export type AccountInvite = z.output<typeof accountInvite>;

/** `link`: once, for who has no password yet; shown once. */
export const accountInvited = z
  .strictObject({
    row: councilAccount,
    link: z.strictObject({ url: z.url(), expiresAt: z.iso.datetime() }).nullable(),
    mailed: z.boolean(),
  })
  .meta({ id: 'AccountInvited' });
export type AccountInvited = z.output<typeof accountInvited>;
