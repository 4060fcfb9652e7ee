// A sound or a picture of the room, as the pages show it and as it is on offer.
import { languageOfTrack } from '@kengesh/domain';
import { Track, type TrackPublication } from 'livekit-client';
import type { Offer } from './wanted.js';

export interface Media {
  readonly id: string;
  readonly from: string;
  readonly source: Offer['source'];
  readonly channel: string | null;
  readonly own: boolean;
  readonly small: boolean;
  /** Plays into an element; answers how to stop. Keeps its identity, so that an element is attached once. */
  readonly attach: (element: HTMLMediaElement) => () => void;
}

const REMOTE: { readonly [source: string]: Offer['source'] } = {
  [Track.Source.Microphone]: 'microphone',
  [Track.Source.Camera]: 'camera',
  [Track.Source.ScreenShare]: 'screen',
  [Track.Source.ScreenShareAudio]: 'screenSound',
};
export function offerOf(publication: TrackPublication, from: string): Offer {
  return {
    from,
    source: REMOTE[publication.source] ?? (publication.kind === Track.Kind.Audio ? 'microphone' : 'camera'),
    channel: languageOfTrack(publication.trackName),
  };
}

export function attaching(track: Track): Media['attach'] {
  return element => {
    track.attach(element);
    return () => {
      track.detach(element);
    };
  };
}
