import * as z from 'zod';
import { id } from '../council.js';
import { event } from '../define.js';
import { wording } from '../text.js';

/** What an election brings about: an office is filled, by the vote that is cited. */
export const electionEvents = {
  'office.filled': event({
    schema: z.strictObject({ office: id, title: wording(300), seat: id.nullable(), candidate: id, voting: id }),
    evolve: (state, data, entry) => ({ ...state, offices: [...state.offices, { ...data, at: entry.at }] }),
  }),
};
