import { isBureau } from '../elections/session-roles.js';
import { entriesOf } from '../persistent-map.js';
import { procedureOf } from '../procedure.js';
import { LINK_ONLY, SEEN_BY_SECRETARY } from '../rules/video.js';
import { videoOf } from '../rules/video-settings.js';
import { admissionOf, presenceOf, type State } from '../state.js';
import type { AdmissionLine } from './state.js';

/** How surely this participant is known (PROC-20). Whom the secretary checked in to the hall was seen there. */
export function identityLevel(state: State, participant: string): number {
  const presence = presenceOf(state, participant);
  const last = presence?.intervals.at(-1);
  if (presence?.here && presence.mode === 'hall' && last?.source === 'secretary') return SEEN_BY_SECRETARY;
  return admissionOf(state, participant)?.identity?.level ?? LINK_ONLY;
}

/**
 * Whether this participant may come in from afar. Who sits in the hall has passed another door, and the bureau keeps this
 * one. One by one: who has left is let in anew.
 */
export function isAdmitted(state: State, participant: string): boolean {
  const { admission } = videoOf(state);
  const presence = presenceOf(state, participant);
  if (admission === 'everyone' || presence?.here || isBureau(state, participant)) return true;
  const line = admissionOf(state, participant);
  if (admission === 'known' && identityLevel(state, participant) >= SEEN_BY_SECRETARY) return true;
  if (line?.stage !== 'granted') return false;
  const left = presence?.intervals.at(-1)?.to ?? null;
  return admission === 'known' || left === null || (line.at ?? '') >= left;
}

const inOrder = (state: State, isMeant: (line: AdmissionLine) => boolean): readonly string[] =>
  entriesOf(state.admission)
    .filter(([, line]) => isMeant(line))
    .sort(([, a], [, b]) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1))
    .map(([participant]) => participant);

/** Those in the waiting room, who came first first. */
export const waitingRoom = (state: State): readonly string[] => inOrder(state, line => line.stage === 'waiting');

/** Those who were let in while they had no line: not here yet. */
export const awaitedArrivals = (state: State): readonly string[] => inOrder(state, line => line.awaited === true);

/** Since this procedure nobody comes in from afar without a line (PROC-34). */
const NO_ARRIVAL_WITHOUT_LINE = 2;
export const arrivesWithLine = (state: State): boolean => procedureOf(state) >= NO_ARRIVAL_WITHOUT_LINE;

/** What the journal says of this participant's line; null where it says nothing of it. */
export function recordedLine(state: State, participant: string): 'up' | 'lost' | null {
  const presence = presenceOf(state, participant);
  if (presence?.here) return presence.mode === 'hall' ? null : presence.lostAt ? 'lost' : 'up';
  if (!arrivesWithLine(state)) return null;
  const line = admissionOf(state, participant);
  if (line?.lostAt) return 'lost';
  return line?.stage === 'waiting' ? 'up' : null;
}
