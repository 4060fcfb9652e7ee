/**
 * The check of a record by whoever holds one. It needs nothing but the file: every hash follows from the one before, and every
 * entry from the state before it by the rules of the session's procedure (REC-24). What that cannot tell is listed by name.
 */
import { councilSession, PROCEDURE, type State } from '@kengesh/domain';
import { type ChainFault, canonical, type Entry, evolve, type Json, type Refusal, verifyChain } from '@kengesh/journal';
import { RECORD_FORMAT, recordSession } from './record.js';
import { groupsOf } from './verify/commands.js';
import { type ContentFault, diagnosed } from './verify/diagnose.js';
import { type NotChecked, notCheckedIn } from './verify/not-checked.js';
import { outlookOf, Replay } from './verify/replay.js';

export type { ContentFault } from './verify/diagnose.js';
export { NOT_CHECKED, type NotChecked, type NotCheckedCode } from './verify/not-checked.js';

export interface RecordFault {
  readonly seq: number;
  readonly fault: ChainFault | ContentFault;
  /** The vote, motion or decision concerned. */
  readonly about: string | null;
  /** Why nobody could have done it at that moment. */
  readonly refusal?: Refusal;
}

/**
 * `head`: what the record was held against. `given`: all of it is covered by the head that was given. `partly`: entries up to
 * `proven` are, the later ones agree only with themselves. `none`: no head was given.
 */
export interface RecordVerdict {
  readonly faults: readonly RecordFault[];
  readonly count: number;
  readonly head: string;
  readonly against: 'given' | 'partly' | 'none';
  readonly proven: number;
  /** Votes whose results were recomputed. */
  readonly votes: { readonly named: number; readonly secret: number };
  /** What was taken as it stands, by name; of a record with faults nothing is listed. */
  readonly notChecked: readonly NotChecked[];
}

/** What makes a file no record at all: where, and what was expected there. */
export interface MalformedRecord {
  readonly malformed: true;
  readonly path: string;
  readonly expected: 'object' | 'format' | 'entries' | 'some_entries' | 'head' | 'session' | 'procedure';
}

/** @param given a head hash that somebody else kept: printed in the minutes, mailed to the members */
export function verifyRecord(file: unknown, given?: string): RecordVerdict | MalformedRecord {
  const wrong = (path: string, expected: MalformedRecord['expected']): MalformedRecord => ({
    malformed: true,
    path,
    expected,
  });
  if (!isObject(file)) return wrong('', 'object');
  if (file.format !== RECORD_FORMAT) return wrong('format', 'format');
  const { entries, head, session } = file;
  if (!Array.isArray(entries)) return wrong('entries', 'entries');
  if (entries.length === 0) return wrong('entries', 'some_entries');
  if (!isObject(head) || !Number.isSafeInteger(head.seq) || typeof head.hash !== 'string') return wrong('head', 'head');
  if (!isObject(session) || typeof session.id !== 'string') return wrong('session', 'session');

  const chain = verifyChain(entries, given === undefined ? {} : { head: given });
  const nothing = { count: entries.length, head: head.hash, against: 'none', proven: 0 } as const;
  if (!chain.intact) {
    const fault = { seq: chain.seq, fault: chain.reason, about: null };
    return { ...nothing, faults: [fault], votes: { named: 0, secret: 0 }, notChecked: [] };
  }
  // By rules that this build does not know nothing can be recomputed.
  const later = (entries as readonly Entry[]).find(({ data }) => Number(data.procedure) > PROCEDURE);
  if (later) return wrong(`entries.${later.seq - 1}.data.procedure`, 'procedure');
  const found = checkContents(entries as readonly Entry[], session);
  // A file cut short is a chain that agrees with itself: only the head it names tells.
  if (head.seq !== chain.count || head.hash !== chain.head)
    found.faults.push({ seq: chain.count, fault: 'head', about: null });
  return {
    faults: found.faults,
    count: chain.count,
    head: chain.head,
    against: given === undefined ? 'none' : chain.proven === chain.count ? 'given' : 'partly',
    proven: chain.proven,
    votes: found.votes,
    notChecked: found.faults.length > 0 ? [] : notCheckedIn(entries as readonly Entry[]),
  };
}

interface Contents {
  readonly faults: RecordFault[];
  readonly votes: { named: number; secret: number };
}

function checkContents(entries: readonly Entry[], session: Readonly<Record<string, unknown>>): Contents {
  const faults: RecordFault[] = [];
  const votes = { named: 0, secret: 0 };
  const replay = new Replay(outlookOf(entries));
  let state: State = councilSession.initial;
  if (entries[0]!.type !== 'session.prepared') faults.push({ seq: 1, fault: 'start', about: null });
  for (const { entries: group, fault, seq } of groupsOf(entries)) {
    for (const { type, data } of group) {
      const method = type === 'voting.closed' ? state.votings[String(data.voting)]?.method : undefined;
      if (method) votes[method] += 1;
    }
    if (fault) faults.push({ seq, fault, about: null });
    else {
      const found = replayed(replay, state, group);
      if ('after' in found) {
        state = found.after;
        continue;
      }
      faults.push(...found.faults);
    }
    // What comes after is judged by what stands there, wrong as it is.
    for (const entry of group) state = evolvedAnyway(state, entry);
  }
  // The head of the file carries no hash of its own: it must say what the last preparation says.
  const prepared = entries.filter(entry => entry.type === 'session.prepared').at(-1);
  if (
    prepared &&
    state.prepared &&
    canonical({ ...recordSession(state.prepared) } as Json) !== canonical(session as Json)
  )
    faults.push({ seq: prepared.seq, fault: 'session', about: null });
  return { faults, votes };
}

function replayed(
  replay: Replay,
  state: State,
  group: readonly Entry[],
): { readonly after: State } | { readonly faults: readonly RecordFault[] } {
  try {
    const found = replay.command(state, group);
    return found.mismatch === null ? { after: found.state } : { faults: diagnosed(group, found.mismatch) };
  } catch {
    // Hashed, but of contents that no rule can make anything of: no software of ours wrote this.
    return { faults: [{ seq: group[0]!.seq, fault: 'shape', about: group[0]!.type }] };
  }
}

function evolvedAnyway(state: State, entry: Entry): State {
  try {
    return evolve(councilSession, state, entry);
  } catch {
    return state;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
