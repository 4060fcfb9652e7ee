/**
 * Validates the shape of a command: ids, known act type, schema. Needs no state, so malformed input never enters the
 * queue (J-20).
 * Returns the parsed act or a refusal; never throws.
 */
import { toPlainJson } from './hash.js';
import { refuse } from './refuse.js';
import type { Command, JournalDef, JsonObject, Refusal } from './types.js';

const ID = /^[^\p{Cc}\p{Surrogate}]{1,200}$/u;
/** What nearly all ids are made of; asked first, for it is asked quickly. */
const COMMON = /^[\w.:-]{1,200}$/;

/**
 * The act as its schema makes it, or why it is refused before anybody deliberates (J-20). It needs no state, so that what is
 * malformed never waits in the queue.
 */
export function validateCommand<S>(def: JournalDef<S>, command: Command): Refusal | { readonly act: JsonObject } {
  for (const [path, id] of [
    ['command', command.id],
    ['actor', command.actor?.id],
  ] as const) {
    if (typeof id !== 'string' || !(COMMON.test(id) || ID.test(id)))
      return refuse('act.malformed', { path, message: 'no usable id' });
  }
  const type: unknown = command.act?.type;
  if (typeof type !== 'string') return refuse('act.malformed', { path: 'type', message: 'no type' });
  if (!Object.hasOwn(def.acts, type))
    return refuse('act.unknown', { type: type.slice(0, 100).replace(/\p{Surrogate}/gu, '?') });
  const parsed = def.acts[type]!.schema.safeParse(command.act);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    // Of a field too many the path ends before it; whoever reads the refusal is told which one it is.
    const at = issue ? [...issue.path, ...(issue.keys?.slice(0, 1) ?? [])] : [];
    const path = at.map(String).join('.').slice(0, 100) || 'act';
    return refuse('act.malformed', { path, message: issue?.message ?? 'malformed' });
  }
  try {
    return { act: toPlainJson(parsed.data) as JsonObject };
  } catch (error) {
    return refuse('act.malformed', { path: 'act', message: (error as Error).message });
  }
}
