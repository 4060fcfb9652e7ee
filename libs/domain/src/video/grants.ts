import { participantOf, type State } from '../state.js';

/** What a participant may do in the video room. A pure function of the session's state. */
export interface Grants {
  /** May join and listen: everyone on the roll of a prepared or open session. */
  readonly join: boolean;
  readonly publish: readonly ('microphone' | 'camera')[];
}

const NOTHING: Grants = { join: false, publish: [] };

/**
 * The floor is a media permission: its remote holder publishes, and so does whoever presides from afar. A seat in the
 * hall is heard through the hall's own sound; observers and interpreters never publish here.
 */
export function grants(state: State, participant: string): Grants {
  const who = participantOf(state, participant);
  const { phase, presiding } = state.session;
  if (!who || (phase !== 'prepared' && phase !== 'open' && phase !== 'recess')) return NOTHING;
  const listen: Grants = { join: true, publish: [] };
  if (phase !== 'open' || who.role === 'observer' || who.role === 'interpreter') return listen;
  const presence = state.attendance[participant];
  if (!presence?.here || presence.mode === 'hall') return listen;
  const holder = state.floor.holder;
  const speaks = holder?.participant === participant && holder.pausedAt === null;
  return speaks || presiding === participant ? { join: true, publish: ['microphone', 'camera'] } : listen;
}
