import { sameAddress } from '../calendar/text.js';
import type { LetterDraft } from '../letters/letter-draft.js';
import type { ToldLetter } from '../letters/letters.repository.js';
import type { IssuedInvitation } from './invitations.repository.js';
import { contentOf } from './invited.js';
import type { Outgoing, Person, SessionFacts } from './issued-invitations.js';

/** Who gets what now. `own`: those whose address is the council's own mailbox; a calendar would take them for its sender. */
export function outgoingOf(
  facts: SessionFacts,
  people: readonly Person[],
  issued: readonly IssuedInvitation[],
  only: readonly string[] | null,
): { mine: Outgoing[]; own: Person[] } {
  const wanted = ({ participant }: Person) => only === null || only.includes(participant);
  const invited = issued.filter(one => one.method === 'REQUEST');
  if (facts.cancelled) {
    // Also again to those whom the first one did not reach.
    const untold = issued.filter(
      one => one.method === 'CANCEL' && one.mailedAt === null && one.sequence >= facts.sequence,
    );
    const mine = [...invited, ...untold].filter(wanted).map(
      (one): Outgoing => ({
        ...one,
        method: 'CANCEL',
        occasion: 'cancel',
        sequence: one.method === 'CANCEL' ? one.sequence : Math.max(facts.sequence, one.sequence + 1),
      }),
    );
    return { mine, own: [] };
  }
  const content = contentOf(facts);
  const same = (one: Person, other: Person) =>
    one.participant === other.participant && sameAddress(one.email, other.email);
  const own = people.filter(one => sameAddress(one.email, facts.mailbox) && wanted(one));
  const requests = people
    .filter(one => !sameAddress(one.email, facts.mailbox) && wanted(one))
    .map((one): Outgoing => {
      const before = issued.find(other => same(one, other));
      const changed = before?.method === 'REQUEST' && before.content !== content;
      // Somebody who was taken off and is back keeps the higher number, or the calendar would not believe it.
      const sequence = Math.max(facts.sequence, before?.sequence ?? 0);
      return { ...one, method: 'REQUEST', occasion: changed ? 'update' : 'request', sequence };
    });
  const gone = invited
    .filter(one => !people.some(other => same(one, other)))
    .map((one): Outgoing => ({ ...one, method: 'CANCEL', occasion: 'uninvite', sequence: one.sequence + 1 }));
  return { mine: [...requests, ...gone], own };
}

interface Telling {
  readonly to: Outgoing;
  readonly occasion: Outgoing['occasion'];
  /** What was told before, where it is something else. */
  readonly before: LetterDraft['says'] | null;
}

/**
 * Letters as they follow on what each was really told, not on what was written and never went: a change that nobody heard of is
 * no change, and whoever was never invited is told of no cancellation.
 * @param written every address that letters were written to, whatever became of them
 */
export function tellingOf(
  outgoing: readonly Outgoing[],
  told: readonly ToldLetter[],
  written: readonly { readonly participant: string; readonly email: string }[],
  content: string,
): Telling[] {
  const keyOf = (one: { participant: string; email: string }) =>
    JSON.stringify([one.participant, one.email.toLowerCase()]);
  const lastOf = new Map(told.map(one => [keyOf(one), one.draft]));
  const isWritten = new Set(written.map(keyOf));
  return outgoing.flatMap((to): Telling[] => {
    const last = lastOf.get(keyOf(to));
    if (!last && !isWritten.has(keyOf(to))) return [{ to, occasion: to.occasion, before: null }];
    const isIn = last?.of.method === 'REQUEST';
    if (to.method === 'CANCEL') return isIn ? [{ to, occasion: to.occasion, before: null }] : [];
    if (!last || !isIn || last.content === content) return [{ to, occasion: 'request', before: null }];
    return [{ to, occasion: 'update', before: last.says }];
  });
}
