/**
 * A record's text read so that nobody can read it otherwise. JSON that names a member of an object twice is read one way by
 * one reader and another way by the next, and neither says so: such a text is no record.
 */

/** The first member named twice: where (`entries.3.data`) and its name. */
export interface Duplicate {
  readonly path: string;
  readonly name: string;
}

export type RecordText =
  | { readonly record: unknown }
  | { readonly notJson: string }
  | { readonly duplicate: Duplicate };

export function readRecord(text: string): RecordText {
  const json = text.replace(/^\ufeff/, '');
  let record: unknown;
  try {
    record = JSON.parse(json);
  } catch (error) {
    return { notJson: (error as Error).message };
  }
  const duplicate = duplicateIn(json);
  return duplicate ? { duplicate } : { record };
}

/** An object or array that is being read: the names it has had, or how far its list is. */
interface Level {
  readonly names: Set<string> | null;
  /** Where the value that is being read stands in it. */
  at: string | number;
}

const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
/** Whatever is neither a string nor a bracket nor a separator: spaces, numbers, true, false, null. */
const BETWEEN = /[^"{}[\],:]+/y;

/** The first member that an object of this text, which must be JSON, names twice; null where there is none. */
export function duplicateIn(json: string): Duplicate | null {
  const levels: Level[] = [];
  const path = () => levels.map(level => level.at).join('.');
  let at = 0;
  let nameNext = false;
  const skip = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(json)?.[0] ?? json[at]!;
    at += found.length;
    return found;
  };
  while (at < json.length) {
    const level = levels.at(-1);
    switch (json[at]) {
      case '"': {
        const token = skip(STRING);
        if (!nameNext || !level?.names) break;
        // "\u0061" and "a" are one name.
        const name = token.includes('\\') ? (JSON.parse(token) as string) : token.slice(1, -1);
        if (level.names.has(name)) {
          levels.pop();
          return { path: path(), name };
        }
        level.names.add(name);
        level.at = name;
        nameNext = false;
        break;
      }
      case '{':
        levels.push({ names: new Set(), at: '' });
        nameNext = true;
        at += 1;
        break;
      case '[':
        levels.push({ names: null, at: 0 });
        nameNext = false;
        at += 1;
        break;
      case '}':
      case ']':
        levels.pop();
        nameNext = false;
        at += 1;
        break;
      case ',':
        if (level && typeof level.at === 'number') level.at += 1;
        nameNext = level?.names != null;
        at += 1;
        break;
      case ':':
        at += 1;
        break;
      default:
        skip(BETWEEN);
    }
  }
  return null;
}
