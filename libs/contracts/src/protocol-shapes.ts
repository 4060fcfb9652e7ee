/** What goes over the socket besides acts, states and entries, as shapes: told in the AsyncAPI document, held to the types in use. */
import { quorumFinding } from '@kengesh/domain';
import type { JsonObject } from '@kengesh/journal';
import * as z from 'zod';
import { type ActReply, commandId, type HandshakeRefusal, type ServerToPage } from './live.js';
import { sighting } from './video.js';

const seq = z.int().min(0);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Where a client stands: the newest entry it was shown, or its snapshot. */
export const position = z.object({ seq, hash: hash.optional() });

/** `auth` of the connection. */
export const handshake = z.object({
  token: z.string().optional().describe('the bearer; without one the cookie of `as` counts'),
  as: z.string().optional().describe('the handle whose cookie counts'),
  seq: seq.optional(),
  hash: hash.optional(),
  packs: z.boolean().optional().describe('long messages may come as `packed`'),
});

export const handshakeRefusal = z.object({
  code: z.enum(['auth.none', 'auth.invalid', 'auth.revoked', 'auth.expired', 'auth.origin', 'limit.lines']),
}) satisfies z.ZodType<{ code: HandshakeRefusal }>;

export const actReply = z.union([
  z.object({
    ok: z.literal(true),
    seqs: z.array(seq).describe('entries it made; none where it was true already, or is secret'),
    head: seq,
    at: z.iso.datetime({ precision: 3 }),
    repeated: z.boolean().describe('this command was answered before, and nothing was written now'),
    receipt: z.string().nullable().describe('of a ballot: "recorded", never what'),
  }),
  z.object({
    ok: z.literal(false),
    refused: z.string().describe('a code; `fault` is the fault of the server'),
    params: z.custom<JsonObject>(value => typeof value === 'object').meta({ type: 'object' }),
  }),
]) satisfies z.ZodType<ActReply>;

/** As `SessionStats`: what clients are sent is held to it by those that the tests run. */
export const pulse = z.object({
  at: z.iso.datetime(),
  hall: z.int(),
  remote: z.int(),
  quorum: quorumFinding.nullable(),
  voting: z.object({ id: z.string(), cast: z.int(), entitled: z.int() }).nullable(),
  bureau: z
    .object({
      voted: z.array(z.string()),
      lost: z.array(z.string()).optional(),
      online: z.array(z.string()),
      video: z.array(sighting).optional(),
    })
    .nullable(),
});

export const bye = z.object({ code: z.enum(['revoked', 'expired']) }) satisfies z.ZodType<
  Parameters<ServerToPage['bye']>[0]
>;
export { commandId };
