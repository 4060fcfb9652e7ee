import type { JournalDef } from '@kengesh/journal';
import type * as z from 'zod';
import { acts } from './acts.js';
import { consequences } from './consequences.js';
import { events } from './events.js';
import { actSchemas, eventSchemas } from './schemas.js';
import { deadlines, sessionFold } from './session.js';
import type { State } from './state.js';

/** Each rule with the shape it is for. */
function withSchemas<R>(rules: { readonly [type: string]: R }, schemas: { readonly [type: string]: z.ZodType }) {
  const declared = Object.entries(rules).map(([type, rule]) => [type, { ...rule, schema: schemas[type]! }] as const);
  return Object.fromEntries(declared);
}

/** A council's session as a journal: the facts it may hold, the acts that may be asked, and what follows. */
export const councilSession: JournalDef<State> = {
  ...sessionFold,
  events: withSchemas(events, eventSchemas),
  acts: withSchemas(acts, actSchemas),
  consequences,
  deadlines,
};
