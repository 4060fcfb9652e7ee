/** What a page may send, and what it is told when that cannot be heard. The same for sockets and HTTP. */
import { randomUUID } from 'node:crypto';
import { type ActReply, commandId } from '@kengesh/contracts';
import { type Actor, type Command, type JsonObject, OutcomeUnknown, type Refusal, refuse } from '@kengesh/journal';
import type { Logger } from 'pino';
import type { Identity } from '../identity/identity.js';

const malformed = (path: string, message: string) => refuse('act.malformed', { path, message });

/** The command in an envelope, or why it cannot be read. The act's own shape is checked by the engine, once. */
export function parseEnvelope(envelope: unknown, actor: Actor): Command | Refusal {
  if (typeof envelope !== 'object' || envelope === null || Array.isArray(envelope))
    return malformed('act', 'an object with command and act is expected');
  const strange = Object.keys(envelope).find(key => key !== 'command' && key !== 'act');
  if (strange !== undefined) return malformed(strange.slice(0, 40), 'not known here');
  const { command, act } = envelope as { command?: unknown; act?: unknown };
  const id = commandId.safeParse(command);
  if (!id.success) return malformed('command', id.error.issues[0]?.message ?? 'malformed');
  if (typeof act !== 'object' || act === null || Array.isArray(act)) return malformed('act', 'an object is expected');
  if (!('type' in act) || typeof act.type !== 'string') return malformed('act.type', 'no type');
  return { id: id.data, actor, act: act as Command['act'] };
}

/** Who asks, or why this one cannot: a screen only looks. */
export function actorOf(identity: Identity): Actor | Refusal {
  return identity.participant === null
    ? refuse('may.participant_only')
    : {
        id: identity.participant,
        kind: 'participant',
        device: {
          id: identity.authSession,
          since: identity.since,
          ...(identity.browser === null ? {} : { browser: identity.browser }),
        },
      };
}

/** Our own fault, logged under an id the asker is told. `again`: whether it was recorded is not known; sending the same command again tells. */
export function internalError(log: Logger, err: unknown, about: JsonObject): ActReply {
  const id = randomUUID();
  const again = err instanceof OutcomeUnknown;
  log.error({ err, id, ...about }, 'our fault');
  return { ok: false, refused: 'fault', params: { id, again } };
}
