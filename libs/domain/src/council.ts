import * as z from 'zod';
import { wording } from './text.js';

/**
 * Ids are made by the server or by the sample: short, printable, safe in addresses and file names. Things are kept by id
 * in plain objects, so a name that every object has (`constructor`) is none.
 */
export const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/)
  .refine(value => !(value in Object.prototype), 'reserved');
export const instant = z.iso.datetime({ precision: 3 });

export const ROLES = ['chair', 'deputy', 'delegate', 'secretary', 'observer', 'interpreter'] as const;
export type Role = (typeof ROLES)[number];
export const CATEGORIES = ['state', 'ngo', 'expert'] as const;
export type Category = (typeof CATEGORIES)[number];
export const MODES = ['hall', 'remote'] as const;
export type Mode = (typeof MODES)[number];

/** A share with the way it is compared: passed iff part·den > num·base (gt) or ≥ (gte). Integers only. */
const share = {
  num: z.int().min(1).max(1000),
  den: z.int().min(1).max(1000),
  cmp: z.enum(['gt', 'gte']),
};
const properShare = (rule: { num: number; den: number }) => rule.num <= rule.den;

export const quorumRule = z
  .strictObject({ kind: z.literal('fraction'), ...share, base: z.enum(['statutory', 'filled']) })
  .refine(properShare, 'more_than_the_whole');
export type QuorumRule = z.output<typeof quorumRule>;

/** Base names follow the quantities of the rules: cast = yes + no, ballots = cast + abstentions, present, filled, statutory. */
export const threshold = z
  .strictObject({
    kind: z.literal('fraction'),
    ...share,
    base: z.enum(['cast', 'ballots', 'present', 'filled', 'statutory']),
  })
  .refine(properShare, 'more_than_the_whole');
export type Threshold = z.output<typeof threshold>;

export const TIE_RULES = ['rejected', 'chairSide'] as const;
export type TieRule = (typeof TIE_RULES)[number];

/** A council's rules of procedure as data. Frozen into a session when it is prepared. */
export const rules = z.strictObject({
  citation: wording(500),
  quorum: quorumRule,
  /** Majorities the council knows, by key; the first is the usual one. */
  majorities: z
    .array(z.strictObject({ key: id, threshold }))
    .min(1)
    .max(20),
  tie: z.enum(TIE_RULES),
  /** Seconds a lost line is bridged (PROC-12). */
  presenceGrace: z.int().min(0).max(3600),
  /** Seconds of a speech, and how long an overrun is suffered before the floor ends by itself. */
  speech: z.strictObject({ seconds: z.int().min(10).max(7200), grace: z.int().min(0).max(600) }),
});
export type Rules = z.output<typeof rules>;

/** A right to sit and vote, the unit that is counted. Named by office and organisation, never by person. */
export const seat = z.strictObject({
  id,
  label: wording(200),
  delegation: z.string().trim().min(1).max(40),
  category: z.enum(CATEGORIES),
  filled: z.boolean(),
});
export type Seat = z.output<typeof seat>;

/** Who takes part in this session. `seat` null: no vote. `nameHash`: salted hash of the person's name, kept outside. */
export const participant = z.strictObject({
  id,
  role: z.enum(ROLES),
  seat: id.nullable(),
  label: wording(200),
  mode: z.enum(MODES),
  nameHash: z.string().max(64).nullable(),
});
export type Participant = z.output<typeof participant>;

export const agendaDraftItem = z.strictObject({ id, title: wording(500), rapporteur: id.nullable() });

/** Everything a session takes from the desk when it is prepared (entry 1 of its journal). */
export const preparedSession = z.strictObject({
  council: z.strictObject({ id, name: wording(300) }),
  session: z.strictObject({
    id,
    number: z.int().min(1).max(100000),
    title: wording(500),
    form: z.enum(['hybrid', 'hall', 'remote']),
    place: wording(300),
    /** Wall clock as promised, `YYYY-MM-DDTHH:mm`, with the IANA zone it is promised in (TZ-01). */
    startsLocal: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/),
    endsLocal: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/),
    zone: z.string().min(1).max(60),
    sample: z.boolean(),
  }),
  rules,
  statutorySeats: z.int().min(1).max(20000),
  seats: z.array(seat).min(1).max(20000),
  participants: z.array(participant).min(1).max(40000),
  agenda: z.array(agendaDraftItem).max(200),
});
export type PreparedSession = z.output<typeof preparedSession>;
