// What the session says about who is to be seen and heard. Pure. The server enforces it; this saves bandwidth and repeats the rule in the page.
import { HALL, meetingVote, type State, videoOf } from '@kengesh/domain';
import type { Offer, Situation } from '../media/wanted.js';

export const isHall = (from: string) => from === HALL;

/**
 * Whether the session lets this be sent, as far as a page can know it: where the others sit only the bureau is told, but
 * who has the floor, who presides and who interprets everybody knows.
 */
export function grantedBy(state: State): (offer: Offer) => boolean {
  const { holder } = state.floor;
  const { phase, presiding } = state.session;
  const { camera } = videoOf(state);
  const vote = meetingVote(state);
  const speaks = (from: string) =>
    isHall(from) || from === presiding || (from === holder?.participant && holder.pausedAt === null);
  const showsFace = (from: string) =>
    camera === 'always' ||
    (camera === 'vote' && vote?.register.some(line => line.participant === from && line.entitled) === true);
  return ({ from, source, channel }) => {
    if (phase !== 'open' || state.video?.removed.includes(from)) return false;
    if (channel !== null) return state.interpretation?.channels[channel]?.participant === from;
    if (source === 'microphone') return speaks(from) && !state.video?.muted.includes(from);
    return speaks(from) || (source === 'camera' && showsFace(from));
  };
}

/** Who has the floor and who presides. */
export const alwaysVisible = (state: State): Pick<Situation, 'holder' | 'chair'> => ({
  holder: state.floor.holder?.participant ?? null,
  chair: state.session.presiding,
});
