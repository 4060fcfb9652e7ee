// What the session says about who is to be seen and heard. Pure.
import { grants, HALL, type State } from '@kengesh/domain';
import type { Offer } from './wanted.js';

const isRemote = (state: State, participant: string) => {
  const presence = state.attendance[participant];
  return presence?.here === true && presence.mode === 'remote';
};

export const isHall = (from: string) => from === HALL;

/** Whom all look at: who speaks, if from afar; while nobody speaks whoever presides, if from afar; else (null) the hall. */
export function mainOf(state: State): string | null {
  const holder = state.floor.holder?.participant ?? null;
  if (holder !== null) return isRemote(state, holder) ? holder : null;
  const { presiding } = state.session;
  return presiding !== null && isRemote(state, presiding) ? presiding : null;
}

/** Whether the session lets this be sent: the same grants by which the video server's knobs are turned. */
export function grantedBy(state: State): (offer: Offer) => boolean {
  return ({ from, source, channel }) => {
    const { publish, channels } = grants(state, from);
    if (channel !== null) return channels.includes(channel);
    if (source === 'microphone') return publish.includes('microphone') && channels.length === 0;
    return publish.includes(source === 'screenSound' ? 'screen' : source);
  };
}
