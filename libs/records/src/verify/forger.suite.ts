/** A forger with the whole file, a good knowledge of it, and all the time there is: every chain is written anew. */
import type { Entry, JsonObject } from '@kengesh/journal';
import { restamped } from '../record-of.suite.js';

/** Names made of the seq of their first entry: `m14`, `v17`, `d20`, `m14.2`. */
const MADE = /^([mvdtoxei])(\d+)((?:\.\d+)?a*)$/;

function renamed(value: unknown, name: (id: string) => string): unknown {
  if (typeof value === 'string') return name(value);
  if (Array.isArray(value)) return value.map(one => renamed(one, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [name(key), renamed(one, name)]));
}

/** Entries after `seq` stand `by` places further on, and so do the names that were made there. */
function shifted(entries: readonly Entry[], seq: number, by: number): Entry[] {
  const name = (id: string) => {
    const [, kind, place, rest] = MADE.exec(id) ?? [];
    return place !== undefined && Number(place) > seq ? `${kind}${Number(place) + by}${rest}` : id;
  };
  return entries.map(entry => ({ ...entry, data: renamed(entry.data, name) as JsonObject }));
}

// biome-ignore lint/suspicious/noExplicitAny: a forger writes whatever pleases
export type Loose = any;

export interface Forged {
  readonly entries: readonly Entry[];
  /** Where the first lie stands. */
  readonly seq: number;
}
type Which = string | ((entry: Entry) => boolean);

const isLaterPart = (one: Entry, of: Entry) =>
  one.actor === of.actor && one.command === of.command && one.part > of.part;

export function forger(entries: readonly Entry[]) {
  const all = (which: Which) =>
    entries.filter(typeof which === 'string' ? entry => entry.type === which : entry => which(entry));
  const one = (which: Which, nth = 0): Entry => {
    const found = nth < 0 ? all(which).at(nth) : all(which)[nth];
    if (!found) throw new Error(`no such entry: ${String(which)}`);
    return found;
  };
  return {
    all,
    one,
    /** Another content in this entry. */
    change(entry: Entry, how: (data: Loose) => object, others: Partial<Entry> = {}): Forged {
      const data = how(structuredClone(entry.data)) as JsonObject;
      const list = entries.map(other => (other === entry ? { ...other, ...others, data } : other));
      return { entries: restamped(list), seq: entry.seq };
    },
    /** The entry is gone, and what came after it moves up. */
    drop(entry: Entry, count = 1): Forged {
      const rest = entries
        .filter(other => other.seq < entry.seq || other.seq >= entry.seq + count)
        .map(other => (isLaterPart(other, entry) ? { ...other, part: other.part - count } : other));
      return { entries: restamped(shifted(rest, entry.seq, -count)), seq: entry.seq };
    },
    /** A new entry after this one, as a command of its own unless it is said whose. */
    insert(
      after: Entry,
      fake: { type: string; data: object; actor?: string; at?: string; command?: string; part?: number },
    ): Forged {
      const { actor = after.actor, at = after.at, command = `forged-${after.seq}`, part = 0, type, data } = fake;
      const entry = {
        seq: after.seq + 1,
        type,
        at,
        actor,
        command,
        part,
        data: data as JsonObject,
        prev: '',
        hash: '',
      };
      const moved = shifted(entries, after.seq, 1);
      const list = [...moved.slice(0, after.seq), entry, ...moved.slice(after.seq)];
      return { entries: restamped(list), seq: after.seq + 1 };
    },
    /** The entry once more, right after itself, as another command. */
    double(entry: Entry): Forged {
      return this.insert(entry, { ...entry, command: `again-${entry.seq}`, part: 0 });
    },
    /** The whole command at another moment. */
    move(entry: Entry, at: string): Forged {
      const isOf = (other: Entry) => other.actor === entry.actor && other.command === entry.command;
      return { entries: restamped(entries.map(other => (isOf(other) ? { ...other, at } : other))), seq: entry.seq };
    },
    /** This entry before the one ahead of it. */
    swap(entry: Entry): Forged {
      const list = [...entries];
      const ahead = list[entry.seq - 2]!;
      list[entry.seq - 2] = { ...entry, at: ahead.at };
      list[entry.seq - 1] = { ...ahead, at: entry.at };
      return { entries: restamped(list), seq: entry.seq - 1 };
    },
  };
}
export type Forger = ReturnType<typeof forger>;
