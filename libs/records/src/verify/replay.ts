/**
 * A record gone through again, command by command: whatever act stands behind the entries of one is asked of the state before
 * them, under the rules of the session's procedure, and has to make exactly these entries. Nothing that stands in an entry is
 * believed because it stands there.
 */
import {
  actsBehind,
  type Behind,
  councilSession,
  holdsSeveral,
  PROCEDURE,
  procedureOf,
  type Result,
  recountFromSums,
  type State,
  toldBox,
} from '@kengesh/domain';
import {
  type ActDef,
  type Actor,
  type BoxFacts,
  type Entry,
  evolve,
  isSameJson,
  type JsonObject,
  type NewEvent,
  type Refusal,
} from '@kengesh/journal';
import { isOnlyUnreadable } from './commands.js';

/** What the record tells of votes that are still open where it is read: how they are closed later. */
export interface Outlook {
  readonly results: ReadonlyMap<string, Result>;
}

export function outlookOf(entries: readonly Entry[]): Outlook {
  const results = new Map<string, Result>();
  for (const { type, data } of entries)
    if (type === 'voting.closed' && !results.has(String(data.voting)))
      results.set(String(data.voting), data.result as unknown as Result);
  return { results };
}

/** How far the nearest act came: the first entry that is not what it makes, and what stands there instead. */
export interface Mismatch {
  /** Place in the group; its length where more should follow. */
  readonly at: number;
  readonly expected: NewEvent | null;
  /** Why the act was not lawful, where it was not. */
  readonly refusal: Refusal | null;
  /** A count of what no box can have held. */
  readonly impossible?: boolean;
  readonly before: State;
}

export type Replayed =
  | { readonly state: State; readonly mismatch: null; readonly act: Behind['act']; readonly actor: Actor }
  | { readonly mismatch: Mismatch };
type Compared = { readonly state: State; readonly mismatch: null } | { readonly mismatch: Mismatch };

const NO_BOX: BoxFacts = { mark: null, keys: [], contents: [], count: 0 };

/** As the server knows its actors: by their ids. Nobody else has these two, but where a roll says so. */
function actorsOf({ actor: id }: Entry, state: State): readonly Actor[] {
  const isPerson = state.prepared?.participants.some(one => one.id === id);
  const kind = id === 'system' || id === 'desk' ? id : null;
  return [
    ...(kind ? [{ id, kind } as const] : []),
    ...(isPerson || !kind ? [{ id, kind: 'participant' } as const] : []),
  ];
}

/** The entries that a decision makes, compared one by one with those that stand there. */
function compared(state: State, events: readonly NewEvent[], group: readonly Entry[]): Compared {
  let at = 0;
  let now = state;
  const differs = (expected: NewEvent | null): Compared => ({
    mismatch: { at, expected, refusal: null, before: now },
  });
  for (const event of events) {
    const todo: NewEvent[] = [event];
    for (let next = todo.shift(); next; next = todo.shift()) {
      const entry = group[at];
      if (entry?.type !== next.type || !isSameJson(entry.data, next.data)) return differs(next);
      now = evolve(councilSession, now, entry);
      at += 1;
      todo.unshift(...councilSession.consequences(now, entry, entry.at));
    }
  }
  return at === group.length ? { state: now, mismatch: null } : differs(null);
}

export class Replay {
  constructor(private readonly outlook: Outlook) {}

  /** The nearest act's reading of these entries, by the state before them. */
  command(state: State, group: readonly Entry[]): Replayed {
    let nearest: Mismatch | null = null;
    const nearer = (mismatch: Mismatch) => {
      const isFirst = nearest === null;
      // An act that was lawful and came to something else says more than one that was not.
      const saysMore = nearest !== null && nearest.refusal !== null && mismatch.refusal === null;
      if (isFirst || saysMore || (nearest !== null && mismatch.at > nearest.at)) nearest = mismatch;
    };
    const reading = {
      state,
      group,
      boxAtClose: (voting: string, entry: Entry) => this.boxAtClose(state, voting, entry),
    };
    for (const behind of actsBehind(reading))
      for (const actor of actorsOf(group[0]!, state)) {
        const found = this.asked(state, group, behind, actor);
        const { act, device } = behind;
        if (found.mismatch === null) return { ...found, act, actor: device ? { ...actor, device } : actor };
        nearer(found.mismatch);
      }
    return { mismatch: nearest ?? { at: 0, expected: null, refusal: null, before: state } };
  }

  private boxAtClose(state: State, votingId: string, entry: Entry): BoxFacts | null {
    const voting = state.votings[votingId];
    if (voting?.method !== 'secret') return NO_BOX;
    const told =
      entry.type === 'voting.closed' ? (entry.data.result as unknown as Result) : this.outlook.results.get(votingId);
    return told ? toldBox(voting, told) : null;
  }

  private asked(state: State, group: readonly Entry[], { act, box, device }: Behind, asker: Actor): Compared {
    const actor = device && asker.kind === 'participant' ? { ...asker, device } : asker;
    const first = group[0]!;
    const no = (refusal: Refusal | null, impossible = false): Compared => ({
      mismatch: { at: 0, expected: null, refusal, before: state, impossible },
    });
    const rules: ActDef<State> = councilSession.acts[act.type]!;
    if (isPreparedAgain(state, first)) return no(null);
    const prepared = act.type === 'session.prepare' ? group.find(one => one.type === 'session.prepared') : undefined;
    const written = prepared ? Number(prepared.data.procedure ?? 1) : procedureOf(state);
    const parsed = rules.schema.safeParse(act);
    if (!parsed.success && !(written < 2 && isOnlyUnreadable(parsed.error.issues)))
      return no({ refused: 'act.malformed', params: {} });
    // Before procedure 2 a text was written down as it was typed.
    const asked = (parsed.success && written >= 2 ? parsed.data : act) as never;
    const refusal = rules.authorize(state, asked, actor);
    if (refusal) return no(refusal);
    const needs = rules.boxQuery?.(state, asked) ?? null;
    // No box can have given what the record tells of it.
    if (needs && !box) return this.unseen(state, group) ?? no(null, true);
    const { at: now, command, seq: nextSeq } = first;
    try {
      const decision = rules.decide(state, asked, { actor, now, command, nextSeq, box: box ?? NO_BOX });
      if ('refused' in decision) return no(decision);
      return compared(state, this.asTold(state, decision.events, group), group);
    } catch {
      // Rounds that are none, a seed that is none: what cannot be counted was not counted.
      return no(null, true);
    }
  }

  /** A lot due in a secret election that was voided before it was drawn: nothing tells what lay in the box. */
  private unseen(state: State, group: readonly Entry[]): Compared | null {
    const entry = group.at(-1);
    const isUnsealed = group.length === 2 && group[0]!.type === 'voting.unsealed';
    if (!(group.length === 1 || isUnsealed) || entry?.type !== 'voting.lotDue') return null;
    if (this.outlook.results.has(String(entry.data.voting))) return null;
    const voting = state.votings[String(entry.data.voting)];
    const names = entry.data.names as readonly string[];
    const known = voting?.choices.filter(one => one.label !== null).map(one => one.id) ?? [];
    const isLawful = voting?.election && names.length > 1 && names.every(name => known.includes(name));
    const after = group.reduce((before, each) => evolve(councilSession, before, each), state);
    return isLawful ? { state: after, mismatch: null } : null;
  }

  /** What a decision of today writes otherwise than the build that wrote the record, and what only sums are left of. */
  private asTold(state: State, events: readonly NewEvent[], group: readonly Entry[]): readonly NewEvent[] {
    return events.flatMap((event): readonly NewEvent[] => {
      if (event.type === 'session.prepared' || event.type === 'session.opened')
        return [{ ...event, data: withProcedure(state, event, group) }];
      const isCount = event.type === 'voting.closed' || event.type === 'voting.lotDue';
      if (!isCount && event.type !== 'voting.unsealed') return [event];
      const voting = state.votings[String(event.data.voting)];
      const told = voting && this.outlook.results.get(voting.id);
      if (!told || voting.method !== 'secret' || !holdsSeveral(voting)) return [event];
      // Whether a box was only unsealed hangs on the count, too.
      if (!isCount) return [];
      const recounted = recountFromSums(state, voting, told, event);
      const isUnsealed = recounted.type === 'voting.lotDue' && voting.key && !voting.unsealed;
      const unsealed = { type: 'voting.unsealed', data: { voting: voting.id, voted: told.voted } };
      return isUnsealed ? [unsealed, recounted] : [recounted];
    });
  }
}

/** The number of the build that wrote it: none above this build's, and in the opening only one above the session's. */
function withProcedure(state: State, event: NewEvent, group: readonly Entry[]): JsonObject {
  const { procedure: _, ...data } = event.data;
  const told = group.find(one => one.type === event.type)?.data.procedure;
  const isRaised = event.type === 'session.prepared' || Number(told) > procedureOf(state);
  return typeof told === 'number' && told <= PROCEDURE && isRaised ? { ...data, procedure: told } : data;
}

/** A roll prepared again as it stands is no entry. */
function isPreparedAgain(state: State, { type, data }: Entry): boolean {
  if (type !== 'session.prepared' || !state.prepared) return false;
  const { procedure = 1, ...roll } = data;
  return procedure === procedureOf(state) && isSameJson(roll, state.prepared);
}
