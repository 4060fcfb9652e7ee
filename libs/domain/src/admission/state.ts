import type { Table } from '../persistent-map.js';

/** How one participant stands at the door. Seen by the bureau and by oneself. */
export interface AdmissionLine {
  /** Absent: never asked. */
  readonly stage?: 'waiting' | 'granted' | 'refused';
  /** Since when it stands so. */
  readonly at?: string;
  readonly reason?: string;
  /** Not present and without a line, since then. Absent: on the line, or nobody looks for it. */
  readonly lostAt?: string;
  /** Let in while without a line: not here yet, arrives with the line (PROC-34). */
  readonly awaited?: boolean;
  /** How surely the person is known in this session (PROC-20), by whom that was seen, and when. */
  readonly identity?: { readonly level: number; readonly at: string; readonly by: string };
}
export type Admission = Table<AdmissionLine>;
