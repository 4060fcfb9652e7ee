import * as z from 'zod';
import { admissionActs } from './admission/commands.js';
import { agendaActs } from './agenda/commands.js';
import { attendanceActs } from './attendance/commands.js';
import { electionActs } from './elections/commands.js';
import { floorActs } from './floor/commands.js';
import { interpretationActs } from './interpretation/commands.js';
import type { DataOf } from './json.js';
import { motionActs } from './motions/commands.js';
import { motionLifeActs } from './motions/lifecycle.js';
import { orderActs } from './procedure/commands.js';
import { recordingActs } from './recording/commands.js';
import { representActs } from './representation/commands.js';
import { sealedActs } from './session/after-close.js';
import { sessionActs } from './session/commands.js';
import { taskActs } from './tasks/commands.js';
import { videoActs } from './video/commands.js';
import { votingActs } from './voting/commands.js';

/** Every act that may be asked of a session, none of them past its close but what may follow (REC-22). Imperative. */
export const acts = sealedActs({
  ...sessionActs,
  ...agendaActs,
  ...attendanceActs,
  ...representActs,
  ...floorActs,
  ...motionActs,
  ...motionLifeActs,
  ...orderActs,
  ...votingActs,
  ...electionActs,
  ...taskActs,
  ...admissionActs,
  ...videoActs,
  ...interpretationActs,
  ...recordingActs,
});

type Acts = typeof acts;
export type ActType = keyof Acts;
export type Act = { [T in ActType]: DataOf<Acts[T]['schema']> }[ActType];

const schemas = Object.values(acts).map(one => one.schema) as unknown as [
  Acts[ActType]['schema'],
  ...Acts[ActType]['schema'][],
];
/** One schema for all of them, by `type`: HTTP, sockets and the API document use it. */
export const anyAct: z.ZodType<Act> = z.discriminatedUnion('type', schemas) as unknown as z.ZodType<Act>;
