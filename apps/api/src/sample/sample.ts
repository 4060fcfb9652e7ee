/** What a module that brings a sample council provides to the start: `{ provide: SAMPLE, useClass: … }`. */
import type { StartLinks } from '../config/ready.js';

export const SAMPLE = Symbol('SAMPLE');

export interface Sample {
  /** Loads the sample named by KENGESH_SAMPLE into an empty database; does nothing where there is a council already. */
  load(): Promise<void>;
  /**
   * Issues links; those of earlier starts stay good until they expire. `origin` has no slash at its end. Undefined where the
   * sample was not loaded.
   */
  links(origin: string): Promise<StartLinks | undefined>;
}
