import {
  type ActDef,
  type Actor,
  type Audience,
  type BoxQuery,
  type Context,
  type Decision,
  type Entry,
  type EventDef,
  type Refusal,
  refuse,
} from '@kengesh/journal';
import type * as z from 'zod';
import { isBureau } from './elections/session-roles.js';
import { type DataOf, recorded } from './json.js';
import { participantOf, type State } from './state.js';

/** As what an event may follow the close (REC-22). `closing`: the close itself brings it about. */
export type AfterClose = 'closing' | 'signatures' | 'numbers' | 'corrections' | 'remarks' | 'tasks';

/**
 * Declares an event: its shape, who may see it (everyone unless said), how it changes the state, and as what it may follow the
 * close, if it may.
 */
export function defineEvent<T extends z.ZodType>(def: {
  schema: T;
  afterClose?: AfterClose;
  audience?: (state: State, data: DataOf<T>, actor: string) => Audience;
  evolve: (state: State, data: DataOf<T>, entry: Entry) => State;
}): EventDef<State> & { schema: T; afterClose: AfterClose | undefined } {
  return {
    schema: def.schema,
    afterClose: def.afterClose,
    audience: (state, entry) => def.audience?.(state, recorded(def.schema, entry.data), entry.actor) ?? 'all',
    evolve: (state, entry) => def.evolve(state, recorded(def.schema, entry.data), entry),
  };
}

/** Declares an act: its shape, who may ask, what secret facts it needs, what it decides. */
export function defineAct<T extends z.ZodType>(def: {
  schema: T;
  authorize: (state: State, act: DataOf<T>, actor: Actor) => Refusal | null;
  boxQuery?: (state: State, act: DataOf<T>) => BoxQuery | null;
  decide: (state: State, act: DataOf<T>, context: Context) => Decision | Refusal;
}): ActDef<State> & { schema: T } {
  // The engine parses with `schema` before it calls the rest, so the narrower type is true there.
  return def;
}

// Who may ask: the few answers that features share.

export const onlyPresiding = (state: State, _act: unknown, actor: Actor): Refusal | null =>
  actor.kind === 'participant' && actor.id === state.session.presiding ? null : refuse('may.presiding_only');

export const onlySecretary = (state: State, _act: unknown, actor: Actor): Refusal | null =>
  actor.kind === 'participant' && participantOf(state, actor.id)?.role === 'secretary'
    ? null
    : refuse('may.secretary_only');

export const onlyBureau = (state: State, _act: unknown, actor: Actor): Refusal | null =>
  actor.kind === 'participant' && isBureau(state, actor.id) ? null : refuse('may.bureau_only');

export const onlyParticipant = (state: State, _act: unknown, actor: Actor): Refusal | null =>
  actor.kind === 'participant' && participantOf(state, actor.id) ? null : refuse('may.participant_only');

export const onlySystem = (_state: State, _act: unknown, actor: Actor): Refusal | null =>
  actor.kind === 'system' ? null : refuse('may.system_only');

/** The bureau and the one it is about. */
export const bureauAnd = (participant: string): Audience => ({ only: [participant], bureau: true });
