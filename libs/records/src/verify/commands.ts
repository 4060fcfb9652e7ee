/** The entries of a record by the command that made them, as the engine writes them: together, at one moment, in parts. */
import { addSeconds, eventSchemas } from '@kengesh/domain';
import type { Entry } from '@kengesh/journal';

export interface Group {
  readonly entries: readonly Entry[];
  /** Why no command can have made these entries so, or null. */
  readonly fault: 'shape' | 'command' | 'time' | null;
  /** The first entry that shows it. */
  readonly seq: number;
}

const MEMBERS = ['actor', 'at', 'command', 'data', 'hash', 'part', 'prev', 'seq', 'type'];
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** The id of a system command is made of what is due: `close:v17:2026-03-10T08:00:00.000Z`. */
const COMMAND = /^[\x21-\x7e]{1,300}$/;

function isInstant(at: string): boolean {
  if (!INSTANT.test(at)) return false;
  try {
    return addSeconds(at, 0) === at;
  } catch {
    return false;
  }
}

function entryFault({ at, type, command, data, ...rest }: Entry): Group['fault'] {
  const members = Object.keys({ at, type, command, data, ...rest }).sort();
  if (members.join() !== MEMBERS.join()) return 'shape';
  if (!isInstant(at)) return 'time';
  if (!COMMAND.test(command)) return 'command';
  // Of a kind nobody knows, or not of the shape of its kind.
  if (!Object.hasOwn(eventSchemas, type)) return 'shape';
  const parsed = eventSchemas[type as keyof typeof eventSchemas].safeParse(data);
  return parsed.success || isOnlyUnreadable(parsed.error.issues) ? null : 'shape';
}

/** Texts without a visible character are refused since procedure 2: such an act is judged where its procedure is known. */
export const isOnlyUnreadable = (issues: readonly { readonly message: string }[]): boolean =>
  issues.length > 0 && issues.every(issue => issue.message === 'visible_character');

/** In order; each entry is in exactly one of them. */
export function* groupsOf(entries: readonly Entry[]): Iterable<Group> {
  const seen = new Set<string>();
  let from = 0;
  while (from < entries.length) {
    const { actor, command, at } = entries[from]!;
    let to = from + 1;
    const isNext = (entry: Entry | undefined) => entry?.actor === actor && entry.command === command && entry.part > 0;
    while (isNext(entries[to])) to += 1;
    const group = entries.slice(from, to);
    const key = JSON.stringify([actor, command]);
    const odd = group.find((entry, part) => entry.part !== part || entry.at !== at);
    const broken = group.find(entry => entryFault(entry) !== null);
    if (broken) yield { entries: group, fault: entryFault(broken), seq: broken.seq };
    // A command is answered once (J-24), whatever becomes of it.
    else if (odd || seen.has(key)) yield { entries: group, fault: 'command', seq: (odd ?? group[0]!).seq };
    else yield { entries: group, fault: null, seq: group[0]!.seq };
    seen.add(key);
    from = to;
  }
}
