import * as z from 'zod';
import { id } from '../council-schemas.js';
import { wording } from '../text-schemas.js';

/** What each event holds. Folded for ever, so a shape once written is never changed. */
export const agendaEventSchemas = {
  'agenda.taken': z.strictObject({ item: id }),
  'agenda.finished': z.strictObject({ item: id }),
  'agenda.debateSet': z.strictObject({ item: id, debate: z.enum(['open', 'closed', 'adjourned']) }),
  'agenda.marked': z.strictObject({ item: id, mustHearAll: z.boolean() }),
  'agenda.added': z.strictObject({ id, title: wording(500), rapporteur: id.nullable() }),
  'agenda.reordered': z.strictObject({ order: z.array(id) }),
};

/** What each act says. */
export const agendaActSchemas = {
  'agenda.take': z.strictObject({ type: z.literal('agenda.take'), item: id }),
  'agenda.finish': z.strictObject({ type: z.literal('agenda.finish'), item: id }),
  'agenda.debate': z.strictObject({ type: z.literal('agenda.debate'), item: id, debate: z.enum(['open', 'closed']) }),
  'agenda.mark': z.strictObject({ type: z.literal('agenda.mark'), item: id, mustHearAll: z.boolean() }),
  'agenda.add': z.strictObject({ type: z.literal('agenda.add'), title: wording(500), rapporteur: id.nullable() }),
  'agenda.reorder': z.strictObject({ type: z.literal('agenda.reorder'), order: z.array(id).max(200) }),
};
