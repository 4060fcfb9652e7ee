/** What whoever starts a rehearsal and the process that holds it say to each other. */
import type { RehearsalProfile, RehearsalProgress, RehearsalReport } from '@kengesh/contracts';

export interface Plan {
  /** Where the server listens. */
  readonly url: string;
  /** A device of a secretary's account. */
  readonly token: string;
  readonly session: string;
  /** Seats that are simulated, in protocol order; beyond the roll, further devices that only look. */
  readonly delegates: number;
  readonly profile: RehearsalProfile;
  /** What is by chance is the same again with the same seed. */
  readonly seed: number;
  /** The server's processes, where they run on this machine. */
  readonly pids: readonly number[];
  /** Asks for an end and a new start of the server in the middle of the named vote. */
  readonly restart: boolean;
  /** After so many seconds it is given up. */
  readonly limit: number;
}

/** `no`: the server refused what a rehearsal cannot do without. */
export type FromBots =
  | { readonly progress: RehearsalProgress }
  | { readonly restart: true }
  | { readonly report: RehearsalReport }
  | { readonly no: { readonly act: string; readonly code: string; readonly params: object } }
  | { readonly failed: string };

export type ToBots = { readonly plan: Plan } | { readonly restarted: { readonly pids: readonly number[] } };
