/** The hall as a participant of the video room: its camera and its sound desk. No name of the roll. */
export const HALL = 'hall';
/** What records the room for us, as a participant of it. No name of the roll, and no identity reads so. */
export const RECORDER = '~recorder';

/** Set by us on a connection in whose place another of the same participant has come: its page ends it and says so. */
export const ELSEWHERE = 'elsewhere';

/** Stands in no id of a participant. */
const SEPARATOR = '~';

/** Whom an identity at the video server stands for. */
export interface MediaIdentity {
  readonly participant: string;
  /** Of the device session it was given to; null: given out before identities said so, or of what records. */
  readonly generation: string | null;
}

/** As the video server knows a participant on one device: what a device that has ended was given never fits another. */
export const mediaIdentity = (participant: string, generation: string): string =>
  `${participant}${SEPARATOR}${generation}`;

/**
 * The only place where identities of the video server become participants (SEC-08), those of before generations included.
 * @param records the video server itself calls it a recorder: such an identity is made by the recorder, not by us
 */
export function mediaIdentityOf(identity: string, records = false): MediaIdentity {
  if (records) return { participant: RECORDER, generation: null };
  const at = identity.lastIndexOf(SEPARATOR);
  return at < 0
    ? { participant: identity, generation: null }
    : { participant: identity.slice(0, at), generation: identity.slice(at + 1) };
}
