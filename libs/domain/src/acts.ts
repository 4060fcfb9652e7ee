import type { ActRule } from '@kengesh/journal';
import { admissionActs } from './admission/acts.js';
import { agendaActs } from './agenda/acts.js';
import { attendanceActs } from './attendance/acts.js';
import { deviceActs } from './devices/acts.js';
import { ofVotingDevice } from './devices/one-votes.js';
import { electionActs } from './elections/acts.js';
import { floorActs } from './floor/acts.js';
import { interpretationActs } from './interpretation/acts.js';
import { motionActs } from './motions/acts.js';
import { motionLifeActs } from './motions/lifecycle.js';
import { orderActs } from './procedure/acts.js';
import { recordingActs } from './recording/acts.js';
import { representActs } from './representation/acts.js';
import type { ActType } from './schemas.js';
import { sessionActs } from './session/acts.js';
import { sealedActs } from './session/after-close.js';
import type { State } from './state.js';
import { taskActs } from './tasks/acts.js';
import { videoActs } from './video/acts.js';
import { votingActs } from './voting/acts.js';
import { electionBallotActs } from './voting/election-ballot.js';

/** How every act is decided, none of them past the close of a session but what may follow (REC-22). An act without a rule does not compile. */
export const acts: { readonly [T in ActType]: ActRule<State> } = ofVotingDevice(
  sealedActs({
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
    ...deviceActs,
  }),
);
