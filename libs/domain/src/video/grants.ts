import { isAdmitted } from '../admission/who.js';
import { watches } from '../devices/which.js';
import { channelsOf } from '../interpretation/who.js';
import { currentRecording } from '../recording/marks.js';
import { seatOccupiedBy } from '../representation/queries.js';
import { videoOf } from '../rules/video-settings.js';
import { admissionOf, meetingVote, participantOf, presenceOf, type State } from '../state.js';
import { HALL, RECORDER } from './identities.js';

export type MediaSource = 'microphone' | 'camera' | 'screen';

/** What a participant may do in the video room. A pure function of the session's state. */
export interface Grants {
  /** May join and listen: everyone on the roll of a prepared or open session who is let in and was not removed. */
  readonly join: boolean;
  /** In the waiting room: shows face and voice to the bureau, and hears nobody. */
  readonly waits: boolean;
  readonly publish: readonly MediaSource[];
  /** Of an interpreter: the languages the microphone may speak for, and nothing else. */
  readonly channels: readonly string[];
}

/** A device session, as whoever keeps them knows it at this moment. */
export interface MediaDevice {
  /** Null where it is not known which one it is. */
  readonly id: string | null;
  /** Neither ended, nor replaced, nor expired, nor signed out. */
  readonly valid: boolean;
}

const NOTHING: Grants = { join: false, waits: false, publish: [], channels: [] };
const LISTENS: Grants = { ...NOTHING, join: true };

const runs = (state: State) => ['prepared', 'open', 'recess'].includes(state.session.phase);

/**
 * The floor is a media permission: its remote holder publishes, and so does whoever presides from afar. A seat in the hall
 * is heard through the hall's own sound. Observers never publish; interpreters only on the channels they have taken.
 * @param device on which: one that is not valid may do nothing, one that only watches sends nothing. Absent: whoever asks
 *   means the participant, on whichever device.
 */
export function grants(state: State, participant: string, device?: MediaDevice): Grants {
  if (!runs(state) || device?.valid === false) return NOTHING;
  const granted = ofParticipant(state, participant);
  const sends = typeof device?.id !== 'string' || !watches(state, participant, device.id);
  return sends ? granted : { ...granted, publish: [], channels: [] };
}

function ofParticipant(state: State, participant: string): Grants {
  const open = state.session.phase === 'open';
  const silent = state.video?.muted.includes(participant) === true;
  const heard = (publish: readonly MediaSource[], channels: readonly string[] = []): Grants => {
    const left = silent ? publish.filter(source => source !== 'microphone') : publish;
    return { ...LISTENS, publish: left, channels: left.includes('microphone') ? channels : [] };
  };
  if (participant === HALL) return heard(open ? ['microphone', 'camera'] : []);
  if (participant === RECORDER) return currentRecording(state) ? LISTENS : NOTHING;
  const who = participantOf(state, participant);
  if (!who || state.video?.removed.includes(participant)) return NOTHING;
  if (!isAdmitted(state, participant))
    return admissionOf(state, participant)?.stage === 'waiting' ? { ...NOTHING, waits: true } : NOTHING;
  if (!open || who.role === 'observer') return LISTENS;
  if (who.role === 'interpreter') {
    const channels = channelsOf(state, participant);
    return channels.length > 0 ? heard(['microphone'], channels) : LISTENS;
  }
  return heard(sources(state, participant));
}

function sources(state: State, participant: string): readonly MediaSource[] {
  const presence = presenceOf(state, participant);
  if (!presence?.here) return [];
  const holder = state.floor.holder;
  const speaks = holder?.participant === participant && holder.pausedAt === null;
  const screen: readonly MediaSource[] = speaks && isRapporteur(state, participant) ? ['screen'] : [];
  if (presence.mode === 'hall') return screen;
  if (speaks || state.session.presiding === participant) return ['microphone', 'camera', ...screen];
  return showsFace(state, participant) ? ['camera'] : [];
}

function isRapporteur(state: State, participant: string): boolean {
  const rapporteur = state.agenda.items.find(one => one.id === state.agenda.current)?.rapporteur ?? null;
  return rapporteur !== null && seatOccupiedBy(state, participant) === rapporteur;
}

function showsFace(state: State, participant: string): boolean {
  const { camera } = videoOf(state);
  if (camera !== 'vote') return camera === 'always';
  return meetingVote(state)?.register.some(line => line.entitled && line.participant === participant) === true;
}
