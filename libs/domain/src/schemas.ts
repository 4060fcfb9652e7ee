/**
 * The shape of every event and every act: the only source of their types, and what is checked where one is asked or written.
 * Apart from the rules, which name these shapes as types only, so that a page that folds and foresees loads none of them.
 */
import * as z from 'zod';
import { admissionActSchemas, admissionEventSchemas } from './admission/schemas.js';
import { agendaActSchemas, agendaEventSchemas } from './agenda/schemas.js';
import { attendanceActSchemas, attendanceEventSchemas } from './attendance/schemas.js';
import { deviceActSchemas, deviceEventSchemas } from './devices/schemas.js';
import { electionActSchemas, electionEventSchemas } from './elections/schemas.js';
import { floorActSchemas, floorEventSchemas } from './floor/schemas.js';
import { interpretationActSchemas, interpretationEventSchemas } from './interpretation/schemas.js';
import type { DataOf } from './json.js';
import { motionActSchemas, motionEventSchemas, motionLifeActSchemas } from './motions/schemas.js';
import { orderActSchemas, orderEventSchemas } from './procedure/schemas.js';
import { recordingActSchemas, recordingEventSchemas } from './recording/schemas.js';
import { representActSchemas, representEventSchemas } from './representation/schemas.js';
import { sessionActSchemas, sessionEventSchemas } from './session/schemas.js';
import { taskActSchemas, taskEventSchemas } from './tasks/schemas.js';
import { videoActSchemas, videoEventSchemas } from './video/schemas.js';
import {
  agreementActSchemas,
  assistActSchemas,
  castingActSchemas,
  electionBallotActSchemas,
  hallActSchemas,
  openVoteActSchemas,
  repairActSchemas,
  votingActSchemas,
} from './voting/act-schemas.js';
import { votingEventSchemas, wayEventSchemas } from './voting/schemas.js';

/** Every event a session's journal may hold. Past tense; folded for ever, so a shape once written is never changed. */
export const eventSchemas = {
  ...sessionEventSchemas,
  ...agendaEventSchemas,
  ...attendanceEventSchemas,
  ...representEventSchemas,
  ...floorEventSchemas,
  ...motionEventSchemas,
  ...orderEventSchemas,
  ...wayEventSchemas,
  ...votingEventSchemas,
  ...electionEventSchemas,
  ...taskEventSchemas,
  ...admissionEventSchemas,
  ...videoEventSchemas,
  ...interpretationEventSchemas,
  ...recordingEventSchemas,
  ...deviceEventSchemas,
};

/** Every act that may be asked of a session. Imperative. */
export const actSchemas = {
  ...sessionActSchemas,
  ...agendaActSchemas,
  ...attendanceActSchemas,
  ...representActSchemas,
  ...floorActSchemas,
  ...motionActSchemas,
  ...motionLifeActSchemas,
  ...orderActSchemas,
  ...openVoteActSchemas,
  ...castingActSchemas,
  ...hallActSchemas,
  ...agreementActSchemas,
  ...assistActSchemas,
  ...repairActSchemas,
  ...votingActSchemas,
  ...electionActSchemas,
  ...electionBallotActSchemas,
  ...taskActSchemas,
  ...admissionActSchemas,
  ...videoActSchemas,
  ...interpretationActSchemas,
  ...recordingActSchemas,
  ...deviceActSchemas,
};

type ActSchemas = typeof actSchemas;
export type ActType = keyof ActSchemas;
export type Act = { [T in ActType]: DataOf<ActSchemas[T]> }[ActType];

const schemas = Object.values(actSchemas) as unknown as [ActSchemas[ActType], ...ActSchemas[ActType][]];
/** One schema for all of them, by `type`: HTTP, sockets and the API document use it. */
export const anyAct: z.ZodType<Act> = z.discriminatedUnion('type', schemas) as unknown as z.ZodType<Act>;
