/** What the letter of an invitation says, as it is kept until it is composed and compared with what is told next. */
import type { Wording } from '@kengesh/domain';
import type { Invitation } from '../calendar/invitation.js';

/** `update` and `request` carry a REQUEST; `cancel` and `uninvite` a CANCEL. */
export type Occasion = 'request' | 'update' | 'cancel' | 'uninvite';

type Kept<T> = { readonly [Key in keyof T]: T[Key] extends Date ? string : T[Key] };
/** What of a session a change is told of, in every language it is there in. */
export interface Promised extends Pick<Invitation, 'form' | 'startsAt' | 'endsAt' | 'zone'> {
  readonly title: Wording;
  readonly place: Wording;
}

export interface LetterDraft {
  readonly of: Kept<Invitation>;
  readonly occasion: Occasion;
  readonly sample: boolean;
  /** In the reader's language; drafts of an earlier build have none. */
  readonly agenda?: readonly string[];
  /** The digest of the session as it stood: see `contentOf`. */
  readonly content: string;
  readonly says: Kept<Promised>;
  /** What this person was told before, where it was something else. */
  readonly before: Kept<Promised> | null;
}

export function kept<T extends object>(of: T): Kept<T> {
  return JSON.parse(JSON.stringify(of)) as Kept<T>;
}

export function invitationIn({ of, occasion }: LetterDraft): Invitation {
  return {
    ...of,
    cancels: occasion === 'uninvite' ? 'person' : 'session',
    stamp: new Date(of.stamp),
    created: new Date(of.created),
    startsAt: new Date(of.startsAt),
    endsAt: new Date(of.endsAt),
  };
}

export interface Changed {
  readonly before: Promised;
  readonly after: Promised;
}

export function changedIn({ before, says }: LetterDraft): Changed | null {
  return before && { before: dated(before), after: dated(says) };
}

const dated = (of: Kept<Promised>): Promised => ({
  ...of,
  startsAt: new Date(of.startsAt),
  endsAt: new Date(of.endsAt),
});
