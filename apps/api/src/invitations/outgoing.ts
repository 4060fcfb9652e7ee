import { sameAddress } from '../calendar/text.js';
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
