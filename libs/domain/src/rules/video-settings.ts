import type { Rules } from '../council.js';
import type { State } from '../state.js';
import { LINK_ONLY, type Video } from './video.js';

const DEFAULTS = { admission: 'everyone', camera: 'floor', identity: LINK_ONLY, languages: [] } as const;
type SaidVideo = { [K in keyof typeof DEFAULTS]: NonNullable<Video[K]> };
export type WholeVideo = Omit<Video, keyof SaidVideo> & SaidVideo;

/** The same with everything said. */
export function videoRules(rules: Rules | undefined): WholeVideo {
  const said = rules?.video ?? {};
  return {
    ...said,
    admission: said.admission ?? DEFAULTS.admission,
    camera: said.camera ?? DEFAULTS.camera,
    identity: said.identity ?? DEFAULTS.identity,
    languages: said.languages ?? [...DEFAULTS.languages],
  };
}
export const videoOf = (state: State): WholeVideo => videoRules(state.prepared?.rules);
