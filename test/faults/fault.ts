/** What a fault is: a bounded run with a seed, which ends in a few words or in Broken. */
import type { TestDatabase } from '../support/postgres.js';

export interface Bounds {
  readonly seed: number;
  /** How often it befalls, or how long, as the fault says itself. */
  readonly runs: number;
  readonly seats: number;
}
export interface Surroundings {
  database(): Promise<TestDatabase>;
  say(line: string): void;
}
export interface Fault {
  readonly id: string;
  readonly what: string;
  /** As `npm run faults` runs it, and as the tests do. */
  readonly whole: Omit<Bounds, 'seed'>;
  readonly small: Omit<Bounds, 'seed'>;
  /**
   * Resolves with what happened, in a few words.
   * @throws Broken what must hold does not
   * @throws NotHere the machine cannot bring this fault about
   */
  run(bounds: Bounds, surroundings: Surroundings): Promise<string>;
}

/** In words: what is missing. */
export class NotHere extends Error {}
