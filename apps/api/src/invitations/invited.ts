import { createHash } from 'node:crypto';
import type { Wording } from '@kengesh/domain';
import type { EntityManager } from 'typeorm';
import { addressees } from '../repositories/rolls.queries.js';
import { sessionFacts } from '../repositories/sessions.queries.js';
import { lastInvitations } from './invitations.repository.js';

/** What an invitation of a session says: where any of it has changed since, whoever was invited has to be told (CAL-13). */
export interface InvitedSession {
  readonly title: Wording;
  readonly place: Wording;
  readonly form: string;
  readonly startsLocal: string;
  readonly endsLocal: string;
  readonly zone: string;
  readonly cancelled: boolean;
  readonly mailbox: string;
}

export function contentOf(of: InvitedSession): string {
  const sorted = (text: Wording) => Object.entries(text).sort(([one], [other]) => (one < other ? -1 : 1));
  const { title, place, form, startsLocal, endsLocal, zone, cancelled, mailbox } = of;
  const all = [sorted(title), sorted(place), form, startsLocal, endsLocal, zone, cancelled, mailbox];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}

export interface Invited {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly sequence: number;
  readonly at: string;
  readonly mailed: boolean;
  /** The session, or this person's address, has changed since. */
  readonly outdated: boolean;
}

/** The newest invitation of each participant of a session; who never got one is not in the map. */
export async function invitedOf(manager: EntityManager, sessionId: string): Promise<Map<string, Invited>> {
  const facts = await sessionFacts(manager, sessionId, { held: false });
  if (!facts) return new Map();
  const content = contentOf(facts);
  const rows = await lastInvitations(manager, sessionId, await addressees(manager, sessionId));
  return new Map(
    rows.map(({ participant, method, sequence, stamp, mailedAt, content: sent, same }) => [
      participant,
      {
        method,
        sequence,
        at: stamp.toISOString(),
        mailed: mailedAt !== null,
        outdated: sent !== content || same !== true,
      },
    ]),
  );
}
