import * as z from 'zod';
import { admissionActs } from './admission/acts.js';
import { agendaActs } from './agenda/acts.js';
import { attendanceActs } from './attendance/acts.js';
import { electionActs } from './elections/acts.js';
import { floorActs } from './floor/acts.js';
import { interpretationActs } from './interpretation/acts.js';
import type { DataOf } from './json.js';
import { motionActs } from './motions/acts.js';
import { motionLifeActs } from './motions/lifecycle.js';
import { orderActs } from './procedure/acts.js';
import { recordingActs } from './recording/acts.js';
import { representActs } from './representation/acts.js';
import { sessionActs } from './session/acts.js';
import { sealedActs } from './session/after-close.js';
import { taskActs } from './tasks/acts.js';
import { videoActs } from './video/acts.js';
import { votingActs } from './voting/acts.js';
import { electionBallotActs } from './voting/election-ballot.js';

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
  ...electionBallotActs,
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
