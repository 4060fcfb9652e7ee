import { refuse } from '@kengesh/journal';
import { defineActs, onlyPresiding } from '../define.js';
import { emit } from '../emit.js';
import { participantOf, type State } from '../state.js';
import { HALL } from './identities.js';
import type { videoActSchemas } from './schemas.js';

/** Why this one cannot be muted or removed, or null. The hall's sound can be muted; the hall is not removed. */
function cannot(state: State, participant: string, hall: boolean) {
  if (state.session.phase !== 'open' && state.session.phase !== 'recess') return refuse('session.not_open');
  if (!(hall && participant === HALL) && !participantOf(state, participant)) return refuse('roll.unknown_participant');
  return null;
}
const isMuted = (state: State, participant: string) => state.video?.muted.includes(participant) === true;
const isRemoved = (state: State, participant: string) => state.video?.removed.includes(participant) === true;

/** The chair mutes, removes and lets in again. Who is removed keeps seat and ballot: a vote never hangs on the video room. */
export const videoActs = defineActs<typeof videoActSchemas>({
  'video.mute': {
    authorize: onlyPresiding,
    decide: (state, { participant }) =>
      cannot(state, participant, true) ??
      (isMuted(state, participant) ? { events: [] } : emit('video.muted', { participant })),
  },
  'video.unmute': {
    authorize: onlyPresiding,
    decide: (state, { participant }) =>
      cannot(state, participant, true) ??
      (isMuted(state, participant) ? emit('video.unmuted', { participant }) : { events: [] }),
  },
  'video.remove': {
    authorize: onlyPresiding,
    decide: (state, { participant, reason }) => {
      const no = cannot(state, participant, false);
      if (no) return no;
      if (participant === state.session.presiding) return refuse('video.presiding_stays');
      return isRemoved(state, participant) ? { events: [] } : emit('video.removed', { participant, reason });
    },
  },
  'video.readmit': {
    authorize: onlyPresiding,
    decide: (state, { participant }) =>
      cannot(state, participant, false) ??
      (isRemoved(state, participant) ? emit('video.readmitted', { participant }) : { events: [] }),
  },
});
