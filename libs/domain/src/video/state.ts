/** What the chair ordered in the video room. By participant; the hall is one too. */
export interface Moderation {
  readonly muted: readonly string[];
  readonly removed: readonly string[];
}
