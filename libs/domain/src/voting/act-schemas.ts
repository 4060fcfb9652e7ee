import * as z from 'zod';
import { id, instant } from '../council-schemas.js';
import { wording } from '../text-schemas.js';
import { METHODS } from './opening.js';
import { ballotText, keyHolder, publicKey } from './schemas.js';
import { KEY_LOST, VOID_REASONS } from './types.js';

export const closing = z.int().min(10).max(86400).nullable();

/** The key of a secret vote's box. */
export const keyOptions = {
  /** The public half. */
  key: publicKey.optional(),
  /** Who holds a copy and is connected: said by the server, which puts its own answer over whatever a page sends. */
  holders: z.array(keyHolder).max(50).optional(),
};

/** What a show of hands, a roll call or paper need beyond a plain vote. */
export const seedText = z.string().regex(/^[^\n]{1,200}$/);

export const wayOptions = {
  way: z.enum(['hands', 'roll_call', 'paper']).optional(),
  /** Roll call: drawn in public, says whose seat is called first. */
  seed: seedText.optional(),
  /** Paper: the two who count it. */
  tellers: z.array(id).length(2).optional(),
};

/** What each act says. */
export const openVoteActSchemas = {
  'voting.open': z.strictObject({
    type: z.literal('voting.open'),
    motion: id,
    method: z.enum(METHODS),
    majority: id,
    closesInSeconds: closing,
    ...wayOptions,
    ...keyOptions,
  }),
  'voting.openElection': z.strictObject({
    type: z.literal('voting.openElection'),
    office: z.strictObject({ id, title: wording(300) }),
    candidates: z
      .array(z.strictObject({ label: wording(300), seat: id.nullable() }))
      .min(1)
      .max(50),
    method: z.enum(METHODS),
    closesInSeconds: closing,
    ...keyOptions,
  }),
  'voting.openRunoff': z.strictObject({
    type: z.literal('voting.openRunoff'),
    voting: id,
    closesInSeconds: closing,
    /** As the ballot before it was held, unless said; a secret one by name only where too few are left (PROC-29). */
    method: z.enum(METHODS).optional(),
    ...keyOptions,
  }),
};

/** What each act says. */
export const castingActSchemas = {
  'voting.cast': z.strictObject({ type: z.literal('voting.cast'), voting: id, seat: id, choice: ballotText }),
  'voting.castMany': z.strictObject({
    type: z.literal('voting.castMany'),
    voting: id,
    ballots: z
      .array(z.strictObject({ seat: id, choice: ballotText }))
      .min(1)
      .max(60),
  }),
  'voting.enter': z.strictObject({ type: z.literal('voting.enter'), voting: id, seat: id, choice: ballotText }),
};
const totals = z.record(id, z.int().min(0).max(20000));

/** What each act says. */
export const hallActSchemas = {
  'voting.countHands': z.strictObject({ type: z.literal('voting.countHands'), voting: id, counts: totals }),
  'voting.callNext': z.strictObject({ type: z.literal('voting.callNext'), voting: id }),
  'voting.answer': z.strictObject({ type: z.literal('voting.answer'), voting: id, seat: id, choice: id }),
  'voting.issuePaper': z.strictObject({ type: z.literal('voting.issuePaper'), voting: id, seat: id }),
  'voting.countPaper': z.strictObject({
    type: z.literal('voting.countPaper'),
    voting: id,
    counts: totals,
    spoiled: z.int().min(0).max(20000),
  }),
};

/** What each act says. */
export const assistActSchemas = {
  'voting.assist': z.strictObject({
    type: z.literal('voting.assist'),
    voting: id,
    seat: id,
    choice: id,
    /** Whether a page of the voter is open: said by the server, which puts its own answer over whatever a page sends. */
    online: z.boolean().optional(),
  }),
  'voting.assistAnswer': z.strictObject({
    type: z.literal('voting.assistAnswer'),
    voting: id,
    seat: id,
    own: z.boolean(),
  }),
  'voting.assistUnanswered': z.strictObject({
    type: z.literal('voting.assistUnanswered'),
    voting: id,
    seat: id,
    until: instant,
  }),
  'voting.assistConfirm': z.strictObject({ type: z.literal('voting.assistConfirm'), voting: id, seat: id, choice: id }),
};

/** What each act says. */
export const agreementActSchemas = {
  'voting.askObjections': z.strictObject({
    type: z.literal('voting.askObjections'),
    motion: id,
    seconds: z.int().min(10).max(3600),
  }),
  'voting.openConsensus': z.strictObject({
    type: z.literal('voting.openConsensus'),
    motion: id,
    by: z.enum(['seat', 'state']),
    closesInSeconds: closing,
  }),
  'voting.openSilence': z.strictObject({
    type: z.literal('voting.openSilence'),
    motion: id,
    closesAt: instant,
    /** How many must at least say that they have received the text; where it is not said, as many as the rules ask for. */
    minAcknowledged: z.int().min(0).max(20000).optional(),
  }),
  'voting.openWritten': z.strictObject({
    type: z.literal('voting.openWritten'),
    motion: id,
    method: z.enum(METHODS),
    majority: id,
    closesAt: instant,
    ...keyOptions,
  }),
  'voting.object': z.strictObject({
    type: z.literal('voting.object'),
    voting: id,
    seat: id,
    kind: z.enum(['objection', 'amendment']),
  }),
  'voting.acknowledge': z.strictObject({ type: z.literal('voting.acknowledge'), voting: id, seat: id }),
};

/** What each act says. */
export const repairActSchemas = {
  'voting.void': z.strictObject({
    type: z.literal('voting.void'),
    voting: id,
    reason: z.enum([...VOID_REASONS, KEY_LOST]),
  }),
  'voting.openTest': z.strictObject({
    type: z.literal('voting.openTest'),
    text: wording(500),
    method: z.enum(METHODS),
    closesInSeconds: closing,
    ...keyOptions,
  }),
};

/** What each act says. */
export const electionBallotActSchemas = {
  'election.open': z.strictObject({
    type: z.literal('election.open'),
    election: id,
    method: z.enum(METHODS),
    closesInSeconds: closing,
    ...keyOptions,
  }),
};

/** What each act says. */
export const votingActSchemas = {
  'voting.extend': z.strictObject({ type: z.literal('voting.extend'), voting: id, seconds: z.int().min(10).max(3600) }),
  'voting.close': z.strictObject({
    type: z.literal('voting.close'),
    voting: id,
    /** For a lot that is due: drawn in public after the count called for it. */
    seed: seedText.optional(),
  }),
  /** Asked with the key at hand: by whoever gave it to the server. */
  'voting.count': z.strictObject({ type: z.literal('voting.count'), voting: id }),
  'voting.decideTie': z.strictObject({
    type: z.literal('voting.decideTie'),
    voting: id,
    casting: z.enum(['yes', 'no', 'none']),
  }),
};
