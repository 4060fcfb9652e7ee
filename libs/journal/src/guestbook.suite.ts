/**
 * A small journal for tests, with everything a real one has: a guestbook that guests sign, whose keeper ("boss", the
 * bureau) counts visits nobody else sees, where each guest may keep notes of his own, drop one secret wish into a box,
 * and which closes by itself at an hour.
 */
import { refuse } from './refuse.js';
import type { ActDef, Actor, EventDef, JournalDef, Json, JsonObject, NewEvent, SafeParser } from './types.js';

export interface Guestbook {
  readonly pages: readonly { readonly name: string; readonly by: string; readonly at: string; readonly seq: number }[];
  /** Bureau only. */
  readonly visits: Readonly<Record<string, number>>;
  /** Own only: by participant. */
  readonly notes: Readonly<Record<string, readonly string[]>>;
  /** The bureau's and the guest's own. */
  readonly gifts: Readonly<Record<string, string>>;
  readonly milestone: number;
  readonly box: 'none' | 'open' | 'sealed';
  readonly wishers: readonly string[];
  readonly wishes: readonly Json[];
  readonly closesAt: string | null;
  readonly closed: boolean;
}

const initial: Guestbook = {
  pages: [],
  visits: {},
  notes: {},
  gifts: {},
  milestone: 0,
  box: 'none',
  wishers: [],
  wishes: [],
  closesAt: null,
  closed: false,
};

/** A schema by hand: the engine knows only `safeParse`. */
function shape(fields: Readonly<Record<string, 'string' | 'number'>>): SafeParser<JsonObject> {
  return {
    safeParse(value) {
      const given = value as Record<string, unknown>;
      for (const [name, type] of Object.entries(fields)) {
        if (typeof given[name] !== type)
          return { success: false, error: { issues: [{ path: [name], message: `expected ${type}` }] } };
      }
      const known = ['type', ...Object.keys(fields)].map(name => [name, given[name] as Json] as const);
      return { success: true, data: Object.fromEntries(known) };
    },
  };
}

const str = (data: JsonObject, name: string) => data[name] as string;
const isBoss = (actor: Actor) => actor.id === 'boss' || actor.kind === 'system';
const onlyBoss = (_: Guestbook, __: never, actor: Actor) => (isBoss(actor) ? null : refuse('boss.only'));
const anyone = () => null;
const unlessClosed = (state: Guestbook) => (state.closed ? refuse('book.closed') : null);
const any = shape({});

const events: Record<string, EventDef<Guestbook>> = {
  'page.signed': {
    schema: any,
    audience: () => 'all',
    evolve: (state, entry) => ({
      ...state,
      pages: [...state.pages, { name: str(entry.data, 'name'), by: entry.actor, at: entry.at, seq: entry.seq }],
    }),
  },
  'milestone.reached': {
    schema: any,
    audience: () => 'all',
    evolve: (state, entry) => ({ ...state, milestone: entry.data.count as number }),
  },
  'visit.counted': {
    schema: any,
    audience: () => 'bureau',
    evolve: (state, { actor }) => ({
      ...state,
      visits: { ...state.visits, [actor]: (state.visits[actor] ?? 0) + 1 },
    }),
  },
  'note.kept': {
    schema: any,
    audience: (_, { actor }) => ({ only: [actor] }),
    evolve: (state, { actor, data }) => ({
      ...state,
      notes: { ...state.notes, [actor]: [...(state.notes[actor] ?? []), str(data, 'text')] },
    }),
  },
  'gift.given': {
    schema: any,
    audience: (_, { data }) => ({ only: [str(data, 'to')], bureau: true }),
    evolve: (state, { data }) => ({ ...state, gifts: { ...state.gifts, [str(data, 'to')]: str(data, 'what') } }),
  },
  'box.opened': { schema: any, audience: () => 'all', evolve: state => ({ ...state, box: 'open' }) },
  'box.closed': {
    schema: any,
    audience: () => 'all',
    evolve: (state, { data }) => ({
      ...state,
      box: 'sealed',
      wishers: data.wishers as string[],
      wishes: data.wishes as Json[],
    }),
  },
  'hour.set': {
    schema: any,
    audience: () => 'all',
    evolve: (state, { data }) => ({ ...state, closesAt: str(data, 'at') }),
  },
  'book.closed': {
    schema: any,
    // Who may see it hangs on the state before: a book nobody signed is closed quietly.
    audience: state => (state.pages.length > 0 ? 'all' : 'bureau'),
    evolve: state => ({ ...state, closed: true }),
  },
};

const acts: Record<string, ActDef<Guestbook>> = {
  'page.sign': {
    schema: shape({ name: 'string' }),
    authorize: unlessClosed,
    decide: (_, act: JsonObject) =>
      str(act, 'name') === 'nobody'
        ? refuse('name.nobody', { name: 'nobody' })
        : { events: [{ type: 'page.signed', data: { name: str(act, 'name') } }] },
  },
  'guests.arrive': {
    schema: shape({ count: 'number' }),
    authorize: unlessClosed,
    decide: (_, act: JsonObject, { nextSeq }) => ({
      events: Array.from({ length: act.count as number }, (__, i) => ({
        type: 'page.signed',
        data: { name: `guest ${i} from ${nextSeq}` },
      })),
    }),
  },
  'visit.count': { schema: any, authorize: anyone, decide: () => ({ events: [{ type: 'visit.counted', data: {} }] }) },
  'note.keep': {
    schema: shape({ text: 'string' }),
    authorize: anyone,
    decide: (_, act: JsonObject) => ({ events: [{ type: 'note.kept', data: { text: str(act, 'text') } }] }),
  },
  'gift.give': {
    schema: shape({ to: 'string', what: 'string' }),
    authorize: onlyBoss,
    decide: (_, act: JsonObject) => ({
      events: [{ type: 'gift.given', data: { to: str(act, 'to'), what: str(act, 'what') } }],
    }),
  },
  'box.open': {
    schema: any,
    authorize: onlyBoss,
    decide: state =>
      state.box === 'none' ? { events: [{ type: 'box.opened', data: {} }], openBox: 'wishes' } : refuse('box.again'),
  },
  /** One wish each, its content secret: it goes into the box under the guest's id and is no entry. */
  'wish.drop': {
    schema: shape({ wish: 'string', who: 'string' }),
    authorize: (_, act: JsonObject, actor) => (str(act, 'who') === actor.id ? null : refuse('wish.notYours')),
    boxQuery: (state, act: JsonObject) =>
      state.box === 'open' ? { has: { box: 'wishes', key: str(act, 'who') } } : null,
    decide: (state, act: JsonObject, { box }) => {
      if (state.box !== 'open') return refuse('box.notOpen');
      if (box.mark !== null) return refuse('wish.twice');
      return { events: [], put: { box: 'wishes', key: str(act, 'who'), content: str(act, 'wish') } };
    },
  },
  'box.close': {
    schema: any,
    authorize: onlyBoss,
    boxQuery: state => (state.box === 'open' ? { take: 'wishes' } : null),
    decide: (state, _: JsonObject, { box }) =>
      state.box === 'open'
        ? {
            events: [
              {
                type: 'box.closed',
                data: { wishers: [...box.keys], wishes: [...box.contents].sort() },
              },
            ],
            sealBox: 'wishes',
          }
        : refuse('box.notOpen'),
  },
  'hour.set': {
    schema: shape({ at: 'string' }),
    authorize: onlyBoss,
    decide: (_, act: JsonObject) => ({ events: [{ type: 'hour.set', data: { at: str(act, 'at') } }] }),
  },
  'book.close': {
    schema: any,
    authorize: onlyBoss,
    // Closing what is closed: already true, so nothing is written.
    decide: state => ({ events: state.closed ? [] : [{ type: 'book.closed', data: {} }] }),
  },
  /** Our own mistakes, for the tests of J-28. */
  'bug.throw': {
    schema: any,
    authorize: anyone,
    decide: () => {
      throw new Error('a bug in decide');
    },
  },
  'bug.event': { schema: any, authorize: anyone, decide: () => ({ events: [{ type: 'no.such', data: {} }] }) },
  'bug.endless': {
    schema: any,
    authorize: anyone,
    decide: () => ({ events: [{ type: 'milestone.reached', data: { count: -1 } }] }),
  },
  'bug.box': {
    schema: any,
    authorize: anyone,
    boxQuery: () => ({ take: 'never opened' }),
    decide: () => ({ events: [] }),
  },
};

function consequences(state: Guestbook, entry: { type: string; data: JsonObject }): NewEvent[] {
  if (entry.type === 'milestone.reached' && (entry.data.count as number) < 0)
    return [{ type: 'milestone.reached', data: { count: -1 } }];
  // Each third page is a milestone; each milestone of nine is a gift to who signed.
  if (entry.type === 'page.signed' && state.pages.length % 3 === 0)
    return [{ type: 'milestone.reached', data: { count: state.pages.length } }];
  if (entry.type === 'milestone.reached' && state.milestone % 9 === 0)
    return [{ type: 'gift.given', data: { to: state.pages.at(-1)!.by, what: `cake ${state.milestone}` } }];
  return [];
}

const own = <T>(all: Readonly<Record<string, T>>, who: string | null) =>
  who !== null && Object.hasOwn(all, who) ? { [who]: all[who]! } : {};

export const guestbook: JournalDef<Guestbook> = {
  initial,
  events,
  acts,
  consequences,
  view: (state, { participant, bureau }) => ({
    ...state,
    visits: bureau ? state.visits : {},
    notes: own(state.notes, participant),
    gifts: bureau ? state.gifts : own(state.gifts, participant),
    closed: bureau || state.pages.length > 0 ? state.closed : false,
  }),
  deadlines: state =>
    state.closesAt === null || state.closed
      ? []
      : [{ at: state.closesAt, command: `close:${state.closesAt}`, act: { type: 'book.close' } }],
};
