// Which of the sounds and pictures on offer this page takes in. Pure: nobody is heard or seen by accident.
import type { QualityLevel } from './bandwidth-adaptation.js';

/** What somebody in the room sends. */
export interface Offer {
  readonly from: string;
  readonly source: 'microphone' | 'camera' | 'screen' | 'screenSound';
  /** The language, where it is an interpreter's channel. */
  readonly channel: string | null;
}

export interface Situation {
  /** Who has the floor, and who presides: seen always, as the hall is. */
  readonly holder: string | null;
  readonly chair: string | null;
  readonly isHall: (from: string) => boolean;
  /** `own`: at home. `hall`: sits in the hall and hears its loudspeakers. `loudspeakers`: is the hall's page itself. */
  readonly ears: 'own' | 'hall' | 'loudspeakers';
  /** Whether the session lets this be sent at all: what comes without leave is neither heard nor seen. */
  readonly granted: (offer: Offer) => boolean;
  /** The interpreter's channel listened to; null: the floor as it is spoken. */
  readonly channel: string | null;
  /** Others whose picture was asked for. */
  readonly pinned: ReadonlySet<string>;
  readonly step: QualityLevel;
}

export type Wanted = 'no' | 'small' | 'large';

/**
 * Whom all look at, of those who send a picture: who has the floor. Whoever speaks without a picture mostly sits in the hall;
 * while nobody speaks it is the chair.
 */
export function mainOf(offers: readonly Offer[], { holder, chair, isHall, ears }: Situation): string | null {
  const shown = offers.filter(one => one.source === 'camera').map(one => one.from);
  const hall = ears === 'loudspeakers' ? undefined : shown.find(isHall);
  const order = holder === null ? [chair, hall] : [holder, hall, chair];
  return order.find(one => one != null && shown.includes(one)) ?? null;
}

/** Whether this is taken in; of a picture also whether the small one does. `main`: whom all look at. */
export function wanted(offer: Offer, now: Situation, main: string | null): Wanted {
  if (!now.granted(offer)) return now.pinned.has(offer.from) && offer.source === 'camera' ? 'small' : 'no';
  return isSound(offer) ? (hears(offer, now) ? 'large' : 'no') : sees(offer, now, main);
}

export const isSound = ({ source }: Offer) => source === 'microphone' || source === 'screenSound';

function hears({ from, channel }: Offer, { ears, isHall, channel: chosen }: Situation): boolean {
  // On one's own headphones in the hall an interpreter may be heard; the hall's loudspeakers play the floor only.
  if (channel !== null) return ears !== 'loudspeakers' && channel === chosen;
  if (ears === 'hall') return false;
  return !(ears === 'loudspeakers' && isHall(from));
}

function sees({ from, source }: Offer, now: Situation, main: string | null): Wanted {
  const { step, holder, chair, isHall, pinned, ears } = now;
  if (step === 'sound' || (ears === 'loudspeakers' && isHall(from))) return 'no';
  const first = source === 'screen' || from === main;
  if (first) return step === 'lean' ? 'small' : 'large';
  if (step === 'lean' || ears === 'loudspeakers') return 'no';
  return from === holder || from === chair || isHall(from) || pinned.has(from) ? 'small' : 'no';
}
