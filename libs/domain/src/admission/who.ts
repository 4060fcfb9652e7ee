import { isBureau, type State } from '../state.js';
import { LINK_ONLY, SEEN_BY_SECRETARY } from '../video/rules.js';
import { videoOf } from '../video/settings.js';

/** How surely this participant is known (PROC-20). Whom the secretary checked in to the hall was seen there. */
export function identityLevel(state: State, participant: string): number {
  const presence = state.attendance[participant];
  const last = presence?.intervals.at(-1);
  if (presence?.here && presence.mode === 'hall' && last?.source === 'secretary') return SEEN_BY_SECRETARY;
  return state.admission?.[participant]?.identity?.level ?? LINK_ONLY;
}

/**
 * Whether this participant may come in from afar. Who sits in the hall has passed another door, and the bureau keeps this
 * one. One by one: who has left is let in anew.
 */
export function isAdmitted(state: State, participant: string): boolean {
  const { admission } = videoOf(state);
  const presence = state.attendance[participant];
  if (admission === 'everyone' || presence?.here || isBureau(state, participant)) return true;
  const line = state.admission?.[participant];
  if (admission === 'known' && identityLevel(state, participant) >= SEEN_BY_SECRETARY) return true;
  if (line?.stage !== 'granted') return false;
  const left = presence?.intervals.at(-1)?.to ?? null;
  return admission === 'known' || left === null || (line.at ?? '') >= left;
}

/** Those in the waiting room, who came first first. */
export function waitingRoom(state: State): readonly string[] {
  return Object.entries(state.admission ?? {})
    .filter(([, line]) => line.stage === 'waiting')
    .sort(([, a], [, b]) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1))
    .map(([participant]) => participant);
}
