import { isReadable } from '@kengesh/domain';
import * as z from 'zod';
import { isAddress, plainAddress } from './address.js';

// Fields that requests and answers of the desk are made of.

export const uuid = z.uuid();
export const email = z.string().trim().max(254).overwrite(plainAddress).refine(isAddress, 'email');
/** Wall clock of the session's zone, to the minute. */
export const localTime = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/, 'local_time');
export const zone = z.string().min(1).max(60);
/** One line of plain text: no line breaks, no control characters (CAL-08), nothing that is no character. */
export const line = (max: number) =>
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
export const revision = z.int().min(1).optional();
