import * as z from 'zod';
import { id } from '../council-schemas.js';
import { wording } from '../text-schemas.js';
import { ELECTION_METHODS } from './events.js';

const date = z.iso.date();
export const term = z.strictObject({ from: date, to: date });

/** What each event holds. Folded for ever, so a shape once written is never changed. */
export const electionEventSchemas = {
  'election.called': z.strictObject({
    id,
    item: id.nullable(),
    office: z.strictObject({ id, title: wording(300) }),
    seats: z.int().min(1),
    method: z.enum(ELECTION_METHODS),
    onTie: z.enum(['runoff', 'lot']),
    term: term.nullable(),
  }),
  'election.nominated': z.strictObject({ election: id, candidate: id, label: wording(300), seat: id.nullable() }),
  'election.withdrawn': z.strictObject({ election: id, candidate: id }),
  'office.filled': z.strictObject({
    office: id,
    title: wording(300),
    seat: id.nullable(),
    candidate: id,
    voting: id,
    term: term.optional(),
  }),
};

/** What each act says. */
export const electionActSchemas = {
  'election.call': z.strictObject({
    type: z.literal('election.call'),
    office: z.strictObject({ id, title: wording(300) }),
    seats: z.int().min(1).max(50),
    method: z.enum(ELECTION_METHODS),
    onTie: z.enum(['runoff', 'lot']),
    term: term.nullable(),
  }),
  'election.nominate': z.strictObject({
    type: z.literal('election.nominate'),
    election: id,
    label: wording(300),
    seat: id.nullable(),
  }),
  'election.withdraw': z.strictObject({ type: z.literal('election.withdraw'), election: id, candidate: id }),
};
