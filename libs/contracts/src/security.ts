import { wording } from '@kengesh/domain';
import * as z from 'zod';

// The security log of a council, as its secretary, chair and auditor read it.

/** What an account may be in a council. */
export const DESK_ROLES = ['secretary', 'chair', 'auditor'] as const;
export const deskRole = z.enum(DESK_ROLES).meta({ id: 'DeskRole' });
export type DeskRole = z.output<typeof deskRole>;

/** What events are about: what stands before the dot in their names. */
export const SECURITY_TOPICS = [
  'signin',
  'password',
  'account',
  'link',
  'device',
  'role',
  'council',
  'export',
  'settings',
  'origin',
  'host',
] as const;
export type SecurityTopic = (typeof SECURITY_TOPICS)[number];

export const securityQuery = z.strictObject({
  /** `id` of the last line one has: what was written before it. */
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  topic: z.enum(SECURITY_TOPICS).optional(),
});
export type SecurityQuery = z.output<typeof securityQuery>;

/** An account, a participant or a screen by its handle, and what it is called today. */
const somebody = z.strictObject({ handle: z.string(), label: wording(500).nullable() }).nullable();

export const securityEntry = z
  .strictObject({
    id: z.string(),
    at: z.iso.datetime(),
    event: z.string(),
    actor: somebody,
    subject: somebody,
    sessionId: z.string().nullable(),
    /** Thirty days; then null. */
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
    /** The same in few words, as its owner sees it among the own devices; '' where it says nothing of itself. */
    browser: z.string().optional(),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'SecurityEntry' });
export type SecurityEntry = z.output<typeof securityEntry>;
