import { id } from '@kengesh/domain';
import * as z from 'zod';

// A rehearsal: a session held by simulated delegates before the real one, and what was measured in it.

/** calm: people, one after another. storm: everyone in the same moment. flaky: bad lines that break, hang and come back. */
export const PROFILES = ['calm', 'storm', 'flaky'] as const;
export type RehearsalProfile = (typeof PROFILES)[number];

/** Milliseconds; `n` how many were measured, `last` the slowest of them. */
const latency = z.strictObject({ n: z.int(), p50: z.number(), p95: z.number(), p99: z.number(), last: z.number() });
export type Latency = z.output<typeof latency>;

const refusedStep = z.strictObject({
  act: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.unknown()),
  /** How often it was refused. */
  times: z.int(),
});
export type RefusedStep = z.output<typeof refusedStep>;

const rehearsedVote = z.strictObject({
  voting: id,
  method: z.enum(['named', 'secret']),
  /** Simulated delegates who could vote in it. */
  entitled: z.int(),
  /** Ballots whose sender was told that they are recorded. */
  acknowledged: z.int(),
  /** Ballots of simulated delegates in the result. */
  counted: z.int(),
  /** Acknowledged and not counted, or not as it was cast. */
  lost: z.int(),
  /** Counted more than once. */
  doubled: z.int(),
  /** From the chair's press to the ballot on a delegate's screen, for those on the line. */
  openToScreen: latency.nullable(),
  /** From a delegate's press to the acknowledgement, broken lines included. */
  ballotToAck: latency.nullable(),
});
export type RehearsedVote = z.output<typeof rehearsedVote>;

export const rehearsalReport = z
  .strictObject({
    at: z.iso.datetime(),
    seconds: z.number(),
    profile: z.enum(PROFILES),
    delegates: z.int(),
    joined: z.int(),
    /** Highest number of lines at a time, second devices and the bureau included. */
    lines: z.int(),
    floor: z.strictObject({ asked: z.int(), given: z.int() }),
    votes: rehearsedVote.array(),
    acknowledged: z.int(),
    counted: z.int(),
    lost: z.int(),
    doubled: z.int(),
    openToScreen: latency.nullable(),
    ballotToAck: latency.nullable(),
    /** From the first try of a line that comes back to a state that is complete again. */
    reconnectToState: latency.nullable(),
    /** The server was ended in mid-vote: how long it was away, and how long after its return each state was complete. */
    restart: z.strictObject({ awayFor: z.number(), readyToState: latency.nullable() }).nullable(),
    /** Where the server runs on this machine. Memory is what joining added, divided by the lines, bytes; 0 where the server had as much before. */
    server: z.strictObject({ cpuSeconds: z.number(), memoryPerLine: z.number(), memory: z.number() }).nullable(),
    /** Each follower's folded state beside the server's view of the same person, at the end. */
    states: z.strictObject({
      compared: z.int(),
      equal: z.int(),
      differing: z.strictObject({ participant: id, seq: z.int(), serverSeq: z.int(), where: z.string() }).array(),
    }),
    /** What the rules of this session did not let happen. */
    refused: refusedStep.array(),
    machine: z.string(),
  })
  .meta({ id: 'RehearsalReport' });
export type RehearsalReport = z.output<typeof rehearsalReport>;

/** The parts of a rehearsal in their order. */
export const STAGES = ['prepare', 'join', 'open', 'floor', 'named', 'return', 'secret', 'close', 'compare'] as const;
export const rehearsalProgress = z.strictObject({
  stage: z.enum(STAGES),
  /** Of this stage. */
  done: z.int(),
  of: z.int(),
});
export type RehearsalProgress = z.output<typeof rehearsalProgress>;

/** Asked for at the desk. */
export const rehearsalInput = z
  .strictObject({
    /** Simulated delegates; more than the roll has seats are further devices of the same people, which only look. */
    delegates: z.int().min(2).max(1000),
    profile: z.enum(PROFILES),
    /** End the rehearsal's server in the middle of the named vote, and start it again. */
    restart: z.boolean(),
  })
  .meta({ id: 'RehearsalInput' });
export type RehearsalInput = z.output<typeof rehearsalInput>;

/** The last rehearsal of a session: running where it has neither a report nor a failure. */
export const rehearsal = z
  .strictObject({
    delegates: z.int(),
    profile: z.enum(PROFILES),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    progress: rehearsalProgress.nullable(),
    report: rehearsalReport.nullable(),
    failure: z.strictObject({ code: z.string(), params: z.record(z.string(), z.unknown()) }).nullable(),
  })
  .meta({ id: 'Rehearsal' });
export type Rehearsal = z.output<typeof rehearsal>;
export const rehearsalAnswer = z.strictObject({ last: rehearsal.nullable() }).meta({ id: 'RehearsalAnswer' });
export type RehearsalAnswer = z.output<typeof rehearsalAnswer>;
