import type { SpeakersMode, SpeechLimits } from '../council.js';

export interface FloorSlice {
  readonly queue: readonly FloorRequest[];
  readonly holder: FloorHolder | null;
  /** Set while nobody may be added to the list of speeches. */
  readonly closed?: boolean;
  /** As set in this session; else as the rules say. */
  readonly mode?: SpeakersMode;
  readonly limits?: SpeechLimits;
  /** Whose speech a point of order broke into; goes on after it. */
  readonly interrupted?: FloorHolder | null;
  /** Speakers whose line was lost: they stand first when they are back. */
  readonly kept?: readonly ReservedTurn[];
  /** Speeches made, where the rules count them. */
  readonly spoken?: readonly SpeechRecord[];
}

export interface ReservedTurn extends RequestMore {
  readonly participant: string;
}

export interface SpeechRecord extends RequestMore {
  readonly participant: string;
  readonly item: string | null;
  /** As used. */
  readonly seconds: number;
  /** In how many pieces, where the line broke and the speech was resumed. */
  readonly pieces?: number;
}

export interface FloorRequest extends RequestMore {
  readonly participant: string;
  readonly askedAt: string;
  /** True where the secretary entered a hand raised in the hall. */
  readonly entered: boolean;
}

export interface FloorHolder extends Omit<RequestMore, 'kind'> {
  readonly kind?: SpeechKind;
  readonly participant: string;
  readonly since: string;
  readonly seconds: number;
  /** When the time runs out; moves while paused. */
  readonly endsAt: string;
  readonly pausedAt: string | null;
  /** Why the clock stands; whoever presides stopped it where it is not said. */
  readonly pausedFor?: 'lost' | 'point';
  /** The same speech goes on which the line broke off. */
  readonly resumes?: boolean;
}

/** What is asked for in the list; a point of order is not asked for, it is raised. */
export type ListKind = 'speech' | 'reply' | 'intervention';

export type SpeechKind = ListKind | 'point';

export type Stance = 'for' | 'against' | 'neutral';

/** What a request for the floor says besides who and when. An ordinary speech where no kind is given. */
export interface RequestMore {
  readonly kind?: ListKind;
  readonly stance?: Stance;
  /** The chair put it in its place. */
  readonly placed?: boolean;
  /** Was speaking when the line was lost. */
  readonly returned?: boolean;
  /** Time left of the speech that was lost. */
  readonly left?: number;
  /** The item spoken to; of a request, that of the speech which the line broke off. */
  readonly item?: string | null;
}

export const INITIAL_FLOOR: FloorSlice = { queue: [], holder: null };
