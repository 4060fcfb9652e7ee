/** One recording of the session. */
export interface Recording {
  readonly id: string;
  /** When the chair announced it. */
  readonly since: string;
  /** When the first picture was taken; what is marked in the file counts from here. */
  readonly runsSince?: string;
  readonly to?: string;
  /** Why there is none, or it ended by itself. */
  readonly failed?: string;
}
