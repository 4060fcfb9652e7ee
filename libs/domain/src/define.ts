import {
  type Actor,
  type ActRule,
  type Audience,
  type BoxQuery,
  type Context,
  type Decision,
  type Entry,
  type EventFold,
  type Refusal,
  refuse,
} from '@kengesh/journal';
import type * as z from 'zod';
import { isBureau } from './elections/session-roles.js';
import { type DataOf, mapValues, recorded } from './json.js';
import { participantOf, type State } from './state.js';

/** As what an event may follow the close (REC-22). `closing`: the close itself brings it about. */
export type AfterClose = 'closing' | 'signatures' | 'numbers' | 'corrections' | 'remarks' | 'tasks';

/** Shapes by the type of what they are the shape of. */
type Schemas = { readonly [type: string]: z.ZodType };

/**
 * What is done with an event of this data: who may see it (everyone unless said), how it changes the state, and as what it may
 * follow the close, if it may.
 */
export interface EventRule<Data> {
  readonly afterClose?: AfterClose;
  readonly audience?: (state: State, data: Data, actor: string) => Audience;
  readonly evolve: (state: State, data: Data, entry: Entry) => State;
}
export type EventReading = EventFold<State> & { readonly afterClose: AfterClose | undefined };

const readingOf = (rule: EventRule<never>): EventReading => ({
  afterClose: rule.afterClose,
  audience: (state, entry) => rule.audience?.(state, recorded(entry.data), entry.actor) ?? 'all',
  evolve: (state, entry) => rule.evolve(state, recorded(entry.data), entry),
});

/** For each event of these shapes what is done with it. The shapes are named as a type only: whoever folds loads none of them. */
export const defineEvents = <S extends Schemas>(
  rules: {
    readonly [T in keyof S]: EventRule<DataOf<S[T]>>;
  },
): { readonly [T in keyof S]: EventReading } => mapValues(rules, readingOf);

/** Who may ask an act of this shape, what secret facts it needs, what it decides. It was read by its shape before. */
export interface ActDecider<Said> {
  readonly authorize: (state: State, act: Said, actor: Actor) => Refusal | null;
  readonly boxQuery?: (state: State, act: Said) => BoxQuery | null;
  readonly decide: (state: State, act: Said, context: Context) => Decision | Refusal;
}

/** For each act of these shapes how it is decided. The shapes are named as a type only, as with events. */
export const defineActs = <S extends Schemas>(
  rules: {
    readonly [T in keyof S]: ActDecider<DataOf<S[T]>>;
  },
): { readonly [T in keyof S]: ActRule<State> } => rules;

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
